/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The registers of the debug unit by themselves. */
class DebugUnitTest {

    private final DebugUnit unit = new DebugUnit();

    @Test
    void afterResetNothingIsArmedAndFixedBitsStand() {
        assertEquals(0xFFFF_0FF0, unit.dr6(0));
        assertEquals(0x400, unit.dr7(0));
        assertFalse(unit.armed());
    }

    @Test
    void fixedBitsOfDr6Stick() {
        unit.setDr6(0, 0);
        assertEquals(0xFFFF_0FF0, unit.dr6(0));
        unit.setDr6(0, -1);
        assertEquals(0xFFFF_EFFF, unit.dr6(0));
    }

    @Test
    void fixedBitsOfDr7Stick() {
        unit.setDr7(0, -1);
        assertEquals(0xFFFF_27FF, unit.dr7(0));
        unit.setDr7(0, 0);
        assertEquals(0x400, unit.dr7(0));
    }

    @Test
    void localAndGlobalEnableAreAlike() {
        unit.setAddress(0, 1, 0x1234);
        unit.setDr7(0, 0x4);
        assertTrue(unit.executes(0x1234, false));
        unit.setDr7(0, 0x8);
        assertTrue(unit.executes(0x1234, false));
        unit.setDr7(0, 0x33);
        assertFalse(unit.executes(0x1234, false));
    }

    @Test
    void addressIsMaskedToTheLength() {
        unit.setAddress(0, 0, 0x1003);
        unit.setDr7(0, 0x000D_0001);
        assertTrue(unit.accesses(0x1000, 1, AccessKind.WRITE));
        unit.discard();
        assertFalse(unit.accesses(0x1004, 1, AccessKind.WRITE));
    }

    @Test
    void anyOverlapOfAnAccessHits() {
        unit.setAddress(0, 0, 0x1004);
        unit.setDr7(0, 0x0005_0001);
        assertTrue(unit.accesses(0x1001, 4, AccessKind.WRITE));
        unit.discard();
        assertFalse(unit.accesses(0x1000, 4, AccessKind.WRITE));
        assertTrue(unit.accesses(0x1005, 4, AccessKind.WRITE));
        unit.discard();
        assertFalse(unit.accesses(0x1006, 4, AccessKind.WRITE));
    }

    @Test
    void overlapAcrossTheTopOfTheAddressSpace() {
        unit.setAddress(0, 0, 0);
        unit.setDr7(0, 0x0001_0001);
        assertTrue(unit.accesses(0xFFFF_FFFE, 4, AccessKind.WRITE));
    }

    @Test
    void ioBreakpointsNeverMatchMemory() {
        unit.setAddress(0, 0, 0x1000);
        unit.setDr7(0, 0x0002_0001);
        assertTrue(unit.portsArmed());
        assertFalse(unit.dataArmed() || unit.executeArmed());
        assertFalse(unit.accesses(0x1000, 1, AccessKind.WRITE));
    }

    @Test
    void eachBankHasItsOwnStatus() {
        unit.setBanks(2);
        unit.setAddress(0, 0, 0x1000);
        unit.setDr7(0, 0x0001_0001);
        unit.setAddress(1, 3, 0x1000);
        unit.setDr7(1, 0x1000_0040);
        unit.accesses(0x1000, 4, AccessKind.WRITE);
        unit.trap(false);
        assertEquals(0xFFFF_0FF1, unit.dr6(0));
        assertEquals(0xFFFF_0FF8, unit.dr6(1));
    }

    @Test
    void aBankThatDidNotMatchKeepsItsStatus() {
        unit.setBanks(2);
        unit.setDr6(0, 0x4001);
        unit.setAddress(1, 0, 0x1000);
        unit.setDr7(1, 1);
        unit.executes(0x1000, false);
        assertEquals(0xFFFF_4FF1, unit.dr6(0));
        assertEquals(0, unit.matched(0));
        assertEquals(1, unit.matched(1));
    }

    @Test
    void suppressionIsForTheDebuggersBanksOnly() {
        unit.setBanks(2);
        for (int bank = 0; bank < 2; bank++) {
            unit.setAddress(bank, 0, 0x1000);
            unit.setDr7(bank, 1);
        }
        assertTrue(unit.executes(0x1000, true));
        assertEquals(1, unit.matched(0));
        assertEquals(0, unit.matched(1));
    }

    @Test
    void kindOfAccessIsKept() {
        unit.setAddress(0, 0, 0x1000);
        unit.setDr7(0, 0x0003_0001);
        unit.accesses(0x1000, 1, AccessKind.READ);
        unit.trap(false);
        assertEquals(AccessKind.READ, unit.access(0, 0));
        unit.accesses(0x1000, 1, AccessKind.READ);
        unit.accesses(0x1000, 1, AccessKind.WRITE);
        unit.trap(false);
        assertEquals(AccessKind.READ_WRITE, unit.access(0, 0));
        unit.accesses(0x1000, 1, AccessKind.WRITE);
        unit.trap(false);
        assertEquals(AccessKind.WRITE, unit.access(0, 0));
    }

    @Test
    void worldSwitchChangesNothing() {
        unit.setAddress(0, 0, 0x5678);
        unit.setDr7(0, 0x0001_0001);
        assertTrue(unit.takeChanged());
        unit.setDr7(0, 0);
        assertFalse(unit.takeChanged());
        assertFalse(unit.armed());
        assertFalse(unit.accesses(0x5678, 1, AccessKind.WRITE));
        assertTrue(unit.watches(0x5000, true));
        assertFalse(unit.watches(0x5000, false));
        unit.setDr7(0, 0x0001_0001);
        assertTrue(unit.armed());
        assertFalse(unit.takeChanged());
    }

    @Test
    void runningWithNothingArmedForgetsWhatWas() {
        unit.setAddress(0, 0, 0x5678);
        unit.setDr7(0, 0x0001_0001);
        unit.takeChanged();
        unit.setDr7(0, 0);
        unit.beginRun();
        assertFalse(unit.takeChanged());
        assertFalse(unit.watches(0x5000, true));
        unit.setDr7(0, 0x0001_0001);
        assertTrue(unit.takeChanged());
    }
}
