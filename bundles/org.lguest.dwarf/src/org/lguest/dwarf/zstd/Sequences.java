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
 * What makes a block of its literals and of what is before them: so many literals, then so many bytes from so far back
 * (RFC 8878, section 3.1.1.3.2). One object serves all blocks of a frame, since a block may use tables and offsets of
 * an earlier one.
 */
final class Sequences {
    private final Output output;
    private final int frame;
    private final BackwardBits bits;
    private FseTable literalLengths = FseTable.NONE;
    private FseTable offsets = FseTable.NONE;
    private FseTable matchLengths = FseTable.NONE;
    private int last = 1;
    private int secondLast = 4;
    private int thirdLast = 8;

    /** @param frame how much was written before the frame, which it can't repeat */
    Sequences(Output output, int frame, BackwardBits bits) {
        this.output = output;
        this.frame = frame;
        this.bits = bits;
    }

    /** Writes a block. @param in from its sequences to its end */
    void write(ByteBuffer in, Literals literals) throws ZstdException {
        int start = in.position();
        int used = 0;
        int count = count(in);
        if (count > 0) {
            readTables(in);
            start = in.position();
            bits.open(in, in.remaining());
            used = write(count, literals, start);
            if (bits.left() != 0) {
                throw new ZstdException(start, "sequences that do not end with their bits");
            }
        } else if (in.hasRemaining()) {
            throw new ZstdException(in.position(), "bytes after the last sequence");
        }
        check(output.append(literals.bytes(), used, literals.length() - used), start);
    }

    private static int count(ByteBuffer in) {
        int first = in.get() & 0xFF;
        if (first < 128) {
            return first;
        }
        int second = in.get() & 0xFF;
        return first < 255 ? first - 128 << 8 | second : second + ((in.get() & 0xFF) << 8) + 0x7F00;
    }

    private void readTables(ByteBuffer in) throws ZstdException {
        int modes = in.get() & 0xFF;
        if ((modes & 3) != 0) {
            throw new ZstdException(in.position() - 1, "reserved bits are set");
        }
        literalLengths = SequenceCode.LITERAL_LENGTH.read(in, modes >> 6, literalLengths);
        offsets = SequenceCode.OFFSET.read(in, modes >> 4 & 3, offsets);
        matchLengths = SequenceCode.MATCH_LENGTH.read(in, modes >> 2 & 3, matchLengths);
    }

    /** @return how many literals were used */
    private int write(int count, Literals literals, int start) throws ZstdException {
        int literalState = literalLengths.firstState(bits);
        int offsetState = offsets.firstState(bits);
        int matchState = matchLengths.firstState(bits);
        int used = 0;
        for (int left = count; left > 0; left--) {
            int coded = SequenceCode.OFFSET.number(offsets.symbol(offsetState), bits);
            int length = SequenceCode.MATCH_LENGTH.number(matchLengths.symbol(matchState), bits);
            int before = SequenceCode.LITERAL_LENGTH.number(literalLengths.symbol(literalState), bits);
            if (left > 1) {
                literalState = literalLengths.nextState(literalState, bits);
                matchState = matchLengths.nextState(matchState, bits);
                offsetState = offsets.nextState(offsetState, bits);
            }
            if (bits.left() < 0) {
                throw new ZstdException(start, "sequences that need more bits than there are");
            }
            if (before > literals.length() - used) {
                throw new ZstdException(start, "sequences that need more literals than there are");
            }
            check(output.append(literals.bytes(), used, before), start);
            used += before;
            int back = offset(coded, before == 0);
            if (back <= 0 || back > output.length() - frame) {
                throw new ZstdException(start, "a match from before the start");
            }
            check(output.repeat(back, length), start);
        }
        return used;
    }

    private static void check(boolean fits, int start) throws ZstdException {
        if (!fits) {
            throw new ZstdException(start, "a block of more bytes than are allowed");
        }
    }

    /** The first numbers mean earlier offsets, which the latest is then added to (RFC 8878, section 3.1.1.5). */
    private int offset(int coded, boolean withoutLiterals) {
        int number = withoutLiterals ? coded + 1 : coded;
        if (coded > 3) {
            thirdLast = secondLast;
            secondLast = last;
            last = coded - 3;
        } else if (number > 1) {
            int offset = number == 2 ? secondLast : number == 3 ? thirdLast : last - 1;
            thirdLast = number == 2 ? thirdLast : secondLast;
            secondLast = last;
            last = offset;
        }
        return last;
    }
}
