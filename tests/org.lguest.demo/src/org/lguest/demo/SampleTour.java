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

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IThread;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.debug.core.model.GuestThread;
import org.lguest.dwarf.ProgramImage;
import org.lguest.workbench.driver.BreakpointsView;
import org.lguest.workbench.driver.DialogWindow;
import org.lguest.workbench.driver.ExampleWizard;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Installation;
import org.lguest.workbench.driver.LaunchDialog;
import org.lguest.workbench.driver.SampleProject;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Waiter;

/** The sample's story: a global that one function is meant to write, and another writes too; one method to a scene. */
final class SampleTour extends Tour {

    private static final String WATCHED = "takings";
    private static final String HONEST = "ring_up";
    private static final String THIEF = "remember";
    private static final int MOST_HONEST_WRITES = 100;

    SampleTour(Options options, Narrator narrator) {
        super(options, narrator);
    }

    @Override
    void play() throws Exception {
        SampleProject sample = options.project().isPresent() ? importProject() : makeExample();
        IFile source = sample.source(options.line().file());
        String watched = options.watch().orElse(WATCHED);

        narrator.say("setting a breakpoint at %s:%d", source.getName(), options.line().line());
        IdeWindow.open(source);
        IBreakpoint line = SampleBreakpoints.line(source, options.line().line());

        Path transcript = options.output().resolve("transcript.txt");
        ILaunchConfiguration configuration = sample.launchConfiguration(transcript);
        try (Stops stops = new Stops()) {
            launch(configuration);
            IThread thread = stopAtLine(stops, line, source);

            narrator.say("disabling it, and setting a watchpoint on %s", watched);
            line.setEnabled(false);
            IBreakpoint watchpoint = SampleBreakpoints.watchpoint(source, watched);
            Installation.awaitEnd(line);
            Installation.await(watchpoint);
            thread = stopAtWatchpoint(stops, thread, watchpoint, watched);
            breakpointsView(line);
            checkTranscript(transcript);
            if (options.interactive()) {
                narrator.say("the guest is stopped, the workbench is yours: F8 resumes, the ruler takes breakpoints");
            } else {
                narrator.say("terminating the guest");
                thread.getDebugTarget().terminate();
                stops.end("the end of the guest");
            }
        }
    }

    private SampleProject importProject() throws Exception {
        narrator.say("importing the example project");
        return SampleProject.importInto(options.project());
    }

    /** As a user does; but the breakpoints with which the example comes give way to those that are asked for. */
    private SampleProject makeExample() throws Exception {
        narrator.say("choosing New > Example... > Lguest Guests");
        SampleProject sample;
        try (DialogWindow wizard = ExampleWizard.open()) {
            narrator.picture("0-example");
            sample = ExampleWizard.finish(wizard);
        }
        IBreakpointManager breakpoints = DebugPlugin.getDefault().getBreakpointManager();
        narrator.say("clearing the %d breakpoints that came with it", breakpoints.getBreakpoints().length);
        breakpoints.removeBreakpoints(breakpoints.getBreakpoints(), true);
        return sample;
    }

    private void launch(ILaunchConfiguration configuration) throws Exception {
        narrator.say("opening the launch configuration \"%s\"", configuration.getName());
        debug(LaunchDialog.open(configuration));
    }

    private IThread stopAtLine(Stops stops, IBreakpoint breakpoint, IFile source) throws Exception {
        IThread thread = stops.next("the stop at " + source.getName() + ':' + options.line().line());
        String expected = source.getName() + ':' + lineWithCode(thread, source);
        String place = Stops.place(thread);
        narrator.say("stopped in %s", thread.getTopStackFrame().getName());
        check(place.equals(expected), "stopped at " + place + " and not at " + expected);
        check(isHit(thread, breakpoint), "stopped at " + place + ", but not by the breakpoint there");
        awaitArrow(expected);
        narrator.picture("2-stop-at-the-line");
        return thread;
    }

    /** The line asked for or, if no code comes of that one, the next of which some does. */
    private int lineWithCode(IThread thread, IFile source) {
        int asked = options.line().line();
        ProgramImage image = ((GuestDebugTarget) thread.getDebugTarget()).image();
        int line = image.nextLineWithCode(source.getProjectRelativePath().toString(), asked).orElse(asked);
        if (line != asked) {
            narrator.say("there is no code at line %d: line %d is the next that has some", asked, line);
        }
        return line;
    }

    private IThread stopAtWatchpoint(Stops stops, IThread from, IBreakpoint watchpoint, String watched)
            throws Exception {
        narrator.say("resuming, to where %s is written", watched);
        IThread thread = from;
        int honest = 0;
        do {
            thread.resume();
            thread = stops.next("a write to " + watched);
            check(isHit(thread, watchpoint), "stopped in " + function(thread) + ", but not by the watchpoint on "
                    + watched);
            narrator.say("stopped in %s, which wrote %s", thread.getTopStackFrame().getName(), watched);
        } while (options.watch().isEmpty() && function(thread).equals(HONEST) && honest++ < MOST_HONEST_WRITES);
        if (options.watch().isEmpty()) {
            check(function(thread).equals(THIEF), watched + " was written by " + function(thread) + ", not by "
                    + THIEF);
            narrator.say("after %d honest writes in %s: that is the thief", honest, HONEST);
        }
        awaitArrow(Stops.place(thread));
        awaitMark((GuestThread) thread);
        narrator.picture("3-stop-at-the-watchpoint");
        return thread;
    }

    /** The mark of the line that did it, where the arrow's file has it: the arrow is at what comes next. */
    private static void awaitMark(GuestThread thread) throws DebugException {
        String shown = Stops.source(thread.getTopStackFrame()).orElse("");
        thread.suspension().stream().flatMap(why -> why.accesses().stream()).flatMap(access -> access.line().stream())
                .filter(line -> line.file().name().equals(shown)).findFirst()
                .map(line -> shown + ':' + line.line())
                .ifPresent(place -> Waiter.until("the mark at " + place,
                        () -> IdeWindow.dataAccess().filter(place::equals).isPresent()));
    }

    private void breakpointsView(IBreakpoint line) throws Exception {
        line.setEnabled(true);
        BreakpointsView.show().awaitLabels(2);
        narrator.picture("4-breakpoints-view");
    }

    private void checkTranscript(Path transcript) throws Exception {
        long calls = Files.readAllLines(transcript).stream().filter(line -> line.contains("LHCALL_SET_DEBUGREG"))
                .count();
        check(calls > 0, "the transcript tells of no LHCALL_SET_DEBUGREG");
        narrator.say("transcript: %s tells of %d LHCALL_SET_DEBUGREG", transcript.getFileName(), calls);
    }
}
