/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */

/** Stands in for what CDT's user interface brings: labels of its breakpoints, and an editor. For tests only. */
@NullMarked
package org.lguest.cdt.standin.ui;

import org.jspecify.annotations.NullMarked;
