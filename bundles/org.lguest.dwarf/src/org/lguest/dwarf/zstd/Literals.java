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

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a block that are no repetition, before it is known where they go (RFC 8878, section 3.1.1.3.1). One
 * object serves all blocks of a frame, since a block may use the code of an earlier one.
 */
final class Literals {
    private static final int RAW = 0;
    private static final int RLE = 1;
    private static final int COMPRESSED = 2;
    private static final int STREAMS = 4;

    private final byte[] bytes;
    private final BackwardBits bits;
    private @Nullable HuffmanTable table;
    private int length;

    /** @param bytes for as many as a block may have */
    Literals(byte[] bytes, BackwardBits bits) {
        this.bytes = bytes;
        this.bits = bits;
    }

    /** Those of the block that was read last, from the start of the array. */
    byte[] bytes() {
        return bytes;
    }

    /** How many they are. */
    int length() {
        return length;
    }

    /** Reads those of a block, and moves past them. */
    void read(ByteBuffer in) throws ZstdException {
        int start = in.position();
        int first = in.get() & 0xFF;
        int type = first & 3;
        int format = first >> 2 & 3;
        if (type == RAW || type == RLE) {
            int more = (format & 1) == 0 ? 0 : (format + 1) / 2;
            length = size(start, more == 0 ? first >> 3 : (first | littleEndian(in, more) << 8) >> 4);
            if (type == RAW) {
                in.get(bytes, 0, length);
            } else {
                Arrays.fill(bytes, 0, length, in.get());
            }
            return;
        }
        int width = format < 2 ? 10 : 4 * format + 6;
        long header = first | (long) littleEndian(in, format < 2 ? 2 : format + 1) << 8;
        length = size(start, (int) (header >> 4) & (1 << width) - 1);
        int end = in.position() + ((int) (header >> 4 + width) & (1 << width) - 1);
        if (end > in.limit()) {
            throw new ZstdException(start, "literals that end after their block");
        }
        if (type == COMPRESSED) {
            table = HuffmanTable.read(in);
        }
        HuffmanTable code = table;
        if (code == null) {
            throw new ZstdException(start, "literals in the code of the block before, which has none");
        }
        if (format == 0) {
            decode(code, in, end - in.position(), 0, length);
        } else {
            decodeStreams(code, in, end);
        }
    }

    private int size(int start, int size) throws ZstdException {
        if (size > bytes.length) {
            throw new ZstdException(start, size + " literals in a block");
        }
        return size;
    }

    private static int littleEndian(ByteBuffer in, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value |= (in.get() & 0xFF) << 8 * i;
        }
        return value;
    }

    private void decodeStreams(HuffmanTable code, ByteBuffer in, int end) throws ZstdException {
        int start = in.position();
        int share = (length + STREAMS - 1) / STREAMS;
        if (share * (STREAMS - 1) > length) {
            throw new ZstdException(start, length + " literals in four streams");
        }
        int[] sizes = {in.getShort() & 0xFFFF, in.getShort() & 0xFFFF, in.getShort() & 0xFFFF};
        for (int i = 0; i < STREAMS - 1; i++) {
            if (sizes[i] > end - in.position()) {
                throw new ZstdException(start, "a stream of literals that ends after them");
            }
            decode(code, in, sizes[i], i * share, (i + 1) * share);
        }
        decode(code, in, end - in.position(), (STREAMS - 1) * share, length);
    }

    private void decode(HuffmanTable code, ByteBuffer in, int size, int from, int to) throws ZstdException {
        int start = in.position();
        bits.open(in, size);
        code.decode(bits, bytes, from, to, start);
    }
}
