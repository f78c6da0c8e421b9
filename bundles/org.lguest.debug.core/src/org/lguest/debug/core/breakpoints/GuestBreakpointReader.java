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
import org.eclipse.core.runtime.IStatus;
import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Access;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Place;

/** Reads breakpoints of our own type. */
public final class GuestBreakpointReader implements BreakpointReader {

    private final ProblemMarkers problems = new ProblemMarkers(GuestBreakpoint.PROBLEM_MARKER);

    @Override
    public BreakpointRequest read(IBreakpoint breakpoint) throws CoreException {
        return switch ((GuestBreakpoint) breakpoint) {
            case GuestLineBreakpoint line -> read(line);
            case GuestFunctionBreakpoint function -> read(function);
            case GuestAddressBreakpoint address -> read(address);
            case GuestWatchpoint watchpoint -> read(watchpoint);
        };
    }

    private static BreakpointRequest read(GuestLineBreakpoint breakpoint) throws CoreException {
        String path = breakpoint.path().orElseThrow(LguestStatus.PLACE_MISSING::exception);
        int line = breakpoint.getLineNumber();
        if (line < 1) {
            throw LguestStatus.PLACE_MISSING.exception();
        }
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return new BreakpointRequest(new Place.Line(path, line), false, breakpoint.ignoreCount(), name + ':' + line);
    }

    private static BreakpointRequest read(GuestFunctionBreakpoint breakpoint) throws CoreException {
        String function = required(breakpoint.function());
        return new BreakpointRequest(new Place.Function(function), false, breakpoint.ignoreCount(), function);
    }

    private static BreakpointRequest read(GuestAddressBreakpoint breakpoint) throws CoreException {
        String address = required(breakpoint.address());
        return new BreakpointRequest(new Place.Address(LinearAddress.parse(address)), false, breakpoint.ignoreCount(),
                address);
    }

    private static BreakpointRequest read(GuestWatchpoint watchpoint) throws CoreException {
        String expression = required(watchpoint.expression());
        int length = watchpoint.length();
        if (length < 0) {
            throw LguestStatus.RANGE_MALFORMED.exception(length);
        }
        Access access = Access.of(watchpoint.isAccess(), watchpoint.isModification());
        return new BreakpointRequest(new Place.Data(expression, length, access), false, watchpoint.ignoreCount(),
                expression);
    }

    private static String required(String place) throws CoreException {
        if (place.isEmpty()) {
            throw LguestStatus.PLACE_MISSING.exception();
        }
        return place;
    }

    @Override
    public void installed(IBreakpoint breakpoint) {
        ((GuestBreakpoint) breakpoint).installations().count(breakpoint, 1);
    }

    @Override
    public void uninstalled(IBreakpoint breakpoint) {
        ((GuestBreakpoint) breakpoint).installations().count(breakpoint, -1);
    }

    @Override
    public void refused(IBreakpoint breakpoint, IStatus why) {
        ((GuestBreakpoint) breakpoint).installations().refuse(breakpoint, Optional.of(why));
        problems.show(breakpoint, why, Map.of());
    }

    @Override
    public void accepted(IBreakpoint breakpoint) {
        ((GuestBreakpoint) breakpoint).installations().refuse(breakpoint, Optional.empty());
        problems.clear(breakpoint);
    }
}
