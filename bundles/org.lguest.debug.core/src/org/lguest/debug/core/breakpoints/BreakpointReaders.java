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

    /** Those of the platform's extension registry. */
    public static final BreakpointReaders CONTRIBUTED = new BreakpointReaders();

    private final Map<IConfigurationElement, Optional<BreakpointReader>> readers = new ConcurrentHashMap<>();

    private BreakpointReaders() {
    }

    /**
     * The reader of a breakpoint. The marker type has to be exactly one that a reader names, for subtypes need not be
     * of its kind.
     *
     * @return empty if no guest understands the breakpoint, or its marker is gone
     */
    public Optional<BreakpointReader> of(IBreakpoint breakpoint) {
        return markerType(breakpoint).flatMap(this::ofType);
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

    private Optional<BreakpointReader> ofType(String markerType) {
        IConfigurationElement[] elements = Platform.getExtensionRegistry()
                .getConfigurationElementsFor(LguestDebug.PLUGIN_ID, EXTENSION_POINT);
        for (IConfigurationElement element : elements) {
            for (IConfigurationElement reads : element.getChildren("reads")) {
                if (markerType.equals(reads.getAttribute("markerType"))) {
                    return readers.computeIfAbsent(element, BreakpointReaders::create);
                }
            }
        }
        return Optional.empty();
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
