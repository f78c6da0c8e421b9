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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.fixture.GuestProject;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.SessionState;

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
        guest.session.register("eip", guest.addressOf(SALE));
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
    void aStepOverALineIsOneStepHoweverManyMovesItTakes() throws Exception {
        guest = suspendedAt(stopped -> stopped.addressOf(SALE) + 1);
        guest.thread().stepOver();
        guest.events.assertAre("thread RESUME STEP_OVER", "thread SUSPEND STEP_END");
        assertEquals(SALE + 1, guest.thread().getTopStackFrame().getLineNumber());
    }

    /** So that the platform looks for their sources again, and opens no editor on what is gone. */
    @Test
    void afterAFileHasGoneTheFramesHaveChangedWithTheNextStop() throws Exception {
        guest = suspendedAt(stopped -> stopped.addressOf(SALE) + 1);
        guest.source.delete(true, null);
        guest.thread().stepOver();
        guest.events.await("thread SUSPEND STEP_END");
        List<String> expected = new ArrayList<>(List.of("thread RESUME STEP_OVER"));
        expected.addAll(Collections.nCopies(guest.thread().getStackFrames().length, "GuestStackFrame CHANGE CONTENT"));
        expected.add("thread SUSPEND STEP_END");
        guest.events.assertAre(expected.toArray(String[]::new));
        guest.events.forget();
        guest.thread().stepOver();
        guest.events.assertAre("thread RESUME STEP_OVER", "thread SUSPEND STEP_END");
    }

    @Test
    void aStepIntoTakesThePrologueAlong() throws Exception {
        guest = suspendedAt(stopped -> stopped.addressOf("remember") - 1);
        long before = steps();
        guest.thread().stepInto();
        guest.events.assertAre("thread RESUME STEP_INTO", "thread SUSPEND STEP_END");
        assertEquals(GuestProject.line("last_amounts[next_amount] = amount;"),
                guest.thread().getTopStackFrame().getLineNumber());
        assertEquals(before + 2, steps());
    }

    private long steps() {
        return guest.session.requests().stream().filter(request -> request.startsWith("step ")).count();
    }

    @Test
    void aReturnRunsToTheCaller() throws Exception {
        guest = RingUp.stopped();
        guest.events.forget();
        guest.thread().stepReturn();
        guest.events.await("thread RESUME STEP_RETURN");
        assertTrue(guest.thread().isStepping());
        guest.session.arrive();
        guest.events.assertAre("thread RESUME STEP_RETURN", "thread SUSPEND STEP_END");
        assertEquals("sell", guest.thread().getTopStackFrame().getName());
    }

    @Test
    void aReturnThatABreakpointInterruptsIsNoStepAnyMore() throws Exception {
        guest = RingUp.stopped();
        guest.add(new GuestLineBreakpoint(guest.source, SALE + 1));
        guest.awaitArmed(String.format("EXECUTE %08x/1", guest.addressOf(SALE + 1)));
        guest.events.forget();
        guest.thread().stepReturn();
        guest.events.await("thread RESUME STEP_RETURN");
        guest.session.hit(guest.addressOf(SALE + 1));
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertFalse(guest.thread().isStepping());
        guest.thread().resume();
        guest.events.assertAre("thread RESUME STEP_RETURN", "thread SUSPEND BREAKPOINT",
                "thread RESUME CLIENT_REQUEST");
    }

    @Test
    void aStepThatIsSuspendedEndsAsAsked() throws Exception {
        guest = RingUp.stopped();
        guest.events.forget();
        guest.thread().stepReturn();
        guest.events.await("thread RESUME STEP_RETURN");
        guest.thread().suspend();
        guest.events.assertAre("thread RESUME STEP_RETURN", "thread SUSPEND CLIENT_REQUEST");
    }

    @Test
    void twoStepsAtOnceAreOne() throws Exception {
        guest = RingUp.stopped();
        guest.events.forget();
        guest.thread().stepReturn();
        guest.thread().stepReturn();
        guest.events.await("thread RESUME STEP_RETURN");
        guest.session.arrive();
        guest.events.await("thread SUSPEND STEP_END");
        guest.settle();
        guest.events.assertAre("thread RESUME STEP_RETURN", "thread SUSPEND STEP_END");
    }

    @Test
    void aReturnForWhichNoRegisterIsFreeGoesByInstructions() throws Exception {
        guest = new GuestFixture(1);
        guest.add(new GuestLineBreakpoint(guest.source, SALE));
        guest.run();
        RingUp.stand(guest);
        guest.session.hit(guest.addressOf(SALE));
        guest.events.await("thread SUSPEND BREAKPOINT");
        guest.events.forget();
        guest.thread().stepReturn();
        guest.events.assertAre("thread RESUME STEP_RETURN", "thread SUSPEND STEP_END");
    }

    @Test
    void theGuestsOwnDebugTrapIsAStop() throws Exception {
        guest = GuestFixture.running();
        guest.events.forget();
        guest.session.stopAtGuestDebugTraps(true);
        guest.session.guestDebugTrap(0xffff4ff0);
        guest.events.assertAre("thread SUSPEND BREAKPOINT");
        Suspension why = guest.thread().suspension().orElseThrow();
        assertEquals(Suspension.Cause.GUEST_TRAP, why.cause());
        assertEquals(0xffff4ff0, why.dr6().orElseThrow());
        assertEquals(0, guest.thread().getBreakpoints().length);
    }

    @Test
    void disconnectLeavesTheGuestRunning() throws Exception {
        guest = new GuestFixture(4);
        guest.add(new GuestLineBreakpoint(guest.source, SALE));
        guest.run();
        guest.session.hit(guest.addressOf(SALE));
        guest.events.await("thread SUSPEND BREAKPOINT");
        guest.events.forget();
        assertTrue(guest.launch.canDisconnect());
        guest.target.disconnect();
        guest.events.assertAre("thread TERMINATE", "target TERMINATE");
        GuestFixture.await("the guest to run", () -> guest.session.state() == SessionState.RUNNING);
        assertEquals(List.of(), guest.session.armed());
        assertTrue(guest.target.isDisconnected());
        assertFalse(guest.target.isTerminated());
        assertFalse(guest.target.canTerminate());
        assertFalse(guest.target.canDisconnect());
        assertEquals(0, guest.target.getThreads().length);
        assertFalse(guest.launch.isTerminated());
        guest.session.console("still here\n");
        guest.settle();
        assertEquals("still here\n", guest.process.getStreamsProxy().getOutputStreamMonitor().getContents());
        guest.events.forget();
        guest.process.terminate();
        guest.events.assertAre("process TERMINATE");
        assertTrue(guest.launch.isTerminated());
    }

    @Test
    void aStopThatWasOnItsWayWhenTheGuestWasLetGoHoldsNobody() throws Exception {
        guest = new GuestFixture(4);
        int address = guest.addressOf("guest_main");
        guest.run(Optional.of(new DebugRegisterRequest(DebugRegisterRequest.Kind.EXECUTE, address, 1, "stop at")));
        guest.target.disconnect();
        guest.session.hit(address);
        GuestFixture.await("the guest to run", () -> guest.session.state() == SessionState.RUNNING);
        assertEquals(List.of(), guest.session.armed());
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

    /** A guest that stands in {@code ring_up} before this address, having just been suspended. */
    private static GuestFixture suspendedAt(ToIntFunction<GuestFixture> address) throws Exception {
        GuestFixture suspended = RingUp.stopped();
        suspended.session.register("eip", address.applyAsInt(suspended) - 1);
        RingUp.step(suspended);
        suspended.target.setInstructionStepping(false);
        suspended.events.forget();
        return suspended;
    }
}
