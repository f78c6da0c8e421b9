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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestRegs.Member;

/** What the Host says of a selector before it is put into a register, and what the processor then does with it. */
class LoadableSelectorsTest {

    private static final int GDT = TinyGuest.PAGE_OFFSET + 0x0007_0000;
    private static final int GDT_ENTRIES = 32;
    private static final int SELECTORS = 0x108;
    private static final Set<Integer> HOSTS = Set.of(10, 11, 16, 31);
    /** Present and not, of every ring, data and code of all kinds, a system segment. */
    private static final int[] ACCESS = {0x00, 0x92, 0x9A, 0xB0, 0xB2, 0xB4, 0xB6, 0xB8, 0xBA, 0xBC, 0xBE, 0xD2, 0xDA, 0xDE, 0xF0, 0xF2,
        0xF8, 0xFA, 0xFC, 0xFE, 0x72, 0x32, 0x3A, 0xA2, 0xE9};

    /** Puts a selector into a register where the guest stops first, and looks what is there where it stops next. */
    private static final class Trial extends ScriptedDebugger {

        private final Member segment;
        private final int selector;
        private boolean predicted;
        private int found = -1;

        Trial(Machine machine, Member segment, int selector, int first, int second) {
            super(machine, atLaunch -> {
                plant(atLaunch, 0, first, 0);
                plant(atLaunch, 1, second, 0);
            });
            this.segment = segment;
            this.selector = selector;
        }

        @Override
        public boolean attend(SafePoint safePoint) {
            if (safePoint != SafePoint.DEBUG_EXCEPTION) {
                return super.attend(safePoint);
            }
            var regs = machine.lguest().regs();
            if (stops.isEmpty()) {
                predicted = machine.segments().loadable(segment, selector, regs.get(Member.CS) & 3);
                regs.set(segment, selector);
            } else {
                found = regs.get(segment) & 0xFFFF;
            }
            return super.attend(safePoint);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CS", "SS", "DS", "ES", "FS", "GS"})
    void theProcessorAgrees(Member segment) {
        int loadable = 0;
        for (int selector = 0; selector < SELECTORS; selector++) {
            int[] at = new int[2];
            TinyGuest guest = TinyGuest.of(code -> {
                at[0] = code.hypercall(Hypercall.LOAD_GDT, GDT - TinyGuest.PAGE_OFFSET, GDT_ENTRIES).here();
                at[1] = code.nop().here();
                return code.nop();
            });
            for (int entry = 1; entry < GDT_ENTRIES; entry++) {
                int access = entry == 12 ? 0x9A : entry == 13 ? 0x92 : ACCESS[entry % ACCESS.length];
                guest.poke(GDT + 8 * entry, 0x0000_FFFF).poke(GDT + 8 * entry + 4, 0x00CF_0000 | access << 8);
            }
            Trial trial = new Trial(guest.machine(), segment, selector, at[0], at[1]);
            trial.run();
            int tried = selector;
            if (HOSTS.contains(selector >>> 3)) {
                // The processor would load some of them, and with them give the guest ring 0.
                assertFalse(trial.predicted, () -> String.format("0x%x in %s", tried, segment));
                continue;
            }
            assertEquals(trial.predicted, trial.found == selector, () -> String.format("0x%x in %s", tried, segment));
            loadable += trial.predicted ? 1 : 0;
        }
        assertTrue(loadable > 0);
    }
}
