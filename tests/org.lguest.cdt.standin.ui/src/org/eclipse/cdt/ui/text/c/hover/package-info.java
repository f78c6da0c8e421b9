/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/** An interface of CDT's, declared from its documentation. */
@NullMarked
package org.eclipse.cdt.ui.text.c.hover;

import org.jspecify.annotations.NullMarked;
