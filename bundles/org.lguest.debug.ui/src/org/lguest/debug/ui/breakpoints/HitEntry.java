/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.breakpoints;

import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.BreakpointRequest;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Place;
import org.lguest.debug.core.breakpoints.ConditionCheck;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;

/**
 * What a user has typed of when a breakpoint stops a guest, whatever kind of breakpoint it is.
 *
 * @param condition   in C; blank for none
 * @param ignoreCount as typed; blank for 0
 * @param print       the arguments of printf, with which it prints instead of stopping; blank if it stops
 */
record HitEntry(String condition, String ignoreCount, String print) {

    /** That of a breakpoint. */
    static HitEntry of(GuestBreakpoint breakpoint) {
        return new HitEntry(breakpoint.condition(), Integer.toString(breakpoint.ignoreCount()),
                breakpoint.print());
    }

    /** OK, or an error of the catalogue, as far as can be told without a guest. */
    IStatus problem() {
        IStatus syntax = ConditionCheck.syntax(condition);
        if (!syntax.isOK()) {
            return syntax;
        }
        return count().isPresent() ? ConditionCheck.print(print)
                : LguestStatus.IGNORE_COUNT_MALFORMED.status(ignoreCount.strip());
    }

    private Optional<Integer> count() {
        String typed = ignoreCount.strip();
        try {
            return Optional.of(typed.isEmpty() ? 0 : Integer.valueOf(typed)).filter(count -> count >= 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What a guest would be asked for; empty if there is nothing in it that needs a guest to be judged. */
    Optional<BreakpointRequest> question(Place place) {
        return condition.isBlank() && print.isBlank() ? Optional.empty()
                : Optional.of(new BreakpointRequest(place, false, 0, condition.strip(), print.strip(), ""));
    }

    /** Gives a breakpoint what was typed. It changes a marker, so not on the user-interface thread. */
    void applyTo(GuestBreakpoint breakpoint) throws CoreException {
        breakpoint.setCondition(condition);
        breakpoint.setPrint(print);
        breakpoint.setIgnoreCount(count().orElseThrow(() -> new CoreException(problem())));
    }

    /** What it is before anything is typed. */
    static HitEntry everyTime() {
        return new HitEntry("", "0", "");
    }
}
