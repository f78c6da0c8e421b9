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

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.ILineBreakpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.debug.fixture.GuestProject;

/**
 * What a debugger builds on of CDT's side, without a debugger: what this test says of the stand-in it says of CDT.
 */
class CdtContractTest {

    private static final String PROBLEM = CdtFixture.PREFIX + "breakpointproblem";

    private GuestProject shop;

    @BeforeEach
    void makeProject() throws Exception {
        shop = new GuestProject();
    }

    @AfterEach
    void cleanUp() throws Exception {
        shop.close();
    }

    /** All super types below the workspace's plain marker, with CDT's names cut short. */
    @ParameterizedTest
    @CsvSource({
        "cLineBreakpointMarker,           commonCLineBreakpointMarker cBreakpointMarker LINE BREAKPOINT",
        "cAddressBreakpointMarker,        commonCLineBreakpointMarker cBreakpointMarker LINE BREAKPOINT",
        "cFunctionBreakpointMarker,       commonCLineBreakpointMarker cBreakpointMarker LINE BREAKPOINT",
        "cWatchpointMarker,               cBreakpointMarker BREAKPOINT",
        "cEventBreakpointMarker,          cBreakpointMarker BREAKPOINT",
        "cLineTracepointMarker,           cTracepointMarker cLineBreakpointMarker LINE BREAKPOINT",
        "cAddressTracepointMarker,        cTracepointMarker cLineBreakpointMarker LINE BREAKPOINT",
        "cFunctionTracepointMarker,       cTracepointMarker cLineBreakpointMarker LINE BREAKPOINT",
        "cLineDynamicPrintfMarker,        cDynamicPrintfMarker cLineBreakpointMarker LINE BREAKPOINT",
        "cAddressDynamicPrintfMarker,     cDynamicPrintfMarker cLineBreakpointMarker LINE BREAKPOINT",
        "cFunctionDynamicPrintfMarker,    cDynamicPrintfMarker cLineBreakpointMarker LINE BREAKPOINT"})
    void aMarkerTypeHasTheseSuperTypesAndNotTheOthers(String type, String superTypes) throws Exception {
        IMarker marker = shop.source.createMarker(CdtFixture.PREFIX + type);
        Set<String> expected = Set.of(superTypes.split(" "));
        for (String name : List.of("cTracepointMarker", "cDynamicPrintfMarker", "cLineBreakpointMarker",
                "cAddressBreakpointMarker", "cFunctionBreakpointMarker", "cWatchpointMarker")) {
            boolean itself = type.equals(name);
            assertEquals(itself || expected.contains(name), marker.isSubtypeOf(CdtFixture.PREFIX + name), name);
        }
        for (String name : List.of("cBreakpointMarker", "commonCLineBreakpointMarker")) {
            boolean indirect = name.startsWith("common") && expected.contains("cLineBreakpointMarker")
                    || name.equals("cBreakpointMarker");
            assertEquals(indirect || expected.contains(name), marker.isSubtypeOf(CdtFixture.PREFIX + name), name);
        }
        assertEquals(expected.contains("LINE"), marker.isSubtypeOf(IBreakpoint.LINE_BREAKPOINT_MARKER));
        assertTrue(marker.isSubtypeOf(IBreakpoint.BREAKPOINT_MARKER));
        assertEquals(expected.contains("LINE"), marker.isSubtypeOf(IMarker.TEXT));
    }

    @Test
    void aProblemMarkerIsAProblemAndInTheText() throws Exception {
        IMarker marker = shop.source.createMarker(PROBLEM);
        assertTrue(marker.isSubtypeOf(IMarker.PROBLEM));
        assertTrue(marker.isSubtypeOf(IMarker.TEXT));
        assertFalse(marker.isSubtypeOf(IBreakpoint.BREAKPOINT_MARKER));
    }

