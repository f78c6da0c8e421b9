/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.breakpoints.GuestFunctionBreakpoint;
import org.lguest.debug.core.model.DebugRegisterSnapshot;
import org.lguest.debug.core.model.Suspension;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.fixture.GuestProject;

/** Stopping at functions that the compiler has put into others: at each copy. */
class InlinedFunctionTest {

    @RegisterExtension
    private final LiveGuest guest = new LiveGuest();

    @BeforeEach
    void choose() throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.IMAGE, GuestProject.image("optimized").toString());
    }

    @Test
    void theFirstStopIsInACopyToo() throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.STOP_AT, "by_weight");
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertEquals(List.of("by_weight", "postage", "send"), functions());
        assertTrue(guest.frame(0).isInlined());
    }

    /** One in guest_main, for the search that finds nothing at once, and one for the rest of it. */
    @Test
    void theFirstOfSeveralPlacesThatIsMetIsTheOnlyStop() throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.STOP_AT, "place");
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertEquals("place", functions().getFirst());
        assertEquals(Optional.of(Suspension.Cause.STOP_AT), guest.thread().suspension().map(Suspension::cause));
        GuestFixture.await("the registers of all places to be free", () -> debuggers() == 0);
        guest.thread().resume();
        guest.events.await("process TERMINATE");
    }

    @Test
    void aBreakpointAtAFunctionIsAtAllOfThem() throws Exception {
        GuestFunctionBreakpoint breakpoint = guest.shop.add(new GuestFunctionBreakpoint(guest.shop.project, "place"));
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertEquals(List.of(breakpoint), List.<IBreakpoint>of(guest.thread().getBreakpoints()));
        assertEquals("place", functions().getFirst());
        assertEquals(2, debuggers());
        DebugPlugin.getDefault().getBreakpointManager().removeBreakpoint(breakpoint, true);
        GuestFixture.await("its registers to be free", () -> debuggers() == 0);
    }

    private long debuggers() {
        return guest.target().debugRegisters().join().stream().flatMap(all -> all.banks().stream())
                .flatMap(bank -> bank.slots().stream()).flatMap(slot -> slot.use().stream())
                .filter(use -> use.owner() instanceof DebugRegisterSnapshot.Owner.Debugger).count();
    }

    private List<String> functions() throws Exception {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Math.min(3, guest.thread().getStackFrames().length); i++) {
            names.add(guest.frame(i).getName());
        }
        return names;
    }
}
