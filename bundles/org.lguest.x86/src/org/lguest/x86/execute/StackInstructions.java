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

import org.lguest.x86.ProcessorException;
import org.lguest.x86.opcode.Instruction;
import org.lguest.x86.segment.SegmentRegister;

/** The stack instructions that make several accesses. Each reaches all its bytes before it writes any. */
final class StackInstructions {

    private final Interpreter p;

    StackInstructions(Interpreter processor) {
        p = processor;
    }

    /** A memory operand addressed by ESP is addressed after the pop (SDM volume 2, POP). */
    void pop(Instruction in, int size) {
        int before = p.r[State.ESP];
        int value = p.pop(size);
        if (in.kind0 == Instruction.REGISTER) {
            p.setRegister(in.register0, size, value);
            return;
        }
        int linear;
        try {
            linear = p.linear(in.segment, p.general.address(in), size, true);
            p.reach(linear, size, true);
        } catch (ProcessorException fault) {
            p.r[State.ESP] = before;
            throw fault;
        }
        p.store(linear, size, value);
    }

    void pushAll(int size) {
        int esp = p.r[State.ESP];
        for (int i = 0; i < 8; i++) {
            p.reach(p.stackLinear(-size * (i + 1), size, true), size, true);
        }
        for (int i = 0; i < 8; i++) {
            p.store(p.stackLinear(-size * (i + 1), size, true), size, i == State.ESP ? esp : p.r[i]);
        }
        p.setStackPointer(p.stackPointer() - 8 * size);
    }

    void popAll(int size) {
        for (int i = 0; i < 8; i++) {
            p.reach(p.stackLinear(size * i, size, false), size, false);
        }
        int at = p.stackPointer();
        for (int i = 7; i >= 0; i--) {
            if (i != State.ESP) {
                p.setRegister(i, size, p.load(p.stackLinear(size * (7 - i), size, false), size));
            }
        }
        p.setStackPointer(at + 8 * size);
    }

    void enter(Instruction in, int size) {
        int allocate = in.immediate & 0xFFFF;
        int level = in.immediate2 & 31;
        boolean big = p.bigStack();
        int pointer = p.stackPointer() - size;
        // Where the stack pointer has 16 bits, the other 16 of ESP go into the frame pointer all the same.
        int frame = big ? pointer : p.r[State.ESP] & 0xFFFF_0000 | pointer & 0xFFFF;
        int ebp = p.r[State.EBP];
        for (int i = 0; i <= level; i++) {
            p.reach(p.stackLinear(-size * (i + 1), size, true), size, true);
        }
        for (int i = 1; i < level; i++) {
            p.reach(display(ebp - size * i, big, size), size, false);
        }
        int down = size * (level + 1) + allocate;
        p.reach(p.stackLinear(-down, 1, true), 1, true);
        p.store(p.stackLinear(-size, size, true), size, ebp);
        // The display read may be the one just written: copied dword by dword.
        for (int i = 1; i < level; i++) {
            p.store(p.stackLinear(-size * (i + 1), size, true), size, p.load(display(ebp - size * i, big, size), size));
        }
        if (level > 0) {
            p.store(p.stackLinear(-size * (level + 1), size, true), size, frame);
        }
        p.setStackPointer(frame + size - down);
        p.setRegister(State.EBP, size, frame);
    }

    private int display(int offset, boolean big, int size) {
        return p.linear(SegmentRegister.SS, big ? offset : offset & 0xFFFF, size, false);
    }

    void leave(int size) {
        boolean big = p.bigStack();
        int frame = big ? p.r[State.EBP] : p.r[State.EBP] & 0xFFFF;
        int value = p.load(p.linear(SegmentRegister.SS, frame, size, false), size);
        p.setStackPointer(frame + size);
        p.setRegister(State.EBP, size, value);
    }
}
