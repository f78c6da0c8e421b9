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

import java.util.regex.Pattern;

import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IThread;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.breakpoints.GuestFunctionBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.demo.Options.Kernel;
import org.lguest.workbench.driver.BreakpointsView;
import org.lguest.workbench.driver.ConsoleView;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Installation;
import org.lguest.workbench.driver.LaunchDialog;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Waiter;

/** A Linux under the debugger, from the first function in C over a write to its clock to a shell that is typed at. */
final class KernelTour extends Tour {

    private static final String FUNCTION = "start_kernel";
    private static final String WATCHED = "jiffies";
    /** A shell with line editing asks the terminal where its cursor is as soon as it has prompted. */
    private static final Pattern PROMPT = Pattern.compile("[#$] (\\x1b\\[[0-9;]*[A-Za-z])*\\z");
    /** What is typed does not hold the answer, for it comes back as an echo. */
    private static final String QUESTION = "uname -a; answer=42; echo $answer is the answer";
    private static final String ANSWER = "42 is the answer";
    private static final String END = "poweroff -f";

    private final Kernel kernel;

    KernelTour(Options options, Kernel kernel, Narrator narrator) {
        super(options, narrator);
        this.kernel = kernel;
    }

    @Override
    void play() throws Exception {
        IBreakpoint start = add(new GuestFunctionBreakpoint(ResourcesPlugin.getWorkspace().getRoot(), FUNCTION));
        try (Stops stops = new Stops()) {
            launch();
            IThread thread = stopAtFunction(stops, start);
            String watched = options.watch().orElse(WATCHED);
            narrator.say("setting a watchpoint on %s", watched);
            IBreakpoint watchpoint = add(new GuestWatchpoint(ResourcesPlugin.getWorkspace().getRoot(), watched, 0, false,
                    true));
            Installation.await(watchpoint);
            stopAtWatchpoint(stops, thread, watchpoint, watched);
            if (options.interactive()) {
                narrator.say("the guest is stopped, the workbench is yours: F8 resumes, the Console view takes input");
                return;
            }
            narrator.say("disabling it, and resuming to the prompt");
            watchpoint.setEnabled(false);
            Installation.awaitEnd(watchpoint);
            thread.resume();
            typeAtTheShell(stops);
        }
    }

    private static IBreakpoint add(IBreakpoint breakpoint) throws CoreException {
        DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(breakpoint);
        return breakpoint;
    }

    private void launch() throws Exception {
        narrator.say("filling in a new launch configuration for %s", kernel.image().getFileName());
        LaunchDialog dialog = LaunchDialog.openNew(LguestDebug.LAUNCH_CONFIGURATION_TYPE);
        dialog.type("Image:", kernel.image().toAbsolutePath().toString());
        kernel.initrd().ifPresent(file -> dialog.type("Initial RAM disk:", file.toAbsolutePath().toString()));
        dialog.type("Kernel arguments:", kernel.arguments());
        dialog.tab("Hypervisor");
        narrator.picture("0-hypervisor-tab");
        debug(dialog);
    }

    private IThread stopAtFunction(Stops stops, IBreakpoint breakpoint) throws Exception {
        IThread thread = stops.next("the stop in " + FUNCTION);
        narrator.say("stopped in %s", function(thread));
        check(function(thread).equals(FUNCTION) && isHit(thread, breakpoint), "stopped in " + function(thread)
                + " and not at the breakpoint in " + FUNCTION);
        awaitSource(thread);
        narrator.picture("2-start-kernel");
        return thread;
    }

    private void stopAtWatchpoint(Stops stops, IThread from, IBreakpoint watchpoint, String watched) throws Exception {
        narrator.say("resuming, to where %s is written", watched);
        from.resume();
        IThread thread = stops.next("a write to " + watched);
        narrator.say("stopped in %s: %s", function(thread), thread.getName());
        check(isHit(thread, watchpoint), "stopped in " + function(thread) + ", but not by the watchpoint on " + watched);
        awaitSource(thread);
        BreakpointsView.show().awaitLabels(2);
        narrator.picture("3-watchpoint");
    }

    /** The arrow, where the launch's source lookup finds the kernel's sources. */
    private void awaitSource(IThread thread) throws Exception {
        if (Stops.source(thread.getTopStackFrame()).isPresent()) {
            awaitArrow(Stops.place(thread));
        } else {
            narrator.say("its source was not found");
            DebugView.show().awaitLabels();
        }
    }

    private void typeAtTheShell(Stops stops) throws Exception {
        ConsoleView console = ConsoleView.show();
        Waiter.until("the prompt", () -> PROMPT.matcher(IdeWindow.console()).find());
        narrator.say("typing: %s", QUESTION);
        console.type(QUESTION + '\n');
        Waiter.until("the answer", () -> IdeWindow.console().contains(ANSWER)
                && PROMPT.matcher(IdeWindow.console()).find());
        narrator.picture("4-console");
        narrator.say("typing: %s", END);
        console.type(END + '\n');
        stops.end("the end of the guest");
        narrator.picture("5-end");
    }
}
