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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.Hypercall;

/** Each hypercall of 2.6.23, with its arguments at their edges and beyond: what it answers, does, or kills with. */
class HypercallMatrixTest {

    /** Numbers up to this one are all asked for: it and some before it are no call of any era. */
    private static final int LAST = 24;
    private static final int KEPT_BY_HANDLER = TinyGuest.SCRATCH + 0x1000;

    static List<HypercallRow> rows() {
        return Arrays.stream(Era.values()).flatMap(era -> rows(era).stream()).toList();
    }

    /** What the table says of that era, and that each number which is no call of it kills. */
    private static List<HypercallRow> rows(Era era) {
        List<HypercallRow> rows = new ArrayList<>(
                era.paging().linearStart() ? LateHypercallTable.rows(era) : HypercallTable.rows());
        IntStream others = IntStream.concat(Arrays.stream(Hypercall.values()).mapToInt(Hypercall::number),
                IntStream.of(-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x1_0000));
        IntStream.concat(IntStream.rangeClosed(0, LAST), others).distinct().filter(number -> era.call(number).isEmpty())
                .forEach(number -> rows.add(HypercallRow.in(era, number).dies("Bad hypercall " + number + '\n')));
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersAndEndsAsLguestDid(HypercallRow row) {
        row.check();
    }

    /** A call that is new in an era's description needs a row that shows what it is for. */
    @ParameterizedTest
    @EnumSource
    void everyCallOfAnEraIsShown(Era era) {
        List<HypercallRow> rows = rows(era);
        for (Hypercall call : era.calls().all()) {
            assertTrue(rows.stream().anyMatch(row -> row.number() == call.number() && row.shows()), call.name());
        }
        for (int number = 0; number <= LAST; number++) {
            int asked = number;
            assertTrue(rows.stream().anyMatch(row -> row.number() == asked && row.afterInit()), "number " + number);
            assertTrue(rows.stream().anyMatch(row -> row.number() == asked && !row.afterInit()), "first of all, number " + number);
        }
    }

    static IntStream numbers() {
        return IntStream.rangeClosed(0, LAST);
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
