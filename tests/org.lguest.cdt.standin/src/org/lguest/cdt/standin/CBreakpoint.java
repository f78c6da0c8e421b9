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
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.Breakpoint;
import org.eclipse.debug.core.model.IBreakpoint;

/** What all breakpoints of CDT share: a model, and a count of installations. */
public abstract class CBreakpoint extends Breakpoint {

    /** The model of every breakpoint of CDT. */
    public static final String MODEL = "org.eclipse.cdt.debug.core";

    static final String PREFIX = MODEL + '.';

    /** Started at 0 in every run of the workbench. The attribute of the same name only announces it, and may be stale. */
    private int installCount;

    CBreakpoint() {
    }

    @Override
    public final String getModelIdentifier() {
        return MODEL;
    }

    /** Creates the marker as CDT's own does, and makes the breakpoint known. */
    final void register(IResource resource, String markerType, Map<String, Object> attributes) throws CoreException {
        Map<String, Object> all = new HashMap<>(attributes);
        all.put(IBreakpoint.ID, MODEL);
        all.put(IBreakpoint.ENABLED, true);
        all.put(PREFIX + "ignoreCount", 0);
        all.put(PREFIX + "condition", "");
        all.putIfAbsent(IMarker.MESSAGE, getClass().getSimpleName());
        run(getMarkerRule(resource), monitor -> setMarker(resource.createMarker(markerType, all)));
        DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(this);
    }

    public synchronized boolean isInstalled() {
        return installCount > 0;
    }

    /** How many installations were not taken back. CDT does not tell; tests want to know. */
    public synchronized int installations() {
        return installCount;
    }

    public synchronized void incrementInstallCount() throws CoreException {
        installCount++;
        setAttribute(PREFIX + "installCount", installCount);
    }

    public synchronized void decrementInstallCount() throws CoreException {
        installCount--;
        setAttribute(PREFIX + "installCount", installCount);
    }

    /** Writes any attribute, as the properties dialog does. */
    public void set(String key, Object value) throws CoreException {
        setAttribute(PREFIX + key, value);
    }
}
