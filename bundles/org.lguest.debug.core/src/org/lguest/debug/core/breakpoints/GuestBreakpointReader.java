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

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Access;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Place;

/** Reads breakpoints of our own type. */
public final class GuestBreakpointReader implements BreakpointReader {

    private final ProblemMarkers problems = new ProblemMarkers(GuestBreakpoint.PROBLEM_MARKER);

    @Override
    public BreakpointRequest read(IBreakpoint breakpoint) throws CoreException {
        GuestBreakpoint known = (GuestBreakpoint) breakpoint;
        Place place = place(known);
        return new BreakpointRequest(place, false, known.ignoreCount(), known.condition(),
                known.print(), label(known, place));
    }

    /**
     * Where a breakpoint is.
     *
     * @throws CoreException with a status of the catalogue if its marker does not say, or is gone
     */
    public static Place place(GuestBreakpoint breakpoint) throws CoreException {
        return switch (breakpoint) {
            case GuestLineBreakpoint line -> place(line);
            case GuestFunctionBreakpoint function -> new Place.Function(required(function.function()));
            case GuestAddressBreakpoint address -> new Place.Address(LinearAddress.parse(required(address.address())));
            case GuestWatchpoint watchpoint -> place(watchpoint);
            case GuestEventBreakpoint event ->
                new Place.Event(event.filter().orElseThrow(LguestStatus.PLACE_MISSING::exception).event());
        };
    }

    private static Place place(GuestLineBreakpoint breakpoint) throws CoreException {
        int line = breakpoint.getLineNumber();
        if (line < 1) {
            throw LguestStatus.PLACE_MISSING.exception();
        }
        return new Place.Line(breakpoint.path().orElseThrow(LguestStatus.PLACE_MISSING::exception), line);
    }

    private static Place place(GuestWatchpoint watchpoint) throws CoreException {
        String expression = required(watchpoint.expression());
        int length = watchpoint.length();
        if (length < 0) {
            throw LguestStatus.RANGE_MALFORMED.exception(length);
        }
        return new Place.Data(expression, length, Access.of(watchpoint.isAccess(), watchpoint.isModification()),
                watchpoint.isPhysical(), watchpoint.frame());
    }

    private static String label(GuestBreakpoint breakpoint, Place place) throws CoreException {
        return switch (place) {
            case Place.Line(String path, int line) ->
                path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) + ':' + line;
            case Place.Function(String name) -> name;
            case Place.Data data -> ((GuestWatchpoint) breakpoint).name();
            case Place.Event event ->
                ((GuestEventBreakpoint) breakpoint).filter().map(EventWords::of).orElse("");
            case Place.Address at -> ((GuestAddressBreakpoint) breakpoint).address();
        };
    }

    private static String required(String place) throws CoreException {
        if (place.isEmpty()) {
            throw LguestStatus.PLACE_MISSING.exception();
        }
        return place;
    }

    @Override
    public void told(IBreakpoint breakpoint, DebuggedGuest guest, Optional<BreakpointState> state) {
        Installations made = ((GuestBreakpoint) breakpoint).installations();
        if (made.set(guest, state)) {
            problems.show(breakpoint, made, Map.of());
            tellViews(breakpoint);
        }
    }

    /** How many warnings and notes there are at breakpoints, of all guests. */
    int warnings() {
        return problems.count();
    }

    private static void tellViews(IBreakpoint breakpoint) {
        DebugPlugin platform = DebugPlugin.getDefault();
        if (platform != null) {
            // Null when the workbench has been closed: then nobody looks any more.
            platform.getBreakpointManager().fireBreakpointChanged(breakpoint);
        }
    }
}
