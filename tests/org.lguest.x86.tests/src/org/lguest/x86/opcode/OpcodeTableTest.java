/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.opcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

class OpcodeTableTest {

    private static final String NO_ONE_BYTE_INSTRUCTION = "0F 26 2E 36 3E 64 65 66 67 F0 F2 F3";

    private final Decoder decoder = new Decoder();

    @Test
    void everyOneByteOpcodeButThePrefixesIsAnInstruction() {
        Set<String> missing = new TreeSet<>();
        for (int opcode = 0; opcode < 0x100; opcode++) {
            if (OpcodeTable.rows(false, opcode, false) == null) {
                missing.add("%02X".formatted(opcode));
            }
        }
        assertEquals(NO_ONE_BYTE_INSTRUCTION, String.join(" ", missing));
    }

    @Test
    void everyTwoByteOpcodeIsAnInstructionOrDeclaredBeyondTheModel() {
        StringBuilder missing = new StringBuilder();
        for (int opcode = 0; opcode < 0x100; opcode++) {
            if (OpcodeTable.rows(true, opcode, false) == null) {
                missing.append(" %02X".formatted(opcode));
            }
        }
        // System calls and UD1 of later processors; 0D, 10-17, 28-2F, 50-7F, C2, C4-C6, D0-FF: 3DNow, MMX and SSE.
        assertEquals(" 04 05 07 0A 0C 0D 0E 0F 10 11 12 13 14 15 16 17 24 25 26 27 28 29 2A 2B 2C 2D 2E 2F 33 34 35 36 37 38 39"
                + " 3A 3B 3C 3D 3E 3F 50 51 52 53 54 55 56 57 58 59 5A 5B 5C 5D 5E 5F 60 61 62 63 64 65 66 67 68 69 6A 6B 6C 6D"
                + " 6E 6F 70 71 72 73 74 75 76 77 78 79 7A 7B 7C 7D 7E 7F A6 A7 AA AE B8 B9 C2 C3 C4 C5 C6 D0 D1 D2 D3 D4 D5 D6"
                + " D7 D8 D9 DA DB DC DD DE DF E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 EA EB EC ED EE EF F0 F1 F2 F3 F4 F5 F6 F7 F8 F9 FA"
                + " FB FC FD FE FF", missing.toString());
    }

    @Test
    void everyRowAndEveryOperationCanBeReached() {
        Set<OpcodeRow> rows = new HashSet<>();
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        for (byte[] code : Encodings.all()) {
            Instruction instruction = decoder.decode(code, 0, code.length);
            rows.add(instruction.row);
            operations.add(instruction.operation);
        }
        for (int modRM = 0xC0; modRM < 0x100; modRM++) {
            for (int[] opcode : new int[][] {{0xD8}, {0xD9}, {0xDA}, {0xDB}, {0xDC}, {0xDD}, {0xDE}, {0xDF}, {0x0F, 0x01},
                {0xF3, 0x0F, 0x1E}}) {
                byte[] code = new byte[opcode.length + 1];
                for (int i = 0; i < opcode.length; i++) {
                    code[i] = (byte) opcode[i];
                }
                code[opcode.length] = (byte) modRM;
                Instruction instruction = decoder.decode(code, 0, code.length);
                rows.add(instruction.row);
                operations.add(instruction.operation);
            }
        }
        Set<OpcodeRow> unreached = new HashSet<>(OpcodeTable.rows());
        unreached.removeAll(rows);
        assertEquals(Set.of(), unreached);
        assertEquals(EnumSet.noneOf(Operation.class), EnumSet.complementOf(EnumSet.copyOf(operations)));
    }

    @Test
    void whatMayBeLockedReadsAndWritesItsDestination() {
        EnumSet<Operation> lockable = EnumSet.noneOf(Operation.class);
        for (OpcodeRow row : OpcodeTable.rows()) {
            if (row.lockable()) {
                lockable.add(row.operation());
                assertEquals(Access.READ_WRITE, row.access(0), row.encoding());
            }
        }
        // SDM volume 2, LOCK.
        assertEquals(EnumSet.of(Operation.ADD, Operation.ADC, Operation.AND, Operation.BTC, Operation.BTR, Operation.BTS,
                Operation.CMPXCHG, Operation.CMPXCHG8B, Operation.DEC, Operation.INC, Operation.NEG, Operation.NOT, Operation.OR,
                Operation.SBB, Operation.SUB, Operation.XOR, Operation.XADD, Operation.XCHG), lockable);
    }

    @Test
    void sourcesAreNeverWritten() {
        for (OpcodeRow row : OpcodeTable.rows()) {
            for (int i = 1; i < row.operands().size(); i++) {
                boolean exchange = row.operation() == Operation.XCHG || row.operation() == Operation.XADD;
                assertTrue(exchange || !row.access(i).writes(), row.encoding());
            }
            assertFalse(row.mnemonic().isBlank());
        }
    }
}
