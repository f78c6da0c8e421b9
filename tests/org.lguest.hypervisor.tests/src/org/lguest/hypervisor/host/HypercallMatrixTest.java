/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lguest.hypervisor.guest.Hypercall;

/** Each hypercall of 2.6.23, with its arguments at their edges and beyond: what it answers, does, or kills with. */
class HypercallMatrixTest {

    private static final int KEPT_BY_HANDLER = TinyGuest.SCRATCH + 0x1000;

    static List<HypercallRow> rows() {
        return HypercallTable.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersAndEndsAsLguestDid(HypercallRow row) {
        row.check();
    }

    @Test
    void everyNumberIsInTheTable() {
        Set<Integer> numbers = new TreeSet<>();
        Set<Integer> early = new TreeSet<>();
        rows().forEach(row -> (row.afterInit() ? numbers : early).add(row.number()));
        for (int number = 0; number <= 24; number++) {
            assertTrue(numbers.contains(number) && early.contains(number), "number " + number);
        }
    }

    static IntStream numbers() {
        return IntStream.rangeClosed(0, 24);
    }

    /** The gate of vector 31 is for ring 1 and below: error code 31 * 8 + 2. */
    @ParameterizedTest
    @MethodSource("numbers")
    void fromRingThreeNoneIsMade(int number) {
        TinyGuest guest = TinyGuest.of(
                code -> TinyUser.enter(code.gate(13, TinyGuest.HANDLERS, 0xE, 0), TinyGuest.SCRATCH))
                .at(TinyGuest.SCRATCH, code -> code.hypercall(number, TinyGuest.POWER_DOWN + 1, 0, 0))
                .at(TinyGuest.HANDLERS, code -> TinyUser.kernelData(code.bytes(0x58)).storeEax(KEPT_BY_HANDLER)
                        .bytes(0x58).storeEax(KEPT_BY_HANDLER + 4).hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0xFA, guest.peek(KEPT_BY_HANDLER), "error code");
        assertEquals(TinyGuest.SCRATCH + 20, guest.peek(KEPT_BY_HANDLER + 4), "a fault: EIP is the instruction's own");
    }
}
