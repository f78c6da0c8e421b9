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
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.LineBreakpoint;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.Messages;

/** Stops before the first instruction of a source line. */
public final class GuestLineBreakpoint extends LineBreakpoint implements GuestBreakpoint {

    private final Installations installations = new Installations();

    /** For the platform, which restores breakpoints from their markers. */
    public GuestLineBreakpoint() {
    }

    /**
     * A breakpoint in a file of the workspace. Not yet known to the breakpoint manager.
     *
     * @param file the marker's resource
     * @param line 1-based
     */
    public GuestLineBreakpoint(IResource file, int line) throws CoreException {
        create(file, line, Map.of(), file.getName());
    }

    /**
     * A breakpoint in a file outside the workspace. Not yet known to the breakpoint manager.
     *
     * @param root the workspace root
     * @param path absolute path of the file
     * @param line 1-based
     */
    public GuestLineBreakpoint(IResource root, IPath path, int line) throws CoreException {
        create(root, line, Map.of(PATH, path.toOSString()), String.valueOf(path.lastSegment()));
    }

    private void create(IResource resource, int line, Map<String, Object> place, String name) throws CoreException {
        Map<String, Object> attributes = new HashMap<>(place);
        attributes.put(IBreakpoint.ID, LguestDebug.MODEL_ID);
        attributes.put(IBreakpoint.ENABLED, true);
        attributes.put(IMarker.LINE_NUMBER, line);
        attributes.put(IMarker.MESSAGE, NLS.bind(Messages.GuestLineBreakpoint_message, name, line));
        run(getMarkerRule(resource), monitor -> setMarker(resource.createMarker(LINE_MARKER, attributes)));
    }

    @Override
    public String getModelIdentifier() {
        return LguestDebug.MODEL_ID;
    }

    /** Absolute path of the file, as far as it has one. */
    public Optional<String> path() throws CoreException {
        IMarker marker = ensureMarker();
        String outside = GuestBreakpoint.text(marker, PATH);
        if (!outside.isEmpty()) {
            return Optional.of(outside);
        }
        return Optional.ofNullable(marker.getResource().getLocation()).map(IPath::toOSString);
    }

    @Override
    public Installations installations() {
        return installations;
    }
}
