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

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that one debug register watches: 1, 2 or 4, at a multiple of their number, for the processor ignores the low
 * bits of the address (SDM volume 3, "Breakpoint Field Recognition").
 *
 * @param address unsigned
 * @param length  1, 2 or 4
 */
public record WatchedRange(int address, int length) {

    /**
     * The most bytes that one watchpoint may watch. Aligned they take 16 of the debugger's 64 registers, at worst 18.
     */
    public static final int MAXIMUM_LENGTH = 64;

    /**
     * The fewest debug registers that watch these bytes and no others, lowest address first. A range that ends above
     * 0xffffffff goes on at 0, as linear addresses do.
     *
     * @param address unsigned
     * @param length  in bytes
     */
    public static List<WatchedRange> cover(int address, int length) {
        List<WatchedRange> ranges = new ArrayList<>();
        int at = address;
        int left = length;
        while (left > 0) {
            int piece = left >= 4 && (at & 3) == 0 ? 4 : left >= 2 && (at & 1) == 0 ? 2 : 1;
            ranges.add(new WatchedRange(at, piece));
            at += piece;
            left -= piece;
        }
        return ranges;
    }
}
