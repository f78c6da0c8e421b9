/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.launch;

import java.util.Arrays;
import java.util.List;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.ILaunchesListener2;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.Messages;
import org.lguest.debug.core.model.GuestProcess;
import org.lguest.hypervisor.session.GuestEnd;

/**
 * Launches a guest again that has asked for it, as one of 4.x can: the same configuration in the same mode. The launch
 * that has ended goes, for a guest that asks again and again would leave any number of them.
 */
final class StartAgain implements ILaunchesListener2 {

    /** A guest that does nothing but ask leaves its user the time to cancel the job. */
    private static final int PAUSE_MILLISECONDS = 1000;

    private final ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
    private final ILaunch launch;

    private StartAgain(ILaunch launch) {
        this.launch = launch;
    }

    /** Before the guest of that launch runs. */
    static void whenAsked(ILaunch launch) {
        var again = new StartAgain(launch);
        again.manager.addLaunchListener(again);
    }

    @Override
    public void launchesTerminated(ILaunch[] launches) {
        if (List.of(launches).contains(launch)) {
            manager.removeLaunchListener(this);
            ILaunchConfiguration configuration = launch.getLaunchConfiguration();
            if (configuration != null && Arrays.stream(launch.getProcesses()).anyMatch(StartAgain::hasAsked)) {
                Job.create(NLS.bind(Messages.StartAgain_job, configuration.getName()), monitor -> {
                    manager.removeLaunch(launch);
                    configuration.launch(launch.getLaunchMode(), monitor);
                }).schedule(PAUSE_MILLISECONDS);
            }
        }
    }

    private static boolean hasAsked(Object process) {
        return process instanceof GuestProcess guest
                && guest.end().filter(end -> end.kind() == GuestEnd.Kind.RESTART).isPresent();
    }

    @Override
    public void launchesRemoved(ILaunch[] launches) {
        if (List.of(launches).contains(launch)) {
            manager.removeLaunchListener(this);
        }
    }

    @Override
    public void launchesAdded(ILaunch[] launches) {
        // of no concern
    }

    @Override
    public void launchesChanged(ILaunch[] launches) {
        // of no concern
    }
}
