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
 * Setting breakpoints without CDT.
 *
 * <p>A click in the ruler reaches {@link org.lguest.debug.ui.breakpoints.ToggleTargets}, which decides by the editor
 * and the file whether a guest breakpoint makes sense there: never in CDT's editors, whose breakpoints this debugger
 * takes as they are. A function, an address and data have no line to click, so
 * {@link org.lguest.debug.ui.breakpoints.AddBreakpointDialog} asks for them. What is typed there, or on the page of a
 * breakpoint's properties, is a {@link org.lguest.debug.ui.breakpoints.BreakpointEntry}, which knows what is wrong with
 * it before any breakpoint is made of it.
 *
 * <p>Next chapter: {@code org.lguest.debug.ui.control}
 */
@NullMarked
package org.lguest.debug.ui.breakpoints;

import org.jspecify.annotations.NullMarked;
