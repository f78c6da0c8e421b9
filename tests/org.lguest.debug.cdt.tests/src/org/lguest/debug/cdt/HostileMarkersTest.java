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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lguest.debug.fixture.GuestFixture;

/**
 * Markers that no editor writes. A marker may be written by anybody, may be of an earlier version of CDT, and comes
 * back from the disk: so whatever an attribute holds, the breakpoint is either planted or has one warning that says why
 * not, nothing is thrown into the log, and the next proper value is heeded.
 */
class HostileMarkersTest {

    private enum Kind {
        LINE, FUNCTION, ADDRESS, WATCHPOINT;

        IBreakpoint create(GuestFixture guest) throws CoreException {
            return switch (this) {
                case LINE -> CdtFixture.line(guest.source, SALE);
                case FUNCTION -> CdtFixture.function(guest.source, "ring_up");
                case ADDRESS -> CdtFixture.address("0xc0101d6d");
                case WATCHPOINT -> CdtFixture.watchpoint(guest.source, "takings", true, false);
            };
        }
    }

    /** Every attribute that some kind of breakpoint has, meant for this one or not. */
    private static final List<String> ATTRIBUTES = List.of(
            CdtFixture.PREFIX + "breakpointType", CdtFixture.PREFIX + "condition", CdtFixture.PREFIX + "ignoreCount",
            CdtFixture.PREFIX + "sourceHandle", CdtFixture.PREFIX + "installCount", CdtFixture.PREFIX + "threadId",
            CdtFixture.PREFIX + "module", CdtFixture.PREFIX + "address", CdtFixture.PREFIX + "function",
            CdtFixture.PREFIX + "expression", CdtFixture.PREFIX + "range", CdtFixture.PREFIX + "read",
            CdtFixture.PREFIX + "write", CdtFixture.PREFIX + "memoryspace", IMarker.LINE_NUMBER, IMarker.CHAR_START,
            IMarker.CHAR_END, IMarker.MESSAGE, "requestedLine", "requestedSourceHandle", "resetInstalledLocation");

    /** Almost the most that the workspace takes in one attribute. */
    private static final int LONG = 60_000;

    private static final List<@Nullable Object> VALUES = Arrays.asList(
            null, true, false, 0, 1, -1, 7, Integer.MAX_VALUE, Integer.MIN_VALUE,
            "", " \t", "0", "-1", "0x", "0x0", "-0x1", "0x100000000", "0xffffffffffffffffffffffff",
            "99999999999999999999", "4294967295", "4.5", "true", "\0", "\u202e\ud800", "ring_up", "takings", "takings;",
            "(", ")", "*", "&", ".", "/", "\\", "..", "::~()", "*(char*)0xc0114120", "&takings[-1].x",
            "takings[99999999999999999999]", "takings + takings", "{0} %n %s ''", "<b>&amp;</b>",
            "(".repeat(LONG), "a.".repeat(LONG / 2), "&".repeat(LONG), "../".repeat(LONG / 3), "9".repeat(LONG));

    private GuestFixture guest;

    @BeforeEach
    void runGuest() throws Exception {
        guest = GuestFixture.running();
    }

    @AfterEach
    void cleanUp() throws Exception {
        guest.close();
        assertEquals(List.of(), CdtFixture.problems());
    }

    @ParameterizedTest
    @EnumSource
    void aBreakpointIsPlantedOrWarnsWhateverItsAttributesHold(Kind kind) throws Exception {
        IBreakpoint breakpoint = kind.create(guest);
        Map<String, Object> proper = breakpoint.getMarker().getAttributes();
        settle();
        List<String> planted = guest.session.armed();
        assertEquals(1, planted.size(), planted::toString);

        List<String> undecided = new ArrayList<>();
        for (String attribute : ATTRIBUTES) {
            for (Object value : VALUES) {
                breakpoint.getMarker().setAttribute(attribute, value);
                settle();
                boolean armed = !guest.session.armed().isEmpty();
                long warnings = CdtFixture.problems().stream()
                        .filter(problem -> problem.getAttribute(IMarker.SEVERITY, -1) == IMarker.SEVERITY_WARNING).count();
                if (armed ? warnings != 0 : warnings != 1) {
                    undecided.add(attribute + " = " + abbreviate(value) + ": " + guest.session.armed() + ' ' + warnings);
                }
            }
            breakpoint.getMarker().setAttributes(proper);
            settle();
            assertEquals(planted, guest.session.armed(), () -> "after proper values again: " + attribute);
        }
        assertEquals(List.of(), undecided);
        assertTrue(CdtFixture.isTicked(breakpoint));
    }

    /** Each of them is the only one wrong, and each other kind of marker has it too. */
    @ParameterizedTest
    @EnumSource
    void aMarkerWithNothingInItWarns(Kind kind) throws Exception {
        IBreakpoint breakpoint = kind.create(guest);
        breakpoint.getMarker().setAttributes(Map.of(IBreakpoint.ID, CdtFixture.MODEL, IBreakpoint.ENABLED, true));
        guest.awaitArmed();
        assertEquals(1, CdtFixture.problems().size());
    }

    private void settle() throws Exception {
        ResourcesPlugin.getWorkspace().checkpoint(false);
        guest.settle();
    }

    private static String abbreviate(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > 40 ? text.substring(0, 40) + "... (" + text.length() + ')' : text;
    }
}
