/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.conformance;

import java.util.Random;

/** Where the generators' choices come from; the same seed makes the same ones. */
final class Choices {

    private static final int[] EDGES = {0, 1, 2, 3, 7, 8, 0x0F, 0x10, 0x1F, 0x20, 0x7F, 0x80, 0x81, 0xFF, 0x100, 0x7FFF,
        0x8000, 0xFFFF, 0x10000, 0x12345678, 0x55555555, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFF8000, 0xFFFFFF80,
        0xFFFFFFFE, -1};

    private final Random random;

    Choices(long seed) {
        random = new Random(seed);
    }

    /** From 0 on, below {@code bound}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    int any() {
        return random.nextInt();
    }

    int of(int[] values) {
        return values[random.nextInt(values.length)];
    }

    /** Values at the edges of widths and signs, and others. */
    int edge() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextInt() >> random.nextInt(32);
            default -> of(EDGES);
        };
    }

    /** A number in a range of the opcode table, as 40-47, or the one that stands there. */
    int in(String range) {
        int first = Integer.parseInt(range.substring(0, 2), 16);
        return first + random.nextInt(Integer.parseInt(range.substring(range.length() - 2), 16) - first + 1);
    }

    /** Where a branch may go: INT3s in the arena's code, at times nowhere. */
    int target() {
        return oneIn(8) ? nowhere() : Arena.CODE + 0x100 + random.nextInt(0x600);
    }

    int nowhere() {
        return 0x60000000 + random.nextInt(0x10000);
    }
}
