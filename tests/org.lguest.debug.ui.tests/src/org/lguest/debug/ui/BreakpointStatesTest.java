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
import static org.lguest.debug.ui.SampleWorkbench.breakpoints;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.model.IThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.workbench.driver.BreakpointsView;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Waiter;

/** What the Breakpoints view tells of each breakpoint of ours while a guest is debugged. */
class BreakpointStatesTest {

    private static final int RING_UP = 115;
    private static final int TICK = 27;

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @Test
    void asTheHardwareTheFifthWaitsForOneOfFourThatAreNamedAndTakesTheFirstThatIsFree() throws Exception {
        IFile file = workbench.source("first.c");
        try (Stops stops = new Stops()) {
            IThread thread = launch(stops, LaunchAttributes.BANKS_HARDWARE);
            List<GuestLineBreakpoint> lines = new ArrayList<>();
            for (int line = RING_UP + 1; line <= RING_UP + 5; line++) {
                lines.add(add(file, line));
            }
            BreakpointsView view = BreakpointsView.show();
            awaitLabel(view, "first.c [line: 120] [pending: waits for one of DR0: first.c:116, DR1: first.c:117, "
                    + "DR2: first.c:118, DR3: first.c:119]");
            awaitLabel(view, "first.c [line: 118] [DR2 of bank 1]");
            workbench.screenshot.take("the-fifth-waits");
            Waiter.until("one problem, which names who has the registers", () -> problems(file).size() == 1
                    && problems(file).getFirst().contains("by first.c:116, first.c:117, first.c:118, first.c:119"));
            view.openProperties("[line: 120]");
            try (DialogWindow dialog = DialogWindow.await(Messages.BreakpointPropertiesHandler_title)) {
                dialog.awaitText("Taken are DR0: first.c:116, DR1: first.c:117");
                workbench.screenshot.take("the-fifth-waits-properties");
            }
            view.toggleCheckBox("[line: 118]");
            awaitLabel(view, "first.c [line: 120] [DR2 of bank 1]");
            awaitLabel(view, "first.c [line: 118]");
            Waiter.until("no problem", () -> problems(file).isEmpty());
            lines.getFirst().setEnabled(false);
            lines.get(1).setEnabled(false);
            lines.get(3).setEnabled(false);
            Waiter.until("three to be out of their registers", () -> !lines.getFirst().isInstalled()
                    && !lines.get(1).isInstalled() && !lines.get(3).isInstalled());
            thread.resume();
            thread = stops.next("the stop at the fifth");
            assertEquals(List.of(lines.getLast()), List.of(thread.getBreakpoints()));
        }
    }

    @Test
    void aLineWithoutCodeSaysAtWhichLineItStands() throws Exception {
        IFile file = workbench.source("first.c");
        try (Stops stops = new Stops()) {
            launch(stops, LaunchAttributes.BANKS_EXTENDED);
            add(file, RING_UP - 1);
            BreakpointsView view = BreakpointsView.show();
            Waiter.until("the label to say so", () -> view.labelsNow().stream().anyMatch(label ->
                    label.startsWith("first.c [line: 114] ")));
            add(file, RING_UP - 2);
            add(file, RING_UP - 3);
            Waiter.until("one to say that it stands elsewhere", () -> view.labelsNow().stream().anyMatch(label ->
                    label.matches("first.c \\[line: \\d+] \\[DR\\d of bank 1] \\[moved to line \\d+]")));
            workbench.screenshot.take("moved-to-another-line");
        }
    }

    @Test
    void hitsThatDoNotStopAreCountedInTheViewWhileTheGuestRuns() throws Exception {
        GuestLineBreakpoint line = new GuestLineBreakpoint(workbench.source("clock.c"), TICK);
        line.setIgnoreCount(1_000_000_000);
        breakpoints().addBreakpoint(line);
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("clock", Map.of(LaunchAttributes.STOP_AT, "guest_main")));
            IThread thread = stops.next("the stop at guest_main");
            BreakpointsView view = BreakpointsView.show();
            thread.resume();
            long some = awaitHits(view, 0);
            workbench.screenshot.take("hits-while-running");
            awaitHits(view, some);
            assertFalse(thread.isSuspended());
            assertFalse(stops.waiting());
            thread.getDebugTarget().terminate();
            stops.end("the end of the guest");
            Waiter.until("nothing to be said of a guest that is gone", () -> view.labelsNow().stream()
                    .anyMatch(label -> label.endsWith("[ignore count: 1000000000]")));
        }
    }

    private static long awaitHits(BreakpointsView view, long more) {
        return Waiter.find("more than " + more + " hits", () -> view.labelsNow().stream()
                .filter(label -> label.matches(".*\\[hits: [\\d,.]+]"))
                .map(label -> Long.valueOf(label.replaceAll(".*\\[hits: ([\\d,.]+)]", "$1").replaceAll("\\D", "")))
                .filter(hits -> hits > more).findFirst());
    }

    @Test
    void aConditionWithoutAValueStopsOnceAndTheThreadSaysWhy() throws Exception {
        GuestLineBreakpoint line = new GuestLineBreakpoint(workbench.source("first.c"), RING_UP + 1);
        line.setCondition("amount / takings == 3");
        breakpoints().addBreakpoint(line);
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of()));
            IThread thread = stops.next("the stop for a condition that divides by zero");
            assertEquals(List.of(line), List.of(thread.getBreakpoints()));
            DebugView.show().awaitLabel("first.c:116: the condition has no value, for it divides by zero");
            awaitLabel(BreakpointsView.show(), "[condition has no value]");
            workbench.screenshot.take("condition-fault");
            assertEquals(LguestStatus.CONDITION_FAULTED.code(),
                    line.installations().refusal().orElseThrow().getCode());
            thread.resume();
            stops.end("the end of the guest: it stops once for that");
        }
    }

    private IThread launch(Stops stops, String banks) throws Exception {
        workbench.debug(workbench.configuration("first",
                Map.of(LaunchAttributes.STOP_AT, "ring_up", LaunchAttributes.BANKS, banks)));
        return stops.next("the stop at ring_up");
    }

    private static GuestLineBreakpoint add(IFile file, int line) throws Exception {
        GuestLineBreakpoint breakpoint = new GuestLineBreakpoint(file, line);
        breakpoints().addBreakpoint(breakpoint);
        Waiter.until("something to be said of line " + line, () -> !breakpoint.installations().states().isEmpty());
        return breakpoint;
    }

    private static List<String> problems(IFile file) {
        return SampleWorkbench.messages(file, GuestBreakpoint.PROBLEM_MARKER);
    }

    private static void awaitLabel(BreakpointsView view, String text) {
        Waiter.until("the label " + text, () -> view.labelsNow().stream().anyMatch(label -> label.contains(text)));
    }
}
