/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.presentation;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.breakpoints.EventWords;
import org.lguest.debug.core.breakpoints.GuestAddressBreakpoint;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.core.breakpoints.GuestEventBreakpoint;
import org.lguest.debug.core.breakpoints.GuestFunctionBreakpoint;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.ui.Messages;

/** Breakpoints of our own in words: what an icon says by a tick or by its colour is said here too. */
final class BreakpointLabels {

    private BreakpointLabels() {
    }

    /**
     * Where a breakpoint is and, while there is a guest, what became of it there, in a line.
     *
     * @throws CoreException if the breakpoint is gone
     */
    static String of(GuestBreakpoint breakpoint) throws CoreException {
        String place = place(breakpoint);
        if (!breakpoint.condition().isEmpty()) {
            place = NLS.bind(Messages.BreakpointLabels_condition, place, breakpoint.condition());
        }
        if (breakpoint.ignoreCount() > 0) {
            place = NLS.bind(Messages.BreakpointLabels_ignoreCount, place, breakpoint.ignoreCount());
        }
        if (!breakpoint.print().isEmpty()) {
            place = NLS.bind(Messages.BreakpointLabels_print, place, breakpoint.print());
        }
        for (String word : BreakpointStates.words(breakpoint.installations())) {
            place = NLS.bind(Messages.BreakpointLabels_bracket, place, word);
        }
        return place;
    }

    /** Where it is. */
    static String place(GuestBreakpoint breakpoint) throws CoreException {
        return switch (breakpoint) {
            case GuestLineBreakpoint line -> {
                String path = line.path().orElse("");
                yield NLS.bind(Messages.Labels_lineBreakpoint, path.substring(path.lastIndexOf('/') + 1),
                        line.getLineNumber());
            }
            case GuestFunctionBreakpoint function ->
                NLS.bind(Messages.BreakpointLabels_function, function.function());
            case GuestAddressBreakpoint address -> NLS.bind(Messages.BreakpointLabels_address, address.address());
            case GuestEventBreakpoint event -> NLS.bind(Messages.BreakpointLabels_event,
                    event.filter().map(EventWords::of).orElse(""));
            case GuestWatchpoint watchpoint -> watchpoint(watchpoint);
        };
    }

    private static String watchpoint(GuestWatchpoint watchpoint) throws CoreException {
        String access = watchpoint.isAccess()
                ? watchpoint.isModification() ? Messages.Labels_readAndWrite : Messages.Labels_read
                        : Messages.Labels_write;
        String label = watchpoint.length() == 0 ? NLS.bind(Messages.Labels_watchpoint, watchpoint.name(), access)
                : NLS.bind(Messages.Labels_watchpointOfLength,
                        new Object[] {watchpoint.name(), access, watchpoint.length()});
        String placed = watchpoint.isPhysical() ? NLS.bind(Messages.BreakpointLabels_physical, label) : label;
        return watchpoint.endsWithFrame() ? NLS.bind(Messages.BreakpointLabels_endsWithFrame, placed) : placed;
    }
}
