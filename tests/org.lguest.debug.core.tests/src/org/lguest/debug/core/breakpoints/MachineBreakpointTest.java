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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.BreakpointState.Installed;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.hypervisor.session.EventRequest;
import org.lguest.hypervisor.session.MachineEvent;
import org.lguest.hypervisor.session.MachineEvent.HypercallMade;
import org.lguest.hypervisor.session.MachineEvent.TrapRaised;
import org.lguest.hypervisor.session.Occurrence;

/** Breakpoints at events of the machine: asked for, hit, counted, changed, given back. */
class MachineBreakpointTest {

    private GuestFixture guest;

    @AfterEach
    void close() throws Exception {
        guest.close();
    }

    private static GuestEventBreakpoint breakpoint(EventKind kind, EventField field, String text) throws Exception {
        return new GuestEventBreakpoint(ResourcesPlugin.getWorkspace().getRoot(),
                new EventFilter(kind, Map.of(field, text)));
    }

    private List<MachineEvent> wanted() {
        return guest.session.wantedEvents().stream().map(EventRequest::event).toList();
    }

    private void awaitWanted(MachineEvent... events) throws Exception {
        GuestFixture.await("these to be asked for: " + List.of(events), () -> {
            ResourcesPlugin.getWorkspace().checkpoint(false);
            return wanted().equals(List.of(events));
        });
        guest.settle();
    }

    @Test
    void isAskedForWhileItIsEnabledAndTakesNoDebugRegister() throws Exception {
        guest = GuestFixture.running();
        GuestEventBreakpoint trap = guest.add(breakpoint(EventKind.TRAP, EventField.VECTOR, "#PF"));
        awaitWanted(new TrapRaised(14, OptionalInt.empty()));
        Installed installed = new Installed(List.of(), OptionalInt.empty(), 0, Optional.empty());
        GuestFixture.await("the state", () -> trap.installations().states().containsValue(installed));
        assertEquals(List.of(), guest.session.armed());
        trap.setFilter(new EventFilter(EventKind.TRAP, Map.of(EventField.VECTOR, "13", EventField.ERROR_CODE, "0x8")));
        awaitWanted(new TrapRaised(13, OptionalInt.of(8)));
        trap.setEnabled(false);
        awaitWanted();
        trap.setEnabled(true);
        awaitWanted(new TrapRaised(13, OptionalInt.of(8)));
        GuestFixture.manager().setEnabled(false);
        awaitWanted();
        GuestFixture.manager().setEnabled(true);
        awaitWanted(new TrapRaised(13, OptionalInt.of(8)));
        trap.delete();
        awaitWanted();
    }

    @Test
    void aStopNamesTheBreakpointAndSaysWhatHappened() throws Exception {
        guest = GuestFixture.running();
        GuestEventBreakpoint call = guest.add(breakpoint(EventKind.HYPERCALL, EventField.CALL, "HALT"));
        IBreakpoint line = guest.add(new GuestLineBreakpoint(guest.source, SALE));
        awaitWanted(new HypercallMade(10));
        guest.session.happens(new Occurrence.Hypercall(10, List.of(), false), HypercallMade.class);
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertArrayEquals(new IBreakpoint[] {call}, guest.thread().getBreakpoints());
        assertEquals(List.of("LHCALL_HALT()"), guest.thread().suspension().orElseThrow().events());
        GuestFixture.await("the hit to be counted", () -> call.installations().hits() == 1);
        assertTrue(((GuestBreakpoint) line).isInstalled());
    }

    @Test
    void whatHasHappenedIsToldInWords() throws Exception {
        guest = new GuestFixture(1);
        assertEquals(List.of("#PF, error code 0x2, at 0xc0101000", "LHCALL_SEND_DMA(0x1, 0x2) from the ring", "hypercall 99(0x1, 0x2, 0x3)",
                "interrupt 0", "CR3: 0x00001000 \u2192 0x00002000", "in from port 0x60, bytes: 1",
                "out to port 0x80, bytes: 4, value 0x7", "to user mode", "to the kernel", "console \"panic\"",
                "DR7: 0x00000000 \u2192 0x00000401"),
                Stream.of(new Occurrence.Trap(14, OptionalInt.of(2), OptionalInt.of(0xc0101000)),
                        new Occurrence.Hypercall(13, List.of(1, 2), true), new Occurrence.Hypercall(99, List.of(1, 2, 3), false),
                        new Occurrence.Interrupt(0), new Occurrence.PageTable(0x1000, 0x2000),
                        new Occurrence.Port(0x60, 1, OptionalInt.empty()), new Occurrence.Port(0x80, 4, OptionalInt.of(7)),
                        new Occurrence.Mode(true), new Occurrence.Mode(false), new Occurrence.Console("panic"),
                        new Occurrence.DebugRegister(7, 0, 0x401)).map(EventWords::of).toList());
        guest.run();
    }

    @Test
    void aConditionAndAPrintoutAreAskedWithGlobalNamesAndAnythingElseIsRefused() throws Exception {
        guest = GuestFixture.running();
        GuestEventBreakpoint trap = breakpoint(EventKind.TRAP, EventField.VECTOR, "3");
        trap.setCondition("takings > 3");
        trap.setPrint("\"%d\\n\", takings");
        guest.add(trap);
        awaitWanted(new TrapRaised(3, OptionalInt.empty()));
        assertTrue(guest.session.wantedEvents().getFirst().print().isPresent());
        trap.setCondition("amount > 3");
        awaitWanted();
        GuestFixture.await("the refusal", () -> isRefused(trap, LguestStatus.CONDITION_REFUSED));
    }

    @Test
    void aMarkerWithNothingOfUseIsRefusedWithTheReason() throws Exception {
        guest = GuestFixture.running();
        GuestEventBreakpoint trap = guest.add(breakpoint(EventKind.TRAP, EventField.VECTOR, "3"));
        awaitWanted(new TrapRaised(3, OptionalInt.empty()));
        trap.getMarker().setAttribute(EventField.VECTOR.attribute(), 999);
        awaitWanted();
        GuestFixture.await("the refusal", () -> isRefused(trap, LguestStatus.EVENT_FILTER_MALFORMED));
        trap.getMarker().setAttribute(GuestBreakpoint.EVENT, "EARTHQUAKE");
        GuestFixture.await("the other refusal", () -> isRefused(trap, LguestStatus.PLACE_MISSING));
        guest.settle();
        IMarker[] problems = ResourcesPlugin.getWorkspace().getRoot()
                .findMarkers(GuestBreakpoint.PROBLEM_MARKER, false, IResource.DEPTH_ZERO);
        assertEquals(1, problems.length);
    }

    /** The states are told from the emulator thread, and there is none until then. */
    private static boolean isRefused(GuestBreakpoint breakpoint, LguestStatus why) {
        return breakpoint.installations().states().values().stream()
                .anyMatch(state -> state.problem().isPresent() && state.problem().get().getCode() == why.code());
    }
}
