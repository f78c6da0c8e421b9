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
 * <h2>Where things are</h2>
 * The compiler moves a variable from the stack to a register and on, keeps half of it in each, or keeps only what it
 * takes to compute it. It tells so by programs for a small {@link org.lguest.dwarf.location.StackMachine}. What comes
 * out is a {@link org.lguest.dwarf.location.Location}: a place that can be written, or a value without one,
 * or pieces of both.
 *
 * <p>The programs ask for registers, memory and the frame that they run in,
 * {@link org.lguest.dwarf.location.FrameContext}. Any of these may be unknown. Then there is no value but a sentence
 * that says why, {@link org.lguest.dwarf.location.NoValueException}, which is carried to whoever looks at the variable.
 *
 * <p>Next chapter: {@code org.lguest.dwarf.frame}
 */
@NullMarked
package org.lguest.dwarf.location;

import org.jspecify.annotations.NullMarked;
