/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.cdt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.util.List;

import org.eclipse.core.resources.IMarker;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.BreakpointBridge;
import org.lguest.debug.core.breakpoints.BreakpointReaders;
import org.lguest.debug.core.breakpoints.DebuggedGuest;
import org.lguest.debug.core.breakpoints.ImageResolver;
import org.lguest.debug.core.model.SessionListeners;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.fixture.SessionDouble;
import org.lguest.hypervisor.session.GuestEnd;

/** What CDT's user sees of a breakpoint while guests come, run and go, and what becomes of its debug register. */
class CdtBreakpointStateTest {

    private GuestFixture guest;

    @BeforeEach
    void prepareGuest() throws Exception {
        guest = new GuestFixture(4);
    }

    @AfterEach
    void cleanUp() throws Exception {
        guest.close();
        assertEquals(List.of(), CdtFixture.problems());
    }

    @Point(8)
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aTemporaryBreakpointGoesWithItsFirstHit(int type) throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        CdtFixture.set(breakpoint, "breakpointType", type);
        guest.run();
        guest.session.hit(guest.addressOf(SALE));
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertArrayEquals(new IBreakpoint[] {breakpoint}, guest.thread().getBreakpoints());
        guest.awaitArmed();
        assertFalse(breakpoint.getMarker().exists());
        assertFalse(List.of(GuestFixture.manager().getBreakpoints()).contains(breakpoint));
    }

    @Point(9)
    @Test
    void skipAllIsHonouredFromTheStartAndLater() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        GuestFixture.manager().setEnabled(false);
        guest.run();
        guest.awaitArmed();
        GuestFixture.manager().setEnabled(true);
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        GuestFixture.manager().setEnabled(false);
        guest.awaitArmed();
        assertTrue(breakpoint.isEnabled());
    }

    @Point(10)
    @Test
    void theTickOfOursAndOtherIdleChangesPlantNothing() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        guest.run();
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        assertEquals(1, breakpoint.getMarker().getAttribute(CdtFixture.PREFIX + "installCount", 0));
        for (String key : List.of("requestedLine", IMarker.CHAR_START, IMarker.CHAR_END)) {
            breakpoint.getMarker().setAttribute(key, 5);
        }
        breakpoint.getMarker().setAttribute(IMarker.MESSAGE, "something else");
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        assertEquals(List.of("plant " + Expected.execute(guest.addressOf(SALE)), "resume"), guest.session.requests());
    }

    @Point(11)
    @Test
    void aDeletedMarkerFreesTheRegister() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        guest.run();
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        breakpoint.getMarker().delete();
        guest.awaitArmed();
    }

    @Point(11)
    @Test
    void aBreakpointTakenOutOfTheViewFreesTheRegister() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        guest.run();
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        GuestFixture.manager().removeBreakpoint(breakpoint, false);
        guest.awaitArmed();
        assertTrue(breakpoint.getMarker().exists());
        assertFalse(CdtFixture.isTicked(breakpoint));
        breakpoint.getMarker().delete();
    }

    @Point(11)
    @Test
    void aClosedProjectFreesTheRegisterAndAnOpenedOneTakesItAgain() throws Exception {
        CdtFixture.line(guest.source, SALE);
        guest.run();
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        guest.project.close(null);
        guest.awaitArmed();
        guest.project.open(null);
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
    }

    @Point(12)
    @Test
    void theInstallCountIsBalancedAndAStaleOneIsIgnored() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        CdtFixture.set(breakpoint, "installCount", 3);
        assertFalse(CdtFixture.isTicked(breakpoint));
        guest.run();
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        assertTrue(CdtFixture.isTicked(breakpoint));
        breakpoint.setEnabled(false);
        guest.awaitArmed();
        assertFalse(CdtFixture.isTicked(breakpoint));
        breakpoint.setEnabled(true);
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        guest.session.end(GuestEnd.Kind.POWERED_OFF, "");
        guest.settle();
        assertFalse(CdtFixture.isTicked(breakpoint));
        assertEquals(0, breakpoint.getMarker().getAttribute(CdtFixture.PREFIX + "installCount", -1));
    }

    @Point(12)
    @Test
    void theTickGoesWhenTheDebuggerIsDisconnectedAndComesBackWithTheNextGuest() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        guest.run();
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        guest.target.disconnect();
        guest.awaitArmed();
        assertFalse(CdtFixture.isTicked(breakpoint));
        try (SessionDouble session = new SessionDouble(new SessionListeners(), 4)) {
            BreakpointBridge next = bridge(session);
            assertTrue(CdtFixture.isTicked(breakpoint));
            next.stop().join();
            assertFalse(CdtFixture.isTicked(breakpoint));
        }
    }

    @Point(12)
    @Test
    void aBreakpointOfTwoGuestsIsTickedUntilTheLastHasEnded() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        guest.run();
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        try (SessionDouble session = new SessionDouble(new SessionListeners(), 4)) {
            BreakpointBridge other = bridge(session);
            assertEquals(2, breakpoint.getMarker().getAttribute(CdtFixture.PREFIX + "installCount", 0));
            guest.session.end(GuestEnd.Kind.POWERED_OFF, "");
            guest.settle();
            assertTrue(CdtFixture.isTicked(breakpoint));
            other.stop().join();
            assertFalse(CdtFixture.isTicked(breakpoint));
        }
    }

    /** Follows the Breakpoints view for another guest of the same image. */
    private BreakpointBridge bridge(SessionDouble session) {
        BreakpointBridge bridge = new BreakpointBridge(session, new ImageResolver(guest.image),
                BreakpointReaders.CONTRIBUTED, Runnable::run, Runnable::run, new DebuggedGuest("other"), text -> { });
        bridge.start(List.of()).join();
        return bridge;
    }

    @Point(13)
    @Test
    void oneProblemMarkerTellsTheCauseAndGoesOnSuccess() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, 100_000);
        guest.run();
        guest.awaitArmed();
        IMarker problem = Expected.problem(LguestStatus.NO_CODE_AT_LINE, guest.source.getLocation().toOSString(), 100_000);
        assertEquals(guest.source, problem.getResource());
        assertEquals(100_000, problem.getAttribute(IMarker.LINE_NUMBER, 0));
        assertEquals(IMarker.SEVERITY_WARNING, problem.getAttribute(IMarker.SEVERITY, -1));
        assertEquals(guest.source.getLocation().toOSString(), problem.getAttribute("externalLocation", ""));
        breakpoint.getMarker().setAttribute(IMarker.LINE_NUMBER, 100_001);
        GuestFixture.manager().fireBreakpointChanged(breakpoint);
        guest.settle();
        assertEquals(1, CdtFixture.problems().size());
        breakpoint.getMarker().setAttribute(IMarker.LINE_NUMBER, SALE);
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        assertEquals(List.of(), CdtFixture.problems());
    }

    @Point(6)
    @Test
    void anEditMovesTheMarkerAndNotThePlaceInTheImageThatRuns() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        guest.run();
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        breakpoint.getMarker().setAttribute(IMarker.LINE_NUMBER, SALE + 2);
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        SessionDouble session = new SessionDouble(new SessionListeners(), 4);
        BreakpointBridge launchedLater = bridge(session);
        assertEquals(List.of(Expected.execute(guest.addressOf(SALE + 2))), session.armed());
        launchedLater.stop().join();
        session.close();
    }

    @Point(13)
    @Test
    void theWarningStaysUntilTheLastGuestThatRefusesItHasEnded() throws Exception {
        CdtFixture.line(guest.source, 100_000);
        guest.run();
        guest.awaitArmed();
        SessionDouble session = new SessionDouble(new SessionListeners(), 4);
        BreakpointBridge other = bridge(session);
        assertEquals(1, CdtFixture.problems().size());
        guest.session.end(GuestEnd.Kind.POWERED_OFF, "");
        guest.settle();
        assertEquals(1, CdtFixture.problems().size(), "the other refuses it still");
        other.stop().join();
        assertEquals(List.of(), CdtFixture.problems());
        session.close();
    }

    @Point(13)
    @Test
    void theProblemMarkerGoesWithTheGuest() throws Exception {
        CdtFixture.line(guest.source, 100_000);
        guest.run();
        guest.awaitArmed();
        Expected.problem(LguestStatus.NO_CODE_AT_LINE, guest.source.getLocation().toOSString(), 100_000);
        guest.session.end(GuestEnd.Kind.POWERED_OFF, "");
        guest.settle();
        assertEquals(List.of(), CdtFixture.problems());
    }

    @Point(13)
    @Test
    void aWarningStaysWhenAnotherGuestPlantsTheBreakpoint() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        try (SessionDouble full = new SessionDouble(new SessionListeners(), 0)) {
            BreakpointBridge other = bridge(full);
            assertEquals(1, CdtFixture.problems().size());
            guest.run();
            guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
            assertTrue(CdtFixture.isTicked(breakpoint));
            assertEquals(1, CdtFixture.problems().size());
            other.stop().join();
            assertEquals(List.of(), CdtFixture.problems());
        }
    }

    @Point(14)
    @Test
    void theFifthIsReportedAndPlantedWhenARegisterIsFree() throws Exception {
        IBreakpoint first = CdtFixture.line(guest.source, SALE - 1);
        for (int line = SALE; line <= SALE + 2; line++) {
            CdtFixture.line(guest.source, line);
        }
        IBreakpoint fifth = CdtFixture.watchpoint(guest.source, "takings", true, false);
        guest.run();
        guest.settle();
        assertFalse(CdtFixture.isTicked(fifth));
        assertEquals(1, CdtFixture.problems().size());
        GuestFixture.manager().removeBreakpoint(first, true);
        guest.awaitArmed(Expected.data("WRITE", guest.addressOf("takings"), 4), Expected.execute(guest.addressOf(SALE)),
                Expected.execute(guest.addressOf(SALE + 1)), Expected.execute(guest.addressOf(SALE + 2)));
        assertTrue(CdtFixture.isTicked(fifth));
        assertEquals(List.of(), CdtFixture.problems());
    }

    @Point(15)
    @Test
    void aDisabledBreakpointHoldsNoRegister() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        breakpoint.setEnabled(false);
        guest.run();
        guest.awaitArmed();
        assertEquals(List.of("resume"), guest.session.requests());
    }
}
