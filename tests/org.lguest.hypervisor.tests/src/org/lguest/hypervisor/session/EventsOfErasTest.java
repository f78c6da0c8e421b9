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
import static org.lguest.hypervisor.session.RecordingListener.given;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guests.GuestImage;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.session.MachineEvent.ConsoleWritten;
import org.lguest.hypervisor.session.MachineEvent.DebugRegisterWritten;
import org.lguest.hypervisor.session.MachineEvent.HypercallMade;
import org.lguest.hypervisor.session.MachineEvent.InterruptDelivered;
import org.lguest.hypervisor.session.MachineEvent.ModeSwitch;
import org.lguest.hypervisor.session.MachineEvent.ModeSwitched;
import org.lguest.hypervisor.session.MachineEvent.PageTableSwitched;
import org.lguest.hypervisor.session.MachineEvent.PortAccess;
import org.lguest.hypervisor.session.MachineEvent.PortAccessed;
import org.lguest.hypervisor.session.MachineEvent.TrapRaised;

/** Every kind of event stops the sample guest that tours the Host of each era, and tells what happened. */
class EventsOfErasTest {

    private static final int SYSTEM_CALL = 0x80;
    private static final int DEVICE_NOT_AVAILABLE = 7;
    private static final int DR7 = 7;
    private static final int CONFIGURATION_ADDRESS = 0xCF8;

    private final RecordingListener listener = new RecordingListener();
    private GuestSession session;

    @AfterEach
    void terminate() {
        session.terminate();
    }

    static Stream<Arguments> events() {
        return Stream.concat(
                Stream.of(Arguments.of("tour", new TrapRaised(DEVICE_NOT_AVAILABLE, OptionalInt.empty()), Occurrence.Trap.class),
                        Arguments.of("tour4", new PortAccessed(CONFIGURATION_ADDRESS, CONFIGURATION_ADDRESS, PortAccess.OUT),
                                Occurrence.Port.class)),
                Stream.of("tour", "tour4").flatMap(image -> Stream.of(
                        Arguments.of(image, new TrapRaised(SYSTEM_CALL, OptionalInt.empty()), Occurrence.Trap.class),
                        Arguments.of(image, new HypercallMade(OptionalInt.of(Hypercall.SET_CLOCKEVENT.number()), List.of()),
                                Occurrence.Hypercall.class),
                        Arguments.of(image, new InterruptDelivered(OptionalInt.of(0)), Occurrence.Interrupt.class),
                        Arguments.of(image, new PageTableSwitched(OptionalInt.empty()), Occurrence.PageTable.class),
                        Arguments.of(image, new ModeSwitched(ModeSwitch.USER), Occurrence.Mode.class),
                        Arguments.of(image, new ConsoleWritten("KiB of memory"), Occurrence.Console.class),
                        Arguments.of(image, new DebugRegisterWritten(OptionalInt.of(DR7)),
                                Occurrence.DebugRegister.class))));
    }

    @ParameterizedTest
    @MethodSource("events")
    void stopsAndTellsWhatHappened(String image, MachineEvent event, Class<? extends Occurrence> kind) throws Exception {
        session = Launcher.launch(GuestConfiguration.of(GuestImage.named(image).path(), 16, ""), listener);
        listener.next(Stop.class);
        PlantedEvent planted = given(session.plantEvent(new EventRequest(event, "event", Condition.NONE, Optional.empty())));
        for (long number = 1; number <= 2; number++) {
            given(session.resume());
            listener.next(ResumeReason.class);
            var hits = assertInstanceOf(StopReason.Events.class, listener.next(Stop.class).reason()).hits();
            assertEquals(List.of(planted), hits.stream().map(EventHit::planted).toList());
            assertInstanceOf(kind, hits.getFirst().occurrence());
            assertEquals(List.of(new PlantedEvent.Use(planted, number, number)), given(session.events()));
            if (event instanceof ConsoleWritten || event instanceof PageTableSwitched || event instanceof DebugRegisterWritten
                    || event instanceof TrapRaised(int vector, OptionalInt code) && vector == DEVICE_NOT_AVAILABLE) {
                return; // of which the tour has one
            }
        }
    }
}
