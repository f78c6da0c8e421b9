/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.util.Optional;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.lguest.debug.core.breakpoints.DebuggedGuest;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.hypervisor.session.FrameScope;

/**
 * Where a variable of a stopped guest lies, to be watched there.
 *
 * @param guest   whose it is
 * @param name    of the variable
 * @param address linear, unsigned
 * @param size    in bytes
 * @param frame   with which it goes; empty for one that outlives its frame
 */
public record WatchPlace(DebuggedGuest guest, String name, int address, int size, Optional<FrameScope> frame) {

    /**
     * A watchpoint for writes, not yet known to the breakpoint manager. It makes a marker, so not on the user-interface
     * thread.
     */
    public GuestWatchpoint watchpoint(IResource root) throws CoreException {
        return GuestWatchpoint.bound(root, String.format("0x%08x", address), size, guest, name, frame);
    }
}
