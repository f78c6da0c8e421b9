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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.eclipse.core.runtime.IStatus;
import org.lguest.debug.core.breakpoints.BreakpointState.Installed;

/**
 * What running guests have made of a breakpoint: facts about guests, which its marker, that outlives them, does not
 * hold. Any thread.
 */
public final class Installations {

    private final Map<DebuggedGuest, BreakpointState> states = new LinkedHashMap<>();

    /** @return whether that is news */
    public synchronized boolean set(DebuggedGuest guest, Optional<BreakpointState> state) {
        return state.isPresent() ? !state.get().equals(states.put(guest, state.get())) : states.remove(guest) != null;
    }

    /** By guest, the one that was launched first before the others. */
    public synchronized Map<DebuggedGuest, BreakpointState> states() {
        return new LinkedHashMap<>(states);
    }

    /** How many guests have the breakpoint armed. */
    public synchronized int guests() {
        return (int) states.values().stream().filter(Installed.class::isInstance).count();
    }

    /** Why a guest does not have it armed, or not quite, in a status of the catalogue; empty unless one says so. */
    public synchronized Optional<IStatus> refusal() {
        return states.values().stream().map(BreakpointState::problem).flatMap(Optional::stream).findFirst();
    }

    /** The line at which it stands in a guest that has no code at the one where it was set. */
    public synchronized Optional<Integer> movedTo() {
        return states.values().stream().map(state -> state instanceof Installed installed
                && installed.movedTo().isPresent() ? (Integer) installed.movedTo().getAsInt() : null)
                .filter(Objects::nonNull).findFirst();
    }

    /** How often it was hit in the guests that have it armed now. */
    public synchronized long hits() {
        return states.values().stream().mapToLong(state -> state instanceof Installed installed ? installed.hits() : 0)
                .sum();
    }
}
