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
 * Execution, in layers that each know more than the one before.
 *
 * <p>State is registers and lazy flags. Accesses adds memory: the TLB's fast path, and the slow one that translates
 * all before it touches any. Controls adds what governs both: control registers, CPL, mode. {@link
 * org.lguest.x86.execute.Interpreter} adds the loop over decoded blocks. A translator to bytecode would stand beside
 * that loop, on the same blocks, accesses and exits.
 *
 * <p>Blocks are decoded once and lowered: each instruction gets a dense code if it is one of the forms that programs
 * are made of, and else goes to General, which knows every instruction in every form and leaves to Arithmetic,
 * Strings, FarTransfers, StackInstructions and SystemInstructions what fills a chapter of its own. Interrupts is the
 * way through the IDT, FloatingPoint that to the x87.
 *
 * <p>Three rules hold throughout. A fault leaves nothing half done. Between two instructions, and nowhere else, is
 * decided what happens next. And a count of instructions is exact: running by ones and at once end in the same state.
 *
 * <p>Next chapter: {@code org.lguest.x86}
 */
@NullMarked
package org.lguest.x86.execute;

import org.jspecify.annotations.NullMarked;
