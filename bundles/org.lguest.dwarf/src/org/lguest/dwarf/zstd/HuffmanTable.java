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

/** A prefix code for bytes: the more often one occurs, the fewer bits it has (RFC 8878, section 4.2). */
final class HuffmanTable {
    private static final int LONGEST_CODE = 11;
    private static final int MOST_WEIGHTS = 255;
    private static final int WEIGHT_ACCURACY = 6;
    private static final int AT_ONCE = BackwardBits.WORD / LONGEST_CODE;

    private final int longest;
    /** By the next bits, as many as the longest code has: the byte, and from bit 8 on how many bits its code has. */
    private final short[] codes;

    private HuffmanTable(int longest, short[] codes) {
        this.longest = longest;
        this.codes = codes;
    }

    /** Reads the description of a table, and moves past it. */
    static HuffmanTable read(ByteBuffer in) throws ZstdException {
        int start = in.position();
        int header = in.get() & 0xFF;
        int[] weights = new int[MOST_WEIGHTS + 1];
        int count = header < 128 ? readCoded(in, header, weights) : readPlain(in, header - 127, weights);
        int sum = 0;
        boolean isFull = false;
        for (int i = 0; i < count; i++) {
            isFull |= weights[i] == 1;
            if (weights[i] > LONGEST_CODE) {
                throw new ZstdException(start, "a weight of " + weights[i]);
            }
            sum += 1 << weights[i] >> 1;
        }
        if (sum == 0) {
            throw new ZstdException(start, "a code without weights");
        }
        // The last one's weight is what is missing to a power of two.
        int longest = FseTable.log2(sum) + 1;
        int missing = (1 << longest) - sum;
        // The longest codes are there in pairs, of which the last symbol is at most one.
        if (longest > LONGEST_CODE || Integer.bitCount(missing) != 1 || !isFull) {
            throw new ZstdException(start, "weights that are no prefix code");
        }
        weights[count] = FseTable.log2(missing) + 1;
        return of(weights, count + 1, longest);
    }

    private static HuffmanTable of(int[] weights, int count, int longest) {
        short[] codes = new short[1 << longest];
        int at = 0;
        for (int weight = 1; weight <= longest; weight++) {
            int bits = longest + 1 - weight;
            for (int symbol = 0; symbol < count; symbol++) {
                if (weights[symbol] == weight) {
                    for (int end = at + (1 << weight - 1); at < end; at++) {
                        codes[at] = (short) (bits << 8 | symbol);
                    }
                }
            }
        }
        return new HuffmanTable(longest, codes);
    }

    private static int readPlain(ByteBuffer in, int count, int[] weights) {
        for (int i = 0; i < count; i += 2) {
            int pair = in.get() & 0xFF;
            weights[i] = pair >> 4;
            weights[i + 1] = pair & 0xF;
        }
        // The other half of the last byte is of no account.
        weights[count] = 0;
        return count;
    }

    /** Two machines in turn, until a step would need more bits than there are. */
    private static int readCoded(ByteBuffer in, int length, int[] weights) throws ZstdException {
        int start = in.position();
        int end = start + length;
        FseTable table = FseTable.read(in, WEIGHT_ACCURACY, MOST_WEIGHTS);
        BackwardBits bits = new BackwardBits(128);
        bits.open(in, end - in.position());
        int now = table.firstState(bits);
        int other = table.firstState(bits);
        int count = 0;
        while (bits.left() >= 0) {
            if (count == MOST_WEIGHTS - 1) {
                throw new ZstdException(start, "more than " + MOST_WEIGHTS + " weights");
            }
            weights[count++] = table.symbol(now);
            int next = table.nextState(now, bits);
            now = other;
            other = next;
        }
        if (count == 0) {
            throw new ZstdException(start, "weights in too few bits");
        }
        weights[count++] = table.symbol(now);
        return count;
    }

    /** As many bytes as have their bits in one word, one word after another. @return where it has stopped */
    private int decodeMost(BackwardBits bits, byte[] to, int from, int end) {
        short[] table = codes;
        int unused = Long.SIZE - longest;
        int at = from;
        while (end - at >= AT_ONCE && bits.left() >= BackwardBits.WORD) {
            long word = bits.word();
            int taken = 0;
            for (int stop = at + AT_ONCE; at < stop; at++) {
                int code = table[(int) (word >>> unused)];
                to[at] = (byte) code;
                word <<= code >> 8;
                taken += code >> 8;
            }
            bits.skip(taken);
        }
        return at;
    }

    /** Decodes a stream, which must end with the last byte, to part of an array. */
    void decode(BackwardBits bits, byte[] to, int from, int end, int offset) throws ZstdException {
        for (int i = decodeMost(bits, to, from, end); i < end; i++) {
            int code = codes[bits.peek(longest)];
            to[i] = (byte) code;
            bits.skip(code >> 8);
        }
        if (bits.left() != 0) {
            throw new ZstdException(offset, "a stream of literals that does not end with its bits");
        }
    }
}
