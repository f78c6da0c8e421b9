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
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lguest.hypervisor.session.Planted;

/**
 * Where the guest has moved registers of the debugger's since the bridge looked last. A guest can move them a million
 * times a second and the bridge can't follow, so that only the outcome is kept, and there are no more entries than
 * there are slots for each breakpoint. The emulator thread adds, the bridge takes.
 */
final class Displacements {

    /**
     * @param lost where the bridge knows the register to be
     * @param now  where it is; empty if nowhere
     */
    record Move(Planted lost, Optional<Planted> now) {
    }

    private final Map<Planted, Optional<Planted>> moves = new LinkedHashMap<>();

    /** @return whether there was none: somebody has to be told to take them */
    synchronized boolean add(Planted lost, Optional<Planted> now) {
        boolean first = moves.isEmpty();
        Planted origin = moves.entrySet().stream().filter(move -> move.getValue().equals(Optional.of(lost)))
                .map(Map.Entry::getKey).findFirst().orElse(lost);
        moves.put(origin, now);
        return first;
    }

    /** Takes them all, in the order in which the registers were first moved. */
    synchronized List<Move> take() {
        List<Move> taken = moves.entrySet().stream().map(move -> new Move(move.getKey(), move.getValue())).toList();
        moves.clear();
        return taken;
    }
}
