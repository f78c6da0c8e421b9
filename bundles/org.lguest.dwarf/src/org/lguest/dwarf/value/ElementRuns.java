/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.value;

import java.util.Arrays;

import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.machine.TargetMemory;

/**
 * How often elements of an array in memory follow one another, by their bytes as gdb compares them. Reads far ahead of
 * what is looked at: each time that bytes are missing the whole question is asked again. Within {@link
 * TargetMemory#ask}.
 */
final class ElementRuns {
    /**
     * An array is not searched behind these, so that one text can't use up what may be read at a stop: 1 MiB, less a
     * character of any kind that {@link ValueBytes} may be asked for behind them.
     */
    private static final int MOST_BYTES = (1 << 20) - 4;
    /** As much as is read at once wherever in a block it begins. */
    static final int STEP = (1 << 16) - TargetMemory.BLOCK;
    private static final int FIRST_WINDOW = 256;

    private final Value array;
    private final long size;
    private final long few;
    private final long reach;
    private final TargetMemory memory;
    /** To where everything is at hand, or has been tried, in bytes. */
    private long ahead;

    /**
     * @param size of an element in bytes
     * @param count how many elements there are
     * @param few as many are looked at in any case
     */
    ElementRuns(Value array, long size, long count, int few, TargetMemory memory) {
        this.array = array;
        this.size = size;
        this.reach = size == 0 ? count : Math.min(count, MOST_BYTES / size);
        this.few = Math.min(few, reach);
        this.memory = memory;
    }

    /** Whether elements of this array can be compared here: those in registers and elsewhere can't. */
    static boolean canCompare(Value array) {
        return array.storage() instanceof Storage.Memory && array.firstBit() % 8 == 0;
    }

    /** Sees to it that an element is at hand, if it is not so large that little of it may be looked at. */
    void readAhead(long index) {
        if (size <= STEP && index < reach) {
            readAheadTo((index + 1) * size);
        }
    }

    /** Whether a run that ends before this element may go on: nobody has looked. */
    boolean isAtEnd(long index) {
        return index == reach;
    }

    /** How many elements from this one on are the same, as far as can be read and is searched; at least 1. */
    long length(long index) {
        if (size == 0 || index >= reach) {
            return Math.max(reach - index, 1);
        }
        long from = index * size;
        long end = (reach - 1) * size;
        long at = from;
        int widest = STEP;
        for (int window = FIRST_WINDOW; at < end && window > 0;) {
            int length = (int) Math.min(window, end - at);
            readAheadTo(at + size + length);
            try {
                int difference = Arrays.mismatch(read(at, length), read(at + size, length));
                if (difference >= 0) {
                    at += difference;
                    break;
                }
                at += length;
                window = Math.min(2 * window, widest);
            } catch (NoValueException e) {
                // Up to the first byte that can't be read.
                window = length / 2;
                widest = window;
            }
        }
        return 1 + (at - from) / size;
    }

    private void readAheadTo(long end) {
        while (ahead < end) {
            long wanted = (ahead < few * size ? few : reach) * size - ahead;
            int length = (int) Math.min(wanted, STEP);
            try {
                read(ahead, length);
                ahead += length;
            } catch (NoValueException e) {
                // Told where it is looked at.
                ahead = Long.MAX_VALUE;
            }
        }
    }

    private byte[] read(long from, int length) throws NoValueException {
        return ValueBytes.of(new Value(array.type(), array.storage(), array.firstBit() + from * 8, length * 8L), memory);
    }
}
