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
import static org.lguest.debug.ui.SampleWorkbench.breakpoints;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.eclipse.debug.core.model.IThread;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.workbench.driver.BreakpointsView;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.TreeView;
import org.lguest.workbench.driver.Waiter;

/** A variable of a frame, watched from the Variables view for as long as its frame lasts. */
class WatchVariableTest {

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();

    @Test
    void aLocalIsWatchedUntilItsFunctionReturns() throws Exception {
        try (Stops stops = new Stops()) {
            workbench.debug(workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, "ring_up")));
            IThread thread = stops.next("the stop at ring_up");
            TreeView variables = TreeView.show(IDebugUIConstants.ID_VARIABLE_VIEW);
            variables.select("amount");
            variables.choose("Add Guest Watchpoint");
            GuestWatchpoint watchpoint = Waiter.find("the watchpoint", () -> Arrays.stream(breakpoints().getBreakpoints())
                    .filter(GuestWatchpoint.class::isInstance).map(GuestWatchpoint.class::cast).findFirst());
            Waiter.until("the watchpoint in a debug register", watchpoint::isInstalled);
            BreakpointsView view = BreakpointsView.show();
            Waiter.until("the label to say for how long", () -> view.labelsNow().stream().anyMatch(label ->
                    label.startsWith("amount [write, bytes: 4] [until its frame is left] [DR")));
            thread.resume();
            thread = stops.next("the stop where amount is written");
            assertEquals(List.of(watchpoint), List.of(thread.getBreakpoints()));
            DebugView.show().awaitLabel("amount: 0 \u2192 12 by ring_up() at first.c:115");
            workbench.screenshot.take("watch-of-a-local");
            thread.resume();
            Waiter.until("the watchpoint to go with its frame", () -> breakpoints().getBreakpoints().length == 0);
            stops.end("the end of the guest: no stop in another frame");
            Waiter.until("the console to say so", () -> IdeWindow.console().contains(
                    "The watch on amount has ended: the frame that it was in has been left."));
        }
    }
}
