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

    /** Unassigned, system calls and UD1 of later processors, 3DNow, MMX, SSE. */
    private static final String BEYOND_TWO_BYTE = "04 05 07 0A 0C-17 24-2F 33-3F 50-7F A6 A7 AA AE B8 B9 C2-C6 D0-FF";

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
        Set<String> missing = new TreeSet<>();
        for (int opcode = 0; opcode < 0x100; opcode++) {
            if (OpcodeTable.rows(true, opcode, false) == null) {
                missing.add("%02X".formatted(opcode));
            }
        }
        Set<String> declared = new TreeSet<>();
        for (String range : BEYOND_TWO_BYTE.split(" ")) {
            String[] ends = range.split("-");
            int last = Integer.parseInt(ends[ends.length - 1], 16);
            for (int opcode = Integer.parseInt(ends[0], 16); opcode <= last; opcode++) {
                declared.add("%02X".formatted(opcode));
            }
        }
        assertEquals(declared, missing);
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
            for (int[] opcode : new int[][] {{0xD8}, {0xD9}, {0xDA}, {0xDB}, {0xDC}, {0xDD}, {0xDE}, {0xDF},
                    {0x0F, 0x01},
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
        assertEquals(EnumSet.of(Operation.ADD, Operation.ADC, Operation.AND, Operation.BTC, Operation.BTR,
                Operation.BTS, Operation.CMPXCHG, Operation.CMPXCHG8B, Operation.DEC, Operation.INC, Operation.NEG,
                Operation.NOT, Operation.OR, Operation.SBB, Operation.SUB, Operation.XOR, Operation.XADD,
                Operation.XCHG), lockable);
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
