/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lguest.hypervisor.session.RecordingListener.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.host.Code;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.DebugRegisterTable.Use;
import org.lguest.hypervisor.session.predicate.PredicateProgram;

/** A thousand breakpoints and a thousand watches: each is hit where it is, and as often. */
class ManyBanksTest extends TinySession {

    private static final int MANY = 1000;
    private static final int STOPPING = 100;

    private final List<Planted> planted = new ArrayList<>();

    /** One in a hundred stops at its first hit, the others only count. */
    private void plantOne(Kind kind, int address, int length) {
        int ignored = planted.size() % STOPPING == STOPPING - 1 ? 0 : Integer.MAX_VALUE;
        planted.add(plant(kind, address, length, "number " + planted.size(), new Condition(PredicateProgram.ALWAYS, ignored)));
    }

    private void assertEachIsHitOnce() {
        for (int i = STOPPING - 1; i < MANY; i += STOPPING) {
            running();
            assertEquals(planted.get(i), nextHit().planted());
        }
        Planted last = planted.getLast();
        assertEquals(planted.stream().map(register -> new Use(register, 1, 1)).toList(),
                given(session.debugRegisters()).banks().stream().flatMap(bank -> bank.uses().stream()).flatMap(Optional::stream)
                        .toList());
        planted.forEach(register -> given(session.unplant(register)));
        assertEquals(1, given(session.debugRegisters()).banks().size(), () -> "after the last, " + last);
        running();
        assertEquals(GuestEnd.Kind.POWERED_OFF, listener.next(GuestEnd.class).kind());
    }

    @Test
    void aThousandBreakpoints() throws Exception {
        int[] first = new int[1];
        launch(code -> {
            first[0] = code.here();
            for (int i = 0; i < MANY; i++) {
                code.nop();
            }
            return code;
        });
        for (int i = 0; i < MANY; i++) {
            plantOne(Kind.EXECUTE, first[0] + i, 1);
        }
        assertEachIsHitOnce();
    }

    @Test
    void aThousandWatches() throws Exception {
        launch(code -> code.mov(Code.ECX, MANY).mov(7, SCRATCH).bytes(0xF3, 0xAB));
        for (int i = 0; i < MANY; i++) {
            plantOne(Kind.WRITE, SCRATCH + 4 * i, 4);
        }
        assertEachIsHitOnce();
    }
}
