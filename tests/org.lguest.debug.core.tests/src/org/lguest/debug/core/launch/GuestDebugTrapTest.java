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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.model.Suspension;
import org.lguest.debug.core.model.Suspension.Cause;
import org.lguest.debug.fixture.GuestProject;

/** A guest that uses the debug registers itself, and a debugger that wants to see it happen. */
class GuestDebugTrapTest {

    private static final int SINGLE_STEP = 1 << 14;

    @RegisterExtension
    private final LiveGuest guest = new LiveGuest();

    @BeforeEach
    void takeTheGuestThatWatchesItself() throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.IMAGE, GuestProject.image("selfwatch").toString());
    }

    @Test
    void stopsBeforeTheGuestSeesItsTrapAndSaysWhatItWillSee() throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.GUEST_TRAPS, true);
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        Suspension why = guest.thread().suspension().orElseThrow();
        assertEquals(Cause.GUEST_TRAP, why.cause());
        assertTrue((why.dr6().getAsInt() & 15) != 0, () -> Integer.toHexString(why.dr6().getAsInt()));
        assertEquals(0, guest.thread().getBreakpoints().length);
        int stops = 0;
        int singleSteps = 0;
        while (!guest.launch.isTerminated()) {
            stops++;
            singleSteps += (guest.thread().suspension().orElseThrow().dr6().orElseThrow() & SINGLE_STEP) != 0 ? 1 : 0;
            guest.events.forget();
            guest.thread().resume();
            guest.events.awaitAny("thread SUSPEND BREAKPOINT", "process TERMINATE");
        }
        assertTrue(stops > 5, stops + " stops");
        assertTrue(singleSteps > 0, "its own single steps are among them");
    }

    @Test
    void debuggingTheTrapsDoesNotAlterWhatTheGuestSeesOfThem() throws Exception {
        guest.debug();
        guest.events.await("process TERMINATE");
        guest.events.assertAre("target CREATE", "thread CREATE", "process CREATE", "thread RESUME CLIENT_REQUEST",
                "thread TERMINATE", "target TERMINATE", "process TERMINATE");
        LiveGuest.awaitJobs();
        String undisturbed = guest.console();
        guest.events.forget();
        guest.configuration.setAttribute(LaunchAttributes.GUEST_TRAPS, true);
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        while (!guest.launch.isTerminated()) {
            guest.events.forget();
            guest.thread().resume();
            guest.events.awaitAny("thread SUSPEND BREAKPOINT", "process TERMINATE");
        }
        LiveGuest.awaitJobs();
        assertEquals(undisturbed, guest.console());
    }
}
