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

/** Stops before the instruction at a linear address. */
public final class GuestAddressBreakpoint extends Breakpoint implements GuestBreakpoint {

    private final Installations installations = new Installations();

    /** For the platform, which restores breakpoints from their markers. */
    public GuestAddressBreakpoint() {
    }

    /**
     * A breakpoint not yet known to the breakpoint manager.
     *
     * @param resource the file it belongs to, or the workspace root
     * @param address linear, such as {@code 0xc0101000}
     */
    public GuestAddressBreakpoint(IResource resource, String address) throws CoreException {
        Map<String, Object> attributes = Map.of(
                IBreakpoint.ID, LguestDebug.MODEL_ID,
                IBreakpoint.ENABLED, true,
                ADDRESS, address,
                IMarker.MESSAGE, message(address));
        run(getMarkerRule(resource), monitor -> setMarker(resource.createMarker(ADDRESS_MARKER, attributes)));
    }

    private static String message(String address) {
        return NLS.bind(Messages.GuestAddressBreakpoint_message, address);
    }

    @Override
    public String getModelIdentifier() {
        return LguestDebug.MODEL_ID;
    }

    /** A linear address, such as {@code 0xc0101000}; empty if the marker lacks it. */
    public String address() throws CoreException {
        return GuestBreakpoint.text(ensureMarker(), ADDRESS);
    }

    /** Moves the breakpoint. */
    public void setAddress(String address) throws CoreException {
        setAttributes(new String[] {ADDRESS, IMarker.MESSAGE}, new Object[] {address, message(address)});
    }

    @Override
    public Installations installations() {
        return installations;
    }
}
