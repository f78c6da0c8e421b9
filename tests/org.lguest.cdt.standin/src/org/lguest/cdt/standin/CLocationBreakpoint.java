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

import java.util.HashMap;
import java.util.Map;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.ILineBreakpoint;

/** Breakpoints of CDT at code. */
abstract class CLocationBreakpoint extends CBreakpoint implements ILineBreakpoint {

    final void register(IResource resource, String markerType, String path, int line, Map<String, Object> place)
            throws CoreException {
        Map<String, Object> attributes = new HashMap<>(place);
        attributes.put(PREFIX + "breakpointType", 0);
        attributes.put(IMarker.LINE_NUMBER, line);
        attributes.put("requestedLine", line);
        if (!path.isEmpty()) {
            attributes.put(PREFIX + "sourceHandle", path);
            attributes.put("requestedSourceHandle", path);
        }
        register(resource, markerType, attributes);
    }

    @Override
    public int getLineNumber() {
        return getMarker().getAttribute(IMarker.LINE_NUMBER, -1);
    }

    @Override
    public int getCharStart() {
        return getMarker().getAttribute(IMarker.CHAR_START, -1);
    }

    @Override
    public int getCharEnd() {
        return getMarker().getAttribute(IMarker.CHAR_END, -1);
    }
}
