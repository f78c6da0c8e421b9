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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.LguestPages;

/** What the fuzz relies on to find a flaw does find it. */
class SoundnessTest {

    private final Machine machine = TinyGuest.of(code -> code).machine();
    private final Soundness soundness = new Soundness(machine);

    private void run() {
        assertEquals("CRASH: Power down", TinyGuest.run(machine, Debugger.NONE));
        assertEquals(Optional.empty(), soundness.flaw());
    }

    private void assertFlaw(String words) {
        String flaw = soundness.flaw().orElse("none");
        assertTrue(flaw.contains(words), flaw);
    }

    @Test
    void aShadowThatLeadsOutOfTheGuestsMemoryIsFound() {
        run();
        int table = machine.memory().read32(machine.layout().shadowDirectory(0) + 4 * (TinyGuest.PAGE_OFFSET >>> 22));
        machine.memory().write32((table & ~0xFFF) + 4 * 1000, machine.layout().switcherText() | 1);
        assertFlaw("leads out of the guest's memory: 0x" + String.format("%08x", machine.layout().switcherText() | 1));
    }

    @Test
    void theHostsTablesAreWatched() {
        run();
        machine.memory().write32(machine.layout().hostTable(0) + 40, 0);
        assertFlaw("the Host's own page tables have changed");
    }

    @Test
    void debugRegistersThatAreArmedInTheHostAreFound() {
        run();
        machine.processor().debugUnit().setDr7(0, 1);
        assertFlaw("DR7 of bank 0 is armed");
    }

    @Test
    void aSwitcherThatRing3CanReachIsFound() {
        run();
        int slot = machine.layout().shadowDirectory(3) + 4 * LguestPages.SWITCHER_PGD_INDEX;
        machine.memory().write32(slot, machine.memory().read32(slot) | 4);
        assertFlaw("the Switcher");
    }
}
