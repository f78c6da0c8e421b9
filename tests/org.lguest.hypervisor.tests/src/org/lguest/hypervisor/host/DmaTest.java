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

import java.util.Optional;

import org.junit.jupiter.api.Test;

/** BIND_DMA as 2.6.23 had it: sixteen bits of count, and of several arrays with one key the latest. */
class DmaTest {

    private static final int KEY = 0x6000;
    private static final int ARRAY = 0x7000;
    private static final int OTHER = 0x8000;

    private final TinyGuest guest = TinyGuest.of(code -> code);
    private final Machine machine = guest.machine();
    private final Dma dma = machine.dma();

    private static int countAndIrq(int count, int irq) {
        return count << 8 | irq;
    }

    private void fill(int dma) {
        guest.poke(TinyGuest.PAGE_OFFSET + dma, 1);
    }

    private String death() {
        return machine.lguest().death().cause().orElse("alive");
    }

    @Test
    void theFirstEmptyStructIsTheBuffer() {
        dma.bind(KEY, ARRAY, countAndIrq(3, 5));
        fill(ARRAY);
        assertEquals(Optional.of(new Dma.Buffer(ARRAY + Dma.SIZE, 5)), dma.emptyBuffer(KEY));
        assertEquals(Optional.empty(), dma.emptyBuffer(KEY + 4));
    }

    @Test
    void theLatestOfSeveralArraysIsTheOnlyOneLookedAt() {
        dma.bind(KEY, ARRAY, countAndIrq(1, 5));
        dma.bind(KEY, OTHER, countAndIrq(1, 6));
        assertEquals(Optional.of(new Dma.Buffer(OTHER, 6)), dma.emptyBuffer(KEY));
        fill(OTHER);
        assertEquals(Optional.empty(), dma.emptyBuffer(KEY));
        dma.bind(KEY, OTHER, 0);
        assertEquals(Optional.of(new Dma.Buffer(ARRAY, 5)), dma.emptyBuffer(KEY));
    }

    @Test
    void aDeviceThatHasToAnswerTakesTheLastStructThoughItIsFull() {
        dma.bind(KEY, ARRAY, countAndIrq(2, 5));
        fill(ARRAY);
        fill(ARRAY + Dma.SIZE);
        assertEquals(Optional.empty(), dma.emptyBuffer(KEY));
        assertEquals(Optional.of(new Dma.Buffer(ARRAY + Dma.SIZE, 5)), dma.buffer(KEY));
    }

    @Test
    void aCountHasSixteenBits() {
        dma.bind(KEY, ARRAY, countAndIrq(0x1_0000, 5));
        assertEquals(Optional.empty(), dma.emptyBuffer(KEY));
        assertEquals(Optional.empty(), dma.buffer(KEY));
        assertEquals("alive", death());
    }

    @Test
    void anArrayThatLeavesMemoryKillsWhereItDoes() {
        int last = TinyGuest.BYTES - Dma.SIZE;
        for (int struct = last; struct < TinyGuest.BYTES; struct += 4) {
            guest.poke(TinyGuest.PAGE_OFFSET + struct, 1);
        }
        dma.bind(KEY, last, countAndIrq(100, 5));
        machine.memory().write32(TinyGuest.BYTES, 1);
        for (int entry = 0; entry < 100; entry++) {
            int address = last + entry * Dma.SIZE;
            if (address < machine.layout().pfnLimit() * 4096 - 4) {
                machine.memory().write32(address, 1);
            }
        }
        assertEquals(Optional.empty(), dma.emptyBuffer(KEY));
        int outside = last + 41 * Dma.SIZE;
        assertEquals("bad read address 0x" + Integer.toHexString(outside) + " len 100", death());
    }
}
