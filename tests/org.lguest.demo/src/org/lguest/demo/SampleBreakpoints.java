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

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.workbench.driver.CdtBreakpoints;

/** Makes the breakpoints of the demo: CDT's where there is CDT, else our own. */
final class SampleBreakpoints {

    private SampleBreakpoints() {
    }

    static IBreakpoint line(IFile file, int line) throws CoreException {
        return CdtBreakpoints.areDeclared() ? CdtBreakpoints.line(file, line)
                : add(new GuestLineBreakpoint(file, line));
    }

    /** Watches writes to the whole of the expression. */
    static IBreakpoint watchpoint(IFile file, String expression) throws CoreException {
        return CdtBreakpoints.areDeclared() ? CdtBreakpoints.watchpoint(file, expression, false, true, 0)
                : add(new GuestWatchpoint(file, expression, 0, false, true));
    }

    private static IBreakpoint add(IBreakpoint breakpoint) throws CoreException {
        DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(breakpoint);
        return breakpoint;
    }
}
