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


import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bits that are read from the end to the start: the highest bit set of the last byte only says where the last of them
 * is (RFC 8878, section 4.1). Below the start there are zeros without end, and {@link #left} is negative, which the
 * reader of a whole stream looks at when done.
 */
final class BackwardBits {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** How many bits a {@link #word} has at least. */
    static final int WORD = 57;

    private final byte[] bytes;
    private int left;

    /** @param longest how many bytes a stream may have */
    BackwardBits(int longest) {
        this.bytes = new byte[longest + Long.BYTES];
    }

    /** Begins with the stream that is the next bytes, and moves past them. */
    void open(ByteBuffer in, int length) throws ZstdException {
        int at = in.position();
        if (length < 1 || length > bytes.length - Long.BYTES) {
            throw new ZstdException(at, "a bitstream of " + length + " bytes");
        }
        in.get(bytes, 0, length);
        int last = bytes[length - 1] & 0xFF;
        if (last == 0) {
            throw new ZstdException(at + length - 1, "a bitstream without a mark at its end");
        }
        left = 8 * length - 8 + Integer.SIZE - 1 - Integer.numberOfLeadingZeros(last);
    }

    /** How many bits are still to be read; negative when more were read than there are. */
    int left() {
        return left;
    }

    /** @param count from 0 to 32 */
    int read(int count) {
        left -= count;
        if (left < 0) {
            return 0;
        }
        return (int) ((long) LONG.get(bytes, left >>> 3) >>> (left & 7) & (1L << count) - 1);
    }

    /** The next bits without moving past them. @param count from 0 to 32 */
    int peek(int count) {
        int at = left - count;
        if (at >= 0) {
            return (int) ((long) LONG.get(bytes, at >>> 3) >>> (at & 7) & (1L << count) - 1);
        }
        return left <= 0 ? 0 : (int) (((long) LONG.get(bytes, 0) & (1L << left) - 1) << -at);
    }

    /**
     * The next {@link #WORD} bits, and maybe more, from the highest bit of the number on, without moving past them.
     * There must be so many.
     */
    long word() {
        int first = (left + 7 >>> 3) - Long.BYTES;
        return (long) LONG.get(bytes, first) << 8 * (first + Long.BYTES) - left;
    }

    void skip(int count) {
        left -= count;
    }
}
