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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;
import static org.lguest.debug.fixture.GuestProject.line;

import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.model.Suspension.Cause;
import org.lguest.debug.fixture.GuestFixture;

/** Run to line, as the editor's command asks for it. */
class RunToLineTest {

    /** Whichever folder it is in, and a line of one of its functions that is not called. */
    private static final String MISHAPS = "/guests/mishaps/mishaps.c";
    private static final int NEVER_REACHED = 31;

    @RegisterExtension
    private final LiveGuest guest = new LiveGuest();

    @Test
    void stopsAtTheLineAndLeavesNothingBehind() throws Exception {
        guest.debugTo(line("deliver_to_neighbours();"));
        run(SALE, false);
        guest.events.assertAre("thread RESUME CLIENT_REQUEST", "thread SUSPEND BREAKPOINT");
        assertEquals("ring_up: takings = takings + amount;", guest.place());
        assertEquals(Cause.RUN_TO_LINE, guest.thread().suspension().orElseThrow().cause());
        assertEquals(0, guest.thread().getBreakpoints().length);
        guest.events.forget();
        guest.thread().resume();
        guest.events.await("process TERMINATE");
        guest.events.assertAre("thread RESUME CLIENT_REQUEST", "thread TERMINATE", "target TERMINATE",
                "process TERMINATE");
    }

    @Test
    void aLineWithoutCodeStandsForTheNextThatHasSome() throws Exception {
        guest.debugTo(line("deliver_to_neighbours();"));
        run(line("(void) unused;"), false);
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertTrue(guest.place().startsWith("sell: if (number >= ARTICLES"), guest.place());
    }

    @Test
    void aBreakpointOnTheWayStopsThereAndEndsTheRun() throws Exception {
        guest.debugTo(line("deliver_to_neighbours();"));
        GuestLineBreakpoint breakpoint = plant(SALE);
        run(line("start_user_task("), false);
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertArrayEquals(new IBreakpoint[] {breakpoint}, guest.thread().getBreakpoints());
        GuestFixture.manager().removeBreakpoint(breakpoint, true);
        LiveGuest.awaitJobs();
        guest.events.forget();
        guest.thread().resume();
        guest.events.await("process TERMINATE");
        guest.events.assertAre("thread RESUME CLIENT_REQUEST", "thread TERMINATE", "target TERMINATE",
                "process TERMINATE");
    }

    @Test
    void breakpointsOnTheWayAreSkippedIfTheUserWantsAndThenAreThereAgain() throws Exception {
        guest.debugTo(line("deliver_to_neighbours();"));
        GuestLineBreakpoint breakpoint = plant(SALE);
        run(line("start_user_task("), true);
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertEquals("guest_main", guest.frame(0).getName());
        assertTrue(GuestFixture.manager().isEnabled(), "other guests' breakpoints are not skipped");
        GuestFixture.await("the breakpoint to be planted again", breakpoint::isInstalled);
        guest.events.forget();
        guest.thread().resume();
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertEquals("ring_up", guest.frame(0).getName());
    }

    @Test
    void aLineThatIsNeverReachedIsForgottenAtTheNextStop() throws Exception {
        guest.debugToSpinning();
        guest.thread().runToLine(MISHAPS, NEVER_REACHED, false);
        guest.events.await("thread RESUME CLIENT_REQUEST");
        guest.thread().suspend();
        guest.events.assertAre("thread RESUME CLIENT_REQUEST", "thread SUSPEND CLIENT_REQUEST");
    }

    @Test
    void aFileThatTheGuestIsNotMadeOfLeavesItWhereItIs() throws Exception {
        guest.debugTo(SALE);
        guest.thread().runToLine("/nowhere/else.c", 7, true);
        LiveGuest.awaitJobs();
        assertTrue(guest.thread().isSuspended());
        guest.events.assertAre();
        guest.thread().stepOver();
        guest.events.assertAre("thread RESUME STEP_OVER", "thread SUSPEND STEP_END");
    }

    @Test
    void aGuestThatRunsCanNotBeSentAnywhere() throws Exception {
        guest.debugToSpinning();
        guest.thread().resume();
        guest.events.await("thread RESUME CLIENT_REQUEST");
        assertFalse(guest.thread().canRunToLine());
        guest.thread().runToLine(MISHAPS, NEVER_REACHED, false);
        LiveGuest.awaitJobs();
        guest.thread().suspend();
        guest.events.assertAre("thread RESUME CLIENT_REQUEST", "thread SUSPEND CLIENT_REQUEST");
    }

    private void run(int line, boolean skipBreakpoints) {
        guest.thread().runToLine(guest.shop.source.getLocation().toString(), line, skipBreakpoints);
    }

    private GuestLineBreakpoint plant(int line) throws Exception {
        GuestLineBreakpoint breakpoint = guest.shop.add(new GuestLineBreakpoint(guest.shop.source, line));
        GuestFixture.await("the breakpoint to be planted", breakpoint::isInstalled);
        LiveGuest.awaitJobs();
        return breakpoint;
    }
}
