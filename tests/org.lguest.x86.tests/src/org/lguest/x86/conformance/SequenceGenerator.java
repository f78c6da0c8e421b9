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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.lguest.x86.opcode.Decoder;
import org.lguest.x86.opcode.Instruction;
import org.lguest.x86.opcode.OpcodeRow;
import org.lguest.x86.opcode.OpcodeRows;
import org.lguest.x86.opcode.OperandCode;
import org.lguest.x86.opcode.Operation;

/**
 * Makes sequences of instructions that hand flags and registers to each other, with branches over one of them: where
 * flags are computed late or blocks end early, a single instruction shows nothing. Of undefined flags there is only AF,
 * which no instruction here reads.
 */
final class SequenceGenerator {

    private static final Set<Operation> OPERATIONS = EnumSet.of(Operation.ADD, Operation.ADC, Operation.SUB,
            Operation.SBB, Operation.CMP, Operation.INC, Operation.DEC, Operation.NEG, Operation.NOT, Operation.AND,
            Operation.OR, Operation.XOR, Operation.TEST, Operation.CLC, Operation.STC, Operation.CMC, Operation.CLD,
            Operation.STD, Operation.SAHF, Operation.XADD, Operation.CMPXCHG, Operation.XCHG, Operation.MOV,
            Operation.MOVZX, Operation.MOVSX, Operation.LEA, Operation.SETCC, Operation.CMOVCC, Operation.CBW,
            Operation.CWD, Operation.JCC, Operation.ROL, Operation.ROR, Operation.RCL, Operation.RCR, Operation.SHL,
            Operation.SHR, Operation.SAR);
    private static final int STATUS_FLAGS = 0x8D5;
    private static final int INTERRUPT_AND_ONE = 0x202;

    private final Choices choices;
    private final Decoder decoder = new Decoder();
    private final List<OpcodeRow> rows = OpcodeRows.all().stream().filter(SequenceGenerator::isUsed).toList();

    SequenceGenerator(Choices choices) {
        this.choices = choices;
    }

    /** Shifts by 1 only, because others leave OF undefined; long branches would lead out of the sequence. */
    private static boolean isUsed(OpcodeRow row) {
        List<OperandCode> operands = row.operands();
        return OPERATIONS.contains(row.operation()) && !operands.contains(OperandCode.Jz)
                && !(isShift(row.operation()) && operands.get(1) != OperandCode.ONE);
    }

    private static boolean isShift(Operation operation) {
        return switch (operation) {
            case ROL, ROR, RCL, RCR, SHL, SHR, SAR -> true;
            default -> false;
        };
    }

    TestCase next() {
        byte[] code = new byte[TestCase.MAXIMUM_CODE];
        int length = 0;
        int wanted = 2 + choices.below(8);
        List<byte[]> behindBranch = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            OpcodeRow row = rows.get(choices.below(rows.size()));
            byte[] instruction = encode(row);
            if (row.operation() == Operation.JCC) {
                byte[] skipped = encode(plain());
                instruction[1] = (byte) skipped.length;
                behindBranch.add(skipped);
            }
            int room = length + instruction.length + (behindBranch.isEmpty() ? 0 : behindBranch.get(0).length);
            if (room > code.length) {
                break;
            }
            length = append(code, length, instruction);
            for (byte[] skipped : behindBranch) {
                length = append(code, length, skipped);
            }
            behindBranch.clear();
        }
        int[] registers = new int[8];
        for (int r = 0; r < 8; r++) {
            registers[r] = choices.edge();
        }
        return new TestCase(registers, TestCase.flatSelectors(), choices.any() & STATUS_FLAGS | INTERRUPT_AND_ONE,
                Arena.CODE + 0x800,
                Arrays.copyOf(code, length), new int[0], false);
    }

    /**
     * Code that changes itself: a loop of {@code mov $n,%r} that is run, changed in one of its bytes or in which
     * register it loads, and run again, or changed right before it is run.
     */
    TestCase nextModifying() {
        int eip = choices.oneIn(3) ? Arena.CODE + Arena.PAGE - 30 : Arena.CODE + 0x400 + choices.below(64);
        byte[] code = new byte[30];
        int at = 0;
        boolean before = choices.oneIn(2);
        int patched = before ? 7 + choices.below(3) : 0;
        at = before ? patch(code, at, eip + patched) : at;
        while (at < patched) {
            code[at++] = (byte) 0x90;
        }
        code[at++] = (byte) (0xB8 | register());
        at = put(code, at, choices.any());
        at = before ? at : patch(code, at, eip + patched);
        // add %eax,%ebx; dec %ecx; jnz to the begin
        for (int b : new int[] {0x01, 0xC3, 0x49, 0x75}) {
            code[at++] = (byte) b;
        }
        code[at] = (byte) -(at + 1);
        int[] registers = new int[8];
        for (int r = 0; r < 8; r++) {
            registers[r] = choices.edge();
        }
        registers[1] = 1 + choices.below(3);
        return new TestCase(registers, TestCase.flatSelectors(), INTERRUPT_AND_ONE, eip, Arrays.copyOf(code, at + 1),
                new int[0], true);
    }

    /** Any but ECX, which counts, and ESP. */
    private int register() {
        return choices.of(new int[] {0, 2, 3, 5, 6, 7});
    }

    /** {@code movb $value,address}, into the instruction that is at this address. */
    private int patch(byte[] code, int from, int instruction) {
        int at = from;
        boolean opcode = choices.oneIn(3);
        code[at++] = (byte) 0xC6;
        code[at++] = 0x05;
        at = put(code, at, instruction + (opcode ? 0 : 1 + choices.below(4)));
        code[at++] = (byte) (opcode ? 0xB8 | register() : choices.any());
        return at;
    }

    private OpcodeRow plain() {
        while (true) {
            OpcodeRow row = rows.get(choices.below(rows.size()));
            if (row.operation() != Operation.JCC) {
                return row;
            }
        }
    }

    private static int append(byte[] code, int length, byte[] instruction) {
        System.arraycopy(instruction, 0, code, length, instruction.length);
        return length + instruction.length;
    }

    /** One instruction, on registers or on dwords of the arena's data by their address. */
    private byte[] encode(OpcodeRow row) {
        byte[] code = new byte[16];
        int at = 0;
        if (choices.oneIn(4) && row.operation() != Operation.JCC) {
            code[at++] = 0x66;
        }
        String[] words = row.encoding().split(" ");
        if (words[0].equals("0F")) {
            code[at++] = 0x0F;
        }
        String[] opcode = words[words.length - 1].split("/");
        code[at++] = (byte) choices.in(opcode[0]);
        int address = Arena.DATA + 0x400 + choices.below(64);
        if (opcode.length > 1 || row.operands().stream().anyMatch(EncodingGenerator::usesModRM)) {
            int reg = opcode.length > 1 ? Integer.parseInt(opcode[1]) : choices.below(8);
            boolean memory = row.operation() == Operation.LEA || choices.oneIn(4);
            code[at++] = (byte) (memory ? reg << 3 | 5 : 0xC0 | reg << 3 | choices.below(8));
            at = memory ? put(code, at, address) : at;
        } else if (row.operands().contains(OperandCode.Ob) || row.operands().contains(OperandCode.Ov)) {
            at = put(code, at, address);
        }
        put(code, at, choices.edge());
        Instruction instruction = decoder.decode(code, 0, code.length);
        return Arrays.copyOf(code, instruction.length);
    }

    private static int put(byte[] code, int at, int value) {
        for (int b = 0; b < 4; b++) {
            code[at + b] = (byte) (value >> 8 * b);
        }
        return at + 4;
    }
}
