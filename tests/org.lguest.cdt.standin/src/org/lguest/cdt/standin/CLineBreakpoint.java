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
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;

/** A line breakpoint as the C editor's ruler makes it. */
public final class CLineBreakpoint extends CLocationBreakpoint {

    public static final String MARKER = PREFIX + "cLineBreakpointMarker";

    public CLineBreakpoint() {
    }

    public static CLineBreakpoint toggle(IFile file, int line) throws CoreException {
        return create(file, file.getLocation().toOSString(), line);
    }

    /** For a file outside the workspace the resource is the workspace root. */
    public static CLineBreakpoint create(IResource resource, String path, int line) throws CoreException {
        CLineBreakpoint breakpoint = new CLineBreakpoint();
        breakpoint.register(resource, MARKER, path, line, Map.of());
        return breakpoint;
    }
}
