/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.breakpoints;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.swt.widgets.Display;
import org.lguest.debug.core.breakpoints.BreakpointRequest;
import org.lguest.debug.core.breakpoints.ConditionCheck;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.debug.ui.Messages;
import org.lguest.dwarf.ProgramImage;

/**
 * Asks the guests that are debugged what they would say to a breakpoint that is still being typed. Their debug
 * information may be large, so that is done in a job, and the dialog is told when the verdict is there. One verdict is
 * kept, for the request it was found for. Used on the user-interface thread only.
 */
final class GuestCheck {

    private final Runnable answered;
    private Optional<BreakpointRequest> asked = Optional.empty();
    private Optional<IStatus> verdict = Optional.empty();

    /** @param answered runs, on the user-interface thread, when an unknown verdict has become known */
    GuestCheck(Runnable answered) {
        this.answered = answered;
    }

    /** OK, or why no guest could do it; empty while that is being found out. */
    Optional<IStatus> of(BreakpointRequest request) {
        if (!asked.equals(Optional.of(request))) {
            asked = Optional.of(request);
            List<ProgramImage> images = images();
            verdict = images.isEmpty() ? Optional.of(Status.OK_STATUS) : Optional.empty();
            if (!images.isEmpty()) {
                start(request, images);
            }
        }
        return verdict;
    }

    private static List<ProgramImage> images() {
        IDebugTarget[] targets = DebugPlugin.getDefault().getLaunchManager().getDebugTargets();
        return Arrays.stream(targets).filter(GuestDebugTarget.class::isInstance).map(GuestDebugTarget.class::cast)
                .filter(GuestDebugTarget::hasThreads).map(GuestDebugTarget::image).toList();
    }

    private void start(BreakpointRequest request, List<ProgramImage> images) {
        Display display = Display.getCurrent();
        Job job = Job.create(Messages.GuestCheck_job, monitor -> {
            IStatus found = ConditionCheck.inGuests(request, images);
            if (!display.isDisposed()) {
                display.asyncExec(() -> found(request, found));
            }
            return Status.OK_STATUS;
        });
        job.setSystem(true);
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
    }

    private void found(BreakpointRequest request, IStatus found) {
        if (asked.equals(Optional.of(request)) && verdict.isEmpty()) {
            verdict = Optional.of(found);
            answered.run();
        }
    }
}
