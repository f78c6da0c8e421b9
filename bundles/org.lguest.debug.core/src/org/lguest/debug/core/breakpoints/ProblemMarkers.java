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

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.Markers;

/**
 * The markers at breakpoints that guests have not armed as they are: a warning at one that is not armed, with the
 * reason; a note at one that stands at another line. At most one for each breakpoint, on its own resource and line.
 * They are not persistent, and go when there is no such reason any more.
 */
public final class ProblemMarkers {

    /** @param text as last shown, so that what says the same is left alone */
    private record Shown(IMarker marker, String text) {
    }

    private final String type;
    private final Map<IBreakpoint, Shown> shown = new IdentityHashMap<>();

    /** @param type the marker type of the warnings, a subtype of the platform's problem marker */
    public ProblemMarkers(String type) {
        this.type = type;
    }

    /**
     * Shows what there is to say now, in place of what was shown before. Several guests may have news at once.
     *
     * @param extra further attributes of the marker
     */
    public synchronized void show(IBreakpoint breakpoint, Installations made, Map<String, Object> extra) {
        Optional<IStatus> problem = made.refusal();
        if (problem.isPresent()) {
            show(breakpoint, problem.get().getMessage(), IMarker.SEVERITY_WARNING, extra);
        } else if (made.movedTo().isPresent()) {
            String text = LguestStatus.LINE_MOVED.message(made.movedTo().get());
            show(breakpoint, text, IMarker.SEVERITY_INFO, extra);
        } else {
            clear(breakpoint);
        }
    }

    private void show(IBreakpoint breakpoint, String text, int severity, Map<String, Object> extra) {
        Shown before = shown.get(breakpoint);
        if (before != null && before.text().equals(text) && before.marker().exists()) {
            return;
        }
        clear(breakpoint);
        IMarker place = breakpoint.getMarker();
        if (place == null || !place.exists()) {
            return;
        }
        Map<String, Object> attributes = new HashMap<>(extra);
        attributes.put(IMarker.MESSAGE, text);
        attributes.put(IMarker.SEVERITY, severity);
        int line = place.getAttribute(IMarker.LINE_NUMBER, -1);
        if (line > 0) {
            attributes.put(IMarker.LINE_NUMBER, line);
            attributes.put(IMarker.LOCATION, Integer.toString(line));
        }
        try {
            shown.put(breakpoint, new Shown(place.getResource().createMarker(type, attributes), text));
        } catch (CoreException closedMeanwhile) {
            // A breakpoint whose project has gone needs no warning.
            shown.remove(breakpoint);
        }
    }

    private void clear(IBreakpoint breakpoint) {
        Optional.ofNullable(shown.remove(breakpoint)).map(Shown::marker).ifPresent(Markers::delete);
    }

    /** How many there are. */
    synchronized int count() {
        return shown.size();
    }
}
