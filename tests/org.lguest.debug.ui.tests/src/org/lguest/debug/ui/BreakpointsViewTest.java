/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.lguest.debug.ui.SetDebugRegister.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.model.IThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.dwarf.ProgramImage;
import org.lguest.workbench.driver.BreakpointsView;
import org.lguest.workbench.driver.CdtBreakpoints;
import org.lguest.workbench.driver.DebugEvents;
import org.lguest.workbench.driver.Stops;

/**
 * What a user does in the Breakpoints view, and the hypercalls that follow: CDT's breakpoints added, disabled, enabled,
 * skipped and removed, while the guest stands and while it runs. {@code clock} is the guest that runs on and on.
 *
 * <p>The debugger's registers are those of bank 1. A breakpoint is planted by its address, then by the enabling DR7; it
 * is taken out in the opposite order, so that DR7 never enables a register that does not hold what it should.
 */
class BreakpointsViewTest {

    private static final int DR7 = 7;
    private static final int LINE = 27;
    private static final String LINE_LABEL = "[line: " + LINE + ']';
    private static final String WATCHPOINT_LABEL = "'seconds'";

    // DR7 by SDM volume 3, section 17.2.4: G0, G1; RW1 = 01 (writes) and LEN1 = 11 (4 bytes) for the second register.
    private static final int G0 = 0x2;
    private static final int G1 = 0x8;
    private static final int WRITE_4_IN_1 = 0xD0_0000;

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    private final List<SetDebugRegister> expected = new ArrayList<>();

    @Test
    void worksOnAGuestThatStands() throws Exception {
        try (DebugEvents events = new DebugEvents(); Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("clock", Map.of(LaunchAttributes.STOP_AT, "guest_main")));
            IThread thread = stops.next("the stop at guest_main");
            List<String> stopped = List.of(
                    "CREATE target, CREATE thread",
                    "CREATE process",
                    "RESUME(CLIENT_REQUEST) thread",
                    "SUSPEND(BREAKPOINT) thread");
            assertEquals(stopped, events.all());

            expectStopAtGuestMain();
            workTheView();

            workbench.screenshot.take("breakpoints-view-standing");
            assertEquals(stopped, events.all(), "breakpoints come and go without a debug event");
            thread.getDebugTarget().terminate();
            stops.end("the end of the guest");
        }
    }

    @Test
    void worksOnAGuestThatRuns() throws Exception {
        try (DebugEvents events = new DebugEvents(); Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("clock", Map.of(LaunchAttributes.STOP_AT, "guest_main")));
            IThread thread = stops.next("the stop at guest_main");
            expectStopAtGuestMain();
            BreakpointsView view = BreakpointsView.show();
            view.skipAll();
            thread.resume();

            // The line is reached a hundred times a second, so each time that it is planted it is hit at once.
            IFile source = workbench.source("clock.c");
            int address = lineAddress(source);
            CdtBreakpoints.line(source, LINE);
            view.skipAll();
            expect("the line, planted while the guest runs", set(0, address), set(DR7, G0));
            assertHit(stops.next("the stop at the line"), source);
            view.toggleCheckBox(LINE_LABEL);
            expect("the line, disabled", set(DR7, 0), set(0, 0));
            thread.resume();

            view.toggleCheckBox(LINE_LABEL);
            expect("the line, enabled while the guest runs", set(0, address), set(DR7, G0));
            assertHit(stops.next("the stop at the line, enabled again"), source);
            view.remove(LINE_LABEL);
            expect("the line, removed", set(DR7, 0), set(0, 0));
            thread.resume();

            thread.getDebugTarget().terminate();
            stops.end("the end of the guest");
            assertEquals(List.of(
                    "CREATE target, CREATE thread",
                    "CREATE process",
                    "RESUME(CLIENT_REQUEST) thread",
                    "SUSPEND(BREAKPOINT) thread",
                    "RESUME(CLIENT_REQUEST) thread",
                    "SUSPEND(BREAKPOINT) thread",
                    "RESUME(CLIENT_REQUEST) thread",
                    "SUSPEND(BREAKPOINT) thread",
                    "RESUME(CLIENT_REQUEST) thread",
                    "TERMINATE thread, TERMINATE target",
                    "TERMINATE process"), events.awaitCount(11));
        }
    }

    /** A line and a watchpoint: added, and then each button and box of the view, once there and once back. */
    private void workTheView() throws Exception {
        IFile source = workbench.source("clock.c");
        int address = lineAddress(source);
        int seconds = image().symbol("seconds").orElseThrow().address();
        int both = G0 | G1 | WRITE_4_IN_1;
        BreakpointsView view = BreakpointsView.show();

        CdtBreakpoints.line(source, LINE);
        expect("the line", set(0, address), set(DR7, G0));
        CdtBreakpoints.watchpoint(source, "seconds", false, true, 0);
        expect("the watchpoint", set(1, seconds), set(DR7, both));

        view.toggleCheckBox(LINE_LABEL);
        assertFalse(view.isChecked(LINE_LABEL));
        expect("the line, disabled", set(DR7, G1 | WRITE_4_IN_1), set(0, 0));
        view.toggleCheckBox(LINE_LABEL);
        expect("the line, enabled", set(0, address), set(DR7, both));

        view.toggleCheckBox(WATCHPOINT_LABEL);
        expect("the watchpoint, disabled", set(DR7, G0), set(1, 0));
        view.toggleCheckBox(WATCHPOINT_LABEL);
        expect("the watchpoint, enabled", set(1, seconds), set(DR7, both));

        // Which of the two goes first is the platform's choice.
        view.skipAll();
        expectArmed("Skip All", 4, Set.of());
        view.skipAll();
        expectArmed("the end of Skip All", 4, Set.of(address, seconds));
        view.remove(LINE_LABEL);
        expectArmed("the line, removed", 2, Set.of(seconds));
        view.remove(WATCHPOINT_LABEL);
        expectArmed("the watchpoint, removed", 2, Set.of());
    }

    private void expectStopAtGuestMain() throws Exception {
        int start = image().afterPrologue(image().function("guest_main").orElseThrow());
        expect("the stop at guest_main",
                set(0, start), set(DR7, G0), set(DR7, 0), set(0, 0));
    }

    /** The next hypercalls, and no others before them. */
    private void expect(String why, SetDebugRegister... hypercalls) {
        expected.addAll(List.of(hypercalls));
        workbench.awaitHypercalls(why, expected.size());
        assertEquals(expected, workbench.setDebugRegisters(), why);
    }

    /** So many hypercalls more, after which the registers match these addresses. */
    private void expectArmed(String why, int more, Set<Integer> addresses) {
        int count = expected.size() + more;
        workbench.awaitHypercalls(why, count);
        List<SetDebugRegister> calls = workbench.setDebugRegisters();
        assertEquals(count, calls.size(), why);
        assertEquals(addresses, SetDebugRegister.armedAfter(calls), why);
        expected.addAll(calls.subList(expected.size(), count));
    }

    private static void assertHit(IThread thread, IFile source) throws Exception {
        assertEquals(source.getName() + ':' + LINE, Stops.place(thread));
    }

    private int lineAddress(IFile source) throws Exception {
        return image().addressesOf(source.getLocation().toOSString(), LINE).getFirst().address();
    }

    private ProgramImage image() throws Exception {
        return ProgramImage.open(Path.of(workbench.source("images/clock").getLocationURI()));
    }
}
