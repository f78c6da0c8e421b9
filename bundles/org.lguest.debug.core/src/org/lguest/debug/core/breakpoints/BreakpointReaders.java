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

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.LguestDebug;

/**
 * The readers of the extension point {@code org.lguest.debug.core.breakpointReaders}, by the marker types they read.
 */
public final class BreakpointReaders {

    private static final String EXTENSION_POINT = "breakpointReaders";
    private static final String READS = "reads";
    private static final String DECLINES = "declines";

    /** Those of the platform's extension registry. */
    public static final BreakpointReaders CONTRIBUTED = new BreakpointReaders();

    private final Map<IConfigurationElement, Optional<BreakpointReader>> readers = new ConcurrentHashMap<>();

    private BreakpointReaders() {
    }

    /**
     * Makes every reader now, and so starts the bundles they come from: what else those contribute to a guest, such as
     * adapters of its elements, the platform takes from started bundles only.
     */
    public void load() {
        for (IConfigurationElement element : contributions()) {
            of(element);
        }
    }

    /** Whether guests can do what breakpoints of this kind ask for. */
    public boolean understand(IBreakpoint breakpoint) {
        return markerType(breakpoint).flatMap(type -> contribution(type, READS)).isPresent();
    }

    /**
     * The reader of a breakpoint, be it only to say why guests do not understand its kind. The marker type has to be
     * exactly one that a reader names, for subtypes need not be of its kind.
     *
     * @return empty if the breakpoint is not meant for guests at all, or its marker is gone
     */
    public Optional<BreakpointReader> of(IBreakpoint breakpoint) {
        return markerType(breakpoint)
                .flatMap(type -> contribution(type, READS).or(() -> contribution(type, DECLINES)))
                .flatMap(this::of);
    }

    private static Optional<String> markerType(IBreakpoint breakpoint) {
        IMarker marker = breakpoint.getMarker();
        if (marker == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(marker.getType());
        } catch (CoreException gone) {
            return Optional.empty();
        }
    }

    private static Optional<IConfigurationElement> contribution(String markerType, String kind) {
        return Arrays.stream(contributions())
                .filter(element -> Arrays.stream(element.getChildren(kind))
                        .anyMatch(child -> markerType.equals(child.getAttribute("markerType"))))
                .findFirst();
    }

    private static IConfigurationElement[] contributions() {
        return Platform.getExtensionRegistry().getConfigurationElementsFor(LguestDebug.PLUGIN_ID, EXTENSION_POINT);
    }

    private Optional<BreakpointReader> of(IConfigurationElement element) {
        return readers.computeIfAbsent(element, BreakpointReaders::create);
    }

    private static Optional<BreakpointReader> create(IConfigurationElement element) {
        try {
            return Optional.of((BreakpointReader) element.createExecutableExtension("class"));
        } catch (CoreException | ClassCastException e) {
            ILog.of(BreakpointReaders.class).error(
                    "Cannot create the breakpoint reader of " + element.getContributor().getName(), e);
            return Optional.empty();
        }
    }
}
