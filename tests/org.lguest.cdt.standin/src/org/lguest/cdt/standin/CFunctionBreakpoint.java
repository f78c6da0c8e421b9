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

import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;

/** A function breakpoint as the Outline makes it. */
public final class CFunctionBreakpoint extends CLocationBreakpoint {

    public static final String MARKER = PREFIX + "cFunctionBreakpointMarker";

    public CFunctionBreakpoint() {
    }

    public static CFunctionBreakpoint toggle(IFile file, String function) throws CoreException {
        CFunctionBreakpoint breakpoint = new CFunctionBreakpoint();
        breakpoint.register(file, MARKER, file.getLocation().toOSString(), -1, Map.of(PREFIX + "function", function));
        return breakpoint;
    }
}
