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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.x86.Eflags;
import org.lguest.x86.Exit;
import org.lguest.x86.Machine;
import org.lguest.x86.opcode.OpcodeRow;
import org.lguest.x86.opcode.OpcodeRows;

/**
 * Scenario: the same random code on machines that are run differently: at once, by ones, by uneven portions, and with
 * segments that are not flat, so that every instruction takes its general form. Its faults go to ring 1, where a
 * handler skips a byte. None of these seeds' programs touches byte 0, which the segments that are not flat leave out.
 * All must go through the same exits and end in the same state.
 */
class ExactnessTest {

    private static final int HANDLER = 0x1_8000;
    private static final int HANDLER_WITH_ERROR = 0x1_8010;
    private static final int LENGTH = 3000;
    private static final int UNITS = 4000;

    private final List<OpcodeRow> rows = OpcodeRows.all();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4, 5, 6, 7, 8, 9, 11, 12})
    void anyPortionsLeadToTheSameState(long seed) {
        Machine atOnce = machine(seed, false);
        Machine byOnes = machine(seed, false);
        Machine byPortions = machine(seed, false);
        Machine segmented = machine(seed, true);
        Random portions = new Random(seed);
        long retired = 0;
        for (int i = 0; i < 50; i++) {
            Exit exit = atOnce.cpu.run(UNITS);
            assertEquals(exit, portions(byOnes, () -> 1), "exit " + i + " by ones");
            assertEquals(exit, portions(byPortions, () -> 1 + portions.nextInt(20)), "exit " + i + " by portions");
            assertEquals(exit, segmented.cpu.run(UNITS), "exit " + i + " segmented");
            String state = state(atOnce);
            assertEquals(state, state(byOnes), "state " + i + " by ones");
            assertEquals(state, state(byPortions), "state " + i + " by portions");
            assertEquals(state, state(segmented), "state " + i + " segmented");
            if (exit == Exit.DEBUG_EXCEPTION) {
                for (Machine machine : List.of(atOnce, byOnes, byPortions, segmented)) {
                    machine.cpu.deliverDebugException();
                }
            } else if (exit == Exit.SHUTDOWN || exit == Exit.PRIVILEGED) {
                break;
            }
            retired = atOnce.cpu.retired();
        }
        assertTrue(retired > 50, "no program to speak of");
    }

    private interface Portion {
        int next();
    }

    private static Exit portions(Machine machine, Portion portion) {
        int units = 0;
        Exit exit = Exit.BUDGET;
        while (units < UNITS && exit == Exit.BUDGET) {
            int n = Math.min(portion.next(), UNITS - units);
            exit = machine.cpu.run(n);
            units += n;
        }
        return exit;
    }

    /** Ring 3 on random code; gates to ring 1; two breakpoints and two watches. */
    private Machine machine(long seed, boolean segmented) {
        Random random = new Random(seed);
        Machine machine = new Machine(3);
        machine.bytes(HANDLER, "FF 04 24 CF").bytes(HANDLER_WITH_ERROR, "83 C4 04 FF 04 24 CF");
        for (int vector = 0; vector < 256; vector++) {
            boolean error = org.lguest.x86.Vector.hasErrorCode(vector);
            machine.gate(vector, Machine.CODE_1, error ? HANDLER_WITH_ERROR : HANDLER, 0xEF00);
        }
        machine.gate(org.lguest.x86.Vector.DOUBLE_FAULT, Machine.CODE_0, Machine.handler(8), 0x8E00);
        byte[] code = code(random);
        machine.memory.write(Machine.CODE, code, 0, code.length);
        // Only code, stacks and data can be written from the outer rings, and the tables are out of sight.
        for (int page = 0; page < 1024; page++) {
            int address = page << 12;
            boolean open = address >= 0xA000 && address < 0x8_0000 && address != (HANDLER & ~0xFFF);
            machine.page(address, address | (open ? 7 : address == (HANDLER & ~0xFFF) ? 5 : 3));
        }
        for (int r = 0; r < 8; r++) {
            machine.with(r, r == Machine.ESP ? Machine.STACK : Machine.DATA + random.nextInt(0x4000));
        }
        // Expand-down from 4 GiB to 1: all but byte 0, and not flat.
        if (segmented) {
            machine.descriptor(Machine.DATA_1, 0, 0x0040_B700);
            machine.descriptor(Machine.DATA_3, 0, 0x0040_F700);
            for (int segment : new int[] {0, 2, 3}) {
                machine.cpu.loadSegment(segment, Machine.DATA_3);
            }
        }
        machine.cpu.setEflags(machine.cpu.eflags() | Eflags.RF);
        for (int i = 0; i < 2; i++) {
            machine.cpu.debugUnit().setAddress(0, i, Machine.CODE + random.nextInt(200));
            machine.cpu.debugUnit().setAddress(0, i + 2, Machine.DATA + random.nextInt(0x4000));
        }
        machine.cpu.debugUnit().setDr7(0, 0xFD00_0055);
        return machine;
    }

    /** Instructions of the table with random operands, and now and then any byte. */
    private byte[] code(Random random) {
        byte[] code = new byte[LENGTH];
        random.nextBytes(code);
        int at = 0;
        while (at < LENGTH - 20) {
            OpcodeRow row = rows.get(random.nextInt(rows.size()));
            for (String word : row.encoding().split(" ")) {
                code[at++] = (byte) Integer.parseInt(word.substring(0, 2), 16);
            }
            at += random.nextInt(4);
        }
        return code;
    }

    private static String state(Machine machine) {
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < 8; r++) {
            text.append(String.format("%08x ", machine.cpu.register(r)));
        }
        byte[] ram = new byte[0x8_0000 - 0xA000];
        machine.memory.read(0xA000, ram, 0, ram.length);
        for (int i = 0; i < 8; i++) {
            text.append(String.format("%04x:%016x ", machine.cpu.x87().signExponent(i),
                    machine.cpu.x87().significand(i)));
        }
        text.append(String.format("x87 %04x %04x ", machine.cpu.x87().control(), machine.cpu.x87().status()));
        return text + String.format("eip %08x eflags %08x cpl %d retired %d dr6 %08x cr2 %08x memory %08x",
                machine.cpu.eip(), machine.cpu.eflags(), machine.cpu.cpl(), machine.cpu.retired(),
                machine.cpu.debugUnit().dr6(0), machine.cpu.cr2(), Arrays.hashCode(ram));
    }
}
