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
 * A section that the file holds deflated (System V ABI, "Section Compression"): the one case in which contents are
 * copied. What the header says of the size is believed only as far as deflate can reach with the bytes that are there.
 */
final class CompressedSection {
    private static final int ELFCOMPRESS_ZLIB = 1;
    /** Deflate's best ratio: 258 bytes for two bits. */
    private static final int BEST_RATIO = 1032;

    private CompressedSection() {
    }

    static Section inflate(Section deflated) throws MalformedException {
        Reader reader = deflated.reader();
        int type = reader.s32();
        if (type != ELFCOMPRESS_ZLIB) {
            throw reader.malformed(0, "compressed by method " + type + "; only zlib, 1, is supported");
        }
        long size = reader.u32();
        reader.skip(4);
        if (size > (long) reader.remaining() * BEST_RATIO || size > Integer.MAX_VALUE - 8) {
            throw reader.malformed(4, "0x" + Long.toHexString(size) + " bytes can't come of these");
        }
        byte[] inflated = new byte[(int) size];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated.bytes().slice(reader.offset(), reader.remaining()));
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
        return new Section(deflated.name(), ByteBuffer.wrap(inflated));
    }
}
