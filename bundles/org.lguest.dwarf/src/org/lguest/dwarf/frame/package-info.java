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
 * <h2>Who called</h2>
 * A debugger that stands in a function wants the one that called it, with its registers as they were at the call. For
 * each instruction the compiler tells how to compute them, {@link org.lguest.dwarf.frame.CallFrameTable}: so many bytes
 * above esp, ebx in the word below. {@link org.lguest.dwarf.frame.Unwinder} takes one step up the stack by it, from one
 * {@link org.lguest.dwarf.frame.CallFrame} to the next. A trap's entry code is described in the same way, so the steps
 * lead out of a handler, into what it interrupted.
 *
 * <p>Code without such a description is met in every kernel. There the function's last instructions are read for what
 * they pop, {@link org.lguest.dwarf.frame.EpilogueAnalysis}, or its first for what they push,
 * {@link org.lguest.dwarf.frame.PrologueAnalysis}; a frame found so says that it is. And where inline assembly has
 * pushed what its compiler can't know of, {@link org.lguest.dwarf.frame.InlineAssembly} sees it.
 *
 * <p>A function whose last act is to jump to another leaves nothing on the stack. Which ones have left is not told here
 * but by the calls that debug information names; a frame for one has a {@link org.lguest.dwarf.frame.CallFrame#leftBy}
 * of its caller.
 *
 * <p>Next chapter: {@code org.lguest.dwarf.value}
 */
@NullMarked
package org.lguest.dwarf.frame;

import org.jspecify.annotations.NullMarked;
