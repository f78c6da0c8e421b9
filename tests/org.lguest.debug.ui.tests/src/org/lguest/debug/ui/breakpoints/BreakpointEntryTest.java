/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.breakpoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.fixture.ErrorLog;
import org.lguest.debug.fixture.GuestProject;

/** Every field of the breakpoint dialog, with sense and with nonsense in it. */
class BreakpointEntryTest {

    private static final String SOURCE = "/shop/first/first.c";
    private static final String VAST = "9".repeat(1000);

    private ErrorLog errors;
    private GuestProject project;

    @BeforeEach
    void open() throws Exception {
        errors = new ErrorLog();
        project = new GuestProject();
    }

    @AfterEach
    void close() throws Exception {
        project.close();
        errors.close();
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                line("first.c", "1", LguestStatus.FILE_UNKNOWN),
                line("/", "1", LguestStatus.FILE_UNKNOWN),
                line("/shop", "1", LguestStatus.FILE_UNKNOWN),
                line("/shop/first", "1", LguestStatus.FILE_UNKNOWN),
                line("/shop/first/../../..", "1", LguestStatus.FILE_UNKNOWN),
                line("C:\\first.c", "1", LguestStatus.FILE_UNKNOWN),
                line("\0", "1", LguestStatus.FILE_UNKNOWN),
                line("${workspace_loc}", "1", LguestStatus.FILE_UNKNOWN),
                line("a/".repeat(5000), "1", LguestStatus.FILE_UNKNOWN),
                line(SOURCE, "0", LguestStatus.LINE_MALFORMED),
                line(SOURCE, "-1", LguestStatus.LINE_MALFORMED),
                line(SOURCE, "1.5", LguestStatus.LINE_MALFORMED),
                line(SOURCE, "one", LguestStatus.LINE_MALFORMED),
                line(SOURCE, VAST, LguestStatus.LINE_MALFORMED),
                function("ring_up()"),
                function("two words"),
                function("0xc0101000"),
                function("\0"),
                function("\u2603"),
                address("ring_up", LguestStatus.ADDRESS_MALFORMED),
                address("0x", LguestStatus.ADDRESS_MALFORMED),
                address("-1", LguestStatus.ADDRESS_MALFORMED),
                address("0xc0101000 + 4", LguestStatus.ADDRESS_MALFORMED),
                address("0x100000000", LguestStatus.ADDRESS_TOO_LARGE),
                address(VAST, LguestStatus.ADDRESS_TOO_LARGE),
                data("takings", "many", LguestStatus.RANGE_MALFORMED),
                data("takings", "-4", LguestStatus.RANGE_MALFORMED),
                data("takings", "0x4", LguestStatus.RANGE_MALFORMED),
                data("takings", VAST, LguestStatus.RANGE_MALFORMED),
                data("takings", "4097", LguestStatus.RANGE_TOO_LARGE),
                data("0x1ffffffff", "4", LguestStatus.ADDRESS_TOO_LARGE),
                data("4takings", "4", LguestStatus.ADDRESS_MALFORMED),
                Arguments.of(new BreakpointEntry.Data("takings", "4", false, false), LguestStatus.NO_ACCESS_CHOSEN));
    }

    private static Arguments line(String file, String line, LguestStatus expected) {
        return Arguments.of(new BreakpointEntry.Line(file, line), expected);
    }

    private static Arguments function(String name) {
        return Arguments.of(new BreakpointEntry.Function(name), LguestStatus.FUNCTION_MALFORMED);
    }

    private static Arguments address(String address, LguestStatus expected) {
        return Arguments.of(new BreakpointEntry.Address(address), expected);
    }

    private static Arguments data(String expression, String length, LguestStatus expected) {
        return Arguments.of(new BreakpointEntry.Data(expression, length, true, true), expected);
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void tellsWhatIsWrong(BreakpointEntry entry, LguestStatus expected) {
        assertTrue(entry.prompt().isEmpty(), "complete, if wrong");
        assertEquals(expected.code(), entry.problem().getCode(), entry.problem().getMessage());
        assertTrue(entry.problem().getMessage().endsWith(expected.remedy()), entry.problem().getMessage());
    }

    static Stream<BreakpointEntry> incomplete() {
        return Stream.of(
                new BreakpointEntry.Line("", ""),
                new BreakpointEntry.Line(" ", "7"),
                new BreakpointEntry.Line(SOURCE, " "),
                new BreakpointEntry.Function(" "),
                new BreakpointEntry.Address("\t"),
                new BreakpointEntry.Data("", "many", false, false));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void promptsBeforeItComplains(BreakpointEntry entry) {
        assertTrue(entry.prompt().isPresent());
    }

    static Stream<BreakpointEntry> sense() {
        return Stream.of(
                new BreakpointEntry.Line(" " + SOURCE + " ", " 115 "),
                new BreakpointEntry.Line(SOURCE, "2147483647"),
                new BreakpointEntry.Function(" ring_up "),
                new BreakpointEntry.Function("copy.isra.0"),
                new BreakpointEntry.Address(" 0xC0101000 "),
                new BreakpointEntry.Address("0000000000000000000000004096"),
                new BreakpointEntry.Data("takings", "", false, true),
                new BreakpointEntry.Data("till->drawer[3].coins", "0", true, false),
                new BreakpointEntry.Data(" 0xffffffff ", "64", true, true));
    }

    @ParameterizedTest
    @MethodSource("sense")
    void findsNothingWrongAndMakesABreakpoint(BreakpointEntry entry) throws Exception {
        assertTrue(entry.prompt().isEmpty());
        assertTrue(entry.problem().isOK(), entry.problem().getMessage());
        assertTrue(project.add(entry.create()).getMarker().exists());
    }

    @Test
    void aFileOfTheWorkspaceIsFoundByItsPlaceOnDiskToo() throws Exception {
        BreakpointEntry entry = new BreakpointEntry.Line(project.source.getLocation().toOSString(), "7");
        assertEquals(project.source, project.add(entry.create()).getMarker().getResource());
    }

    @Test
    void aFileOutsideTheWorkspaceIsNamedByItsPath(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("other.c"), "int x;\n");
        BreakpointEntry entry = new BreakpointEntry.Line(file.toString(), "1");
        assertTrue(entry.problem().isOK());
        GuestLineBreakpoint breakpoint = (GuestLineBreakpoint) project.add(entry.create());
        assertEquals(file.toString(), breakpoint.path().orElseThrow());
    }
}
