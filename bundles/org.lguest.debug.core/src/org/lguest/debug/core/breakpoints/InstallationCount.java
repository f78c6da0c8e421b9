/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;

/** How many guests have a breakpoint of ours in a debug register. Any thread. */
final class InstallationCount {

    private final AtomicInteger guests = new AtomicInteger();

    boolean isAny() {
        return guests.get() > 0;
    }

    /** Counts, and has the views look at the breakpoint again. */
    void add(IBreakpoint breakpoint, int change) {
        guests.addAndGet(change);
        DebugPlugin platform = DebugPlugin.getDefault();
        if (platform != null) {
            // Null when the workbench has been closed: then nobody looks any more.
            platform.getBreakpointManager().fireBreakpointChanged(breakpoint);
        }
    }
}
