/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * What CDT's editors ask the selected element of a debugger for, by the names that they have in CDT: a debugger that is
 * not compiled against CDT finds them by name.
 */
@NullMarked
package org.eclipse.cdt.debug.core.model;

import org.jspecify.annotations.NullMarked;
