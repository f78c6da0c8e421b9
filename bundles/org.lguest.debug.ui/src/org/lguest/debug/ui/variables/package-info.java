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
 * Variables, as a C programmer looks at them.
 *
 * <p>The Variables and Expressions views are the platform's. What is added is what C's data need: a pointer, or an
 * array at the end of a structure, is shown with as many elements as the user says ({@link
 * org.lguest.debug.ui.variables.ArrayDialog}), and a value is written and read in C's own notation: the platform takes
 * a backslash for one that is still to be escaped, in its columns ({@link
 * org.lguest.debug.ui.variables.VariableLabels}) and in its cells ({@link org.lguest.debug.ui.variables.ValueCells}).
 * What is watched by a row's menu is an expression for that row ({@link org.lguest.debug.ui.variables.WatchFactory}).
 * What a value can't become, a {@link org.lguest.debug.ui.variables.ValueEditor} says.
 *
 * <p>Next chapter: {@code org.lguest.debug.ui.presentation}
 */
@NullMarked
package org.lguest.debug.ui.variables;

import org.jspecify.annotations.NullMarked;
