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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.util.List;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.hypervisor.session.GuestEnd;

/** What the Breakpoints view does, and the debug registers that follow. */
class BreakpointBridgeTest {

    private GuestFixture guest;

    @AfterEach
    void cleanUp() throws Exception {
        guest.close();
    }

    @Test
    void plantsBreakpointsBeforeTheGuestTakesItsFirstStep() throws Exception {
        guest = new GuestFixture(8);
        guest.add(new GuestLineBreakpoint(guest.source, SALE));
        guest.add(new GuestWatchpoint(guest.source, "takings", 0, false, true));
        guest.run();
        assertEquals(List.of(plant(line(SALE)), plant(watch("takings")), "resume"), guest.session.requests());
    }

    @Test
    void plantsAndFreesWhileTheGuestRuns() throws Exception {
        guest = GuestFixture.running();
        GuestLineBreakpoint breakpoint = guest.add(new GuestLineBreakpoint(guest.source, SALE));
        assertArmed(line(SALE));
        assertTrue(breakpoint.isInstalled());
        GuestFixture.manager().removeBreakpoint(breakpoint, true);
        assertArmed();
        assertFalse(breakpoint.isInstalled());
    }

    @Test
    void plantsAndFreesWhileTheGuestIsSuspended() throws Exception {
        guest = GuestFixture.running();
        guest.target.suspend();
        guest.events.await("thread SUSPEND CLIENT_REQUEST");
        GuestLineBreakpoint breakpoint = guest.add(new GuestLineBreakpoint(guest.source, SALE));
        assertArmed(line(SALE));
        breakpoint.delete();
        assertArmed();
    }

    @Test
    void aDisabledBreakpointHoldsNoRegister() throws Exception {
        guest = new GuestFixture(8);
        GuestLineBreakpoint breakpoint = new GuestLineBreakpoint(guest.source, SALE);
        breakpoint.setEnabled(false);
        guest.add(breakpoint);
        guest.run();
        assertEquals(List.of("resume"), guest.session.requests());
        breakpoint.setEnabled(true);
        assertArmed(line(SALE));
        breakpoint.setEnabled(false);
        assertArmed();
        assertFalse(breakpoint.isInstalled());
    }

    @Test
    void aChangeRightAfterTheBreakpointWasSetIsNotMissed() throws Exception {
        guest = GuestFixture.running();
        GuestLineBreakpoint breakpoint = guest.add(new GuestLineBreakpoint(guest.source, SALE));
        breakpoint.setEnabled(false);
        assertArmed();
        assertFalse(breakpoint.isInstalled());
    }

    @Test
    void skipAllFreesTheRegistersAndLeavesTheMarkersAlone() throws Exception {
        guest = GuestFixture.running();
        GuestLineBreakpoint breakpoint = guest.add(new GuestLineBreakpoint(guest.source, SALE));
        guest.add(new GuestWatchpoint(guest.source, "takings", 0, false, true));
        assertArmed(line(SALE), watch("takings"));
        GuestFixture.manager().setEnabled(false);
        assertArmed();
        assertTrue(breakpoint.isEnabled());
        guest.add(new GuestLineBreakpoint(guest.source, SALE + 1));
        assertArmed();
        GuestFixture.manager().setEnabled(true);
        assertArmed(line(SALE), watch("takings"), line(SALE + 1));
    }

    @Test
    void skipAllHoldsFromTheStart() throws Exception {
        guest = new GuestFixture(8);
        GuestFixture.manager().setEnabled(false);
        guest.add(new GuestLineBreakpoint(guest.source, SALE));
        guest.run();
        assertEquals(List.of("resume"), guest.session.requests());
    }

    @Test
    void aChangedPlaceIsPlantedAnew() throws Exception {
        guest = GuestFixture.running();
        GuestFunctionBreakpoint function = guest.add(new GuestFunctionBreakpoint(guest.source, "ring_up"));
        guest.settle();
        List<String> before = guest.session.armed();
        function.setFunction("remember");
        guest.settle();
        assertEquals(1, guest.session.armed().size());
        assertFalse(guest.session.armed().equals(before));
        function.setEnabled(false);
        GuestWatchpoint watchpoint = guest.add(new GuestWatchpoint(guest.source, "takings", 0, false, true));
        watchpoint.setAccess(true);
        assertArmed("ACCESS " + hex(guest.addressOf("takings")) + "/4");
    }

