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

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IBreakpoint;

/**
 * Reads one kind of breakpoint, and writes back what became of it.
 *
 * <p>Contributed through the extension point {@code org.lguest.debug.core.breakpointReaders}, which names the exact
 * marker types that a reader reads. There is one instance for all guests. {@link #read} is called on the thread of a
 * bridge, the others on a thread that may take workspace rules; neither is the emulator's nor the user interface's. A
 * breakpoint may be gone at any time: every method puts up with that.
 */
public interface BreakpointReader {

    /**
     * What the breakpoint asks for, whether or not it is enabled.
     *
     * @throws CoreException with a status of the catalogue if no debug register can do what it asks for
     */
    BreakpointRequest read(IBreakpoint breakpoint) throws CoreException;

    /**
     * A guest has made something else of it. For each guest the last call says that it has made nothing of it any more.
     *
     * @param state empty while it is disabled or skipped, and when it or the guest is gone
     */
    void told(IBreakpoint breakpoint, DebuggedGuest guest, Optional<BreakpointState> state);
}
