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
import org.lguest.x86.segment.SegmentRegister;
import org.lguest.x86.x87.X87Registers;

/**
 * The images of the x87's registers in memory, in protected mode (SDM volume 1, figures 8-9 and 8-10): control, status
 * and tag word, and the pointers, as dwords or words by the operand size; behind them, of FNSAVE and FRSTOR, the eight
 * numbers from the stack top on. Upper halves of the dwords that hold a word are ones, as processors write them.
 */
final class X87Environment {

    private static final int NUMBER = 10;
    private static final int EXCEPTION_MASKS = 0x3F;
    private static final int RESERVED = 0xFFFF_0000;

    private final Interpreter p;
    private final X87Registers registers;

    X87Environment(Interpreter processor, X87Registers registers) {
        p = processor;
        this.registers = registers;
    }

    /** Notes an instruction that is not one of control; EIP is at the next one. */
    void remember(Instruction in) {
        registers.rememberInstruction(p.eip - in.length, p.segments.register(SegmentRegister.CS).selector(),
                (in.opcode & 7) << 8 | in.modRM);
        if (in.kind0 == Instruction.MEMORY) {
            registers.rememberData(p.general.address(in), p.segments.register(in.segment).selector());
        }
    }

    /** FNSTENV: masks all exceptions behind it. */
    void store(Instruction in) {
        write(in, reach(in, true));
        registers.setControl(registers.control() | EXCEPTION_MASKS);
    }

    /** FNSAVE: initialises behind it. */
    void save(Instruction in) {
        int linear = reach(in, true);
        write(in, linear);
        int at = linear + environment(in);
        for (int i = 0; i < 8; i++, at += NUMBER) {
            p.store32(at, (int) registers.significand(i));
            p.store32(at + 4, (int) (registers.significand(i) >>> 32));
            p.store16(at + 8, registers.signExponent(i));
        }
        registers.initialise();
    }

    /** FLDENV. */
    void load(Instruction in) {
        int linear = reach(in, false);
        read(in, linear);
    }

    /** FRSTOR. */
    void restore(Instruction in) {
        int linear = reach(in, false);
        read(in, linear);
        int at = linear + environment(in);
        for (int i = 0; i < 8; i++, at += NUMBER) {
            long significand = p.load32(at) & 0xFFFF_FFFFL | (long) p.load32(at + 4) << 32;
            registers.restore(i, p.load16(at + 8), significand);
        }
    }

    private int reach(Instruction in, boolean write) {
        int linear = p.linear(in.segment, p.general.address(in), in.width0, write);
        p.align(linear, in.operandSize);
        p.reach(linear, in.width0, write);
        return linear;
    }

    private static int environment(Instruction in) {
        return in.operandSize == 2 ? 14 : 28;
    }

    private void write(Instruction in, int linear) {
        if (in.operandSize == 2) {
            int[] words = {registers.control(), registers.status(), registers.tags(), registers.instructionOffset(),
                registers.instructionSelector(), registers.dataOffset(), registers.dataSelector()};
            for (int i = 0; i < words.length; i++) {
                p.store16(linear + 2 * i, words[i]);
            }
            return;
        }
        p.store32(linear, RESERVED | registers.control());
        p.store32(linear + 4, RESERVED | registers.status());
        p.store32(linear + 8, RESERVED | registers.tags());
        p.store32(linear + 12, registers.instructionOffset());
        p.store32(linear + 16, registers.instructionSelector() | registers.opcode() << 16);
        p.store32(linear + 20, registers.dataOffset());
        p.store32(linear + 24, RESERVED | registers.dataSelector());
    }

    private void read(Instruction in, int linear) {
        if (in.operandSize == 2) {
            registers.load(p.load16(linear), p.load16(linear + 2), p.load16(linear + 4));
            registers.rememberInstruction(p.load16(linear + 6), p.load16(linear + 8), 0);
            registers.rememberData(p.load16(linear + 10), p.load16(linear + 12));
            return;
        }
        registers.load(p.load16(linear), p.load16(linear + 4), p.load16(linear + 8));
        int selectorAndOpcode = p.load32(linear + 16);
        registers.rememberInstruction(p.load32(linear + 12), selectorAndOpcode & 0xFFFF,
                selectorAndOpcode >>> 16 & 0x7FF);
        registers.rememberData(p.load32(linear + 20), p.load16(linear + 24));
    }
}
