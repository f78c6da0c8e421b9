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

/**
 * One of the three kinds of numbers in sequences, which are written as a symbol and further bits (RFC 8878, sections
 * 3.1.1.3.2.1 and 3.1.1.3.2.2).
 */
enum SequenceCode {
    LITERAL_LENGTH("literal lengths", 9, FseTable.of(6, 4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2,
            2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1), 0, 16, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
    OFFSET("offsets", 8, FseTable.of(5, 1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1,
            -1, -1), 1, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
            27, 28, 29, 30),
    MATCH_LENGTH("match lengths", 9, FseTable.of(6, 1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1), 3, 32, 1, 1, 1, 1, 2,
            2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);

    private static final int PREDEFINED = 0;
    private static final int RLE = 1;
    private static final int COMPRESSED = 2;

    private final String title;
    private final int mostAccurate;
    private final FseTable predefined;
    private final int[] bits;
    private final int[] bases;

    /**
     * @param least the number that the first symbol stands for
     * @param alone how many symbols stand for a number without further bits
     * @param bits how many the symbols after those have; the numbers are gapless
     */
    SequenceCode(String title, int mostAccurate, FseTable predefined, int least, int alone, int... bits) {
        this.title = title;
        this.mostAccurate = mostAccurate;
        this.predefined = predefined;
        this.bits = new int[alone + bits.length];
        System.arraycopy(bits, 0, this.bits, alone, bits.length);
        this.bases = new int[this.bits.length];
        int base = least;
        for (int symbol = 0; symbol < bases.length; symbol++) {
            bases[symbol] = base;
            base += 1 << this.bits[symbol];
        }
    }

    /** Reads the table of a block, and moves past it. @param earlier that of the frame's last block that had one */
    FseTable read(ByteBuffer in, int mode, FseTable earlier) throws ZstdException {
        int start = in.position();
        return switch (mode) {
            case PREDEFINED -> predefined;
            case RLE -> {
                int symbol = in.get() & 0xFF;
                if (symbol >= bits.length) {
                    throw new ZstdException(start, "symbol " + symbol + " in the table of " + title);
                }
                yield FseTable.of(symbol);
            }
            case COMPRESSED -> FseTable.read(in, mostAccurate, bits.length);
            default -> {
                if (earlier == FseTable.NONE) {
                    throw new ZstdException(start, "the table of " + title + " of the block before, which has none");
                }
                yield earlier;
            }
        };
    }

    /** The number that a symbol and the next bits are. */
    int number(int symbol, BackwardBits from) {
        return bases[symbol] + from.read(bits[symbol]);
    }
}
