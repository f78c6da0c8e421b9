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

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestData;
import org.lguest.hypervisor.switcher.Switcher;

/**
 * What a guest and its Host come to when a station leaves out what the path needs of it. The rest is in the guests'
 * tests.
 */
class MissingStepTest {

    /** A guest that watches, in its own addresses, a word that the Host reads at every exit. */
    private static TinyGuest watchesWhereTheHostReads() {
        return TinyGuest.of(code -> code.hypercall(Hypercall.SET_DEBUGREG, 0, TinyGuest.DATA + LguestData.BLOCKED_INTERRUPTS)
                .hypercall(Hypercall.SET_DEBUGREG, 7, 0x000F_0001).hypercall(Hypercall.FLUSH_ASYNC));
    }

    @Test
    void hostReadsWhatTheGuestWatchesUnharmed() {
        assertEquals("CRASH: Power down", watchesWhereTheHostReads().run());
    }

    @Test
    void switcherThatLeavesControlLoadedKillsTheHost() {
        String death = watchesWhereTheHostReads().with(new Stations() {
            @Override
            public Switcher switcher(Machine machine) {
                return new Switcher(machine.processor(), machine.lguest().trace(), machine.lguest().era()) {
                    @Override
                    protected void clearControl() {
                        // the step that is left out
                    }
                };
            }
        }).run();
        assertTrue(death.startsWith("the Host took #DB, DR0 of bank 0 is 0x10004"), death);
    }

    @Test
    void switcherAddressThatWasNotRefusedFiresInTheSwitcher() {
        String death = TinyGuest.of(code -> code.hypercall(Hypercall.SET_DEBUGREG, 0, 0xFFC0_1FB8)
                .hypercall(Hypercall.SET_DEBUGREG, 7, 0x000F_0001)).with(new Stations() {
                    @Override
                    public DebugRegisters debugRegisters(Machine machine) {
                        return new DebugRegisters(machine.lguest()) {
                            @Override
                            protected boolean sane(int regnum, int value) {
                                return true;
                            }
                        };
                    }
                }).run();
        assertTrue(death.startsWith("unhandled trap 256 at 0xc01"), death);
    }
}