    @Test
    void anEditMovesTheLineOfTheMarkerAndNotThatOfTheImageThatRuns() throws Exception {
        guest = GuestFixture.running();
        GuestLineBreakpoint breakpoint = guest.add(new GuestLineBreakpoint(guest.source, SALE));
        assertArmed(line(SALE));
        int before = guest.session.requests().size();
        breakpoint.getMarker().setAttribute(IMarker.LINE_NUMBER, SALE + 2);
        assertArmed(line(SALE));
        assertEquals(before, guest.session.requests().size(), () -> guest.session.requests().toString());
        breakpoint.setEnabled(false);
        assertArmed();
        breakpoint.setEnabled(true);
        assertArmed(line(SALE));
        assertEquals(SALE + 2, breakpoint.getLineNumber());
        assertTrue(breakpoint.isInstalled());
    }

    @Test
    void otherChangesOfTheMarkerPlantNothing() throws Exception {
        guest = GuestFixture.running();
        GuestLineBreakpoint breakpoint = guest.add(new GuestLineBreakpoint(guest.source, SALE));
        assertArmed(line(SALE));
        int before = guest.session.requests().size();
        breakpoint.getMarker().setAttribute(IMarker.MESSAGE, "renamed");
        breakpoint.getMarker().setAttribute(IMarker.CHAR_START, 7);
        GuestFixture.manager().fireBreakpointChanged(breakpoint);
        guest.settle();
        assertEquals(before, guest.session.requests().size(), () -> guest.session.requests().toString());
    }

    @Test
    void theOneTooManyWaitsWithAReasonAndIsPlantedWhenARegisterIsFree() throws Exception {
        guest = new GuestFixture(4);
        GuestLineBreakpoint first = guest.add(new GuestLineBreakpoint(guest.source, SALE - 1));
        for (int line = SALE; line <= SALE + 2; line++) {
            guest.add(new GuestLineBreakpoint(guest.source, line));
        }
        GuestLineBreakpoint fifth = guest.add(new GuestLineBreakpoint(guest.source, SALE + 3));
        guest.run();
        assertArmed(line(SALE - 1), line(SALE), line(SALE + 1), line(SALE + 2));
        assertFalse(fifth.isInstalled());
        assertProblem(SALE + 3, "All debug registers are taken.");
        first.setEnabled(false);
        assertArmed(line(SALE + 3), line(SALE), line(SALE + 1), line(SALE + 2));
        assertTrue(fifth.isInstalled());
        assertEquals(List.of(), problems());
    }

    @Test
    void aWatchpointThatDoesNotFitWhollyHoldsNothing() throws Exception {
        guest = new GuestFixture(4);
        guest.run();
        GuestWatchpoint watchpoint = guest.add(new GuestWatchpoint(guest.source, "last_amounts", 0, false, true));
        guest.settle();
        assertEquals(List.of(), guest.session.armed());
        assertFalse(watchpoint.isInstalled());
    }

    @Test
    void aBreakpointThatCannotBePlantedIsMarkedUntilItCan() throws Exception {
        guest = GuestFixture.running();
        GuestWatchpoint watchpoint = guest.add(new GuestWatchpoint(guest.source, "no_such_thing", 0, false, true));
        guest.settle();
        assertEquals(1, problems().size(), () -> problems().toString());
        assertTrue(problems().getFirst().contains("no_such_thing"), () -> problems().toString());
        watchpoint.getMarker().setAttribute(GuestBreakpoint.EXPRESSION, "takings");
        assertArmed(watch("takings"));
        assertEquals(List.of(), problems());
    }

    @Test
    void aWarningGoesWhenTheGuestEnds() throws Exception {
        guest = GuestFixture.running();
        GuestLineBreakpoint planted = guest.add(new GuestLineBreakpoint(guest.source, SALE));
        guest.add(new GuestLineBreakpoint(guest.source, 100_000));
        guest.settle();
        assertEquals(1, problems().size());
        assertTrue(planted.isInstalled());
        guest.session.end(GuestEnd.Kind.POWERED_OFF, "");
        guest.settle();
        assertEquals(List.of(), problems());
        assertFalse(planted.isInstalled());
        GuestFixture.manager().removeBreakpoint(planted, true);
        guest.settle();
        assertFalse(planted.isInstalled());
    }