    @Test
    void theseTypesHaveClassesAndNoOthers() {
        Set<String> types = Arrays.stream(Platform.getExtensionRegistry()
                .getConfigurationElementsFor(DebugPlugin.getUniqueIdentifier(), DebugPlugin.EXTENSION_POINT_BREAKPOINTS))
                .map(element -> element.getAttribute("markerType"))
                .filter(type -> type != null && type.startsWith(CdtFixture.PREFIX))
                .map(type -> type.substring(CdtFixture.PREFIX.length())).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Stream.of("cLine", "cAddress", "cFunction")
                .flatMap(place -> Stream.of("Breakpoint", "Tracepoint", "DynamicPrintf").map(place::concat))
                .map(kind -> kind + "Marker")
                .collect(Collectors.toCollection(() -> new TreeSet<>(
                        List.of("cWatchpointMarker", "cEventBreakpointMarker")))), types);
    }

    @Test
    void allAreOfOneModel() throws Exception {
        IBreakpoint[] all = {CdtFixture.line(shop.source, SALE), CdtFixture.function(shop.source, "ring_up"),
            CdtFixture.address("0xc0101d6d"), CdtFixture.watchpoint(shop.source, "takings", true, false),
            CdtFixture.event("org.eclipse.cdt.debug.gdb.catch", "")};
        IBreakpoint[] found = DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(CdtFixture.MODEL);
        assertEquals(Set.of(all), Set.of(found));
        for (IBreakpoint breakpoint : all) {
            assertEquals(CdtFixture.MODEL, breakpoint.getModelIdentifier());
        }
    }

    @Test
    void aWatchpointIsALineBreakpointAtNoLineAlthoughItsMarkerIsNone() throws Exception {
        IBreakpoint watchpoint = CdtFixture.watchpoint(shop.source, "takings", true, false);
        ILineBreakpoint line = (ILineBreakpoint) watchpoint;
        assertArrayEquals(new int[] {-1, -1, -1},
                new int[] {line.getLineNumber(), line.getCharStart(), line.getCharEnd()});
        assertFalse(watchpoint.getMarker().isSubtypeOf(IBreakpoint.LINE_BREAKPOINT_MARKER));
    }

    @Test
    void theTickIsACountInTheObjectThatTheMarkerOnlyAnnounces() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(shop.source, SALE);
        CdtFixture.set(breakpoint, "installCount", 3);
        assertFalse(CdtFixture.isTicked(breakpoint));
        assertEquals(1, CdtFixture.call(breakpoint, "incrementInstallCount"));
        assertEquals(2, CdtFixture.call(breakpoint, "incrementInstallCount"));
        assertEquals(2, breakpoint.getMarker().getAttribute(CdtFixture.PREFIX + "installCount", -1));
        assertEquals(1, CdtFixture.call(breakpoint, "decrementInstallCount"));
        assertTrue(CdtFixture.isTicked(breakpoint));
        CdtFixture.call(breakpoint, "resetInstallCount");
        assertFalse(CdtFixture.isTicked(breakpoint));
        assertEquals(0, breakpoint.getMarker().getAttribute(CdtFixture.PREFIX + "installCount", -1));
    }

    @Test
    void countingFailsWhenTheMarkerIsGone() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(shop.source, SALE);
        breakpoint.getMarker().delete();
        InvocationTargetException failure = assertThrows(InvocationTargetException.class,
                () -> breakpoint.getClass().getMethod("decrementInstallCount").invoke(breakpoint));
        assertTrue(failure.getCause() instanceof CoreException, () -> failure.getCause().toString());
    }

    @Test
    void oneMovedWhereItIsInstalledGoesBackWhenItIsInstalledNowhere() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(shop.source, SALE);
        CdtFixture.call(breakpoint, "incrementInstallCount");
        breakpoint.getClass().getMethod("setInstalledLineNumber", int.class).invoke(breakpoint, SALE + 2);
        IMarker marker = breakpoint.getMarker();
        assertEquals(SALE + 2, marker.getAttribute(IMarker.LINE_NUMBER, -1));
        assertTrue(marker.getAttribute("resetInstalledLocation", false));
        CdtFixture.call(breakpoint, "decrementInstallCount");
        assertEquals(SALE, marker.getAttribute(IMarker.LINE_NUMBER, -1));
        assertFalse(marker.getAttribute("resetInstalledLocation", true));
    }

    /** Where there is a marker there need not be a breakpoint: only the breakpoint manager knows. */
    @Test
    void aBareMarkerIsNoBreakpoint() throws Exception {
        IMarker marker = shop.source.createMarker(CdtFixture.PREFIX + "cLineBreakpointMarker");
        marker.setAttribute(IBreakpoint.ID, CdtFixture.MODEL);
        marker.setAttribute(IMarker.LINE_NUMBER, SALE);
        assertEquals(List.of(), List.of(DebugPlugin.getDefault().getBreakpointManager().getBreakpoints()));
        assertEquals(1, ResourcesPlugin.getWorkspace().getRoot()
                .findMarkers(IBreakpoint.BREAKPOINT_MARKER, true, IResource.DEPTH_INFINITE).length);
    }
}
