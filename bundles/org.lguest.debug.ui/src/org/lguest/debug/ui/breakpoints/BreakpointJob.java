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

import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.lguest.debug.core.LguestDebug;

/** Makes or removes a breakpoint's marker: the user interface waits for nobody who holds the workspace. */
final class BreakpointJob extends WorkspaceJob {

    private final ICoreRunnable change;

    BreakpointJob(String name, ICoreRunnable change) {
        super(name);
        this.change = change;
        setSystem(true);
    }

    @Override
    public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
        change.run(monitor);
        return Status.OK_STATUS;
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == LguestDebug.MODEL_ID;
    }
}
