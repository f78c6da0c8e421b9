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

import java.io.IOException;
import java.util.Arrays;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IThread;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.LaunchDialog;
import org.lguest.workbench.driver.Waiter;

/** A walk through the workbench: what the demo does once the Debug perspective is open. */
abstract class Tour {

    final Options options;
    final Narrator narrator;

    Tour(Options options, Narrator narrator) {
        this.options = options;
        this.narrator = narrator;
    }

    /** @throws AssertionError if the guest did not stop where it should */
    abstract void play() throws Exception;

    /** Shows the dialog's first tab, and presses Debug as soon as nothing is wrong with what it says. */
    final void debug(LaunchDialog dialog) throws IOException {
        dialog.tab("Main");
        dialog.awaitEnabled("Debug");
        narrator.picture("1-launch-dialog");
        narrator.say("pressing Debug");
        dialog.debug();
    }

    /** Waits until the editor's arrow and the Debug view tell of a stop, so that a picture shows it. */
    final void awaitArrow(String place) {
        Waiter.until("the instruction pointer at " + place,
                () -> IdeWindow.instructionPointer().filter(place::equals).isPresent());
        DebugView.show().awaitLabels();
    }

    static String function(IThread thread) throws DebugException {
        return thread.getTopStackFrame() == null ? "no function" : thread.getTopStackFrame().getName();
    }

    static boolean isHit(IThread thread, IBreakpoint breakpoint) {
        return Arrays.asList(thread.getBreakpoints()).contains(breakpoint);
    }

    static void check(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
