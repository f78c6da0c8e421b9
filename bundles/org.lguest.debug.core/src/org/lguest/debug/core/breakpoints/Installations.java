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

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;

/**
 * What running guests have made of a breakpoint of ours: facts about guests, which its marker, that outlives them, does
 * not hold. Any thread.
 */
public final class Installations {

    private final AtomicInteger guests = new AtomicInteger();
    private final AtomicReference<Optional<IStatus>> refusal = new AtomicReference<>(Optional.empty());

    Installations() {
    }

    /** How many guests have the breakpoint in a debug register. */
    public int guests() {
        return guests.get();
    }

    /** Why a guest has it in none, in a status of the catalogue; empty unless one refused it. */
    public Optional<IStatus> refusal() {
        return refusal.get();
    }

    /** Counts, and has the views look at the breakpoint again. */
    void count(IBreakpoint breakpoint, int change) {
        guests.addAndGet(change);
        tellViews(breakpoint);
    }

    /** Remembers, or forgets, a refusal, and if that is news has the views look at the breakpoint again. */
    void refuse(IBreakpoint breakpoint, Optional<IStatus> why) {
        Optional<String> before = refusal.getAndSet(why).map(IStatus::getMessage);
        if (!before.equals(why.map(IStatus::getMessage))) {
            tellViews(breakpoint);
        }
    }

    private static void tellViews(IBreakpoint breakpoint) {
        DebugPlugin platform = DebugPlugin.getDefault();
        if (platform != null) {
            // Null when the workbench has been closed: then nobody looks any more.
            platform.getBreakpointManager().fireBreakpointChanged(breakpoint);
        }
    }
}
