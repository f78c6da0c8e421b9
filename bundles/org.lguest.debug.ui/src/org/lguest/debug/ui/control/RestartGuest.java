/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.control;

import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.ILaunchesListener2;
import org.eclipse.debug.core.IRequest;
import org.eclipse.debug.core.commands.AbstractDebugCommand;
import org.eclipse.debug.core.commands.IEnabledStateRequest;
import org.eclipse.debug.core.commands.IRestartHandler;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.ui.PlatformUI;
import org.jspecify.annotations.Nullable;

/**
 * The platform's Restart: ends the guest and, when it has ended, launches its configuration again in the same mode. A
 * run is a function of its image and inputs, so that the guest does again what it did.
 */
final class RestartGuest extends AbstractDebugCommand implements IRestartHandler {

    @Override
    protected @Nullable Object getTarget(Object element) {
        return DebugPlugin.getAdapter(element, ILaunch.class);
    }

    @Override
    protected boolean isExecutable(Object[] launches, IProgressMonitor monitor, IEnabledStateRequest request) {
        for (Object launch : launches) {
            ILaunchConfiguration configuration = ((ILaunch) launch).getLaunchConfiguration();
            if (configuration == null || !configuration.exists() && !configuration.isWorkingCopy()) {
                return false;
            }
        }
        return true;
    }

    @Override
    protected void doExecute(Object[] launches, IProgressMonitor monitor, IRequest request) throws CoreException {
        for (Object each : launches) {
            ILaunch launch = (ILaunch) each;
            new Relaunch(launch).begin();
        }
    }

    /** Waits for the end of a launch, which is told, to begin it again. */
    private static final class Relaunch implements ILaunchesListener2 {

        private final ILaunch launch;
        private final AtomicBoolean begun = new AtomicBoolean();

        Relaunch(ILaunch launch) {
            this.launch = launch;
        }

        void begin() throws CoreException {
            manager().addLaunchListener(this);
            if (launch.isTerminated()) {
                again();
            } else {
                launch.terminate();
            }
        }

        private static ILaunchManager manager() {
            return DebugPlugin.getDefault().getLaunchManager();
        }

        private void again() {
            manager().removeLaunchListener(this);
            ILaunchConfiguration configuration = launch.getLaunchConfiguration();
            if (configuration != null && PlatformUI.isWorkbenchRunning() && begun.compareAndSet(false, true)) {
                PlatformUI.getWorkbench().getDisplay()
                        .asyncExec(() -> DebugUITools.launch(configuration, launch.getLaunchMode()));
            }
        }

        @Override
        public void launchesTerminated(ILaunch[] launches) {
            for (ILaunch ended : launches) {
                if (ended == launch) {
                    again();
                }
            }
        }

        /** It may be removed before its end is told, and is to begin again all the same. */
        @Override
        public void launchesRemoved(ILaunch[] launches) {
            launchesTerminated(launches);
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
}
