/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.GuestEnd;

/** Whole sequences of debug events: these, in this order, and no others. */
class DebugEventOrderTest {

    private GuestFixture guest;

    @AfterEach
    void cleanUp() throws Exception {
        guest.close();
    }

    @Test
    void launchAndPowerOff() throws Exception {
        guest = GuestFixture.running();
        guest.session.end(GuestEnd.Kind.POWERED_OFF, "Power down");
        guest.events.assertAre(
                "target CREATE",
                "thread CREATE",
                "process CREATE",
                "thread RESUME CLIENT_REQUEST",
                "thread TERMINATE",
                "target TERMINATE",
                "process TERMINATE");
        assertTrue(guest.launch.isTerminated());
        assertEquals(0, guest.process.getExitValue());
    }

    @Test
    void breakpointAndResume() throws Exception {
        guest = new GuestFixture(4);
        guest.add(new GuestLineBreakpoint(guest.source, SALE));
        guest.run();
        guest.session.hit(guest.addressOf(SALE));
        guest.events.await("thread SUSPEND BREAKPOINT");
        guest.target.resume();
        guest.events.assertAre(
                "target CREATE",
                "thread CREATE",
                "process CREATE",
                "thread RESUME CLIENT_REQUEST",
                "thread SUSPEND BREAKPOINT",
                "thread RESUME CLIENT_REQUEST");
    }

    @Test
    void suspendStepAndTerminate() throws Exception {
        guest = GuestFixture.running();
        guest.events.forget();
        guest.thread().suspend();
        guest.events.await("thread SUSPEND CLIENT_REQUEST");
        guest.thread().stepInto();
        guest.events.await("thread SUSPEND STEP_END");
        guest.target.terminate();
        guest.events.assertAre(
                "thread SUSPEND CLIENT_REQUEST",
                "thread RESUME STEP_INTO",
                "thread SUSPEND STEP_END",
                "thread TERMINATE",
                "target TERMINATE",
                "process TERMINATE");
    }

    @Test
    void stopAtAFunctionHoldsOnceAndFreesItsRegister() throws Exception {
        guest = new GuestFixture(4);
        int address = guest.addressOf("guest_main");
        guest.run(Optional.of(new DebugRegisterRequest(DebugRegisterRequest.Kind.EXECUTE, address, 1, "stop at")));
        guest.session.hit(address);
        guest.events.assertAre(
                "target CREATE",
                "thread CREATE",
                "process CREATE",
                "thread RESUME CLIENT_REQUEST",
                "thread SUSPEND BREAKPOINT");
        assertEquals(0, guest.thread().getBreakpoints().length);
        guest.settle();
        assertEquals(0, guest.session.armed().size());
    }

    @Test
    void terminateIsIdempotent() throws Exception {
        guest = GuestFixture.running();
        guest.events.forget();
        guest.target.terminate();
        guest.target.terminate();
        guest.process.terminate();
        guest.events.assertAre(
                "thread TERMINATE",
                "target TERMINATE",
                "process TERMINATE");
        assertFalse(guest.target.canTerminate());
        assertEquals(143, guest.process.getExitValue());
    }

    @Test
    void anEndDuringAStepIsNoStop() throws Exception {
        guest = GuestFixture.running();
        guest.events.forget();
        guest.thread().suspend();
        guest.target.terminate();
        guest.events.await("process TERMINATE");
        guest.settle();
        assertFalse(guest.target.isSuspended());
    }

    @Test
    void theStateHasChangedWhenAnEventTellsOfIt() throws Exception {
        guest = GuestFixture.running();
        GuestThread thread = guest.thread();
        List<String> seen = new CopyOnWriteArrayList<>();
        IDebugEventSetListener look = set -> {
            for (DebugEvent event : set) {
                if (event.getSource() == thread) {
                    seen.add(thread.isTerminated() ? "terminated" : thread.isSuspended() && thread.hasStackFrames()
                            ? "suspended" : thread.isStepping() ? "stepping" : "running");
                }
            }
        };
        DebugPlugin.getDefault().addDebugEventListener(look);
        try {
            thread.suspend();
            GuestFixture.await("the first event", () -> seen.size() == 1);
            thread.resume();
            GuestFixture.await("the second event", () -> seen.size() == 2);
            thread.terminate();
            GuestFixture.await("the third event", () -> seen.size() == 3);
        } finally {
            DebugPlugin.getDefault().removeDebugEventListener(look);
        }
        assertEquals(List.of("suspended", "running", "terminated"), seen);
    }

    @Test
    void aKilledGuestLeavesTheHostsWordsInTheConsole() throws Exception {
        guest = GuestFixture.running();
        guest.session.console("before\n");
        guest.session.end(GuestEnd.Kind.KILLED, "unhandled trap 14 at 0xdeadbeef (0x0)");
        guest.settle();
        assertEquals("before\n", guest.process.getStreamsProxy().getOutputStreamMonitor().getContents());
        assertTrue(guest.process.getStreamsProxy().getErrorStreamMonitor().getContents()
                .contains("unhandled trap 14 at 0xdeadbeef (0x0)"));
        assertEquals(2, guest.process.getExitValue());
    }
}
