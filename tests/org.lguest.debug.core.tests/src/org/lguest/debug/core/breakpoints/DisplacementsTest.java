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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.lguest.debug.core.breakpoints.Displacements.Move;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.Planted;

class DisplacementsTest {

    private final Displacements displacements = new Displacements();

    @Test
    void onlyTheFirstNeedsSomebodyToTakeIt() {
        assertTrue(displacements.add(at(0), Optional.of(at(1))));
        assertFalse(displacements.add(at(2), Optional.of(at(3))));
        assertEquals(2, displacements.take().size());
        assertTrue(displacements.add(at(0), Optional.empty()));
    }

    @Test
    void aRegisterThatMovesTwiceHasMovedOnce() {
        displacements.add(at(0), Optional.of(at(1)));
        displacements.add(at(1), Optional.of(at(2)));
        assertEquals(List.of(new Move(at(0), Optional.of(at(2)))), displacements.take());
    }

    @Test
    void aRegisterThatWasNowhereForAWhileHasMoved() {
        displacements.add(at(0), Optional.empty());
        displacements.add(at(0), Optional.of(at(3)));
        assertEquals(List.of(new Move(at(0), Optional.of(at(3)))), displacements.take());
    }

    @Test
    void aRestlessGuestFillsNoMemory() {
        for (int i = 0; i < 10_000; i++) {
            displacements.add(at(i % 4), Optional.of(at((i + 1) % 4)));
            displacements.add(at((i + 1) % 4), Optional.empty());
            displacements.add(at((i + 1) % 4), Optional.of(at((i + 2) % 4)));
        }
        List<Move> moves = displacements.take();
        assertTrue(moves.size() <= 4, moves::toString);
    }

    private static Planted at(int slot) {
        return new Planted(1, slot, new DebugRegisterRequest(Kind.EXECUTE, 0xC010_0000, 1, "first.c:42"));
    }
}
