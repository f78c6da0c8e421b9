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

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import org.lguest.hypervisor.session.Place;
import org.lguest.hypervisor.session.Planted;

/**
 * The debugger's registers that the guest has left no room for. The emulator thread notes them, as often as the guest
 * takes registers and gives them back; only what has become of each in the end is looked at. Any thread.
 */
final class DisplacedRegisters {

    private final Set<Planted> nowhere = new HashSet<>();
    private final Set<Planted> moved = new LinkedHashSet<>();

    /** The guest took it, or gave it back. */
    synchronized void moved(Planted register, Optional<Place> now) {
        moved.add(register);
        if (now.isEmpty()) {
            nowhere.add(register);
        } else {
            nowhere.remove(register);
        }
    }

    /** Those that moved since this was asked last. */
    synchronized Collection<Planted> takeMoved() {
        Set<Planted> taken = new LinkedHashSet<>(moved);
        moved.clear();
        return taken;
    }

    synchronized boolean anyOf(Collection<Planted> registers) {
        return registers.stream().anyMatch(nowhere::contains);
    }

    /** They are not planted any more. */
    synchronized void forget(Collection<Planted> registers) {
        registers.forEach(nowhere::remove);
        registers.forEach(moved::remove);
    }

    synchronized int size() {
        return nowhere.size() + moved.size();
    }
}
