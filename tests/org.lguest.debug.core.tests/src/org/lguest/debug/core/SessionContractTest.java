/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.fixture.GuestProject;
import org.lguest.debug.fixture.SessionDouble;
import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.GuestConfiguration.Pace;
import org.lguest.hypervisor.launcher.LaunchException;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.Banks;
import org.lguest.hypervisor.session.CodeRange;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.DebugRegisterTable;
import org.lguest.hypervisor.session.Destination;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.MemoryBytes;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.Refusal;
import org.lguest.hypervisor.session.ResumeReason;
import org.lguest.hypervisor.session.SessionListener;
import org.lguest.hypervisor.session.SessionState;
import org.lguest.hypervisor.session.StepRequest.Calls;
import org.lguest.hypervisor.session.StepRequest;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.TraceLine;

/**
 * What {@link GuestSession} promises, kept by the emulated machine and by the double that other tests script: so what
 * those tests show holds for the machine.
 */
class SessionContractTest {

    private static final long DEADLINE_SECONDS = 120;

    enum Kept {
        BY_THE_MACHINE, BY_THE_DOUBLE;

        GuestSession launch(SessionListener listener) throws LaunchException, IOException {
            return this == BY_THE_DOUBLE ? new SessionDouble(listener, 4)
                    : Launcher.launch(new GuestConfiguration(GuestProject.firstImage(), 16, "", Optional.empty(),
                            Banks.AS_THE_HARDWARE, Pace.UNPACED), listener);
        }
    }

    /** Writes down what it is told, and on which threads. */
    private static final class Witness implements SessionListener {

        private final List<String> told = Collections.synchronizedList(new ArrayList<>());
        private final Set<Thread> threads = Collections.synchronizedSet(new HashSet<>());

        @Override
        public void stopped(Stop stop) {
            tell("stopped " + stop.reason().getClass().getSimpleName());
        }

        @Override
        public void resumed(ResumeReason reason) {
            tell("resumed " + reason);
        }

        @Override
        public void ended(GuestEnd end) {
            tell("ended " + end.kind());
        }

        @Override
        public void console(byte[] bytes) {
            threads.add(Thread.currentThread());
        }

        @Override
        public void trace(List<TraceLine> lines, long dropped) {
            threads.add(Thread.currentThread());
        }

        private void tell(String what) {
            threads.add(Thread.currentThread());
            told.add(what);
        }

        void awaitTold(String... expected) throws InterruptedException {
            GuestFixture.await(String.join(", ", expected) + " after " + told, () -> told.size() >= expected.length);
            assertEquals(List.of(expected), List.copyOf(told));
        }
    }

    private final Witness witness = new Witness();

    @ParameterizedTest
    @EnumSource
    void aGuestStandsBeforeItsFirstInstructionAndStepsOneByOne(Kept kept) throws Exception {
        GuestSession session = kept.launch(witness);
        witness.awaitTold("stopped Suspended");
        assertEquals(SessionState.STOPPED, session.state());
        assertRefused(Refusal.Code.ALREADY_STOPPED, session.suspend());
        given(session.step(StepRequest.instruction(Calls.INTO)));
        witness.awaitTold("stopped Suspended", "resumed STEP", "stopped Stepped");
        given(session.terminate());
    }

    @ParameterizedTest
    @EnumSource
    void aStepLeavesItsRange(Kept kept) throws Exception {
        GuestSession session = kept.launch(witness);
        int start = given(session.registers()).value("eip").orElseThrow();
        given(session.step(StepRequest.range(List.of(new CodeRange(start, start + 8)), Calls.OVER)));
        witness.awaitTold("stopped Suspended", "resumed STEP", "stopped Stepped");
        assertFalse(new CodeRange(start, start + 8).contains(given(session.registers()).value("eip").orElseThrow()));
        given(session.terminate());
    }

    @ParameterizedTest
    @EnumSource
    void aGuestRunsToItsDestination(Kept kept) throws Exception {
        GuestSession session = kept.launch(witness);
        int destination;
        try (ProgramImage image = ProgramImage.open(GuestProject.firstImage())) {
            destination = image.symbol("ring_up").orElseThrow().address();
        }
        given(session.runTo(new Destination(destination, 0)));
        if (session instanceof SessionDouble scripted) {
            scripted.arrive();
        }
        witness.awaitTold("stopped Suspended", "resumed RESUME", "stopped Arrived");
        assertEquals(destination, given(session.registers()).value("eip").orElseThrow());
        given(session.terminate());
    }

    @ParameterizedTest
    @EnumSource
    void aDestinationTakesARegister(Kept kept) throws Exception {
        GuestSession session = kept.launch(witness);
        for (int i = 0; i < 4; i++) {
            given(session.plant(execute(0xc0000000 + i)));
        }
        assertRefused(Refusal.Code.NO_FREE_SLOT, session.runTo(new Destination(0xc0100000, 0)));
        assertEquals(SessionState.STOPPED, session.state());
        given(session.terminate());
    }

