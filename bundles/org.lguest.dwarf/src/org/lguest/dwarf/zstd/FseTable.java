/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.zstd;


import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A finite state machine that writes symbols of unlike probability with fractions of bits (RFC 8878, section 4.1). Each
 * state stands for a symbol, and for how many bits lead to which next state.
 */
final class FseTable {
    private static final int LEAST_ACCURACY = 5;
    private static final int LESS_THAN_ONE = -1;

    /** Stands for a table that no block has had. */
    static final FseTable NONE = of(0);

    private final int accuracy;
    /** By state: the symbol, the number of bits from bit 8 on, what they are added to from bit 16 on. */
    private final int[] states;

    private FseTable(int accuracy, int[] states) {
        this.accuracy = accuracy;
        this.states = states;
    }

    /** One that always stands for the same symbol. */
    static FseTable of(int symbol) {
        return new FseTable(0, new int[] {symbol});
    }

    /**
     * @param accuracy the logarithm of the number of states
     * @param shares how many states each symbol has, which together are all; -1 for one that comes back to nowhere
     */
    static FseTable of(int accuracy, int... shares) {
        int size = 1 << accuracy;
        int[] states = new int[size];
        int[] next = shares.clone();
        int high = size;
        for (int symbol = 0; symbol < shares.length; symbol++) {
            if (shares[symbol] == LESS_THAN_ONE) {
                states[--high] = symbol;
                next[symbol] = 1;
            }
        }
        int step = (size >> 1) + (size >> 3) + 3;
        int at = 0;
        for (int symbol = 0; symbol < shares.length; symbol++) {
            for (int i = 0; i < shares[symbol]; i++) {
                states[at] = symbol;
                do {
                    at = at + step & size - 1;
                } while (at >= high);
            }
        }
        for (int state = 0; state < size; state++) {
            int symbol = states[state];
            int rank = next[symbol]++;
            int bits = accuracy - log2(rank);
            states[state] = symbol | bits << 8 | (rank << bits) - size << 16;
        }
        return new FseTable(accuracy, states);
    }

    /**
     * Reads a table, and moves past it (RFC 8878, section 4.1.1).
     *
     * @param mostAccurate the largest accuracy allowed
     * @param symbols how many there are, at most 256
     */
    static FseTable read(ByteBuffer in, int mostAccurate, int symbols) throws ZstdException {
        int start = in.position();
        ForwardBits bits = new ForwardBits(in);
        int accuracy = LEAST_ACCURACY + bits.read(4);
        if (accuracy > mostAccurate) {
            throw new ZstdException(start, "a table of 2^" + accuracy + " states; 2^" + mostAccurate + " are allowed");
        }
        int[] shares = new int[symbols];
        int left = 1 << accuracy;
        int count = 0;
        while (left > 0) {
            if (count == symbols) {
                throw new ZstdException(in.position(), "a table of more than " + symbols + " symbols");
            }
            int share = bits.readUpTo(left + 1) - 1;
            shares[count++] = share;
            left -= Math.abs(share);
            for (int zeros = share == 0 ? 3 : 0; zeros == 3;) {
                zeros = bits.read(2);
                count += zeros;
                if (count > symbols) {
                    throw new ZstdException(in.position(), "a table of more than " + symbols + " symbols");
                }
            }
        }
        return of(accuracy, Arrays.copyOf(shares, count));
    }

    static int log2(int number) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number);
    }

    int firstState(BackwardBits bits) {
        return bits.read(accuracy);
    }

    int symbol(int state) {
        return states[state] & 0xFF;
    }

    int nextState(int state, BackwardBits bits) {
        int way = states[state];
        return (way >>> 16) + bits.read(way >>> 8 & 0xFF);
    }

    /** Bits from the lowest of the first byte on. The last byte is taken whole. */
    private static final class ForwardBits {
        private final ByteBuffer in;
        private int held;
        private int count;

        ForwardBits(ByteBuffer in) {
            this.in = in;
        }

        int read(int wanted) {
            int value = peek(wanted);
            skip(wanted);
            return value;
        }

        private int peek(int wanted) {
            while (count < wanted) {
                held |= (in.get() & 0xFF) << count;
                count += 8;
            }
            return held & (1 << wanted) - 1;
        }

        private void skip(int taken) {
            held >>>= taken;
            count -= taken;
        }

        /** A number from 0 to the greatest, the smallest of which take a bit less. */
        int readUpTo(int greatest) {
            int wanted = log2(greatest) + 1;
            int shorter = (1 << wanted) - 1 - greatest;
            int low = peek(wanted - 1);
            if (low < shorter) {
                skip(wanted - 1);
                return low;
            }
            int value = read(wanted);
            return value < 1 << wanted - 1 ? value : value - shorter;
        }
    }
}
