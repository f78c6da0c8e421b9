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

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.Breakpoint;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.Messages;

/** Stops in a function, after its prologue, when its frame stands. */
public final class GuestFunctionBreakpoint extends Breakpoint implements GuestBreakpoint {

    private final Installations installations = new Installations();

    /** For the platform, which restores breakpoints from their markers. */
    public GuestFunctionBreakpoint() {
    }

    /**
     * A breakpoint not yet known to the breakpoint manager.
     *
     * @param resource the file it belongs to, or the workspace root
     * @param function of the guest, such as {@code ring_up}
     */
    public GuestFunctionBreakpoint(IResource resource, String function) throws CoreException {
        Map<String, Object> attributes = Map.of(
                IBreakpoint.ID, LguestDebug.MODEL_ID,
                IBreakpoint.ENABLED, true,
                FUNCTION, function,
                IMarker.MESSAGE, message(function));
        run(getMarkerRule(resource), monitor -> setMarker(resource.createMarker(FUNCTION_MARKER, attributes)));
    }

    private static String message(String function) {
        return NLS.bind(Messages.GuestFunctionBreakpoint_message, function);
    }

    @Override
    public String getModelIdentifier() {
        return LguestDebug.MODEL_ID;
    }

    /** A function of the guest; empty if the marker lacks it. */
    public String function() throws CoreException {
        return GuestBreakpoint.text(ensureMarker(), FUNCTION);
    }

    /** Moves the breakpoint. */
    public void setFunction(String function) throws CoreException {
        setAttributes(new String[] {FUNCTION, IMarker.MESSAGE}, new Object[] {function, message(function)});
    }

    @Override
    public Installations installations() {
        return installations;
    }
}