    @ParameterizedTest
    @EnumSource
    void theEndIsToldLastAndOnceAndThenAllIsRefused(Kept kept) throws Exception {
        GuestSession session = kept.launch(witness);
        given(session.terminate());
        witness.awaitTold("stopped Suspended", "ended TERMINATED");
        assertEquals(SessionState.ENDED, session.state());
        for (CompletableFuture<? extends Answer<?>> late : List.of(session.terminate(), session.resume(), session.suspend(),
                session.step(StepRequest.instruction(Calls.INTO)), session.registers(), session.plant(execute(0xc0100000)),
                session.readMemory(AddressSpace.VIRTUAL, 0, 4), session.input(new byte[1]))) {
            assertRefused(Refusal.Code.SESSION_ENDED, late);
        }
        witness.awaitTold("stopped Suspended", "ended TERMINATED");
    }

    @ParameterizedTest
    @EnumSource
    void aRegisterIsPlantedUntilItIsUnplanted(Kept kept) throws Exception {
        GuestSession session = kept.launch(witness);
        DebugRegisterRequest request = execute(0xc0100000);
        Planted planted = given(session.plant(request));
        assertEquals(request, planted.request());
        assertEquals(List.of(planted), planted(session));
        given(session.unplant(planted));
        assertEquals(List.of(), planted(session));
        assertRefused(Refusal.Code.NOT_PLANTED, session.unplant(planted));
        given(session.terminate());
    }

    @ParameterizedTest
    @EnumSource
    void theFifthIsRefusedAndGetsTheRegisterThatIsFreed(Kept kept) throws Exception {
        GuestSession session = kept.launch(witness);
        Planted first = given(session.plant(execute(0xc0100000)));
        for (int i = 1; i < 4; i++) {
            given(session.plant(execute(0xc0100000 + i)));
        }
        assertRefused(Refusal.Code.NO_FREE_SLOT, session.plant(execute(0xc0100004)));
        given(session.unplant(first));
        given(session.plant(execute(0xc0100004)));
        given(session.terminate());
    }

    @ParameterizedTest
    @EnumSource
    void whatADebugRegisterCannotWatchIsRefused(Kept kept) throws Exception {
        GuestSession session = kept.launch(witness);
        assertRefused(Refusal.Code.BAD_LENGTH, session.plant(new DebugRegisterRequest(Kind.WRITE, 0x1000, 3, "odd")));
        assertRefused(Refusal.Code.BAD_LENGTH,
                session.plant(new DebugRegisterRequest(Kind.EXECUTE, 0x1000, 4, "long")));
        assertRefused(Refusal.Code.UNALIGNED,
                session.plant(new DebugRegisterRequest(Kind.WRITE, 0x1002, 4, "unaligned")));
        given(session.terminate());
    }

    @ParameterizedTest
    @EnumSource
    void registersAndMemoryOfAStandingGuestAreReadAndWritten(Kept kept) throws Exception {
        GuestSession session = kept.launch(witness);
        given(session.writeRegister("eax", 0xdeadbeef));
        assertEquals(0xdeadbeef, given(session.registers()).value("eax").orElseThrow());
        assertRefused(Refusal.Code.NO_SUCH_REGISTER, session.writeRegister("r15", 1));
        MemoryBytes unmapped = given(session.readMemory(AddressSpace.VIRTUAL, 0x7fff_0000, 8));
        assertEquals(8, unmapped.bytes().length);
        assertFalse(unmapped.complete());
        assertRefused(Refusal.Code.TOO_LONG, session.readMemory(AddressSpace.VIRTUAL, 0, MemoryBytes.MAXIMUM + 1));
        given(session.terminate());
    }

    @ParameterizedTest
    @EnumSource
    void listenersAndCompletionsShareTheEmulatorThread(Kept kept) throws Exception {
        GuestSession session = kept.launch(witness);
        Thread completer = Thread.currentThread();
        // An answer that is there before the continuation is says nothing: ask until one comes after it.
        for (int asked = 0; asked < 1000 && completer == Thread.currentThread(); asked++) {
            completer = session.registers().thenApply(answer -> Thread.currentThread()).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        }
        witness.threads.add(completer);
        given(session.step(StepRequest.instruction(Calls.INTO)));
        given(session.terminate());
        assertFalse(witness.threads.contains(Thread.currentThread()));
        assertEquals(1, witness.threads.size(), witness.threads::toString);
    }

    private static List<Planted> planted(GuestSession session) throws Exception {
        return given(session.debugRegisters()).banks().stream().flatMap(bank -> bank.uses().stream()).flatMap(Optional::stream)
                .map(DebugRegisterTable.Use::planted).toList();
    }

    private static DebugRegisterRequest execute(int address) {
        return new DebugRegisterRequest(Kind.EXECUTE, address, 1, "test");
    }

    private static <T> T given(CompletableFuture<Answer<T>> request) throws Exception {
        return switch (request.get(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            case Answer.Given<T>(T value) -> value;
            case Answer.Refused<T>(Refusal refusal) -> throw new AssertionError(refusal.toString());
        };
    }

    private static void assertRefused(Refusal.Code expected, CompletableFuture<? extends Answer<?>> request)
            throws Exception {
        Answer.Refused<?> refused = assertInstanceOf(Answer.Refused.class, request.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
        assertEquals(expected, refused.refusal().code(), refused.refusal().message());
    }
}
