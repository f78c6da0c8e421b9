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
import static org.lguest.x86.Machine.CODE;
import static org.lguest.x86.Machine.DATA;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.x86.Exit;
import org.lguest.x86.Machine;
import org.lguest.x86.Vector;

/** #AC: in ring 3, with CR0.AM and EFLAGS.AC, and as a real processor was seen to raise it. */
class AlignmentCheckTest {

    private static final int CR0 = 0x8001_0021;
    private static final int AM = 0x0004_0000;
    private static final int AC = 0x0004_0000;

    /** name, code with ESI and EDI at DATA plus an offset, whether it is #AC */
    @ParameterizedTest
    @CsvSource({"mov of 4, 8B 06, 0, false", "mov of 4, 8B 06, 1, true", "mov of 2, 66 8B 06, 1, true",
        "mov of 1, 8A 06, 1, false", "store, 89 06, 2, true", "add to memory, 01 06, 2, true",
        "fld of 8, DD 06, 4, true", "fld of 8, DD 06, 8, false", "fld of 4, D9 06, 2, true", "fld of 10, DB 2E, 4, true",
        "fld of 10, DB 2E, 8, false", "fild of 8, DF 2E, 4, true", "fnstenv, D9 36, 4, false", "fnstenv, D9 36, 2, true",
        "fnstenv of words, 66 D9 36, 2, false", "fnsave, DD 36, 2, true", "fnstcw, D9 3E, 1, true",
        "cmpxchg8b, 0F C7 0E, 4, true", "cmpxchg8b, 0F C7 0E, 8, false", "bts, 0F BA 2E 01, 1, true",
        "movs, A5, 1, true", "movs of bytes, A4, 1, false", "xadd, F0 0F C1 06, 1, true"})
    void whatIsNotAlignedIsAFault(String name, String code, int offset, boolean fault) {
        Machine machine = machine(3, AM, AC).code(code).with(Machine.ESI, DATA + offset).with(Machine.EDI, DATA + offset);
        Exit exit = machine.step();
        assertEquals(fault ? Exit.PRIVILEGED : Exit.BUDGET, exit);
        if (fault) {
            assertEquals(Vector.ALIGNMENT_CHECK, machine.frame().vector());
            assertEquals(0, machine.frame().errorCode());
            assertEquals(CODE, machine.frame().eip());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, true, true", "3, false, true", "3, true, false"})
    void onlyInRing3AndWithBothBits(int ring, boolean mask, boolean flag) {
        Machine machine = machine(ring, mask ? AM : 0, flag ? AC : 0).code("8B 06").with(Machine.ESI, DATA + 1);
        assertEquals(Exit.BUDGET, machine.step());
    }

    @Test
    void comesBeforeThePageFault() {
        Machine machine = machine(3, AM, AC).code("8B 06").with(Machine.ESI, 0x7000_0001);
        assertEquals(Vector.ALIGNMENT_CHECK, machine.fault().vector());
    }

    @Test
    void repeatedMovesThatAreNotAlignedDoNotGoByThePage() {
        Machine machine = machine(3, AM, AC).code("F3 A5").with(Machine.ESI, DATA).with(Machine.EDI, DATA + 0x102)
                .with(Machine.ECX, 16);
        assertEquals(Vector.ALIGNMENT_CHECK, machine.fault().vector());
        assertEquals(16, machine.cpu.register(Machine.ECX));
    }

    private static Machine machine(int ring, int cr0, int eflags) {
        Machine machine = new Machine(ring);
        machine.cpu.setCr0(CR0 | cr0);
        machine.cpu.setEflags(machine.cpu.eflags() | eflags);
        return machine;
    }
}
