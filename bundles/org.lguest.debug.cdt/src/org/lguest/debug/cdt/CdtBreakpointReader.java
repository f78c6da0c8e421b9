/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.cdt;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.BreakpointReader;
import org.lguest.debug.core.breakpoints.BreakpointRequest;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Access;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Place;
import org.lguest.debug.core.breakpoints.BreakpointState;
import org.lguest.debug.core.breakpoints.DebuggedGuest;
import org.lguest.debug.core.breakpoints.Installations;
import org.lguest.debug.core.breakpoints.LinearAddress;
import org.lguest.debug.core.breakpoints.ProblemMarkers;

/**
 * Reads CDT's line, function and address breakpoints and dynamic printfs, and its watchpoints. Of tracepoints and event
 * breakpoints, which have marker types of their own, it says that no debug register could do what they ask for.
 *
 * <p>A regular and a hardware breakpoint are the same here. A software breakpoint is refused. A watchpoint for reads
 * alone is planted for reads and writes, of which the Host drops the writes.
 */
public final class CdtBreakpointReader implements BreakpointReader {

    /** The names of guest-physical memory, which debuggers choose for themselves. */
    private static final Set<String> PHYSICAL_SPACES = Set.of("phys", "physical");

    /** What kinds of breakpoints have in common. */
    private record Mode(boolean oneTime, int ignoreCount, String condition, String print) {

        BreakpointRequest request(Place place, String label) {
            return new BreakpointRequest(place, oneTime, ignoreCount, condition, print, label);
        }
    }

    private final Map<IBreakpoint, Installations> made = new IdentityHashMap<>();
    private final ProblemMarkers problems = new ProblemMarkers(CdtMarkers.PROBLEM);

    @Override
    public BreakpointRequest read(IBreakpoint breakpoint) throws CoreException {
        IMarker marker = breakpoint.getMarker();
        if (marker == null) {
            throw LguestStatus.PLACE_MISSING.exception();
        }
        return switch (marker.getType()) {
            case CdtMarkers.LINE_BREAKPOINT -> line(marker, mode(marker));
            case CdtMarkers.FUNCTION_BREAKPOINT -> function(marker, mode(marker));
            case CdtMarkers.ADDRESS_BREAKPOINT -> address(marker, mode(marker));
            case CdtMarkers.WATCHPOINT -> watchpoint(marker, mode(marker));
            case CdtMarkers.LINE_TRACEPOINT, CdtMarkers.FUNCTION_TRACEPOINT, CdtMarkers.ADDRESS_TRACEPOINT ->
                throw LguestStatus.TRACEPOINT_UNSUPPORTED.exception();
            case CdtMarkers.LINE_DYNAMIC_PRINTF -> line(marker, printing(marker));
            case CdtMarkers.FUNCTION_DYNAMIC_PRINTF -> function(marker, printing(marker));
            case CdtMarkers.ADDRESS_DYNAMIC_PRINTF -> address(marker, printing(marker));
            case CdtMarkers.EVENT_BREAKPOINT -> throw LguestStatus.EVENT_BREAKPOINT_UNSUPPORTED.exception();
            default -> throw LguestStatus.PLACE_MISSING.exception();
        };
    }

    /** Also refuses what it may not do silently otherwise: stop elsewhere, or more often, than the user wants. */
    private static Mode mode(IMarker marker) throws CoreException {
        int type = marker.getAttribute(CdtMarkers.TYPE, 0);
        if ((type & CdtMarkers.TYPE_SOFTWARE) != 0) {
            throw LguestStatus.SOFTWARE_BREAKPOINT.exception();
        }
        return new Mode((type & CdtMarkers.TYPE_TEMPORARY) != 0,
                Math.max(0, marker.getAttribute(CdtMarkers.IGNORE_COUNT, 0)), text(marker, CdtMarkers.CONDITION), "");
    }

    /** A dynamic printf prints each time, whatever else it has from breakpoints. */
    private static Mode printing(IMarker marker) throws CoreException {
        Mode mode = mode(marker);
        return new Mode(false, mode.ignoreCount(), mode.condition(), required(marker, CdtMarkers.PRINTF_STRING));
    }

