/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.conformance;

import org.lguest.x86.opcode.Instruction;
import org.lguest.x86.opcode.Operation;

/**
 * What the SDM leaves undefined, and where processors differ: the only things that may differ between a real processor
 * and ours. References are to the instruction's page in SDM volume 2, "Flags Affected" unless said otherwise.
 */
final class UndefinedBehaviour {

    private static final int CF = 0x001;
    private static final int PF = 0x004;
    private static final int AF = 0x010;
    private static final int ZF = 0x040;
    private static final int SF = 0x080;
    private static final int OF = 0x800;
    private static final int DIVIDE_ERROR = 0;

    /** What sequences of {@link SequenceGenerator} leave undefined: AF, by logic and by shifts. */
    static final int AFTER_SEQUENCE = AF;

    private UndefinedBehaviour() {
    }

    /** Status flags that have no defined value after the instruction has run. */
    static int flags(TestCase testCase, Instruction i) {
        return switch (i.row.operation()) {
            case AAA, AAS -> OF | SF | ZF | PF;
            case AAD, AAM -> OF | AF | CF;
            case DAA, DAS -> OF;
            case AND, OR, XOR, TEST -> AF;
            case BSF, BSR -> CF | OF | SF | AF | PF;
            case BT, BTC, BTR, BTS -> OF | SF | AF | PF;
            case DIV, IDIV -> CF | OF | SF | ZF | AF | PF;
            case MUL, IMUL -> SF | ZF | AF | PF;
            case ROL, ROR, RCL, RCR -> count(testCase, i) == 1 || count(testCase, i) == 0 ? 0 : OF;
            case SHL, SHR, SAR -> shift(count(testCase, i), i);
            case SHLD, SHRD -> doubleShift(count(testCase, i), i);
            default -> 0;
        };
    }

    /**
     * "For non-zero shift counts AF is undefined"; CF beyond the operand's width, but for SAR; OF but for 1-bit
     * shifts.
     */
    private static int shift(int count, Instruction i) {
        if (count == 0) {
            return 0;
        }
        boolean beyond = count >= 8 * i.width0 && i.row.operation() != Operation.SAR;
        return AF | (count == 1 ? 0 : OF) | (beyond ? CF : 0);
    }

    private static int doubleShift(int count, Instruction i) {
        if (count == 0) {
            return 0;
        }
        return count > 8 * i.width0 ? CF | PF | AF | ZF | SF | OF : AF | (count == 1 ? 0 : OF);
    }

    private static int count(TestCase testCase, Instruction i) {
        int operand = i.kind2 == Instruction.NONE ? 1 : 2;
        int count = i.kind(operand) == Instruction.REGISTER ? testCase.registers()[1] : i.immediate;
        return count & 0x1F;
    }

    /** Whether the destination itself is undefined: SHLD and SHRD beyond 16 bits, BSWAP of a word ("Operation"). */
    static boolean destination(TestCase testCase, Instruction i) {
        return switch (i.row.operation()) {
            case SHLD, SHRD -> count(testCase, i) > 8 * i.width0;
            case BSWAP -> i.operandSize == 2;
            default -> false;
        };
    }

    /** Bits of changed stack dwords that are: the upper half of a pushed segment register ("Description" of PUSH). */
    static int pushedBits(Instruction i) {
        return i.row.operation() == Operation.PUSH_SEGMENT && i.operandSize == 4 ? 0xFFFF0000 : 0;
    }

    /**
     * Whether memory may be partly written when the instruction faults: those with several writes, of which the SDM
     * promises none in particular (volume 3, 6.5: restartable without loss of continuity is all that a fault is).
     */
    static boolean memoryAfterFault(Instruction i) {
        return switch (i.row.operation()) {
            case PUSHA, ENTER, CALL_FAR -> true;
            default -> false;
        };
    }

    /**
     * Whether the fault may be another of #GP, #SS and #PF: the SDM gives the reads of CMPS and of the far returns no
     * order among themselves, and AMD's far RET looks at the outer stack before it looks at the selector (volume 3,
     * table 6-2, and each "Operation").
     */
    static boolean orderOfFaults(Instruction i) {
        return switch (i.row.operation()) {
            case CMPS, RET_FAR, IRET -> true;
            default -> false;
        };
    }

    /**
     * Whether registers may be partly loaded when the instruction faults: POPA's, from the stack that it will be run
     * on again.
     */
    static boolean registersAfterFault(Instruction i) {
        return i.row.operation() == Operation.POPA;
    }

    /** EFLAGS in the frame of a #DE: the flags of DIV are undefined even then. */
    static int flagsAfterFault(Instruction i, int vector) {
        return vector == DIVIDE_ERROR ? CF | OF | SF | ZF | AF | PF : 0;
    }
}
