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

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.Breakpoint;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.Messages;

/** Stops at an event of the machine, before the guest can see the effect. It takes no debug register. */
public final class GuestEventBreakpoint extends Breakpoint implements GuestBreakpoint {

    private final Installations installations = new Installations();

    /** For the platform, which restores breakpoints from their markers. */
    public GuestEventBreakpoint() {
    }

    /**
     * A breakpoint not yet known to the breakpoint manager.
     *
     * @param root the workspace root
     */
    public GuestEventBreakpoint(IResource root, EventFilter filter) throws CoreException {
        Map<String, Object> attributes = new HashMap<>(attributes(filter));
        attributes.values().removeIf(""::equals);
        attributes.put(IBreakpoint.ID, LguestDebug.MODEL_ID);
        attributes.put(IBreakpoint.ENABLED, true);
        run(getMarkerRule(root), monitor -> setMarker(root.createMarker(EVENT_MARKER, attributes)));
    }

    private static Map<String, Object> attributes(EventFilter filter) {
        Map<String, Object> attributes = new HashMap<>();
        for (EventField field : EventField.values()) {
            attributes.put(field.attribute(), filter.texts().getOrDefault(field, ""));
        }
        attributes.put(EVENT, filter.kind().name());
        attributes.put(IMarker.MESSAGE, NLS.bind(Messages.GuestEventBreakpoint_message, EventWords.of(filter)));
        return attributes;
    }

    @Override
    public String getModelIdentifier() {
        return LguestDebug.MODEL_ID;
    }

    /** What it is at; empty if the marker does not say. */
    public Optional<EventFilter> filter() throws CoreException {
        IMarker marker = ensureMarker();
        Map<EventField, String> texts = new EnumMap<>(EventField.class);
        for (EventField field : EventField.values()) {
            texts.put(field, GuestBreakpoint.text(marker, field.attribute()));
        }
        return EventKind.named(GuestBreakpoint.text(marker, EVENT)).map(kind -> new EventFilter(kind, texts));
    }

    /** Asks for something else. */
    public void setFilter(EventFilter filter) throws CoreException {
        Map<String, Object> attributes = attributes(filter);
        setAttributes(attributes.keySet().toArray(String[]::new), attributes.values().toArray());
    }

    @Override
    public Installations installations() {
        return installations;
    }
}
