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

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.debug.core.model.IBreakpoint;

/**
 * The warnings at breakpoints that could not be planted: at most one for each breakpoint, on its own resource and line.
 * They are not persistent, and go when the breakpoint is planted, removed, disabled, or its guest ends.
 */
public final class ProblemMarkers {

    private final String type;
    private final Map<IBreakpoint, IMarker> shown = Collections.synchronizedMap(new IdentityHashMap<>());

    /** @param type the marker type of the warnings, a subtype of the platform's problem marker */
    public ProblemMarkers(String type) {
        this.type = type;
    }

    /**
     * Shows a warning in place of the one that is shown.
     *
     * @param extra further attributes of the warning
     */
    public void show(IBreakpoint breakpoint, IStatus why, Map<String, Object> extra) {
        clear(breakpoint);
        IMarker place = breakpoint.getMarker();
        if (place == null || !place.exists()) {
            return;
        }
        Map<String, Object> attributes = new HashMap<>(extra);
        attributes.put(IMarker.MESSAGE, why.getMessage());
        attributes.put(IMarker.SEVERITY, IMarker.SEVERITY_WARNING);
        int line = place.getAttribute(IMarker.LINE_NUMBER, -1);
        if (line > 0) {
            attributes.put(IMarker.LINE_NUMBER, line);
            attributes.put(IMarker.LOCATION, Integer.toString(line));
        }
        try {
            shown.put(breakpoint, place.getResource().createMarker(type, attributes));
        } catch (CoreException closedMeanwhile) {
            // A breakpoint whose project has gone needs no warning.
            shown.remove(breakpoint);
        }
    }

    /** Takes the warning away, if there is one. */
    public void clear(IBreakpoint breakpoint) {
        IMarker marker = shown.remove(breakpoint);
        if (marker == null) {
            return;
        }
        try {
            marker.delete();
        } catch (CoreException gone) {
            // With its resource, and that is as well.
            return;
        }
    }
}
