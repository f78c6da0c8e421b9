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
 * <h2>The program as its author sees it</h2>
 * A debugger asks in the author's words: stop at line 12 of {@code bump.c}, watch {@code table[3].next}, what function
 * is this? {@link org.lguest.dwarf.ProgramImage} answers in the machine's: addresses, and how many bytes. It is all
 * that the layers above see of ELF and DWARF.
 *
 * <p>Once the program stands somewhere, there is more to ask: the {@link org.lguest.dwarf.Stack} with each
 * {@link org.lguest.dwarf.StackFrame}, inlined ones too, what is in sight there, the value of an expression. These
 * questions read the machine, and so are asked through
 * {@link org.lguest.dwarf.machine.TargetMemory#ask}, which waits for nobody.
 *
 * <p>It believes nothing. A file that is no i386 program is a {@link org.lguest.dwarf.ProgramImageException} with
 * what to do about it; damage further in makes answers partial, and is told as {@linkplain org.lguest.dwarf.Defect
 * defects}.
 *
 * <p>People build their kernel again while they debug it. So when a program is opened, what describes it is copied: no
 * truncated, rewritten or deleted file changes an answer after that, and a file that changes while it is copied is
 * refused. A mapping would be cheaper and can't be made safe: it shows what the file is now, and the error of reading
 * beyond a truncated one's end comes at any later instruction of the thread, or in native code, where it ends the
 * workbench. Large copies are outside of the heap, and are freed with the last answer that refers to them.
 *
 * <p>Next chapter: {@code org.lguest.dwarf.step}
 */
@NullMarked
package org.lguest.dwarf;

import org.jspecify.annotations.NullMarked;
