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
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.ILineBreakpoint;

/**
 * A watchpoint as CDT's dialog makes it. The object is a line breakpoint at no line although its marker is none; the range
 * is a number in a String; type, memory space and line are absent.
 */
public final class CWatchpoint extends CBreakpoint implements ILineBreakpoint {

    public static final String MARKER = PREFIX + "cWatchpointMarker";

    public CWatchpoint() {
    }

    /** On a variable, in the file that declares it, for the size of the variable. */
    public static CWatchpoint toggle(IFile file, String expression, boolean write, boolean read) throws CoreException {
        return create(file, file.getLocation().toOSString(), expression, write, read, 0);
    }

    /** From the Memory view, on the workspace root. */
    public static CWatchpoint create(String expression, boolean write, boolean read, int range) throws CoreException {
        return create(ResourcesPlugin.getWorkspace().getRoot(), "", expression, write, read, range);
    }

    private static CWatchpoint create(IResource resource, String path, String expression, boolean write, boolean read,
            int range) throws CoreException {
        CWatchpoint watchpoint = new CWatchpoint();
        watchpoint.register(resource, MARKER, Map.of(
                PREFIX + "sourceHandle", path,
                PREFIX + "expression", expression,
                PREFIX + "write", write,
                PREFIX + "read", read,
                PREFIX + "range", Integer.toString(range)));
        return watchpoint;
    }

    @Override
    public int getLineNumber() {
        return -1;
    }

    @Override
    public int getCharStart() {
        return -1;
    }

    @Override
    public int getCharEnd() {
        return -1;
    }
}
