/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.debug.core.model.MemoryByte;
import org.lguest.hypervisor.session.MemoryBytes;

/**
 * What was read of a memory block at this stop and at the one before, so that a view can mark what has changed in
 * between. Bytes that nobody looked at, at the stop before, have no history. Kept are so many pages a stop: enough for
 * what views show.
 */
final class MemoryHistory {

    private static final int PAGE_SHIFT = 12;
    private static final int PAGE = 1 << PAGE_SHIFT;

    /** Of each stop: 1 MiB. */
    private static final int MOST_PAGES = 256;

    private static final short UNREAD = -1;

    /** By page number: each byte, or {@link #UNREAD}. */
    private Map<Integer, short[]> before = Map.of();
    private Map<Integer, short[]> now = new HashMap<>();
    private int stop;

    /**
     * Remembers what was read, and tells what is known of it.
     *
     * @param current number of the stop at which it was read
     * @return for each byte {@link MemoryByte#HISTORY_KNOWN} and {@link MemoryByte#CHANGED}, or neither
     */
    synchronized byte[] compare(MemoryBytes memory, int current) {
        if (current != stop) {
            before = current == stop + 1 ? now : Map.of();
            now = new HashMap<>();
            stop = current;
        }
        byte[] bytes = memory.bytes();
        BitSet readable = memory.readable();
        byte[] flags = new byte[bytes.length];
        for (int i = readable.nextSetBit(0); i >= 0; i = readable.nextSetBit(i + 1)) {
            int address = memory.address() + i;
            int value = Byte.toUnsignedInt(bytes[i]);
            int then = at(address);
            if (then != UNREAD) {
                flags[i] = then == value ? MemoryByte.HISTORY_KNOWN
                        : (byte) (MemoryByte.HISTORY_KNOWN | MemoryByte.CHANGED);
            }
            remember(address, value);
        }
        return flags;
    }

    private int at(int address) {
        short[] page = before.get(address >>> PAGE_SHIFT);
        return page == null ? UNREAD : page[address & PAGE - 1];
    }

    private void remember(int address, int value) {
        short[] page = now.get(address >>> PAGE_SHIFT);
        if (page == null) {
            if (now.size() == MOST_PAGES) {
                return;
            }
            page = new short[PAGE];
            Arrays.fill(page, UNREAD);
            now.put(address >>> PAGE_SHIFT, page);
        }
        page[address & PAGE - 1] = (short) value;
    }
}
