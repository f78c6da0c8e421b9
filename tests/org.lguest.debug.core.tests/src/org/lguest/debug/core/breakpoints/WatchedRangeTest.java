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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;

import org.junit.jupiter.api.Test;

class WatchedRangeTest {

    @Test
    void anAlignedDwordTakesOneRegister() {
        assertEquals(List.of(new WatchedRange(0xc0101000, 4)), WatchedRange.cover(0xc0101000, 4));
    }

    @Test
    void anUnalignedDwordTakesThree() {
        assertEquals(List.of(new WatchedRange(0x1001, 1), new WatchedRange(0x1002, 2), new WatchedRange(0x1004, 1)),
                WatchedRange.cover(0x1001, 4));
    }

    @Test
    void threeBytesTakeAWordAndAByte() {
        assertEquals(List.of(new WatchedRange(0x1000, 2), new WatchedRange(0x1002, 1)), WatchedRange.cover(0x1000, 3));
    }

    @Test
    void aRangeGoesOnAtZeroAfterTheLastAddress() {
        assertEquals(List.of(new WatchedRange(0xfffffffe, 2), new WatchedRange(0, 2)),
                WatchedRange.cover(0xfffffffe, 4));
    }

    @Test
    void manyAreCountedWithoutBeingMade() {
        for (int address = 0x1000; address < 0x1008; address++) {
            for (int length = 0; length <= 40; length++) {
                assertEquals(WatchedRange.cover(address, length).size(), WatchedRange.count(address, length),
                        length + " bytes at " + address);
            }
        }
        assertEquals(1 << 29, WatchedRange.count(0, Integer.MAX_VALUE) - 1, "two gigabytes but a byte");
    }

    @Test
    void eachByteIsWatchedOnceAndNoOtherIs() {
        for (int address = 0x1000; address < 0x1008; address++) {
            for (int length = 1; length <= 40; length++) {
                BitSet watched = new BitSet();
                for (WatchedRange range : WatchedRange.cover(address, length)) {
                    assertEquals(0, range.address() % range.length(), range + " is not aligned");
                    for (int i = 0; i < range.length(); i++) {
                        int at = range.address() + i;
                        assertTrue(!watched.get(at), range + " watches a byte twice");
                        watched.set(at);
                    }
                }
                BitSet wanted = new BitSet();
                wanted.set(address, address + length);
                assertEquals(wanted, watched);
            }
        }
    }
}
