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

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.lguest.debug.core.breakpoints.BreakpointState.Installed;
import org.lguest.debug.core.breakpoints.BreakpointState.Pending;
import org.lguest.debug.core.breakpoints.BreakpointState.Refused;
import org.lguest.debug.core.breakpoints.BreakpointState.Slot;

/** What has become of a breakpoint, in the words of the trace: for engineers, and the same in each language. */
final class StateWords {

    private StateWords() {
    }

    static String line(String label, Optional<BreakpointState> state) {
        String words = switch (state.orElse(null)) {
            case Installed installed -> installed(installed);
            case Pending(var why, List<String> holders) -> "pending: " + why.getMessage()
                    + (holders.isEmpty() ? "" : " (" + String.join(", ", holders) + ')');
            case Refused(var why) -> "refused: " + why.getMessage();
            case null -> "not armed";
        };
        return (label.isEmpty() ? "a breakpoint" : label) + ": " + words;
    }

    private static String installed(Installed state) {
        String places = state.places().stream().map(StateWords::place).collect(Collectors.joining(", "));
        StringBuilder words = new StringBuilder(places.isEmpty() ? "installed" : "installed in " + places);
        state.movedTo().ifPresent(line -> words.append(", moved to line ").append(line));
        if (state.hits() > 0) {
            words.append(", hits: ").append(state.hits());
        }
        state.fault().ifPresent(fault -> words.append(", ").append(fault.getMessage()));
        return words.toString();
    }

    private static String place(Slot place) {
        return "DR" + place.number() + " of bank " + place.bank();
    }
}
