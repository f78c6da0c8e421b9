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
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.hypervisor.session.RecordingListener.given;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.hypervisor.guests.GuestImage;
import org.lguest.hypervisor.host.Stations;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.StepRequest.Calls;
import org.lguest.hypervisor.session.predicate.PredicateProgram;

/** A run is a function of its image and inputs: with and without a debugger it ends in the same state, bit for bit. */
class DebuggingNeverAltersTheRunTest {

    private static final int STOPS = 100;

    /** How a run ended. */
    private record Outcome(GuestEnd end, String console, String digest) {
    }

    private final RecordingListener listener = new RecordingListener();

    private LiveSession launch(RecordingListener to, GuestImage image) throws Exception {
        LiveSession session = Launcher.launch(GuestConfiguration.of(image.path(), 16, "a b"), to, new Stations());
        to.next(Stop.class);
        return session;
    }

    private Outcome plain(GuestImage image) throws Exception {
        RecordingListener alone = new RecordingListener();
        LiveSession session = launch(alone, image);
        given(session.resume());
        alone.next(ResumeReason.class);
        return new Outcome(alone.next(GuestEnd.class), alone.console(), session.digest());
    }

    private Outcome finish(LiveSession session) {
        given(session.resume());
        listener.next(ResumeReason.class);
        return new Outcome(listener.next(GuestEnd.class), listener.console(), session.digest());
    }

    private void unplant(LiveSession session, Planted... planted) {
        for (Planted one : planted) {
            given(session.unplant(one));
        }
    }

