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
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A section that the file holds deflated (System V ABI, "Section Compression", and GNU's way before it): the one case
 * in which contents are copied. What the header says of the size is believed only as far as deflate can reach with the
 * bytes that are there.
 */
final class CompressedSection {
    private static final int ELFCOMPRESS_ZLIB = 1;
    private static final int ELFCOMPRESS_ZSTD = 2;
    /** Deflate's best ratio: 258 bytes for two bits. */
    private static final int BEST_RATIO = 1032;
    private static final int OLD_MAGIC = 'Z' | 'L' << 8 | 'I' << 16 | 'B' << 24;

    private CompressedSection() {
    }

    /** @param isWide whether the file is a 64-bit one */
    static Section inflate(Section deflated, boolean isWide) throws MalformedException {
        Reader reader = deflated.reader();
        int type = reader.s32();
        if (type != ELFCOMPRESS_ZLIB) {
            throw reader.malformed(0, "compressed by " + (type == ELFCOMPRESS_ZSTD ? "zstd" : "method " + type)
                    + "; only zlib is read here, and objcopy --decompress-debug-sections writes it uncompressed");
        }
        reader.skip(isWide ? 4 : 0);
        int at = reader.offset();
        long size = reader.unsigned(isWide ? 8 : 4);
        reader.skip(isWide ? 8 : 4);
        return inflate(deflated.name(), at, size, reader);
    }

    /** A section {@code .zdebug_*}: four letters and the size, most significant byte first, before the data. */
    static Section inflateOld(Section deflated, String name) throws MalformedException {
        Reader reader = deflated.reader();
        if (reader.s32() != OLD_MAGIC) {
            throw reader.malformed(0, "compressed data should begin with ZLIB");
        }
        int at = reader.offset();
        return inflate(name, at, Long.reverseBytes(reader.s64()), reader);
    }

    /** @param at where the size is written */
    private static Section inflate(String name, int at, long size, Reader reader) throws MalformedException {
        if (size < 0 || size > (long) reader.remaining() * BEST_RATIO || size > Integer.MAX_VALUE - 8) {
            throw reader.malformed(at, "0x" + Long.toHexString(size) + " bytes can't come of these");
        }
        byte[] inflated = new byte[(int) size];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(reader.section().bytes().slice(reader.offset(), reader.remaining()));
            int length = 0;
            while (length < inflated.length) {
                int more = inflater.inflate(inflated, length, inflated.length - length);
                if (more == 0) {
                    throw reader.malformed("compressed data ends after 0x" + Integer.toHexString(length) + " bytes");
                }
                length += more;
            }
        } catch (DataFormatException e) {
            throw reader.malformed("compressed data is damaged: " + e.getMessage());
        } finally {
            inflater.end();
        }
        return new Section(name, ByteBuffer.wrap(inflated));
    }
}
