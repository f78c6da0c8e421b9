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
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IDebugModelProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.hypervisor.session.GuestEnd;

/** CDT's breakpoints from marker to debug register, and what CDT's user sees of it. */
class CdtBreakpointsTest {

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

    @Test
    void aLineBreakpointIsPlantedAndTicked() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        assertFalse(CdtFixture.isTicked(breakpoint));
        guest.run();
        guest.awaitArmed(execute(guest.addressOf(SALE)));
        assertTrue(CdtFixture.isTicked(breakpoint));
        guest.session.hit(guest.addressOf(SALE));
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertArrayEquals(new IBreakpoint[] {breakpoint}, guest.thread().getBreakpoints());
    }

    @Test
    void aWatchpointIsPlantedAndTicked() throws Exception {
        IBreakpoint watchpoint = CdtFixture.watchpoint(guest.source, "takings", true, false);
        guest.run();
        guest.awaitArmed(data("WRITE", guest.addressOf("takings"), 4));
        assertTrue(CdtFixture.isTicked(watchpoint));
    }

    @Test
    void functionAndAddressBreakpointsArePlanted() throws Exception {
        int afterPrologue = guest.image.afterPrologue(guest.image.function("ring_up").orElseThrow());
        CdtFixture.function(guest.source, "ring_up(struct article *, int)");
        CdtFixture.address("0xc0101d6d");
        CdtFixture.address("0x00000000c0101d70");
        CdtFixture.address("3222281472");
        guest.run();
        guest.awaitArmed(execute(afterPrologue), execute(0xc0101d6d), execute(0xc0101d70), execute(0xc0101d00));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cLineTracepointMarker", "cLineDynamicPrintfMarker"})
    void whatIsALineBreakpointByItsSuperTypeOnlyIsLeftAlone(String type) throws Exception {
        IBreakpoint other = CdtFixture.line(type, guest.source, guest.source.getLocation().toOSString(), SALE);
        assertTrue(other.getMarker().isSubtypeOf(CdtFixture.PREFIX + "cLineBreakpointMarker"));
        assertFalse(guest.target.supportsBreakpoint(other));
        guest.run();
        guest.awaitArmed();
        assertEquals(List.of(), CdtFixture.problems());
    }

    @Test
    void theRangeIsANumberInAStringAndZeroIsTheSizeOfTheExpression() throws Exception {
        int takings = guest.addressOf("takings");
        IBreakpoint watchpoint = CdtFixture.watchpoint(guest.source, "takings", true, false);
        guest.run();
        CdtFixture.set(watchpoint, "range", "2");
        guest.awaitArmed(data("WRITE", takings, 2));
        CdtFixture.set(watchpoint, "range", "0");
        guest.awaitArmed(data("WRITE", takings, 4));
        CdtFixture.set(watchpoint, "range", "many");
        guest.awaitArmed();
        assertProblem(LguestStatus.RANGE_MALFORMED, "many");
    }

    @Test
    void withoutAttributesAWatchpointIsForWritesAndNotForReads() throws Exception {
        CdtFixture.memoryWatchpoint("0xc0114120", "4");
        guest.run();
        guest.awaitArmed(data("WRITE", 0xc0114120, 4));
    }

    @Test
    void readAndWriteChooseTheAccess() throws Exception {
        int takings = guest.addressOf("takings");
        IBreakpoint watchpoint = CdtFixture.watchpoint(guest.source, "takings", true, true);
        guest.run();
        guest.awaitArmed(data("ACCESS", takings, 4));
        CdtFixture.set(watchpoint, "write", false);
        guest.awaitArmed(data("READ", takings, 4));
        CdtFixture.set(watchpoint, "read", false);
        guest.awaitArmed();
        assertProblem(LguestStatus.NO_ACCESS_CHOSEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0xffffffff81000000", "0x0000000100000000"})
    void anAddressBeyondTheGuestsIsMarked(String address) throws Exception {
        CdtFixture.address(address);
        guest.run();
        guest.awaitArmed();
        assertProblem(LguestStatus.ADDRESS_TOO_LARGE, address);
    }

    @Test
    void aFileOutsideTheWorkspaceIsFoundByItsSourceHandle() throws Exception {
        CdtFixture.lineOutside("/home/someone/first/first.c", SALE);
        guest.run();
        guest.awaitArmed(execute(guest.addressOf(SALE)));
    }

    @Test
    void theLineIsWhereASavedEditHasMovedItAndNotWhereItWasRequested() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        breakpoint.getMarker().setAttribute(IMarker.LINE_NUMBER, SALE + 2);
        guest.run();
        guest.awaitArmed(execute(guest.addressOf(SALE + 2)));
    }

    @Test
    void absentAndWronglyTypedAttributesAreTolerated() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        for (String key : List.of("breakpointType", "condition", "ignoreCount", "sourceHandle")) {
            CdtFixture.set(breakpoint, key, null);
        }
        IBreakpoint hostile = CdtFixture.line(guest.source, SALE + 2);
        CdtFixture.set(hostile, "condition", 7);
        CdtFixture.set(hostile, "ignoreCount", "none");
        CdtFixture.set(hostile, "breakpointType", "regular");
        CdtFixture.set(hostile, "sourceHandle", true);
        guest.run();
        guest.awaitArmed(execute(guest.addressOf(SALE)), execute(guest.addressOf(SALE + 2)));
    }

    @Test
    void aMarkerWithoutAPlaceIsMarked() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        breakpoint.getMarker().setAttribute(IMarker.LINE_NUMBER, null);
        guest.run();
        guest.awaitArmed();
        assertEquals(1, CdtFixture.problems().size());
    }

    @Test
    void aSoftwareBreakpointIsRefused() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        CdtFixture.set(breakpoint, "breakpointType", 4);
        guest.run();
        guest.awaitArmed();
        assertProblem(LguestStatus.SOFTWARE_BREAKPOINT);
        CdtFixture.set(breakpoint, "breakpointType", 2);
        guest.awaitArmed(execute(guest.addressOf(SALE)));
        assertEquals(List.of(), CdtFixture.problems());
    }

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

    @Test
    void skipAllIsHonouredFromTheStartAndLater() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        GuestFixture.manager().setEnabled(false);
        guest.run();
        guest.awaitArmed();
        GuestFixture.manager().setEnabled(true);
        guest.awaitArmed(execute(guest.addressOf(SALE)));
        GuestFixture.manager().setEnabled(false);
        guest.awaitArmed();
        assertTrue(breakpoint.isEnabled());
    }

    @Test
    void theTickOfOursAndOtherIdleChangesPlantNothing() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        guest.run();
        guest.awaitArmed(execute(guest.addressOf(SALE)));
        assertEquals(1, breakpoint.getMarker().getAttribute(CdtFixture.PREFIX + "installCount", 0));
        for (String key : List.of("requestedLine", IMarker.CHAR_START, IMarker.CHAR_END)) {
            breakpoint.getMarker().setAttribute(key, 5);
        }
        breakpoint.getMarker().setAttribute(IMarker.MESSAGE, "something else");
        guest.awaitArmed(execute(guest.addressOf(SALE)));
        assertEquals(List.of("plant " + execute(guest.addressOf(SALE)), "resume"), guest.session.requests());
    }

    @Test
    void aDeletedMarkerFreesTheRegister() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        guest.run();
        guest.awaitArmed(execute(guest.addressOf(SALE)));
        breakpoint.getMarker().delete();
        guest.awaitArmed();
    }

    @Test
    void theInstallCountIsBalancedAndAStaleOneIsIgnored() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        CdtFixture.set(breakpoint, "installCount", 3);
        assertFalse(CdtFixture.isTicked(breakpoint));
        guest.run();
        guest.awaitArmed(execute(guest.addressOf(SALE)));
        assertTrue(CdtFixture.isTicked(breakpoint));
        breakpoint.setEnabled(false);
        guest.awaitArmed();
        assertFalse(CdtFixture.isTicked(breakpoint));
        breakpoint.setEnabled(true);
        guest.awaitArmed(execute(guest.addressOf(SALE)));
        guest.session.end(GuestEnd.Kind.POWERED_OFF, "");
        guest.settle();
        assertFalse(CdtFixture.isTicked(breakpoint));
        assertEquals(0, breakpoint.getMarker().getAttribute(CdtFixture.PREFIX + "installCount", -1));
    }

    @Test
    void oneProblemMarkerTellsTheCauseAndGoesOnSuccess() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, 100_000);
        guest.run();
        guest.awaitArmed();
        IMarker problem = assertProblem(LguestStatus.NO_CODE_AT_LINE, guest.source.getLocation().toOSString(), 100_000);
        assertEquals(guest.source, problem.getResource());
        assertEquals(100_000, problem.getAttribute(IMarker.LINE_NUMBER, 0));
        assertEquals(IMarker.SEVERITY_WARNING, problem.getAttribute(IMarker.SEVERITY, -1));
        assertEquals(guest.source.getLocation().toOSString(), problem.getAttribute("externalLocation", ""));
        breakpoint.getMarker().setAttribute(IMarker.LINE_NUMBER, 100_001);
        GuestFixture.manager().fireBreakpointChanged(breakpoint);
        guest.settle();
        assertEquals(1, CdtFixture.problems().size());
        breakpoint.getMarker().setAttribute(IMarker.LINE_NUMBER, SALE);
        guest.awaitArmed(execute(guest.addressOf(SALE)));
        assertEquals(List.of(), CdtFixture.problems());
    }

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
        guest.awaitArmed(data("WRITE", guest.addressOf("takings"), 4), execute(guest.addressOf(SALE)),
                execute(guest.addressOf(SALE + 1)), execute(guest.addressOf(SALE + 2)));
        assertTrue(CdtFixture.isTicked(fifth));
        assertEquals(List.of(), CdtFixture.problems());
    }

    @Test
    void aDisabledBreakpointHoldsNoRegister() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        breakpoint.setEnabled(false);
        guest.run();
        guest.awaitArmed();
        assertEquals(List.of("resume"), guest.session.requests());
    }

    @Test
    void aConditionIsRefusedRatherThanForgotten() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        CdtFixture.set(breakpoint, "condition", "amount > 3");
        guest.run();
        guest.awaitArmed();
        assertProblem(LguestStatus.CONDITION_UNSUPPORTED);
        CdtFixture.set(breakpoint, "condition", "  ");
        CdtFixture.set(breakpoint, "ignoreCount", 2);
        guest.awaitArmed();
        assertProblem(LguestStatus.IGNORE_COUNT_UNSUPPORTED);
        CdtFixture.set(breakpoint, "ignoreCount", 0);
        guest.awaitArmed(execute(guest.addressOf(SALE)));
    }

    @Test
    void aMemorySpaceIsRefused() throws Exception {
        IBreakpoint watchpoint = CdtFixture.watchpoint(guest.source, "takings", true, false);
        CdtFixture.set(watchpoint, "memoryspace", "phys");
        guest.run();
        guest.awaitArmed();
        assertProblem(LguestStatus.MEMORY_SPACE_UNSUPPORTED, "phys");
    }

    @Test
    void guestsSayThatTheyUseCdtsBreakpoints() throws Exception {
        CdtFixture.line(guest.source, SALE);
        guest.run();
        IDebugModelProvider models = guest.target.getAdapter(IDebugModelProvider.class);
        assertEquals(List.of("org.lguest.debug.core", "org.eclipse.cdt.debug.core.cbreakpoints"),
                List.of(models.getModelIdentifiers()));
    }

    private static String execute(int address) {
        return data("EXECUTE", address, 1);
    }

    private static String data(String kind, int address, int length) {
        return String.format("%s %08x/%d", kind, address, length);
    }

    /** Waits for the one warning there is to be this one. */
    private IMarker assertProblem(LguestStatus why, Object... values) throws Exception {
        String expected = why.status(values).getMessage();
        GuestFixture.await("the warning: " + expected, () -> messages().equals(List.of(expected)));
        return CdtFixture.problems().getFirst();
    }

    private static List<String> messages() {
        try {
            return CdtFixture.problems().stream().map(marker -> marker.getAttribute(IMarker.MESSAGE, "")).toList();
        } catch (CoreException e) {
            throw new AssertionError(e);
        }
    }
}