    private static DebugRegisterRequest request(Kind kind, int address, int length) {
        return new DebugRegisterRequest(kind, address, length, "test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "selfwatch"})
    void twoRunsAreTheSame(String name) throws Exception {
        GuestImage image = GuestImage.named(name);
        Outcome outcome = plain(image);
        assertEquals(GuestEnd.Kind.POWERED_OFF, outcome.end.kind(), outcome.toString());
        assertEquals(outcome, plain(image));
    }

    @Test
    void breakpointsAndWatchpoints() throws Exception {
        GuestImage image = GuestImage.named("first");
        LiveSession session = launch(listener, image);
        Planted[] planted = {
            given(session.plant(request(Kind.EXECUTE, image.address("hypercall"), 1))),
            given(session.plant(request(Kind.EXECUTE, image.address("ring_up"), 1))),
            given(session.plant(request(Kind.EXECUTE, image.address("dispatch_trap"), 1))),
            given(session.plant(request(Kind.WRITE, image.address("takings"), 4))),
            given(session.plant(request(Kind.ACCESS, image.address("lguest_data"), 4))),
        };
        for (int stop = 0; stop < STOPS; stop++) {
            given(session.resume());
            listener.next(ResumeReason.class);
            listener.next(Stop.class);
        }
        unplant(session, planted);
        assertEquals(plain(image), finish(session));
    }

    /** Every kind of event at once, and most of them stop; direct traps and system calls are among them. */
    @ParameterizedTest
    @ValueSource(strings = {"first", "selfwatch", "debugregs"})
    void eventsOfEveryKind(String name) throws Exception {
        GuestImage image = GuestImage.named(name);
        LiveSession session = launch(listener, image);
        List<MachineEvent> events = new ArrayList<>(List.of(
                new MachineEvent.HypercallMade(OptionalInt.empty(), List.of()),
                new MachineEvent.InterruptDelivered(OptionalInt.empty()),
                new MachineEvent.PageTableSwitched(OptionalInt.empty()),
                new MachineEvent.PortAccessed(0, 0xFFFF, MachineEvent.PortAccess.BOTH),
                new MachineEvent.ModeSwitched(MachineEvent.ModeSwitch.BOTH),
                new MachineEvent.ConsoleWritten("e"), new MachineEvent.DebugRegisterWritten(OptionalInt.empty())));
        for (int vector = 0; vector < 256; vector++) {
            events.add(new MachineEvent.TrapRaised(vector, OptionalInt.empty()));
        }
        List<PlantedEvent> planted = new ArrayList<>();
        for (MachineEvent event : events) {
            planted.add(given(session.plantEvent(new EventRequest(event, "test"))));
        }
        Set<Class<?>> seen = new HashSet<>();
        Optional<GuestEnd> end = Optional.empty();
        for (int stop = 0; end.isEmpty() && stop < 20_000; stop++) {
            given(session.resume());
            listener.next(ResumeReason.class);
            Object next = listener.next(Object.class);
            if (next instanceof Stop(StopReason.Events(var hits), var registers, var retired, var time)) {
                hits.forEach(hit -> seen.add(hit.occurrence().getClass()));
            } else {
                end = Optional.of((GuestEnd) next);
            }
        }
        assertTrue(seen.size() >= 6, seen.toString());
        Outcome outcome = end.isPresent() ? new Outcome(end.get(), listener.console(), session.digest()) : finish(session, planted);
        assertEquals(plain(image), outcome);
    }

    private Outcome finish(LiveSession session, List<PlantedEvent> planted) {
        for (PlantedEvent event : planted) {
            given(session.unplantEvent(event));
        }
        return finish(session);
    }

    /** With nearly all the registers there can be: a few stop, the others match and count. */
    @Test
    void aThousandBreakpointsOfWhichFewStop() throws Exception {
        GuestImage image = GuestImage.named("first");
        LiveSession session = launch(listener, image);
        Condition never = new Condition(PredicateProgram.ALWAYS, Integer.MAX_VALUE);
        List<Planted> planted = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            boolean code = i % 4 != 0;
            planted.add(given(session.plant(new DebugRegisterRequest(code ? Kind.EXECUTE : Kind.WRITE,
                    image.address(code ? "ring_up" : "takings") + 4 * (i / 4) + (code ? i % 4 : 0), code ? 1 : 4, "number " + i, never))));
        }
        planted.add(given(session.plant(request(Kind.EXECUTE, image.address("ring_up"), 1))));
        for (int stop = 0; stop < 20; stop++) {
            given(session.resume());
            listener.next(ResumeReason.class);
            listener.next(Stop.class);
        }
        unplant(session, planted.toArray(Planted[]::new));
        assertEquals(plain(image), finish(session));
    }

    @Test
    void stepsThroughTheBoot() throws Exception {
        GuestImage image = GuestImage.named("first");
        LiveSession session = launch(listener, image);
        for (int step = 0; step < 2000; step++) {
            given(session.step(StepRequest.instruction(Calls.INTO)));
            listener.next(ResumeReason.class);
            listener.next(Stop.class);
        }
        assertEquals(plain(image), finish(session));
    }

    @Test
    void stepsAfterEveryBreakpoint() throws Exception {
        GuestImage image = GuestImage.named("first");
        LiveSession session = launch(listener, image);
        Planted planted = given(session.plant(request(Kind.EXECUTE, image.address("ring_up"), 1)));
        for (int round = 0; round < 20; round++) {
            given(session.resume());
            listener.next(ResumeReason.class);
            listener.next(Stop.class);
            for (int step = 0; step < 50; step++) {
                given(session.step(StepRequest.instruction(Calls.INTO)));
                listener.next(ResumeReason.class);
                listener.next(Stop.class);
            }
        }
        unplant(session, planted);
        assertEquals(plain(image), finish(session));
    }

    /**
     * Where these fall depends on the moment; the outcome must not. However late this thread comes to it, the first one
     * finds the guest alive: it is made before the guest has moved.
     */
    @Test
    void requestsWhileItRuns() throws Exception {
        GuestImage image = GuestImage.named("first");
        LiveSession session = launch(listener, image);
        listener.atResumption(() -> {
            listener.atResumption(() -> { });
            session.suspend();
            session.resume();
        });
        given(session.resume());
        listener.next(ResumeReason.class);
        Random random = new Random(1);
        for (int round = 0; round < STOPS && session.state() != SessionState.ENDED; round++) {
            session.plant(request(Kind.WRITE, image.address("takings") + 4096 * random.nextInt(4), 4));
            session.suspend();
            session.resume();
        }
        int suspended = 0;
        Object event;
        do {
            event = listener.next(Object.class);
            if (event instanceof Stop stop) {
                switch (stop.reason()) {
                    case StopReason.DebugRegisters hits -> session.resume();
                    default -> suspended++;
                }
            }
        } while (!(event instanceof GuestEnd));
        assertTrue(suspended > 0);
        assertEquals(plain(image), new Outcome((GuestEnd) event, listener.console(), session.digest()));
    }

    /** Steps by lines, so to speak, over calls and into them, and from function to caller. */
    @Test
    void stepsByRangesAndRunsToDestinations() throws Exception {
        GuestImage image = GuestImage.named("first");
        LiveSession session = launch(listener, image);
        Planted planted = given(session.plant(request(Kind.EXECUTE, image.address("ring_up"), 1)));
        for (int round = 0; round < STOPS / 5; round++) {
            given(session.resume());
            listener.next(ResumeReason.class);
            Stop stop = listener.next(Stop.class);
            int esp = stop.registers().value("esp").orElseThrow();
            int caller = ByteBuffer.wrap(given(session.readMemory(AddressSpace.VIRTUAL, esp, 4)).bytes())
                    .order(ByteOrder.LITTLE_ENDIAN).getInt();
            for (int step = 0; step < 4; step++) {
                int eip = given(session.registers()).value("eip").orElseThrow();
                given(session.step(StepRequest.range(List.of(new CodeRange(eip, eip + 24)), step == 3 ? Calls.INTO : Calls.OVER)));
                listener.next(ResumeReason.class);
                assertInstanceOf(StopReason.Stepped.class, listener.next(Stop.class).reason());
            }
            given(session.runTo(new Destination(caller, esp + 4)));
            listener.next(ResumeReason.class);
            listener.next(Stop.class);
        }
        unplant(session, planted);
        assertEquals(plain(image), finish(session));
    }
}
