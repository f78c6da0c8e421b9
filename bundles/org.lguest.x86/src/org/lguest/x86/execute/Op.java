/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.execute;

import org.lguest.x86.opcode.Instruction;

/** An instruction lowered for the interpreter's switch: a dense code, and its operands ready to use. */
final class Op {

    /** A number of {@link Code}. */
    final int code;
    /** First and second register. */
    final int a;
    final int b;
    /** Memory operand: r[base] + (r[index] &lt;&lt; shift) + displacement; base and index are ZERO when not there. */
    final int base;
    final int index;
    final int shift;
    final int displacement;
    final int immediate;
    /** Offsets from the start of the block: of the instruction, of the next, and of a branch's target. */
    final int start;
    final int next;
    final int target;
    final Instruction instruction;

    Op(int code, int a, int b, int immediate, int start, Instruction in) {
        this.code = code;
        this.a = a;
        this.b = b;
        this.immediate = immediate;
        this.start = start;
        base = in.base == Instruction.NO_REGISTER ? State.ZERO : in.base;
        index = in.index == Instruction.NO_REGISTER ? State.ZERO : in.index;
        shift = in.scale < 2 ? 0 : Integer.numberOfTrailingZeros(in.scale);
        displacement = in.displacement;
        next = start + in.length;
        target = next + in.immediate;
        instruction = in;
    }
}
