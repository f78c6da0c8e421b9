/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.cdt.standin;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.Breakpoint;

/** What all breakpoints of CDT share: a model, and a count of installations. */
public abstract class CBreakpoint extends Breakpoint {

    private static final String MODEL = "org.eclipse.cdt.debug.core";
    private static final String INSTALL_COUNT = MODEL + ".installCount";

    /** Started at 0 in every run of the workbench. The attribute only announces it, and may be stale. */
    private int installCount;

    CBreakpoint() {
    }

    @Override
    public final String getModelIdentifier() {
        return MODEL;
    }

    public synchronized boolean isInstalled() throws CoreException {
        return installCount > 0;
    }

    public synchronized int incrementInstallCount() throws CoreException {
        installCount++;
        setAttribute(INSTALL_COUNT, installCount);
        return installCount;
    }

    public synchronized int decrementInstallCount() throws CoreException {
        installCount--;
        setAttribute(INSTALL_COUNT, installCount);
        return installCount;
    }

    public synchronized void resetInstallCount() throws CoreException {
        if (installCount != 0) {
            installCount = 0;
            setAttribute(INSTALL_COUNT, installCount);
        }
    }

    final int lineNumber() throws CoreException {
        return ensureMarker().getAttribute(IMarker.LINE_NUMBER, -1);
    }

    final int charStart() throws CoreException {
        return ensureMarker().getAttribute(IMarker.CHAR_START, -1);
    }

    final int charEnd() throws CoreException {
        return ensureMarker().getAttribute(IMarker.CHAR_END, -1);
    }
}
