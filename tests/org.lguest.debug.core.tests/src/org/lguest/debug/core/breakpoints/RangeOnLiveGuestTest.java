/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.lguest.debug.core.breakpoints.SessionEvents.given;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Access;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Place;
import org.lguest.debug.fixture.GuestProject;
import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.StopReason;

/**
 * Watches of long ranges on the emulated machine. The sample guest writes 32 entries of its ledger, one behind the
 * other, each as four dwords.
 */
class RangeOnLiveGuestTest {

    private static final int SALES = 32;
    private static final int STORES = 4;
    private static final int DWORD = 4;

    private final SessionEvents events = new SessionEvents();

    /** @return the places in the ledger whose stores have stopped the guest, in that order */
    private List<Integer> stops(String expression, int offset, int length) throws Exception {
        try (ProgramImage image = ProgramImage.open(GuestProject.firstImage())) {
            int ledger = image.resolve("ledger_pages", 1).address();
            ImageResolver resolver = new ImageResolver(image);
            GuestSession session = Launcher.launch(GuestConfiguration.of(GuestProject.firstImage(), 16, ""), events);
            events.next();
            // The guest clears its memory before.
            Planted selling = given(session.plant(resolver.stopAt("ring_up", "first").getFirst()));
            given(session.resume());
            assertInstanceOf(Stop.class, events.next());
            given(session.unplant(selling));
            String place = expression.isEmpty() ? String.format("0x%08x", ledger + offset) : expression;
            for (DebugRegisterRequest request : resolver.resolve(
                    new BreakpointRequest(new Place.Data(place, length, Access.WRITE), false, "ledger"))) {
                given(session.plant(request));
            }
            return stores(session, ledger);
        }
    }

    private List<Integer> stores(GuestSession session, int ledger) throws Exception {
        List<Integer> stores = new ArrayList<>();
        byte[] before = ledger(session, ledger);
        while (true) {
            given(session.resume());
            if (!(events.next() instanceof Stop stop)) {
                return stores;
            }
            var hits = assertInstanceOf(StopReason.DebugRegisters.class, stop.reason()).hits();
            byte[] now = ledger(session, ledger);
            // What the store has changed, if it has, lies in the dword that the registers watch.
            int watched = hits.getFirst().planted().request().address() - ledger & -DWORD;
            for (int at = stores.isEmpty() ? watched : stores.getLast() + DWORD; at < now.length; at++) {
                assertEquals(at - watched >= 0 && at - watched < DWORD || now[at] == before[at], true,
                        "byte " + at + " was written unnoticed before " + watched);
            }
            before = now;
            stores.add(watched);
        }
    }

    private static byte[] ledger(GuestSession session, int address) throws Exception {
        return given(session.readMemory(AddressSpace.VIRTUAL, address, SALES * STORES * DWORD)).bytes();
    }

    private static List<Integer> dwords(int from, int to) {
        List<Integer> all = new ArrayList<>();
        for (int at = from; at < to; at += DWORD) {
            all.add(at);
        }
        return all;
    }

    @Test
    void everyStoreIntoTwoHundredBytesStopsAndNoneBesideThem() throws Exception {
        assertEquals(dwords(48, 248), stops("", 48, 200));
    }

    @Test
    void everyStoreThatTouchesAnUnalignedRangeStopsOnceAndNoneBesideIt() throws Exception {
        assertEquals(dwords(48, 252), stops("", 49, 200));
        assertEquals(dwords(48, 252), stops("", 51, 198));
    }

    @Test
    void aWholeVariableOfAThousandBytesIsWatched() throws Exception {
        assertEquals(dwords(0, SALES * STORES * DWORD), stops("ledger_pages", 0, 0));
    }
}
