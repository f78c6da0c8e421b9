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
import org.eclipse.debug.core.model.ILineBreakpoint;

/**
 * Breakpoints of CDT that are line breakpoints to the platform. A debugger may move one to where it was installed;
 * when it is installed nowhere any more, it goes back to where it was requested.
 */
public abstract class CLocationBreakpoint extends CBreakpoint implements ILineBreakpoint {

    private static final String MOVED = "resetInstalledLocation";
    private static final String REQUESTED_LINE = "requestedLine";

    @Override
    public int getLineNumber() throws CoreException {
        return lineNumber();
    }

    @Override
    public int getCharStart() throws CoreException {
        return charStart();
    }

    @Override
    public int getCharEnd() throws CoreException {
        return charEnd();
    }

    public void setInstalledLineNumber(int line) throws CoreException {
        if (line != getLineNumber()) {
            setAttribute(IMarker.LINE_NUMBER, line);
            setAttribute(MOVED, true);
        }
    }

    @Override
    public synchronized int decrementInstallCount() throws CoreException {
        int count = super.decrementInstallCount();
        IMarker marker = ensureMarker();
        if (count == 0 && marker.getAttribute(MOVED, false)) {
            if (marker.getAttribute(REQUESTED_LINE) != null) {
                setAttribute(IMarker.LINE_NUMBER, marker.getAttribute(REQUESTED_LINE, -1));
            }
            setAttribute(MOVED, false);
        }
        return count;
    }
}
