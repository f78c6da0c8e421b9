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


import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Decodes what Zstandard has compressed: frames one after another (RFC 8878). For one thread. */
public final class ZstdDecoder {
    /** The most bytes a block may have, on either side. */
    static final int LARGEST_BLOCK = 1 << 17;
    /** The most that a byte may become: a block of four that is the same byte all over. */
    public static final int BEST_RATIO = LARGEST_BLOCK / 4;

    private static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPABLE = 0x184D2A50;
    /** The logarithm of the largest one that the format's own tool reads. */
    private static final int LARGEST_WINDOW = 31;
    private static final int RAW = 0;
    private static final int RLE = 1;
    private static final int COMPRESSED = 2;
    /** Programs are rarely compressed to less than a quarter; what is takes some steps. */
    private static final int USUAL_RATIO = 16;

    private final ByteBuffer in;
    private final Output output;
    private final byte[] literals = new byte[LARGEST_BLOCK];
    private final BackwardBits bits = new BackwardBits(LARGEST_BLOCK);

    private ZstdDecoder(ByteBuffer in, int size) {
        this.in = in;
        this.output = new Output((int) Math.min(size, (long) USUAL_RATIO * in.remaining() + LARGEST_BLOCK), size);
    }

    /**
     * @param compressed from its position, which stays, to its limit
     * @param size how many bytes that is to become; memory is only taken for what does
     */
    public static byte[] decode(ByteBuffer compressed, int size) throws ZstdException {
        ByteBuffer in = compressed.slice().order(ByteOrder.LITTLE_ENDIAN);
        ZstdDecoder decoder = new ZstdDecoder(in, size);
        try {
            while (in.hasRemaining()) {
                decoder.frame();
            }
        } catch (BufferUnderflowException e) {
            throw new ZstdException(in.position(), "compressed data ends early, or a part of it does");
        }
        if (decoder.output.length() != size) {
            throw new ZstdException(in.position(), "0x" + Integer.toHexString(decoder.output.length())
                    + " bytes came of it instead of 0x" + Integer.toHexString(size));
        }
        return decoder.output.bytes();
    }

    private void frame() throws ZstdException {
        int start = in.position();
        int magic = in.getInt();
        if ((magic & ~0xF) == SKIPPABLE) {
            skip(in.getInt() & 0xFFFF_FFFFL);
            return;
        }
        if (magic != MAGIC) {
            throw new ZstdException(start, "no frame begins with 0x" + Integer.toHexString(magic));
        }
        int descriptor = in.get() & 0xFF;
        if ((descriptor & 8) != 0) {
            throw new ZstdException(in.position() - 1, "a reserved bit is set");
        }
        boolean isWhole = (descriptor & 0x20) != 0;
        long window = isWhole ? 0 : window(in.get() & 0xFF);
        int dictionary = in.position();
        if (number(new int[] {0, 1, 2, 4}[descriptor & 3]) != 0) {
            throw new ZstdException(dictionary, "a dictionary is needed");
        }
        int width = new int[] {isWhole ? 1 : 0, 2, 4, 8}[descriptor >> 6];
        long content = number(width) + (width == 2 ? 256 : 0);
        int before = output.length();
        blocks((int) Math.min(LARGEST_BLOCK, isWhole ? content & Long.MAX_VALUE : window));
        if (width != 0 && output.length() - before != content) {
            throw new ZstdException(start, "a frame of 0x" + Integer.toHexString(output.length() - before)
                    + " bytes instead of 0x" + Long.toHexString(content));
        }
        if ((descriptor & 4) != 0 && in.getInt() != (int) output.checksum(before)) {
            throw new ZstdException(in.position() - 4, "the checksum of what came of it is another one");
        }
    }

    /** How far back a frame may reach. All that was written is there in any case, but nobody needs so much. */
    private long window(int descriptor) throws ZstdException {
        int exponent = 10 + (descriptor >> 3);
        if (exponent > LARGEST_WINDOW) {
            throw new ZstdException(in.position() - 1, "a window of 2^" + exponent + " bytes or more");
        }
        long power = 1L << exponent;
        return power + power / 8 * (descriptor & 7);
    }

    private long number(int width) {
        return switch (width) {
            case 1 -> in.get() & 0xFF;
            case 2 -> in.getShort() & 0xFFFF;
            case 4 -> in.getInt() & 0xFFFF_FFFFL;
            case 8 -> in.getLong();
            default -> 0;
        };
    }

    private void skip(long count) {
        if (count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + (int) count);
    }

    /** @param largest how many bytes a block may have, on either side */
    private void blocks(int largest) throws ZstdException {
        Literals code = new Literals(literals, bits);
        Sequences sequences = new Sequences(output, output.length(), bits);
        boolean isLast;
        do {
            int start = in.position();
            int header = in.getShort() & 0xFFFF | (in.get() & 0xFF) << 16;
            isLast = (header & 1) != 0;
            int size = header >> 3;
            if (size > largest) {
                throw new ZstdException(start, "a block of 0x" + Integer.toHexString(size) + " bytes, more than 0x"
                        + Integer.toHexString(largest));
            }
            output.limit(largest);
            switch (header >> 1 & 3) {
                case RAW -> written(output.append(in, size), start);
                case RLE -> written(output.fill(in.get(), size), start);
                case COMPRESSED -> compressed(size, code, sequences);
                default -> throw new ZstdException(start, "a block of a reserved type");
            }
        } while (!isLast);
    }

    private static void written(boolean fits, int start) throws ZstdException {
        if (!fits) {
            throw new ZstdException(start, "more bytes than were announced");
        }
    }

    private void compressed(int size, Literals code, Sequences sequences) throws ZstdException {
        int end = in.position() + size;
        if (end > in.limit()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer block = in.duplicate().order(ByteOrder.LITTLE_ENDIAN).limit(end);
        code.read(block);
        sequences.write(block, code);
        in.position(end);
    }
}
