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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.BreakpointState.Installed;
import org.lguest.debug.core.breakpoints.BreakpointState.Pending;
import org.lguest.debug.core.breakpoints.BreakpointState.Refused;
import org.lguest.debug.core.breakpoints.BreakpointState.Slot;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.predicate.PredicateFault;

/** What users are told of each breakpoint: where it is, what it waits for, why not, how often it was hit. */
class BreakpointStateTest {

    private GuestFixture guest;

    @AfterEach
    void close() throws Exception {
        guest.close();
    }

    @Test
    void tellsTheBankAndTheSlot() throws Exception {
        guest = GuestFixture.running();
        List<GuestLineBreakpoint> five = new ArrayList<>();
        for (int line = SALE - 1; line <= SALE + 3; line++) {
            five.add(guest.add(new GuestLineBreakpoint(guest.source, line)));
        }
        guest.settle();
        GuestFixture.await("the slots to be told", () -> installed(new Slot(1, 0), 0).equals(state(five.getFirst()))
                && installed(new Slot(2, 0), 0).equals(state(five.getLast())));
        assertTrue(guest.trace.contains("first.c:" + (SALE + 3) + ": installed in DR0 of bank 2"), guest.trace::toString);
    }

    @Test
    void tellsWhatItWaitsForAndWhoHoldsIt() throws Exception {
        guest = new GuestFixture(4);
        guest.run();
        List<GuestLineBreakpoint> five = new ArrayList<>();
        for (int line = SALE - 1; line <= SALE + 3; line++) {
            five.add(guest.add(new GuestLineBreakpoint(guest.source, line)));
        }
        GuestFixture.await("the last to know who holds the four", () -> five.getLast().installations().states().values().stream()
                .anyMatch(state -> state instanceof Pending waiting && !waiting.holders().isEmpty()));
        Pending pending = assertInstanceOf(Pending.class, state(five.getLast()));
        assertEquals(LguestStatus.NO_FREE_SLOT.code(), pending.why().getCode());
        assertEquals(IntStream.range(0, 4).mapToObj(slot -> "DR" + slot + ": first.c:" + (SALE - 1 + slot)).toList(),
                pending.holders());
        five.get(2).setEnabled(false);
        guest.settle();
        GuestFixture.await("the free register to be taken", () -> five.getLast().isInstalled());
        guest.settle();
        assertEquals(installed(new Slot(1, 2), 0), state(five.getLast()));
        assertTrue(five.get(2).installations().states().isEmpty());
    }

    /** Of 8 bytes from an odd address: 1, 2, 4 and 1. */
    @Test
    void tellsOfARangeHowManyRegistersItTakesAndHowManyItCanHave() throws Exception {
        guest = new GuestFixture(4);
        guest.run();
        for (int line = SALE - 1; line <= SALE + 1; line++) {
            guest.add(new GuestLineBreakpoint(guest.source, line));
        }
        GuestWatchpoint range = guest.add(new GuestWatchpoint(guest.source, "0xc0114121", 8, false, true));
        guest.settle();
        Pending pending = assertInstanceOf(Pending.class, state(range));
        assertEquals(LguestStatus.NO_FREE_SLOT.code(), pending.why().getCode());
        assertTrue(pending.why().getMessage().endsWith("Of the 4 that this breakpoint takes, 1 can be had."),
                pending.why()::getMessage);
    }

    @Test
    void countsAnAccessToSeveralPiecesOfARangeOnce() throws Exception {
        guest = new GuestFixture(4);
        GuestWatchpoint range = guest.add(new GuestWatchpoint(guest.source, "0xc0114122", 4, false, true));
        guest.run();
        guest.session.hit(0xc0114122, 0xc0114124);
        guest.events.await("thread SUSPEND BREAKPOINT");
        GuestFixture.await("the hit to be told", () -> range.installations().hits() > 0);
        guest.settle();
        assertEquals(1, range.installations().hits());
        assertEquals(List.of(range), List.of(guest.thread().getBreakpoints()));
    }

    @Test
    void tellsThatTheGuestHasTakenIt() throws Exception {
        guest = new GuestFixture(1);
        guest.run();
        GuestLineBreakpoint breakpoint = guest.add(new GuestLineBreakpoint(guest.source, SALE));
        guest.settle();
        guest.session.takeForGuest(0);
        guest.settle();
        Pending pending = assertInstanceOf(Pending.class, state(breakpoint));
        assertEquals(LguestStatus.DISPLACED.code(), pending.why().getCode());
        guest.session.freeByGuest(0);
        guest.settle();
        assertEquals(installed(new Slot(1, 0), 0), state(breakpoint));
    }

