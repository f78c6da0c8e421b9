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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

import org.eclipse.core.resources.IMarker;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IDebugModelProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.DebugRegisterTable;

/** What is read from the markers of CDT's breakpoints, seen in the debug registers that are armed. */
class CdtBreakpointReaderTest {

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
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        assertTrue(CdtFixture.isTicked(breakpoint));
        guest.session.hit(guest.addressOf(SALE));
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertArrayEquals(new IBreakpoint[] {breakpoint}, guest.thread().getBreakpoints());
    }

    @Test
    void aWatchpointIsPlantedAndTicked() throws Exception {
        IBreakpoint watchpoint = CdtFixture.watchpoint(guest.source, "takings", true, false);
        guest.run();
        guest.awaitArmed(Expected.data("WRITE", guest.addressOf("takings"), 4));
        assertTrue(CdtFixture.isTicked(watchpoint));
    }

    @Test
    void aFunctionBreakpointStopsAfterThePrologue() throws Exception {
        int afterPrologue = guest.image.afterPrologue(guest.image.function("ring_up").orElseThrow());
        IBreakpoint breakpoint = CdtFixture.function(guest.source, "ring_up(struct article *, int)");
        guest.run();
        guest.awaitArmed(Expected.execute(afterPrologue));
        assertTrue(CdtFixture.isTicked(breakpoint));
        breakpoint.getMarker().setAttribute(CdtFixture.PREFIX + "function", "no_such_function");
        guest.awaitArmed();
        Expected.problem(LguestStatus.FUNCTION_UNKNOWN, "no_such_function");
    }

    @Point(1)
    @ParameterizedTest
    @CsvSource({
        "cLineTracepointMarker,TRACEPOINT_UNSUPPORTED",
        "cFunctionTracepointMarker,TRACEPOINT_UNSUPPORTED",
        "cAddressTracepointMarker,TRACEPOINT_UNSUPPORTED"})
    void whatIsALineBreakpointByItsSuperTypeOnlyIsToldThatItIsNotForGuests(String type, LguestStatus why)
            throws Exception {
        IBreakpoint other = CdtFixture.line(type, guest.source, guest.source.getLocation().toOSString(), SALE);
        assertTrue(other.getMarker().isSubtypeOf(CdtFixture.PREFIX + "cLineBreakpointMarker"));
        assertFalse(guest.target.supportsBreakpoint(other));
        guest.run();
        guest.awaitArmed();
        Expected.problem(why);
        other.setEnabled(false);
        guest.awaitArmed();
        assertEquals(List.of(), CdtFixture.problems());
    }

    @Test
    void aDynamicPrintfPrintsAtItsLineInsteadOfStopping() throws Exception {
        IBreakpoint print = CdtFixture.line("cLineDynamicPrintfMarker", guest.source,
                guest.source.getLocation().toOSString(), SALE);
        print.getMarker().setAttribute(CdtFixture.PREFIX + "printf_string", "\"taken: %d\\n\", takings");
        assertTrue(guest.target.supportsBreakpoint(print));
        guest.run();
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        assertTrue(CdtFixture.isTicked(print));
        assertTrue(armed().print().isPresent());
        print.getMarker().setAttribute(CdtFixture.PREFIX + "printf_string", "\"%f\", takings");
        guest.awaitArmed();
        Expected.problem(LguestStatus.PRINT_MALFORMED, "Floating point can't be printed: %f.");
    }

    @Test
    void aDynamicPrintfAtAFunctionAndAtAnAddressPrintsToo() throws Exception {
        guest.run();
        IBreakpoint function = CdtFixture.function(guest.source, "ring_up");
        IBreakpoint print = CdtFixture.line("cFunctionDynamicPrintfMarker", guest.source, "", 0);
        print.getMarker().setAttribute(CdtFixture.PREFIX + "function", "ring_up(struct article *, int)");
        print.getMarker().setAttribute(CdtFixture.PREFIX + "printf_string", "\"here\"");
        GuestFixture.manager().removeBreakpoint(function, true);
        guest.awaitArmed(Expected.execute(guest.image.afterPrologue(guest.image.function("ring_up").orElseThrow())));
        assertTrue(armed().print().isPresent());
        print.delete();
        IBreakpoint address = CdtFixture.line("cAddressDynamicPrintfMarker", guest.source, "", 0);
        address.getMarker().setAttribute(CdtFixture.PREFIX + "address", "0xc0101000");
        address.getMarker().setAttribute(CdtFixture.PREFIX + "printf_string", "\"%x\", $eax");
        guest.awaitArmed(Expected.execute(0xc0101000));
        assertTrue(armed().print().isPresent());
    }

    /** What the one debug register is asked for that is taken. */
    private DebugRegisterRequest armed() {
        return ((Answer.Given<DebugRegisterTable>) guest.session.debugRegisters().join()).value().banks().stream()
                .flatMap(bank -> bank.uses().stream()).flatMap(Optional::stream).findFirst().orElseThrow()
                .planted().request();
    }

    @Point(1)
    @Test
    void anEventBreakpointIsToldThatItIsNotForGuests() throws Exception {
        IBreakpoint event = CdtFixture.event("org.eclipse.cdt.debug.gdb.catch", "");
        assertFalse(guest.target.supportsBreakpoint(event));
        guest.run();
        guest.awaitArmed();
        IMarker problem = Expected.problem(LguestStatus.EVENT_BREAKPOINT_UNSUPPORTED);
        assertEquals(event.getMarker().getResource(), problem.getResource());
    }

    @Point(2)
    @Test
    void theRangeIsANumberInAStringAndZeroIsTheSizeOfTheExpression() throws Exception {
        int takings = guest.addressOf("takings");
        IBreakpoint watchpoint = CdtFixture.watchpoint(guest.source, "takings", true, false);
        guest.run();
        CdtFixture.set(watchpoint, "range", "2");
        guest.awaitArmed(Expected.data("WRITE", takings, 2));
        CdtFixture.set(watchpoint, "range", "0");
        guest.awaitArmed(Expected.data("WRITE", takings, 4));
        CdtFixture.set(watchpoint, "range", "many");
        guest.awaitArmed();
        Expected.problem(LguestStatus.RANGE_MALFORMED, "many");
    }

    @Point(2)
    @Test
    void anUnalignedRangeIsDividedAmongRegisters() throws Exception {
        CdtFixture.memoryWatchpoint("0xc0114121", "4");
        guest.run();
        guest.awaitArmed(Expected.data("WRITE", 0xc0114121, 1), Expected.data("WRITE", 0xc0114122, 2),
                Expected.data("WRITE", 0xc0114124, 1));
    }

    @Point(3)
    @Test
    void withoutAttributesAWatchpointIsForWritesAndNotForReads() throws Exception {
        CdtFixture.memoryWatchpoint("0xc0114120", "4");
        guest.run();
        guest.awaitArmed(Expected.data("WRITE", 0xc0114120, 4));
    }

    @Point(16)
    @Test
    void readAndWriteChooseTheAccess() throws Exception {
        int takings = guest.addressOf("takings");
        IBreakpoint watchpoint = CdtFixture.watchpoint(guest.source, "takings", true, true);
        guest.run();
        guest.awaitArmed(Expected.data("ACCESS", takings, 4));
        CdtFixture.set(watchpoint, "write", false);
        guest.awaitArmed(Expected.data("READ", takings, 4));
        CdtFixture.set(watchpoint, "read", false);
        guest.awaitArmed();
        Expected.problem(LguestStatus.NO_ACCESS_CHOSEN);
    }

    @Point(4)
    @Test
    void anAddressIsHexadecimalOfAnyWidthOrDecimal() throws Exception {
        CdtFixture.address("0xc0101d6d");
        CdtFixture.address("0x00000000c0101d70");
        CdtFixture.address("3222281472");
        guest.run();
        guest.awaitArmed(Expected.execute(0xc0101d6d), Expected.execute(0xc0101d70), Expected.execute(0xc0101d00));
    }

    @Point(4)
    @ParameterizedTest
    @ValueSource(strings = {"0xffffffff81000000", "0x0000000100000000"})
    void anAddressBeyondTheGuestsIsMarked(String address) throws Exception {
        CdtFixture.address(address);
        guest.run();
        guest.awaitArmed();
        Expected.problem(LguestStatus.ADDRESS_TOO_LARGE, address);
    }

    @Point(5)
    @Test
    void aFileOutsideTheWorkspaceIsFoundByItsSourceHandle() throws Exception {
        CdtFixture.lineOutside("/home/someone/first/first.c", SALE);
        guest.run();
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
    }

    @Point(6)
    @Test
    void theLineIsWhereASavedEditHasMovedItAndNotWhereItWasRequested() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        breakpoint.getMarker().setAttribute(IMarker.LINE_NUMBER, SALE + 2);
        guest.run();
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE + 2)));
    }

    @Point(7)
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
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)), Expected.execute(guest.addressOf(SALE + 2)));
    }

    @Test
    void aMarkerWithoutAPlaceIsMarked() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        breakpoint.getMarker().setAttribute(IMarker.LINE_NUMBER, null);
        guest.run();
        guest.awaitArmed();
        assertEquals(1, CdtFixture.problems().size());
    }

    @Point(8)
    @Test
    void aSoftwareBreakpointIsRefused() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        CdtFixture.set(breakpoint, "breakpointType", 4);
        guest.run();
        guest.awaitArmed();
        Expected.problem(LguestStatus.SOFTWARE_BREAKPOINT);
        CdtFixture.set(breakpoint, "breakpointType", 2);
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        assertEquals(List.of(), CdtFixture.problems());
    }

    @Test
    void aConditionThatCannotBeAskedIsRefusedRatherThanForgotten() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        CdtFixture.set(breakpoint, "condition", "amount >");
        guest.run();
        guest.awaitArmed();
        assertEquals(1, CdtFixture.problems().size());
        assertTrue(CdtFixture.problems().getFirst().getAttribute(IMarker.MESSAGE, "").contains("amount >"));
        CdtFixture.set(breakpoint, "condition", "amount > 3");
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        assertEquals(List.of(), CdtFixture.problems());
    }

    @Test
    void anIgnoreCountIsTheDebugRegisters() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        CdtFixture.set(breakpoint, "ignoreCount", 2);
        guest.run();
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        for (int passed = 0; passed < 2; passed++) {
            // The double says so if nothing stops.
            assertThrows(CompletionException.class, () -> guest.session.hit(guest.addressOf(SALE)));
        }
        guest.session.hit(guest.addressOf(SALE));
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertArrayEquals(new IBreakpoint[] {breakpoint}, guest.thread().getBreakpoints());
    }

    @Test
    void anIgnoreCountIsThatOfAllItsDebugRegistersTogether() throws Exception {
        IBreakpoint watchpoint = CdtFixture.memoryWatchpoint("0xc0114121", "4");
        CdtFixture.set(watchpoint, "ignoreCount", 1);
        guest.run();
        guest.awaitArmed(Expected.data("WRITE", 0xc0114121, 1), Expected.data("WRITE", 0xc0114122, 2),
                Expected.data("WRITE", 0xc0114124, 1));
        CdtFixture.set(watchpoint, "range", "1");
        guest.awaitArmed(Expected.data("WRITE", 0xc0114121, 1));
    }

    @Test
    void aMemorySpaceThatGuestsDoNotHaveIsRefused() throws Exception {
        IBreakpoint watchpoint = CdtFixture.watchpoint(guest.source, "takings", true, false);
        CdtFixture.set(watchpoint, "memoryspace", "flash");
        guest.run();
        guest.awaitArmed();
        Expected.problem(LguestStatus.MEMORY_SPACE_UNSUPPORTED, "flash");
    }

    @Test
    void physicalMemoryIsWatchedAsSuch() throws Exception {
        IBreakpoint watchpoint = CdtFixture.watchpoint(guest.source, "0x101000", true, false);
        CdtFixture.set(watchpoint, "memoryspace", "phys");
        guest.run();
        guest.awaitArmed(Expected.data("WRITE", 0x101000, 4));
        assertEquals(AddressSpace.PHYSICAL, armed().space());
    }

    @Test
    void guestsSayThatTheyUseCdtsBreakpoints() throws Exception {
        guest.run();
        IDebugModelProvider models = guest.target.getAdapter(IDebugModelProvider.class);
        assertEquals(List.of("org.lguest.debug.core", "org.eclipse.cdt.debug.core.cbreakpoints"),
                List.of(models.getModelIdentifiers()));
    }
}
