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
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.ui.texteditor.ITextEditor;
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
import org.lguest.workbench.driver.TreeView;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/** The commands of the Debug view and of the editor that make a guest go, as their keys do. */
class ControlTest {

    private static final String COMMANDS = "org.eclipse.debug.ui.commands.";
    private static final String INSTRUCTION_STEPPING = "org.lguest.debug.ui.instructionStepping";
    private static final int RING_UP = StoppedGuest.RING_UP;

    @RegisterExtension
    private final StoppedGuest guest = StoppedGuest.inRingUp();
    private DebugView view;

    @BeforeEach
    void showDebugView() {
        view = DebugView.show();
        view.awaitLabel("vCPU 0 (Suspended: Start)");
    }

    @Test
    void stepsLeadFromLineToLine() throws Exception {
        try (DebugEvents events = new DebugEvents()) {
            guest.go("StepInto", "regular() at first.c:67");
            guest.go("StepReturn", "ring_up() at first.c:115");
            guest.go("StepOver", "ring_up() at first.c:116");
            view.awaitLabel("vCPU 0 (Suspended: Step)");
            guest.screenshot.take("after-three-steps");
            assertEquals(List.of("RESUME(STEP_INTO) thread", "SUSPEND(STEP_END) thread", "RESUME(STEP_RETURN) thread",
                    "SUSPEND(STEP_END) thread", "RESUME(STEP_OVER) thread", "SUSPEND(STEP_END) thread"),
                    events.awaitCount(6));
        }
    }

    /** Whichever part one looks at. */
    @Test
    void theKeysMakeItGo() throws Exception {
        TreeView.show(IDebugUIConstants.ID_VARIABLE_VIEW);
        press("F5", "regular() at first.c:67");
        ITextEditor editor = IdeWindow.open(guest.source());
        press("F7", "ring_up() at first.c:115");
        TreeView.show(IDebugUIConstants.ID_EXPRESSION_VIEW);
        press("F6", "ring_up() at first.c:116");
        IdeWindow.select(editor, 119);
        press("CTRL+R", "ring_up() at first.c:119");
        Ui.run(() -> IdeWindow.page().activate(IdeWindow.view(IDebugUIConstants.ID_DEBUG_VIEW).orElseThrow()));
        Commands.execute(Commands.ofKey("F8"), () -> !guest.thread().isSuspended());
        guest.stops().end("the end of the guest");
    }

    private void press(String key, String to) throws Exception {
        String command = Commands.ofKey(key);
        assertTrue(command.startsWith(COMMANDS), command);
        guest.goFromHere(command.substring(COMMANDS.length()), to);
    }

    @Test
    void theToggleMakesAStepAnInstruction() throws Exception {
        GuestDebugTarget target = (GuestDebugTarget) guest.thread().getDebugTarget();
        Commands.execute(INSTRUCTION_STEPPING);
        assertTrue(target.isInstructionStepping());
        guest.go("StepOver", "ring_up() at first.c:115");
        guest.screenshot.take("instruction-stepping");
        Commands.execute(INSTRUCTION_STEPPING);
        assertFalse(target.isInstructionStepping());
        guest.go("StepOver", "ring_up() at first.c:116");
        target.terminate();
        guest.stops().end("the end of the guest");
        Waiter.until("the toggle to be disabled", () -> !Commands.isEnabled(INSTRUCTION_STEPPING));
    }

    @Test
    void runToLineRunsToTheCaret() throws Exception {
        IFile source = guest.source();
        ITextEditor editor = IdeWindow.open(source);
        IdeWindow.select(editor, 119);
        guest.goFromHere("RunToLine", "ring_up() at first.c:119");
        view.awaitLabel("vCPU 0 (Suspended: Run to Line)");
        guest.screenshot.take("run-to-line");
    }

    @Test
    void suspendResumeAndTerminate() throws Exception {
        guest.thread().terminate();
        guest.stops().end("the end of the guest that would soon end by itself");
        guest.workbench.debug(guest.workbench.configuration("mishaps", Map.of(LaunchAttributes.ARGUMENTS, "spin")));
        view.awaitLabel("vCPU 0 (Running)");
        IThread thread = running().getThreads()[0];
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
        Commands.execute(COMMANDS + "Disconnect", guest.thread().getDebugTarget()::isDisconnected);
        guest.stops().end("the end of the debugging");
        view.awaitLabel("<disconnected>");
        Waiter.until("the guest's last words", () -> IdeWindow.console().contains("The guest switched itself off."));
        Waiter.until("the till's", () -> IdeWindow.console().contains("Somebody has been at the till!"));
        guest.screenshot.take("disconnected");
    }

    @Test
    void aGuestsOwnDebugTrapSaysWhatItIs() throws Exception {
        guest.thread().terminate();
        guest.stops().end("the end of the guest");
        guest.workbench.debug(guest.workbench.configuration("selfwatch", Map.of(LaunchAttributes.GUEST_TRAPS, true)));
        guest.awaitStop("the guest's own trap");
        view.awaitLabel("vCPU 0 (Suspended: The guest's own debug trap: DR6 = 0xffff0ff");
        view.awaitLabel(" matched)");
        guest.screenshot.take("guest-debug-trap");
    }

    @Test
    void restartBeginsAgain() throws Exception {
        guest.go("StepOver", "ring_up() at first.c:116");
        ILaunch before = guest.thread().getLaunch();
        Commands.execute(COMMANDS + "Restart", guest.thread()::isTerminated);
        guest.stops().end("the end of the guest");
        IThread thread = guest.awaitStop("the stop of the guest that was started again");
        assertNotSame(before, thread.getLaunch());
        assertEquals("first.c:" + RING_UP, Stops.place(thread));
        assertTrue(before.isTerminated());
        assertEquals(1, List.of(DebugPlugin.getDefault().getLaunchManager().getLaunches()).stream()
                .filter(launch -> !launch.isTerminated()).count());
    }

    private static GuestDebugTarget running() {
        for (IDebugTarget each : DebugPlugin.getDefault().getLaunchManager().getDebugTargets()) {
            if (each instanceof GuestDebugTarget target && target.hasThreads()) {
                return target;
            }
        }
        throw new AssertionError("no guest runs");
    }
}