    @Test
    void tellsTheLineAtWhichItStands() throws Exception {
        guest = GuestFixture.running();
        int empty = IntStream.range(1, SALE).filter(line -> guest.image.nextLineWithCode("first/first.c", line).stream()
                .anyMatch(found -> found != line)).findFirst().orElseThrow();
        int real = guest.image.nextLineWithCode("first/first.c", empty).getAsInt();
        GuestLineBreakpoint breakpoint = guest.add(new GuestLineBreakpoint(guest.source, empty));
        guest.settle();
        assertEquals(OptionalInt.of(real), assertInstanceOf(Installed.class, state(breakpoint)).movedTo());
        IMarker[] notes = guest.source.findMarkers(GuestBreakpoint.PROBLEM_MARKER, false, IResource.DEPTH_ZERO);
        assertEquals(1, notes.length);
        assertEquals(IMarker.SEVERITY_INFO, notes[0].getAttribute(IMarker.SEVERITY, -1));
        assertEquals(LguestStatus.LINE_MOVED.message(real), notes[0].getAttribute(IMarker.MESSAGE, ""));
        assertEquals(empty, breakpoint.getLineNumber(), "the user's line stays the user's");
        guest.session.end(GuestEnd.Kind.POWERED_OFF, "");
        guest.settle();
        assertEquals(0, guest.source.findMarkers(GuestBreakpoint.PROBLEM_MARKER, false, IResource.DEPTH_ZERO).length);
    }

    @Test
    void whatAnotherImageMayHaveIsPendingAndWhatNoneCanDoIsRefused() throws Exception {
        guest = GuestFixture.running();
        IBreakpoint function = guest.add(new GuestFunctionBreakpoint(guest.source, "closing_time"));
        IBreakpoint data = guest.add(new GuestWatchpoint(guest.source, "profit", 0, false, true));
        IBreakpoint long1 = guest.add(new GuestWatchpoint(guest.source, "takings", 1 << 31 - 1, false, true));
        guest.settle();
        assertInstanceOf(Pending.class, state((GuestBreakpoint) function));
        assertInstanceOf(Pending.class, state((GuestBreakpoint) data));
        Refused refused = assertInstanceOf(Refused.class, state((GuestBreakpoint) long1));
        assertEquals(LguestStatus.RANGE_TOO_LARGE.code(), refused.why().getCode());
    }

    @Test
    void hitsThatDoNotStopAreCountedWhileTheGuestRunsWithoutAnEventOrAMarkersChange() throws Exception {
        guest = GuestFixture.running();
        GuestLineBreakpoint breakpoint = new GuestLineBreakpoint(guest.source, SALE);
        breakpoint.setIgnoreCount(100);
        guest.add(breakpoint);
        guest.awaitArmed("EXECUTE " + String.format("%08x", guest.addressOf(SALE)) + "/1");
        long stamp = guest.source.getModificationStamp();
        var attributes = breakpoint.getMarker().getAttributes();
        for (int i = 0; i < 50; i++) {
            guest.session.pass(guest.addressOf(SALE));
        }
        GuestFixture.await("the hits to be counted", () -> breakpoint.installations().hits() == 50);
        assertEquals(attributes, breakpoint.getMarker().getAttributes());
        assertEquals(stamp, guest.source.getModificationStamp());
        assertEquals(false, guest.thread().isSuspended());
    }

    @Test
    void aStopCountsToo() throws Exception {
        guest = GuestFixture.running();
        GuestLineBreakpoint breakpoint = guest.add(new GuestLineBreakpoint(guest.source, SALE));
        guest.settle();
        guest.session.hit(guest.addressOf(SALE));
        guest.events.await("thread SUSPEND BREAKPOINT");
        GuestFixture.await("the hit to be counted", () -> breakpoint.installations().hits() == 1);
    }

    @Test
    void aConditionWithoutAValueIsToldOfTheThreadAndOfTheBreakpointWhichStaysWhereItIs() throws Exception {
        guest = GuestFixture.running();
        GuestLineBreakpoint breakpoint = new GuestLineBreakpoint(guest.source, SALE);
        breakpoint.setCondition("amount / takings > 3");
        guest.add(breakpoint);
        guest.settle();
        guest.session.fault(guest.addressOf(SALE), new PredicateFault.DivisionByZero());
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertEquals(Optional.of("it divides by zero"), guest.thread().suspension().orElseThrow().fault());
        guest.settle();
        Installed installed = assertInstanceOf(Installed.class, state(breakpoint));
        assertEquals(LguestStatus.CONDITION_FAULTED.code(), installed.fault().orElseThrow().getCode());
        assertTrue(breakpoint.isInstalled());
    }

    private static Installed installed(Slot place, long hits) {
        return new Installed(List.of(place), OptionalInt.empty(), hits, Optional.empty());
    }

    private static BreakpointState state(GuestBreakpoint breakpoint) {
        return breakpoint.installations().states().values().iterator().next();
    }
}
