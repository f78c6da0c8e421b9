/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.elf;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.lguest.dwarf.zstd.ZstdDecoder;
import org.lguest.dwarf.zstd.ZstdException;

/**
 * A section that the file holds compressed (System V ABI, "Section Compression", and GNU's way before it): the one case
 * in which contents are copied. What the header says of the size is believed only as far as the method can reach with
 * the bytes that are there, and memory is taken as they turn out to.
 */
final class CompressedSection {
    private static final int ELFCOMPRESS_ZLIB = 1;
    private static final int ELFCOMPRESS_ZSTD = 2;
    /** Deflate's best ratio: 258 bytes for two bits. */
    private static final int BEST_RATIO = 1032;
    /** What debug information stays below; of more than this, memory is taken in steps. */
    private static final int USUAL_RATIO = 16;
    private static final int OLD_MAGIC = 'Z' | 'L' << 8 | 'I' << 16 | 'B' << 24;

    private CompressedSection() {
    }

    /**
     * @param isWide whether the file is a 64-bit one
     * @param most how many bytes it may become
     */
    static Section expand(Section compressed, boolean isWide, long most) throws MalformedException {
        Reader reader = compressed.reader();
        int type = reader.s32();
        if (type != ELFCOMPRESS_ZLIB && type != ELFCOMPRESS_ZSTD) {
            throw reader.malformed(0, "compressed by method " + type + "; only zlib and zstd are read here, and"
                    + " objcopy --decompress-debug-sections writes it uncompressed");
        }
        reader.skip(isWide ? 4 : 0);
        int at = reader.offset();
        long size = reader.unsigned(isWide ? 8 : 4);
        reader.skip(isWide ? 8 : 4);
        return new Section(compressed.name(), ByteBuffer.wrap(type == ELFCOMPRESS_ZLIB
                ? inflate(check(size, at, reader, BEST_RATIO, most), reader)
                : decode(check(size, at, reader, ZstdDecoder.BEST_RATIO, most), reader)));
    }

    /** A section {@code .zdebug_*}: four letters and the size, most significant byte first, before the data. */
    static Section expandOld(Section compressed, String name, long most) throws MalformedException {
        Reader reader = compressed.reader();
        if (reader.s32() != OLD_MAGIC) {
            throw reader.malformed(0, "compressed data should begin with ZLIB");
        }
        int at = reader.offset();
        long size = Long.reverseBytes(reader.s64());
        return new Section(name, ByteBuffer.wrap(inflate(check(size, at, reader, BEST_RATIO, most), reader)));
    }

    /** @param at where the size is written */
    private static int check(long size, int at, Reader reader, long bestRatio, long most) throws MalformedException {
        if (size < 0 || size > reader.remaining() * bestRatio || size > Integer.MAX_VALUE - 8) {
            throw reader.malformed(at, "0x" + Long.toHexString(size) + " bytes can't come of these");
        }
        if (size > most) {
            throw reader.malformed(at, "0x" + Long.toHexString(size) + " bytes are more than compressed sections of a"
                    + " file of this size are let become");
        }
        return (int) size;
    }

    private static ByteBuffer rest(Reader reader) {
        return reader.section().bytes().slice(reader.offset(), reader.remaining());
    }

    private static byte[] decode(int size, Reader reader) throws MalformedException {
        try {
            return ZstdDecoder.decode(rest(reader), size);
        } catch (ZstdException e) {
            throw reader.malformed(reader.offset() + e.offset(), "compressed data is damaged: " + e.getMessage());
        }
    }

    /** One stream after another, each of which ends with a checksum of what came of it. */
    private static byte[] inflate(int size, Reader reader) throws MalformedException {
        byte[] inflated = new byte[(int) Math.min(size, USUAL_RATIO * (reader.remaining() + 1L))];
        byte[] beyond = new byte[1];
        ByteBuffer in = rest(reader);
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(in);
            int length = 0;
            while (length < size || !inflater.finished()) {
                if (inflater.finished()) {
                    inflater.reset();
                    inflater.setInput(in);
                }
                if (length == inflated.length && length < size) {
                    inflated = Arrays.copyOf(inflated, (int) Math.min(size, 2L * length));
                }
                int more = length < size ? inflater.inflate(inflated, length, inflated.length - length)
                        : inflater.inflate(beyond);
                if (more == 0 && !inflater.finished()) {
                    throw reader.malformed(reader.offset() + in.position(), "compressed data ends after 0x"
                            + Integer.toHexString(length) + " bytes");
                }
                length += more;
                if (length > size) {
                    throw reader.malformed(reader.offset() + in.position(), "more than 0x" + Integer.toHexString(size)
                            + " bytes come of compressed data");
                }
            }
            return inflated;
        } catch (DataFormatException e) {
            throw reader.malformed(reader.offset() + in.position(), "compressed data is damaged: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