    @Test
    void aStopNamesTheBreakpointsThatWereHit() throws Exception {
        guest = GuestFixture.running();
        IBreakpoint line = guest.add(new GuestLineBreakpoint(guest.source, SALE));
        IBreakpoint same = guest.add(new GuestLineBreakpoint(guest.source, SALE));
        guest.add(new GuestLineBreakpoint(guest.source, SALE + 2));
        guest.settle();
        guest.session.hit(guest.addressOf(SALE));
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertArrayEquals(new IBreakpoint[] {line, same}, guest.thread().getBreakpoints());
        guest.target.resume();
        guest.events.await("thread RESUME CLIENT_REQUEST");
        assertEquals(0, guest.thread().getBreakpoints().length);
    }

    @Test
    void anyPieceOfAWatchedRangeIsTheWatchpoint() throws Exception {
        guest = GuestFixture.running();
        IBreakpoint watchpoint = guest.add(new GuestWatchpoint(guest.source, "last_amounts", 0, false, true));
        guest.settle();
        guest.session.hit(guest.addressOf("last_amounts") + 20);
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertArrayEquals(new IBreakpoint[] {watchpoint}, guest.thread().getBreakpoints());
    }

    @Test
    void whatTheGuestTakesMovesToAnotherRegister() throws Exception {
        guest = new GuestFixture(4);
        guest.run();
        GuestLineBreakpoint breakpoint = guest.add(new GuestLineBreakpoint(guest.source, SALE));
        guest.settle();
        guest.session.takeForGuest(0);
        guest.settle();
        assertTrue(breakpoint.isInstalled());
        breakpoint.setEnabled(false);
        assertArmed("WRITE 00000000/1");
    }

    @Test
    void whatTheGuestTakesForGoodWaitsForAFreeRegister() throws Exception {
        guest = new GuestFixture(1);
        guest.run();
        GuestLineBreakpoint breakpoint = guest.add(new GuestLineBreakpoint(guest.source, SALE));
        guest.settle();
        guest.session.takeForGuest(0);
        guest.settle();
        assertFalse(breakpoint.isInstalled());
        assertProblem(SALE, "The guest took the debug register");
        guest.session.freeByGuest(0);
        assertArmed(line(SALE));
        assertTrue(breakpoint.isInstalled());
    }

    @Test
    void whatTheGuestLetsGoOfIsPlantedAtOnce() throws Exception {
        guest = new GuestFixture(1);
        guest.run();
        guest.session.takeForGuest(0);
        GuestLineBreakpoint breakpoint = guest.add(new GuestLineBreakpoint(guest.source, SALE));
        guest.settle();
        assertFalse(breakpoint.isInstalled());
        assertProblem(SALE, "All debug registers are taken.");
        guest.session.freeByGuest(0);
        assertArmed(line(SALE));
        assertTrue(breakpoint.isInstalled());
        assertEquals(List.of(), problems());
    }

    @Test
    void aClosedProjectTakesItsBreakpointsAlong() throws Exception {
        guest = GuestFixture.running();
        guest.add(new GuestLineBreakpoint(guest.source, SALE));
        assertArmed(line(SALE));
        guest.project.close(null);
        assertArmed();
    }

    private void assertArmed(String... registers) throws Exception {
        guest.awaitArmed(registers);
    }

    private String line(int line) {
        return "EXECUTE " + hex(guest.addressOf(line)) + "/1";
    }

    private String watch(String variable) {
        return "WRITE " + hex(guest.addressOf(variable)) + "/4";
    }

    private static String plant(String register) {
        return "plant " + register;
    }

    private static String hex(int address) {
        return String.format("%08x", address);
    }

    private void assertProblem(int line, String text) throws CoreException {
        IMarker[] markers = guest.source.findMarkers(GuestBreakpoint.PROBLEM_MARKER, false, IResource.DEPTH_ZERO);
        assertEquals(1, markers.length);
        assertEquals(line, markers[0].getAttribute(IMarker.LINE_NUMBER, -1));
        assertEquals(IMarker.SEVERITY_WARNING, markers[0].getAttribute(IMarker.SEVERITY, -1));
        assertTrue(markers[0].getAttribute(IMarker.MESSAGE, "").contains(text),
                markers[0].getAttribute(IMarker.MESSAGE, ""));
    }

    private List<String> problems() {
        try {
            return List.of(guest.source.findMarkers(GuestBreakpoint.PROBLEM_MARKER, false, IResource.DEPTH_ZERO)).stream()
                    .map(marker -> marker.getAttribute(IMarker.MESSAGE, "")).toList();
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }
}
