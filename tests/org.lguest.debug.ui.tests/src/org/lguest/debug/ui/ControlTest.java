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
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.jface.text.IDocument;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.launch.LaunchAttributes;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.workbench.driver.Commands;
import org.lguest.workbench.driver.DebugEvents;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Stops;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/** The commands of the Debug view and of the editor that make a guest go, as their keys do. */
class ControlTest {

    private static final String COMMANDS = "org.eclipse.debug.ui.commands.";
    private static final String INSTRUCTION_STEPPING = "org.lguest.debug.ui.instructionStepping";
    private static final int RING_UP = 115;

    @RegisterExtension
    private final SampleWorkbench workbench = new SampleWorkbench();
    private Stops stops;
    private IThread thread;
    private DebugView view;

    @BeforeEach
    void stopInRingUp() throws Exception {
        stops = new Stops();
        workbench.debug(workbench.configuration("first", Map.of(LaunchAttributes.STOP_AT, "ring_up")));
        thread = stops.next("the stop at ring_up");
        view = DebugView.show();
        view.awaitSelection("ring_up() at first.c:" + RING_UP);
        view.awaitLabel("vCPU 0 (Suspended: Start)");
        awaitArrow("first.c:" + RING_UP);
    }

    @AfterEach
    void hearNoMore() {
        stops.close();
    }

    @Test
    void stepsLeadFromLineToLine() throws Exception {
        try (DebugEvents events = new DebugEvents()) {
            step("StepInto", "regular() at first.c:67");
            step("StepReturn", "ring_up() at first.c:115");
            step("StepOver", "ring_up() at first.c:116");
            view.awaitLabel("vCPU 0 (Suspended: Step)");
            workbench.screenshot.take("after-three-steps");
            assertEquals(List.of("RESUME(STEP_INTO) thread", "SUSPEND(STEP_END) thread", "RESUME(STEP_RETURN) thread",
                    "SUSPEND(STEP_END) thread", "RESUME(STEP_OVER) thread", "SUSPEND(STEP_END) thread"),
                    events.awaitCount(6));
        }
    }

    @Test
    void theToggleMakesAStepAnInstruction() throws Exception {
        GuestDebugTarget guest = (GuestDebugTarget) thread.getDebugTarget();
        Commands.execute(INSTRUCTION_STEPPING);
        assertTrue(guest.isInstructionStepping());
        step("StepOver", "ring_up() at first.c:115");
        workbench.screenshot.take("instruction-stepping");
        Commands.execute(INSTRUCTION_STEPPING);
        assertFalse(guest.isInstructionStepping());
        step("StepOver", "ring_up() at first.c:116");
        guest.terminate();
        stops.end("the end of the guest");
        Waiter.until("the toggle to be disabled", () -> !Commands.isEnabled(INSTRUCTION_STEPPING));
    }

    @Test
    void runToLineRunsToTheCaret() throws Exception {
        IFile source = workbench.source("first.c");
        ITextEditor editor = IdeWindow.open(source);
        Ui.run(() -> {
            IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
            editor.getSite().getPage().activate(editor);
            editor.selectAndReveal(document.getLineOffset(119 - 1), 0);
        });
        Commands.execute(COMMANDS + "RunToLine", this::hasGoneOn);
        thread = stops.next("the stop at the caret");
        assertEquals("first.c:119", Stops.place(thread));
        view.awaitLabel("vCPU 0 (Suspended: Run to Line)");
        awaitArrow("first.c:119");
        workbench.screenshot.take("run-to-line");
    }

    @Test
    void suspendResumeAndTerminate() throws Exception {
        thread.terminate();
        stops.end("the end of the guest that would soon end by itself");
        workbench.debug(workbench.configuration("mishaps", Map.of(LaunchAttributes.ARGUMENTS, "spin")));
        view.awaitLabel("vCPU 0 (Running)");
        thread = running().getThreads()[0];
        Commands.execute(COMMANDS + "Suspend", thread::isSuspended);
        view.awaitLabel("vCPU 0 (Suspended)");
        Commands.execute(COMMANDS + "Resume", () -> !thread.isSuspended());
        view.awaitLabel("vCPU 0 (Running)");
        Commands.execute(COMMANDS + "Suspend", thread::isSuspended);
        view.awaitLabel("vCPU 0 (Suspended)");
        Commands.execute(COMMANDS + "Terminate", thread::isTerminated);
        view.awaitLabel("<terminated>");
        view.awaitLabel("<terminated, exit value: 143>");
    }

    @Test
    void disconnectLeavesTheGuestRunningToItsEnd() throws Exception {
        Commands.execute(COMMANDS + "Disconnect", thread.getDebugTarget()::isDisconnected);
        stops.end("the end of the debugging");
        view.awaitLabel("<disconnected>");
        Waiter.until("the guest's last words", () -> IdeWindow.console().contains("The guest switched itself off."));
        assertTrue(IdeWindow.console().contains("Somebody has been at the till!"), IdeWindow::console);
        workbench.screenshot.take("disconnected");
    }

    @Test
    void aGuestsOwnDebugTrapSaysWhatItIs() throws Exception {
        thread.terminate();
        stops.end("the end of the guest");
        workbench.debug(workbench.configuration("selfwatch", Map.of(LaunchAttributes.GUEST_TRAPS, true)));
        thread = stops.next("the guest's own trap");
        view.awaitLabel("vCPU 0 (Suspended: The guest's own debug trap: DR6 = 0xffff0ff");
        view.awaitLabel(" matched)");
        workbench.screenshot.take("guest-debug-trap");
    }

    @Test
    void restartBeginsAgain() throws Exception {
        step("StepOver", "ring_up() at first.c:116");
        ILaunch before = thread.getLaunch();
        Commands.execute(COMMANDS + "Restart", thread::isTerminated);
        stops.end("the end of the guest");
        thread = stops.next("the stop of the guest that was started again");
        assertNotSame(before, thread.getLaunch());
        assertEquals("first.c:" + RING_UP, Stops.place(thread));
        assertTrue(before.isTerminated());
        assertEquals(1, List.of(DebugPlugin.getDefault().getLaunchManager().getLaunches()).stream()
                .filter(launch -> !launch.isTerminated()).count());
    }

    private static GuestDebugTarget running() {
        for (IDebugTarget each : DebugPlugin.getDefault().getLaunchManager().getDebugTargets()) {
            if (each instanceof GuestDebugTarget guest && guest.hasThreads()) {
                return guest;
            }
        }
        throw new AssertionError("no guest runs");
    }

    /**
     * A step that is done once the editor shows where it has led. The platform shows sources some time after the stop,
     * and does not queue a frame twice: a guest that is back in a frame before it was shown is left with the arrow of
     * the function between.
     *
     * @param place as the frame's label says it
     */
    private void step(String command, String place) {
        Ui.run(() -> IdeWindow.page().activate(IdeWindow.view("org.eclipse.debug.ui.DebugView").orElseThrow()));
        Commands.execute(COMMANDS + command, this::hasGoneOn);
        thread = stops.next("the end of " + command);
        view.awaitSelection(place);
        awaitArrow(place.substring(place.indexOf("first.c:")));
    }

    private boolean hasGoneOn() {
        return !thread.isSuspended() || stops.waiting();
    }

    private static void awaitArrow(String place) {
        Waiter.until("the instruction pointer at " + place,
                () -> IdeWindow.instructionPointer().filter(place::equals).isPresent());
    }
}
