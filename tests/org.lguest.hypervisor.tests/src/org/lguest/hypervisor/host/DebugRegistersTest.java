/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.Hypercall;

class DebugRegistersTest {

    private Machine machine;
    private DebugRegisters registers;

    @BeforeEach
    void build() {
        machine = TinyGuest.of(code -> code).machine();
        registers = machine.debugRegisters();
    }

    @Test
    void eachNibbleIsLegalOrNotInEachPlaceEnabledOrNot() {
        boolean[] legal = {true, true, false, true, false, true, false, true, false, false, false, false, false, true,
                false, true};
        for (int place = 16; place < 32; place += 4) {
            for (int nibble = 0; nibble < 16; nibble++) {
                assertEquals(legal[nibble] ? 0 : -22, registers.set(0, 7, nibble << place), "nibble " + nibble + " at "
                        + place);
                assertEquals(legal[nibble] ? 0 : -22, registers.set(1, 7, nibble << place | 0xFF), "armed");
            }
        }
    }

    @Test
    void refusedValuesChangeNothing() {
        registers.set(0, 7, 0x0001_0001);
        registers.set(0, 0, 0x1000);
        assertEquals(-22, registers.set(0, 7, 0x0002_0003));
        assertEquals(-22, registers.set(0, 0, 0xFFC0_0000));
        assertEquals(0x0001_0001, registers.get(0, 7));
        assertEquals(0x1000, registers.get(0, 0));
    }

    @Test
    void addressesMayBeAnyButTheSwitchers() {
        for (int regnum = 0; regnum < 4; regnum++) {
            assertEquals(0, registers.set(0, regnum, 0));
            assertEquals(0, registers.set(0, regnum, 0xBFFF_FFFD), "TASK_SIZE is no limit here");
            assertEquals(0, registers.set(0, regnum, 0xC010_1234));
            assertEquals(0, registers.set(0, regnum, 0xFFBF_FFFF));
            assertEquals(-22, registers.set(0, regnum, 0xFFC0_0000));
            assertEquals(-22, registers.set(0, regnum, 0xFFC0_1FB4));
            assertEquals(-22, registers.set(0, regnum, -1));
        }
    }

    @Test
    void registersThatAreNotThereAreRefusedAndReadZero() {
        for (int regnum : new int[] {4, 5, 8, 100, -1, Integer.MIN_VALUE}) {
            assertEquals(-22, registers.set(0, regnum, 0));
            assertEquals(0, registers.get(0, regnum));
        }
    }

    @Test
    void statusTakesAnyValueAndReadsWithItsFixedBits() {
        assertEquals(0, registers.set(0, 6, 0));
        assertEquals(0xFFFF_0FF0, registers.get(0, 6));
        assertEquals(0, registers.set(0, 6, -1));
        assertEquals(0xFFFF_EFFF, registers.get(0, 6));
    }

    @Test
    void generalDetectIsClearedSilently() {
        assertEquals(0, registers.set(0, 7, 0xFFFF));
        assertEquals(0x03FF, registers.get(0, 7));
    }

    @Test
    void banksDoNotSeeEachOther() {
        registers.set(0, 0, 0x1000);
        registers.set(1, 0, 0x2000);
        registers.set(16, 0, 0x3000);
        assertEquals(0x1000, registers.get(0, 0));
        assertEquals(0x2000, registers.get(1, 0));
        assertEquals(0x3000, registers.get(16, 0));
    }

    @Test
    void theCallersBankIsNeverTheGuestsChoice() {
        TinyGuest guest = TinyGuest.of(code -> code
                .hypercall(Hypercall.SET_DEBUGREG, 0, 0x1234, 1).storeEax(TinyGuest.SCRATCH)
                .hypercall(Hypercall.SET_DEBUGREG, 4, 0).storeEax(TinyGuest.SCRATCH + 4)
                .hypercall(Hypercall.GET_DEBUGREG, 0).storeEax(TinyGuest.SCRATCH + 8)
                .hypercall(Hypercall.GET_DEBUGREG, 6).storeEax(TinyGuest.SCRATCH + 12));
        Machine theirs = guest.machine();
        theirs.hypercalls().dispatch(HypercallRequest.setDebugRegister(1, 0, 0x7777));
        assertEquals("CRASH: Power down", TinyGuest.run(theirs, Debugger.NONE));
        assertEquals(0, guest.peek(TinyGuest.SCRATCH));
        assertEquals(-22, guest.peek(TinyGuest.SCRATCH + 4));
        assertEquals(0x1234, guest.peek(TinyGuest.SCRATCH + 8));
        assertEquals(0xFFFF_0FF0, guest.peek(TinyGuest.SCRATCH + 12));
        assertEquals(0x7777, theirs.debugRegisters().get(1, 0));
    }
}
