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

import org.lguest.hypervisor.session.Banks;

/**
 * Bytes that one debug register watches: 1, 2 or 4, at a multiple of their number, for the processor ignores the low
 * bits of the address (SDM volume 3, "Breakpoint Field Recognition").
 *
 * @param address unsigned
 * @param length  1, 2 or 4
 */
public record WatchedRange(int address, int length) {

    private static final int DWORD = 4;

    /** How many debug registers there are for one breakpoint at most, in whatever guest. */
    public static int most() {
        return Banks.EXTENDED.registers();
    }

    /**
     * How many {@link #cover} would give, for a range however long.
     *
     * @param address unsigned
     * @param length  in bytes
     */
    public static int count(int address, int length) {
        int head = Math.min(length, -address & DWORD - 1);
        int tail = (length - head) % DWORD;
        return cover(address, head).size() + (length - head) / DWORD + cover(0, tail).size();
    }

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
            int piece = left >= DWORD && (at & DWORD - 1) == 0 ? DWORD : left >= 2 && (at & 1) == 0 ? 2 : 1;
            ranges.add(new WatchedRange(at, piece));
            at += piece;
            left -= piece;
        }
        return ranges;
    }
}
