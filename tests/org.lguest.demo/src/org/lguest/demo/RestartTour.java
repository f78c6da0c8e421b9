/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.debug.core.model.IVariable;
import org.lguest.debug.core.breakpoints.BreakpointState;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.workbench.driver.BreakpointsView;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.LaunchDialog;
import org.lguest.workbench.driver.SampleProject;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Waiter;

/**
 * Two workbenches, one after the other, over one workspace: the first makes breakpoints and ends; the second has them
 * all, and a guest stops at each.
 */
final class RestartTour extends Tour {

    private static final String KEPT = "kept-breakpoints.txt";

    private final boolean second;

    /** @param second whether this is the workbench that is to find what the first has made */
    RestartTour(Options options, boolean second, Narrator narrator) {
        super(options, narrator);
        this.second = second;
    }

    @Override
    void play() throws Exception {
        Path kept = options.output().resolve(KEPT);
        if (second) {
            KeptBreakpoints found = KeptBreakpoints.find();
            List<String> before = Files.readAllLines(kept);
            List<String> now = KeptBreakpoints.described();
            check(now.equals(before), "the workbench before had\n" + String.join("\n", before) + "\nand this one has\n"
                    + String.join("\n", now));
            narrator.say("all %d breakpoints are back", found.all().size());
            run(found);
        } else {
            KeptBreakpoints made = KeptBreakpoints.make(SampleProject.importInto(options.project()));
            BreakpointsView.show().awaitLabels(made.all().size());
            narrator.picture("kept-1-made");
            Files.write(kept, KeptBreakpoints.described());
            narrator.say("made %d breakpoints, and closing the workbench", made.all().size());
        }
    }

    private void run(KeptBreakpoints kept) throws Exception {
        BreakpointsView view = BreakpointsView.show();
        view.awaitLabels(kept.all().size());
        try (Stops stops = new Stops()) {
            debug(LaunchDialog.open(SampleProject.inWorkspace()
                    .launchConfiguration(options.output().resolve("transcript.txt"))));
            IThread thread = stop(stops, kept.function(), 4);
            check(function(thread).equals(KeptBreakpoints.FUNCTION), "not in " + KeptBreakpoints.FUNCTION);
            Waiter.until("what no guest has to be pending",
                    () -> state(kept.unknown()).filter(BreakpointState.Pending.class::isInstance).isPresent());
            Waiter.until("the view to tell of what is pending", () -> view.labelsNow().stream()
                    .anyMatch(label -> label.contains("no_such_function") && label.contains("[pending")));
            check(state(kept.watch()).isEmpty(), "the disabled watchpoint is " + state(kept.watch()));
            awaitArrow(Stops.place(thread));
            narrator.picture("kept-2-found");

            thread = goOn(thread, kept.function(), stops, kept.line(), 1);
            check(Stops.place(thread).equals(KeptBreakpoints.LINE), "not at the line");
            check(value(thread, "pieces").equals("12"), "its condition does not hold");
            Waiter.until("the printout in the console", () -> IdeWindow.console().contains(KeptBreakpoints.PRINTED));

            kept.watch().setEnabled(true);
            Waiter.until("the watchpoint to be armed", kept.watch()::isInstalled);
            thread = goOn(thread, kept.line(), stops, kept.watch(), 3);
            thread = goOn(thread, kept.watch(), stops, kept.event(), 1);
            thread = goOn(thread, kept.event(), stops, kept.address(), 1);
            check(function(thread).equals(KeptBreakpoints.AT_ADDRESS), "not in " + KeptBreakpoints.AT_ADDRESS);
            thread.getDebugTarget().terminate();
            stops.end("the end of the guest");
        }
    }

    /** Resumes without the breakpoint that it stands at, to another. */
    private IThread goOn(IThread thread, GuestBreakpoint from, Stops stops, GuestBreakpoint to, int hits) throws Exception {
        from.setEnabled(false);
        Waiter.until("the breakpoint to be disarmed", () -> !from.isInstalled());
        thread.resume();
        return stop(stops, to, hits);
    }

    private IThread stop(Stops stops, GuestBreakpoint breakpoint, int hits) throws Exception {
        String name = breakpoint.getMarker().getAttribute("message", "");
        IThread thread = stops.next("a stop at " + name);
        check(isHit(thread, breakpoint), "stopped in " + function(thread) + ", but not by " + name);
        Waiter.until(hits + " hits of " + name, () -> breakpoint.installations().hits() == hits);
        narrator.say("stopped by %s", name);
        return thread;
    }

    private static Optional<BreakpointState> state(GuestBreakpoint breakpoint) {
        return breakpoint.installations().states().values().stream().findFirst();
    }

    private static String value(IThread thread, String variable) throws DebugException {
        for (IVariable each : thread.getTopStackFrame().getVariables()) {
            if (each.getName().equals(variable)) {
                return each.getValue().getValueString();
            }
        }
        return "no " + variable;
    }
}
