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

import static org.lguest.x86.conformance.UndefinedBehaviour.What.DESTINATION;
import static org.lguest.x86.conformance.UndefinedBehaviour.What.FLAGS;
import static org.lguest.x86.conformance.UndefinedBehaviour.What.FLAGS_AFTER_DIVIDE_ERROR;
import static org.lguest.x86.conformance.UndefinedBehaviour.What.MEMORY_AFTER_FAULT;
import static org.lguest.x86.conformance.UndefinedBehaviour.What.ORDER_OF_FAULTS;
import static org.lguest.x86.conformance.UndefinedBehaviour.What.PUSHED_UPPER_HALF;
import static org.lguest.x86.conformance.UndefinedBehaviour.What.REGISTERS_AFTER_FAULT;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BiPredicate;

import org.lguest.x86.opcode.Instruction;
import org.lguest.x86.opcode.Operation;

/**
 * What the SDM leaves undefined, and what ours does there: the one table from which the comparison takes what it must
 * not compare, and {@code docs/undefined-behaviour.md} its rows.
 */
final class UndefinedBehaviour {

    /** What of the outcome is undefined. */
    enum What {
        /** Status flags, once the instruction has run. */
        FLAGS,
        /** The destination operand. */
        DESTINATION,
        /** Bits 16 to 31 of a pushed dword. */
        PUSHED_UPPER_HALF,
        /** Memory that the instruction would have written, when it faults. */
        MEMORY_AFTER_FAULT,
        /** Registers but ESP that it would have loaded, when it faults. */
        REGISTERS_AFTER_FAULT,
        /** Which of #GP, #SS and #PF it is, where there are grounds for several. */
        ORDER_OF_FAULTS,
        /** Status flags in the frame of a #DE. */
        FLAGS_AFTER_DIVIDE_ERROR
    }

    private static final int CF = 0x001;
    private static final int PF = 0x004;
    private static final int AF = 0x010;
    private static final int ZF = 0x040;
    private static final int SF = 0x080;
    private static final int OF = 0x800;
    private static final int STATUS = CF | PF | AF | ZF | SF | OF;
    private static final int DIVIDE_ERROR = 0;
    private static final int UPPER_HALF = 0xFFFF0000;

    /**
     * One row.
     *
     * @param operations of which instructions
     * @param when       in words; empty: always
     * @param applies    the same as a condition
     * @param what       what is undefined
     * @param flags      which flags, where it is flags
     * @param source     where the SDM says so
     * @param choice     what ours does
     */
    record Row(Set<Operation> operations, String when, BiPredicate<TestCase, Instruction> applies, What what,
            int flags, String source, String choice) {

        boolean appliesTo(TestCase testCase, Instruction i) {
            return operations.contains(i.row.operation()) && applies.test(testCase, i);
        }

        /** What is undefined, in words. */
        String undefined() {
            return switch (what) {
                case FLAGS -> names(flags);
                case DESTINATION -> "the destination";
                case PUSHED_UPPER_HALF -> "bits 16 to 31 of the pushed dword";
                case MEMORY_AFTER_FAULT -> "the memory it would have written, when it faults";
                case REGISTERS_AFTER_FAULT -> "the registers it would have loaded, when it faults";
                case ORDER_OF_FAULTS -> "which of several faults";
                case FLAGS_AFTER_DIVIDE_ERROR -> names(flags) + " in the frame of its #DE";
            };
        }
    }