    /** The line is where an edit and its save have moved it: {@code requestedLine} and {@code message} stay behind. */
    private static BreakpointRequest line(IMarker marker, Mode mode) throws CoreException {
        String path = path(marker);
        int line = marker.getAttribute(IMarker.LINE_NUMBER, 0);
        if (line < 1) {
            throw LguestStatus.PLACE_MISSING.exception();
        }
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return mode.request(new Place.Line(path, line), name + ':' + line);
    }

    private static String path(IMarker marker) throws CoreException {
        String handle = text(marker, CdtMarkers.SOURCE_HANDLE);
        if (!handle.isEmpty()) {
            return handle;
        }
        IPath location = marker.getResource().getLocation();
        if (location == null || location.lastSegment() == null) {
            throw LguestStatus.PLACE_MISSING.exception();
        }
        return location.toOSString();
    }

    private static BreakpointRequest function(IMarker marker, Mode mode) throws CoreException {
        String text = required(marker, CdtMarkers.FUNCTION);
        int parameters = text.indexOf('(');
        String name = parameters < 0 ? text : text.substring(0, parameters).strip();
        return mode.request(new Place.Function(name), name);
    }

    private static BreakpointRequest address(IMarker marker, Mode mode) throws CoreException {
        String text = required(marker, CdtMarkers.ADDRESS);
        return mode.request(new Place.Address(LinearAddress.parse(text)), text);
    }

    private static BreakpointRequest watchpoint(IMarker marker, Mode mode) throws CoreException {
        String expression = required(marker, CdtMarkers.EXPRESSION);
        String space = text(marker, CdtMarkers.MEMORY_SPACE);
        boolean physical = PHYSICAL_SPACES.contains(space);
        if (!space.isEmpty() && !physical) {
            throw LguestStatus.MEMORY_SPACE_UNSUPPORTED.exception(space);
        }
        Access access = Access.of(marker.getAttribute(CdtMarkers.READ, false),
                marker.getAttribute(CdtMarkers.WRITE, true));
        Place place = new Place.Data(expression, range(marker), access, physical, Optional.empty());
        return mode.request(place, expression);
    }

    private static int range(IMarker marker) throws CoreException {
        String range = text(marker, CdtMarkers.RANGE);
        if (range.isEmpty()) {
            return 0;
        }
        try {
            int bytes = Integer.parseInt(range);
            if (bytes < 0) {
                throw LguestStatus.RANGE_MALFORMED.exception(range);
            }
            return bytes;
        } catch (NumberFormatException e) {
            throw LguestStatus.RANGE_MALFORMED.exception(range);
        }
    }

    private static String required(IMarker marker, String attribute) throws CoreException {
        String text = text(marker, attribute);
        if (text.isEmpty()) {
            throw LguestStatus.PLACE_MISSING.exception();
        }
        return text;
    }

    private static String text(IMarker marker, String attribute) {
        return marker.getAttribute(attribute, "").strip();
    }

    /** One at a time, for several guests may have news of one breakpoint at once. */
    @Override
    public synchronized void told(IBreakpoint breakpoint, DebuggedGuest guest, Optional<BreakpointState> state) {
        Installations known = made.computeIfAbsent(breakpoint, unseen -> new Installations());
        int before = known.guests();
        known.set(guest, state);
        tick(breakpoint, known.guests() - before);
        IMarker marker = breakpoint.getMarker();
        String file = marker == null ? "" : text(marker, CdtMarkers.SOURCE_HANDLE);
        problems.show(breakpoint, known, Map.of(CdtMarkers.EXTERNAL_LOCATION, file));
        if (known.states().isEmpty()) {
            made.remove(breakpoint);
        }
    }

    /** The count of ticks is shared with other debuggers: each is taken back once. */
    private static void tick(IBreakpoint breakpoint, int change) {
        if (change != 0) {
            (change > 0 ? InstalledTick.INCREMENT : InstalledTick.DECREMENT).call(breakpoint);
        }
    }
}
