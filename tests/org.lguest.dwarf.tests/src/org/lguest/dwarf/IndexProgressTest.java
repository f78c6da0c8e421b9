/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lguest.dwarf.IndexProgress.Part;

@Timeout(60)
class IndexProgressTest {
    private final ProgramImage image = Programs.image("gcc-dwarf5-O2");

    /** Writes down what it is told, and stops after a number of tellings of one part. */
    private static final class Record implements IndexProgress {
        final List<Part> parts = new ArrayList<>();
        final Map<Part, Long> reached = new EnumMap<>(Part.class);
        final Map<Part, Long> totals = new EnumMap<>(Part.class);
        private final Part last;
        private int patience;

        Record(Part last, int patience) {
            this.last = last;
            this.patience = patience;
        }

        @Override
        public void reached(Part part, long done, long total) {
            if (!parts.contains(part)) {
                parts.add(part);
            }
            assertTrue(done >= reached.getOrDefault(part, 0L), part + " goes back to " + done);
            assertEquals(total, totals.getOrDefault(part, total), part::name);
            reached.put(part, done);
            totals.put(part, total);
            patience -= part == last ? 1 : 0;
        }

        @Override
        public boolean isCancelled() {
            return patience <= 0;
        }
    }

    @Test
    void whatBreakpointsNeedIsReadInOrderToItsEnd() {
        Record record = new Record(Part.NAMES, 1);
        assertTrue(image.index(record));
        assertEquals(List.of(Part.UNITS, Part.LINES, Part.SYMBOLS), record.parts);
        assertEquals(record.totals, record.reached);
        assertTrue(record.totals.get(Part.LINES) > 0);
    }

    @Test
    void theNamesComeLast() {
        Record record = new Record(Part.NAMES, Integer.MAX_VALUE);
        assertTrue(image.indexNames(record));
        assertEquals(List.of(Part.values()), record.parts);
        assertEquals(record.totals, record.reached);
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void whatIsCancelledIsReadWhenItIsAskedFor(Part part) {
        // Told is the beginning and then one unit.
        Record record = new Record(part, part == Part.SYMBOLS ? 1 : 2);
        assertFalse(image.indexNames(record));
        assertEquals(part, record.parts.getLast());
        assertTrue(record.reached.get(part) < record.totals.get(part), record.reached::toString);
        ProgramImage other = Programs.image("gcc-dwarf5-O2");
        assertEquals(other.addressesOf("bank.c", 53), image.addressesOf("bank.c", 53));
        assertEquals(other.globals(), image.globals());
        assertEquals(List.of(), image.defects());
    }

    @Test
    void cancellingDoesNotWaitForAnotherThreadThatReads() throws Exception {
        CountDownLatch reads = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        CompletableFuture<Boolean> slow = CompletableFuture.supplyAsync(() -> image.index(new IndexProgress() {
            @Override
            public void reached(Part part, long done, long total) {
                if (part == Part.LINES && done > 0) {
                    reads.countDown();
                    await(mayGoOn);
                }
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        }));
        await(reads);
        assertFalse(image.index(new Record(Part.LINES, 1)), "cancelled while the other reads");
        mayGoOn.countDown();
        assertTrue(slow.get(30, TimeUnit.SECONDS));
        assertFalse(image.addressesOf("bank.c", 53).isEmpty());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS), "the other thread never came so far");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
