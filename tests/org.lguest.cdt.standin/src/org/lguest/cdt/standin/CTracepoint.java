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

/** A tracepoint: by its marker a kind of line breakpoint, and yet none for a debug register. */
public final class CTracepoint extends CLocationBreakpoint {

    public static final String MARKER = PREFIX + "cLineTracepointMarker";

    public CTracepoint() {
    }

    public static CTracepoint toggle(IFile file, int line) throws CoreException {
        CTracepoint breakpoint = new CTracepoint();
        breakpoint.register(file, MARKER, file.getLocation().toOSString(), line, Map.of(PREFIX + "passCount", 0));
        return breakpoint;
    }
}
