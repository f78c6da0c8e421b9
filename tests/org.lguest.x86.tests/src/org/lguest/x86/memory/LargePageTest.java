/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lguest.x86.Machine.DATA;
import static org.lguest.x86.Machine.DIRECTORY;
import static org.lguest.x86.Machine.EAX;
import static org.lguest.x86.Machine.TABLE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.x86.Exit;
import org.lguest.x86.Machine;
import org.lguest.x86.Machine.Frame;
import org.lguest.x86.Vector;

/** Pages of 4 MiB, and pages that outlive a change of CR3. */
class LargePageTest {

    private static final int PSE = 0x10;
    private static final int PGE = 0x80;
    private static final int LARGE = 0x80;
    private static final int GLOBAL = 0x100;
    /** Maps the RAM once more, by the third entry of the directory. */
    private static final int ENTRY = DIRECTORY + 8;
    private static final int WINDOW = 0x80_0000;

    @Test
    void translatesTwentyTwoBits() {
        Machine machine = machine(PSE, LARGE | 7).code("A1 04 00 83 00");
        machine.memory.write32(DATA + 4, 0x1234_5678);
        assertEquals(Exit.BUDGET, machine.step());
        assertEquals(0x1234_5678, machine.cpu.register(EAX));
        assertEquals(0x3_0004, machine.cpu.memory().translate(WINDOW + 0x3_0004).orElseThrow());
    }

    @Test
    void setsAccessedAndDirtyInTheDirectory() {
        Machine machine = machine(PSE, LARGE | 7).code("A1 00 00 83 00 A3 00 00 83 00");
        machine.step();
        assertEquals(LARGE | 0x27, machine.memory.read32(ENTRY));
        machine.step();
        assertEquals(LARGE | 0x67, machine.memory.read32(ENTRY));
    }

    /** flags of the entry, instruction, error code */
    @ParameterizedTest
    @CsvSource({"83, A1, 5", "85, A3, 7", "81, A3, 7", "1087, A1, D", "200087, A3, F", "3FF087, A1, D"})
    void errorCodeSaysWhatWasTriedAndWhy(String entry, String opcode, String error) {
        Machine machine = machine(PSE, Integer.parseInt(entry, 16)).code(opcode + "34 12 83 00");
        Frame frame = machine.fault();
        assertEquals(Vector.PAGE_FAULT, frame.vector());
        assertEquals(Integer.parseInt(error, 16), frame.errorCode());
        assertEquals(WINDOW + 0x3_1234, machine.cpu.cr2());
        assertEquals(Integer.parseInt(entry, 16), machine.memory.read32(ENTRY), "no A, no D");
    }

    @Test
    void withoutPseTheBitMeansNothing() {
        Machine machine = machine(0, LARGE | TABLE | 7).code("A1 00 00 83 00");
        machine.memory.write32(DATA, 99);
        machine.step();
        assertEquals(99, machine.cpu.register(EAX));
    }

    @Test
    void invalidatingOnePieceInvalidatesAll() {
        Machine machine = machine(PSE, LARGE | 7).code("A1 00 00 83 00 A1 00 10 83 00 A1 00 00 83 00");
        machine.cpu.run(2);
        machine.memory.write32(ENTRY, 0);
        machine.cpu.invalidatePage(WINDOW + 0x3_1000);
        assertEquals(4, machine.fault().errorCode());
    }

    /** What CR4.PGE says, the page's G, and whether it is still there after CR3 has been loaded. */
    @ParameterizedTest
    @CsvSource({"true, true, true", "true, false, false", "false, true, false"})
    void globalPagesOutliveALoadOfCr3(boolean enabled, boolean global, boolean stays) {
        Machine machine = new Machine(3).code("A1 00 00 03 00 A1 00 00 03 00");
        machine.cpu.setCr4(enabled ? PGE : 0);
        machine.page(DATA, DATA | 7 | (global ? GLOBAL : 0));
        machine.step();
        machine.memory.write32(TABLE + 4 * (DATA >>> 12), 0);
        machine.cpu.setCr3(DIRECTORY);
        assertEquals(stays ? Exit.BUDGET : Exit.PRIVILEGED, machine.step());
    }

    @ParameterizedTest
    @CsvSource({"invlpg", "cr4", "cr0"})
    void globalPagesDoNotOutlive(String what) {
        Machine machine = new Machine(3).code("A1 00 00 03 00 A1 00 00 03 00");
        machine.cpu.setCr4(PGE);
        machine.page(DATA, DATA | 7 | GLOBAL);
        machine.step();
        machine.memory.write32(TABLE + 4 * (DATA >>> 12), 0);
        switch (what) {
            case "invlpg" -> machine.cpu.invalidatePage(DATA);
            case "cr4" -> machine.cpu.setCr4(0);
            default -> {
                machine.cpu.setCr0(1);
                machine.cpu.setCr0(0x8001_0001);
            }
        }
        assertEquals(Exit.PRIVILEGED, machine.step());
    }

    private static Machine machine(int cr4, int entry) {
        Machine machine = new Machine(3);
        machine.cpu.setCr4(cr4);
        machine.memory.write32(ENTRY, entry);
        machine.cpu.setCr3(DIRECTORY);
        return machine;
    }
}
