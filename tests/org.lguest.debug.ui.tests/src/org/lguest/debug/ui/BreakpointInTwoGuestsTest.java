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
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.ui.SampleWorkbench.breakpoints;

import java.util.List;
import java.util.Map;

import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.model.IThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.workbench.driver.BreakpointsView;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Waiter;

/** Two guests are debugged at once: a breakpoint is one row of the Breakpoints view, and armed in both. */
class BreakpointInTwoGuestsTest {

    private static final int RING_UP = 115;

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @Test
    void whatTheViewDoesIsDoneInBothAndEachStopsByItself() throws Exception {
        GuestLineBreakpoint line = new GuestLineBreakpoint(workbench.source("first.c"), RING_UP);
        breakpoints().addBreakpoint(line);
        ILaunchConfiguration shop = workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, "guest_main",
                LaunchAttributes.TRANSCRIPT, ""));
        BreakpointsView view = BreakpointsView.show();
        try (Stops stops = new Stops()) {
            workbench.debug(shop);
            IThread first = stops.next("the stop of the first guest at guest_main");
            awaitLabel(view, "first.c [line: 115] [DR");
            workbench.debug(shop);
            IThread second = stops.next("the stop of the second guest at guest_main");
            awaitLabel(view, "first.c [line: 115] [installed in 2 guests]");
            workbench.screenshot.take("breakpoint-in-two-guests");

            view.toggleCheckBox("first.c");
            Waiter.until("both to be disarmed", () -> line.installations().states().isEmpty());
            view.toggleCheckBox("first.c");
            awaitGuests(line, 2);
            view.skipAll();
            Waiter.until("both to be skipped", () -> line.installations().states().isEmpty());
            view.skipAll();
            awaitGuests(line, 2);

            second.resume();
            assertEquals(second, stops.next("the stop of the second guest at the line"));
            assertEquals("first.c:" + RING_UP, Stops.place(second));
            assertEquals(List.of(line), List.of(second.getBreakpoints()));
            assertEquals(List.of(), List.of(first.getBreakpoints()), "the first stands where it stood");
            awaitLabel(view, "first.c [line: 115] [installed in 2 guests] [hits: 1]");

            second.getDebugTarget().terminate();
            stops.end("the end of the second guest");
            awaitLabel(view, "first.c [line: 115] [DR");
            assertTrue(first.isSuspended());
            first.resume();
            assertEquals(first, stops.next("the stop of the first guest at the line"));
            assertEquals(List.of(line), List.of(first.getBreakpoints()));
            view.remove("first.c");
            first.resume();
            stops.end("the end of the first guest");
        }
    }

    private static void awaitGuests(GuestLineBreakpoint line, int guests) {
        Waiter.until(guests + " guests to have it armed", () -> line.installations().guests() == guests);
    }

    private static void awaitLabel(BreakpointsView view, String label) {
        Waiter.until("the label " + label, () -> view.labelsNow().size() == 1
                && view.labelsNow().getFirst().startsWith(label));
    }
}
