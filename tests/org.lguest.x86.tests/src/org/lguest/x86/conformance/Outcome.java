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

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.StringJoiner;

/**
 * How a case ended: the exception's vector and error code, CR2 if it was a page fault, and all that the instruction may
 * have changed. Of changed memory: how many dwords, a hash over all, and the first of them (address, value, ...).
 */
record Outcome(int[] registers, int eflags, int eip, int vector, int errorCode, int cr2, int[] selectors, int changes,
        int hash, int[] changed) {

    /** Size of the runner's struct outcome. */
    static final int SIZE = 4 * (8 + 5 + 6 + 2 + 2 * Changes.LISTED);
    private static final int PAGE_FAULT = 14;
    /** Which the real one says with no-execute pages on, and an i686 without them never. */
    private static final int INSTRUCTION_FETCH = 0x10;

    /** Collects changed dwords as the runner does. */
    static final class Changes {
        static final int LISTED = 24;
        private final int[] changed = new int[2 * LISTED];
        private int count;
        private int hash = 0x811c9dc5;

        void add(int address, int value) {
            if (count < LISTED) {
                changed[2 * count] = address;
                changed[2 * count + 1] = value;
            }
            count++;
            hash = ((hash ^ address) * 0x01000193 ^ value) * 0x01000193;
        }

        Outcome outcome(int[] registers, int eflags, int eip, int vector, int errorCode, int cr2, int[] selectors) {
            return new Outcome(registers, eflags, eip, vector, errorCode, cr2, selectors, count, hash, listed(changed,
                    count));
        }
    }

    private static int[] listed(int[] changed, int count) {
        return Arrays.copyOf(changed, 2 * Math.min(count, Changes.LISTED));
    }

    static Outcome readFrom(ByteBuffer buffer) {
        int[] registers = ints(buffer, 8);
        int eflags = buffer.getInt();
        int eip = buffer.getInt();
        int vector = buffer.getInt();
        int errorCode = buffer.getInt();
        int cr2 = buffer.getInt();
        int[] selectors = ints(buffer, 6);
        int changes = buffer.getInt();
        int hash = buffer.getInt();
        return normal(registers, eflags, eip, vector, errorCode, cr2, selectors, changes, hash,
                listed(ints(buffer, 2 * Changes.LISTED), changes));
    }

    private static Outcome normal(int[] registers, int eflags, int eip, int vector, int errorCode, int cr2,
            int[] selectors,
            int changes, int hash, int[] changed) {
        boolean pageFault = vector == PAGE_FAULT;
        return new Outcome(registers, eflags, eip, vector, pageFault ? errorCode & ~INSTRUCTION_FETCH : errorCode,
                pageFault ? cr2 : 0, selectors, changes, hash, changed);
    }

    private static int[] ints(ByteBuffer buffer, int count) {
        int[] ints = new int[count];
        for (int i = 0; i < count; i++) {
            ints[i] = buffer.getInt();
        }
        return ints;
    }

    String toLine() {
        StringJoiner line = new StringJoiner(" ");
        for (int[] values : new int[][] {registers, {eflags, eip, vector, errorCode, cr2}, selectors, {changes, hash},
                changed}) {
            for (int value : values) {
                line.add(Integer.toHexString(value));
            }
        }
        return line.toString();
    }

    static Outcome ofLine(String line) {
        String[] words = line.split(" ");
        int[] all = new int[words.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = Integer.parseUnsignedInt(words[i], 16);
        }
        ByteBuffer buffer = ByteBuffer.allocate(SIZE);
        buffer.asIntBuffer().put(all);
        return readFrom(buffer);
    }
}
