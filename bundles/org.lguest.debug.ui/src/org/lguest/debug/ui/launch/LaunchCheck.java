/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.launch;

import java.util.Map;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.swt.widgets.Display;
import org.lguest.debug.core.launch.LaunchSettings;
import org.lguest.debug.ui.Messages;

/**
 * Finds out what would keep a guest from being launched while its configuration is still being edited. It reads the
 * image, which may be large or far away, so it does that in a job, and the dialog is told when the verdict is there.
 * One verdict is kept, for the attributes it was found for. Used on the user-interface thread only.
 */
final class LaunchCheck {

    /** What is known about a configuration. */
    sealed interface Verdict {

        /** Not yet anything. */
        record Unknown() implements Verdict {
        }

        record Sound() implements Verdict {
        }

        /** It can't be launched. */
        record Unsound(IStatus problem) implements Verdict {
        }
    }

    private Map<String, Object> asked = Map.of();
    private Verdict verdict = new Verdict.Unknown();
    private boolean fresh;

    /** @param answered runs, on the user-interface thread, when an unknown verdict has become known */
    Verdict of(ILaunchConfiguration configuration, Runnable answered) {
        try {
            Map<String, Object> attributes = configuration.getAttributes();
            if (!attributes.equals(asked) || !fresh) {
                verdict = attributes.equals(asked) ? verdict : new Verdict.Unknown();
                asked = attributes;
                fresh = true;
                start(configuration.copy(configuration.getName()), attributes, answered);
            }
            return verdict;
        } catch (CoreException e) {
            return new Verdict.Unsound(e.getStatus());
        }
    }

    /** Asks again next time; until that is answered the old verdict stands. */
    void forget() {
        fresh = false;
    }

    private void start(ILaunchConfiguration snapshot, Map<String, Object> attributes, Runnable answered) {
        Display display = Display.getCurrent();
        Job job = Job.create(Messages.LaunchCheck_job, monitor -> {
            Verdict found = find(snapshot);
            if (!display.isDisposed()) {
                display.asyncExec(() -> found(found, attributes, answered));
            }
            return Status.OK_STATUS;
        });
        job.setSystem(true);
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
    }

    private void found(Verdict found, Map<String, Object> attributes, Runnable answered) {
        if (attributes.equals(asked) && !found.equals(verdict)) {
            verdict = found;
            answered.run();
        }
    }

    private static Verdict find(ILaunchConfiguration snapshot) {
        try {
            LaunchSettings settings = LaunchSettings.read(snapshot);
            IStatus status = settings.check();
            if (status.isOK()) {
                status = settings.checkDebugInformation();
            }
            return status.isOK() ? new Verdict.Sound() : new Verdict.Unsound(status);
        } catch (CoreException e) {
            return new Verdict.Unsound(e.getStatus());
        }
    }
}
