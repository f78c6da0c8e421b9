/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lguest.hypervisor.session.RecordingListener.given;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.host.Code;
import org.lguest.hypervisor.launcher.TinyImage;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.DebugRegisterTable.Use;
import org.lguest.hypervisor.session.predicate.Operation;
import org.lguest.hypervisor.session.predicate.PredicateProgram;
import org.lguest.hypervisor.session.predicate.PredicateProgram.Instruction;

/**
 * Breakpoints at the very instruction before which the guest stands: those that were there have their say when it goes
 * on, once, and those that are planted while it stands there wait until it comes by again.
 */
class StandingTest extends TinySession {

    private static final Condition NEVER = new Condition(
            PredicateProgram.of(List.of(Instruction.of(Operation.CONSTANT, 0))), 0);
    private static final int TIMES = 10;

    private int loop;
    private int behind;

    /** Counts SCRATCH up, and ECX down from {@link #TIMES}. */
    private void launchCounter() throws Exception {
        launch(code -> {
            loop = code.store(SCRATCH, 0).mov(Code.ECX, TIMES).here();
            behind = code.bytes(0xFF, 0x05).dword(SCRATCH).here();
            return code.bytes(0x49, 0x75, 0xF7).nop();
        });
    }

    private Use use(Planted planted) {
        return given(session.debugRegisters()).banks().stream().flatMap(bank -> bank.uses().stream())
                .flatMap(Optional::stream).filter(use -> use.planted().equals(planted)).findFirst().orElseThrow();
    }

    private void assertStop(Planted expected) {
        running();
        assertEquals(expected, nextHit().planted());
    }

    @Test
    void whatOnlyCountsBehindAWatchCountsThoughTheWatchStops() throws Exception {
        launchCounter();
        runUpTo(loop);
        Planted counts = plant(Kind.EXECUTE, behind, 1, "counts", NEVER);
        Planted watch = plant(Kind.WRITE, SCRATCH, 4);
        for (int time = 1; time <= TIMES; time++) {
            assertStop(watch);
            assertEquals(time - 1, use(counts).matches(), "behind stop " + time + " nothing has been executed yet");
        }
        given(session.unplant(watch));
        running();
        listener.next(GuestEnd.class);
    }

    @Test
    void aBreakpointBehindAWatchStopsAfterIt() throws Exception {
        launchCounter();
        runUpTo(loop);
        Planted breakpoint = plant(Kind.EXECUTE, behind, 1);
        Planted watch = plant(Kind.WRITE, SCRATCH, 4);
        for (int time = 1; time <= TIMES; time++) {
            assertStop(watch);
            assertStop(breakpoint);
            assertEquals(time, use(breakpoint).hits());
        }
    }

    @Test
    void aStepFromAWatchEndsAtTheBreakpointBehindIt() throws Exception {
        launchCounter();
        runUpTo(loop);
        Planted breakpoint = plant(Kind.EXECUTE, behind, 1);
        assertStop(plant(Kind.WRITE, SCRATCH, 4));
        given(session.step(StepRequest.instruction(StepRequest.Calls.INTO)));
        listener.next(ResumeReason.class);
        assertEquals(breakpoint, nextHit().planted());
        given(session.step(StepRequest.instruction(StepRequest.Calls.INTO)));
        listener.next(ResumeReason.class);
        assertEquals(behind + 1, listener.next(Stop.class).registers().value("eip").orElseThrow());
        assertEquals(1, use(breakpoint).matches());
    }

    @Test
    void whatIsPlantedWhereTheGuestStandsWaitsUntilItComesByAgain() throws Exception {
        launchCounter();
        runUpTo(loop);
        Planted watch = plant(Kind.WRITE, SCRATCH, 4);
        assertStop(watch);
        given(session.unplant(watch));
        Planted breakpoint = plant(Kind.EXECUTE, behind, 1);
        assertStop(breakpoint);
        assertEquals(1, use(breakpoint).matches());
        assertEquals(2, counted(), "not where it stood, but where it came by again");
    }

    private int counted() {
        byte[] bytes = given(session.readMemory(AddressSpace.VIRTUAL, SCRATCH, 4)).bytes();
        return bytes[0];
    }

    @Test
    void ofTwoAtOneAddressBothCount() throws Exception {
        launchCounter();
        Planted counts = plant(Kind.EXECUTE, loop, 1, "counts", NEVER);
        Planted stops = plant(Kind.EXECUTE, loop, 1);
        for (int time = 1; time <= TIMES; time++) {
            assertStop(stops);
            assertEquals(time, use(counts).matches());
            assertEquals(time, use(stops).matches());
        }
    }

    @Test
    void aSuspendedGuestGoesOnThroughWhatItHasNotComeToYet() throws Exception {
        launch(code -> {
            loop = code.here();
            return code.bytes(0xEB, 0xFE);
        });
        runUpTo(loop);
        Planted counts = plant(Kind.EXECUTE, loop, 1, "counts", NEVER);
        running();
        Stop first = suspended();
        long matches = use(counts).matches();
        for (int time = 0; time < 5; time++) {
            running();
            Stop next = suspended();
            assertEquals(next.retired() - first.retired(), use(counts).matches() - matches,
                    "a match for every instruction");
        }
    }

    private Stop suspended() {
        given(session.suspend());
        return listener.next(Stop.class);
    }

    @Test
    void theFirstInstructionOfAllStopsTheGuest() throws Exception {
        launchCounter();
        int start = TinyImage.START;
        Planted first = plant(Kind.EXECUTE, start, 1);
        assertStop(first);
        running();
        listener.next(GuestEnd.class);
    }
}