    /** The table. */
    static final List<Row> TABLE = List.of(
            flags("", always(), OF | SF | ZF | PF, "vol. 2, AAA, AAS: Flags Affected", "SF, ZF and PF are of AL, OF is 0",
                    Operation.AAA, Operation.AAS),
            flags("", always(), OF | AF | CF, "vol. 2, AAD, AAM: Flags Affected", "all 0", Operation.AAD, Operation.AAM),
            flags("", always(), OF, "vol. 2, DAA, DAS: Flags Affected", "0", Operation.DAA, Operation.DAS),
            flags("", always(), AF, "vol. 2, AND, OR, XOR, TEST: Flags Affected", "0", Operation.AND, Operation.OR,
                    Operation.XOR, Operation.TEST),
            flags("", always(), CF | OF | SF | AF | PF, "vol. 2, BSF, BSR: Flags Affected", "unchanged", Operation.BSF,
                    Operation.BSR),
            flags("", always(), OF | SF | AF | PF, "vol. 2, BT, BTS, BTR, BTC: Flags Affected", "unchanged",
                    Operation.BT, Operation.BTS, Operation.BTR, Operation.BTC),
            flags("", always(), STATUS, "vol. 2, DIV, IDIV: Flags Affected", "unchanged", Operation.DIV,
                    Operation.IDIV),
            flags("", always(), SF | ZF | AF | PF, "vol. 2, MUL, IMUL: Flags Affected",
                    "SF, ZF and PF are of the low half, AF is 0", Operation.MUL, Operation.IMUL),
            flags("the count is not 0 or 1", (c, i) -> count(c, i) > 1, OF, "vol. 2, RCL/RCR/ROL/ROR: Description",
                    "as after a rotation by 1", Operation.ROL, Operation.ROR, Operation.RCL, Operation.RCR),
            flags("the count is not 0", (c, i) -> count(c, i) > 0, AF, "vol. 2, SAL/SAR/SHL/SHR: Flags Affected", "0",
                    Operation.SHL, Operation.SHR, Operation.SAR),
            flags("the count is not 0 or 1", (c, i) -> count(c, i) > 1, OF, "vol. 2, SAL/SAR/SHL/SHR: Flags Affected",
                    "whether CF and the result's sign differ", Operation.SHL),
            flags("the count is not 0 or 1", (c, i) -> count(c, i) > 1, OF, "vol. 2, SAL/SAR/SHL/SHR: Flags Affected",
                    "0", Operation.SHR, Operation.SAR),
            flags("the count is the operand's width or more", (c, i) -> count(c, i) >= 8 * i.width0, CF,
                    "vol. 2, SAL/SAR/SHL/SHR: Flags Affected", "the bit shifted out last, 0 beyond the width",
                    Operation.SHL, Operation.SHR),
            flags("the count is not 0", (c, i) -> count(c, i) > 0, AF, "vol. 2, SHLD, SHRD: Flags Affected", "0",
                    Operation.SHLD, Operation.SHRD),
            flags("the count is not 0 or 1", (c, i) -> count(c, i) > 1, OF, "vol. 2, SHLD, SHRD: Flags Affected",
                    "whether the sign has changed", Operation.SHLD, Operation.SHRD),
            flags("the count is more than the operand's width", (c, i) -> count(c, i) > 8 * i.width0,
                    CF | PF | ZF | SF, "vol. 2, SHLD, SHRD: Description",
                    "of the result, and the bit shifted out last", Operation.SHLD, Operation.SHRD),
            new Row(EnumSet.of(Operation.SHLD, Operation.SHRD), "the count is more than the operand's width",
                    (c, i) -> count(c, i) > 8 * i.width0, DESTINATION, 0, "vol. 2, SHLD, SHRD: Description",
                    "the word's own bits come in after the source's"),
            new Row(EnumSet.of(Operation.BSWAP), "the operand is a word", (c, i) -> i.operandSize == 2, DESTINATION, 0,
                    "vol. 2, BSWAP: Description", "0"),
            new Row(EnumSet.of(Operation.PUSH_SEGMENT), "the operand size is 32", (c, i) -> i.operandSize == 4,
                    PUSHED_UPPER_HALF, 0, "vol. 2, PUSH: Description (zero-extended, or not written)", "0"),
            new Row(EnumSet.of(Operation.PUSHA, Operation.ENTER, Operation.CALL_FAR), "", always(), MEMORY_AFTER_FAULT,
                    0, "vol. 3, 6.5: a fault is restartable; of writes before it nothing is said", "unchanged"),
            new Row(EnumSet.of(Operation.POPA), "", always(), REGISTERS_AFTER_FAULT, 0,
                    "vol. 3, 6.5: a fault is restartable; of loads before it nothing is said", "unchanged"),
            new Row(EnumSet.of(Operation.CMPS, Operation.RET_FAR, Operation.IRET), "", always(), ORDER_OF_FAULTS, 0,
                    "vol. 3, table 6-2; vol. 2, each Operation: no order of the reads among themselves",
                    "CMPS: the source's first; far returns: in the order of the Operation"),
            new Row(EnumSet.of(Operation.DIV, Operation.IDIV), "", always(), FLAGS_AFTER_DIVIDE_ERROR, STATUS,
                    "vol. 2, DIV, IDIV: Flags Affected", "unchanged"));

    /** What sequences of {@link SequenceGenerator} leave undefined: AF, by logic and by shifts. */
    static final int AFTER_SEQUENCE = AF;

    private UndefinedBehaviour() {
    }

    private static BiPredicate<TestCase, Instruction> always() {
        return (testCase, instruction) -> true;
    }

    private static Row flags(String when, BiPredicate<TestCase, Instruction> applies, int flags, String source,
            String choice, Operation... operations) {
        return new Row(EnumSet.copyOf(List.of(operations)), when, applies, FLAGS, flags, source, choice);
    }

    private static int count(TestCase testCase, Instruction i) {
        int operand = i.kind2 == Instruction.NONE ? 1 : 2;
        int count = i.kind(operand) == Instruction.REGISTER ? testCase.registers()[1]
                : i.kind(operand) == Instruction.ONE ? 1 : i.immediate;
        return count & 0x1F;
    }

    /** The names of status flags, in the order of their bits. */
    static String names(int flags) {
        String[] names = {"CF", "PF", "AF", "ZF", "SF", "OF"};
        int[] bits = {CF, PF, AF, ZF, SF, OF};
        StringJoiner joined = new StringJoiner(", ");
        for (int f = 0; f < bits.length; f++) {
            if ((flags & bits[f]) != 0) {
                joined.add(names[f]);
            }
        }
        return joined.toString();
    }

    /** Status flags that have no defined value after the instruction has run. */
    static int flags(TestCase testCase, Instruction i) {
        int flags = 0;
        for (Row row : TABLE) {
            if (row.what == FLAGS && row.appliesTo(testCase, i)) {
                flags |= row.flags;
            }
        }
        return flags;
    }

    /** Status flags that have no defined value when it has ended in an exception. */
    static int flagsAfterFault(TestCase testCase, Instruction i, int vector) {
        return vector == DIVIDE_ERROR && has(FLAGS_AFTER_DIVIDE_ERROR, testCase, i) ? STATUS : 0;
    }

    /** Bits of changed stack dwords that are undefined. */
    static int pushedBits(TestCase testCase, Instruction i) {
        return has(PUSHED_UPPER_HALF, testCase, i) ? UPPER_HALF : 0;
    }

    /** Whether this is undefined of the instruction. */
    static boolean has(What what, TestCase testCase, Instruction i) {
        for (Row row : TABLE) {
            if (row.what == what && row.appliesTo(testCase, i)) {
                return true;
            }
        }
        return false;
    }
}
