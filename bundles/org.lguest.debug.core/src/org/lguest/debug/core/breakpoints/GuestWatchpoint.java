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

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.Breakpoint;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IWatchpoint;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.Messages;
import org.lguest.hypervisor.session.FrameScope;

/** Stops after an instruction that read or wrote a range of data. */
public final class GuestWatchpoint extends Breakpoint implements GuestBreakpoint, IWatchpoint {

    private final Installations installations = new Installations();
    private volatile Optional<DebuggedGuest> boundTo = Optional.empty();
    private volatile Optional<FrameScope> frame = Optional.empty();

    /** For the platform, which restores breakpoints from their markers. */
    public GuestWatchpoint() {
    }

    /**
     * A watchpoint not yet known to the breakpoint manager.
     *
     * @param resource   the file it belongs to, or the workspace root
     * @param expression a variable, or an address such as {@code 0xc0101000}
     * @param length     in bytes; 0 for the size of the expression
     * @param read       whether reads hit
     * @param write      whether writes hit
     */
    public GuestWatchpoint(IResource resource, String expression, int length, boolean read, boolean write)
            throws CoreException {
        Map<String, Object> attributes = Map.of(
                IBreakpoint.ID, LguestDebug.MODEL_ID,
                IBreakpoint.ENABLED, true,
                EXPRESSION, expression,
                LENGTH, length,
                READ, read,
                WRITE, write,
                IMarker.MESSAGE, message(expression));
        run(getMarkerRule(resource), monitor -> setMarker(resource.createMarker(WATCHPOINT_MARKER, attributes)));
    }

    /**
     * One for writes, of what a variable of a running guest is in. It is not kept when the workbench closes, goes with
     * the guest, and if it has a frame with that.
     *
     * @param root    the workspace root
     * @param address such as {@code 0xc0101000}
     * @param length  in bytes
     * @param name    of the variable
     */
    public static GuestWatchpoint bound(IResource root, String address, int length, DebuggedGuest guest, String name,
            Optional<FrameScope> frame) throws CoreException {
        GuestWatchpoint watchpoint = new GuestWatchpoint(root, address, length, false, true);
        watchpoint.bind(guest, name, frame);
        return watchpoint;
    }

    private static String message(String expression) {
        return NLS.bind(Messages.GuestWatchpoint_message, expression);
    }

    @Override
    public String getModelIdentifier() {
        return LguestDebug.MODEL_ID;
    }

    /** A variable or an address; empty if the marker lacks it. */
    public String expression() throws CoreException {
        return GuestBreakpoint.text(ensureMarker(), EXPRESSION);
    }

    /** Bytes watched; 0 for the size of the expression. */
    public int length() throws CoreException {
        return ensureMarker().getAttribute(LENGTH, 0);
    }

    /** Watches something else. The parameters are those of the constructor. */
    public void watch(String expression, int length, boolean read, boolean write) throws CoreException {
        setAttributes(new String[] {EXPRESSION, LENGTH, READ, WRITE, IMarker.MESSAGE},
                new Object[] {expression, length, read, write, message(expression)});
    }

    /** Whether the expression is a guest-physical address. */
    public boolean isPhysical() {
        IMarker marker = getMarker();
        return marker != null && marker.getAttribute(PHYSICAL, false);
    }

    /** Takes the expression for a guest-physical address, or for a linear one or a variable. */
    public void setPhysical(boolean physical) throws CoreException {
        if (physical != isPhysical()) {
            setAttribute(PHYSICAL, physical);
        }
    }

    /** What it is called: its expression, or the variable from which it was made. */
    public String name() throws CoreException {
        String name = GuestBreakpoint.text(ensureMarker(), NAME);
        return name.isEmpty() ? expression() : name;
    }

    /**
     * Binds it to one run of one guest, and if it is for a variable of a frame to that frame. It is not kept when the
     * workbench closes.
     *
     * @param name of the variable
     * @param life of the frame; empty for data that outlives it
     */
    private void bind(DebuggedGuest guest, String name, Optional<FrameScope> life) throws CoreException {
        setPersisted(false);
        setAttribute(NAME, name);
        boundTo = Optional.of(guest);
        frame = life;
    }

    /** The frame with which what it watches goes. */
    Optional<FrameScope> frame() {
        return frame;
    }

    /** Whether it ends with a frame. */
    public boolean endsWithFrame() {
        return frame.isPresent();
    }

    /** Whether it was made for one run of a guest. */
    boolean isBoundTo(DebuggedGuest guest) {
        return boundTo.filter(guest::equals).isPresent();
    }

    /** Whether a guest is to have it: it is the one that it was made for, or it was made for all. */
    boolean isFor(DebuggedGuest guest) {
        return boundTo.isEmpty() || isBoundTo(guest);
    }

    @Override
    public boolean isAccess() throws CoreException {
        return ensureMarker().getAttribute(READ, false);
    }

    @Override
    public void setAccess(boolean access) throws CoreException {
        setAttribute(READ, access);
    }

    @Override
    public boolean isModification() throws CoreException {
        return ensureMarker().getAttribute(WRITE, true);
    }

    @Override
    public void setModification(boolean modification) throws CoreException {
        setAttribute(WRITE, modification);
    }

    @Override
    public boolean supportsAccess() {
        return true;
    }

    @Override
    public boolean supportsModification() {
        return true;
    }

    @Override
    public Installations installations() {
        return installations;
    }
}
