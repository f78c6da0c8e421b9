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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections that are compressed by zlib, whole and damaged (RFC 1950; System V ABI, "Section Compression"). */
class CompressedSectionTest {
    private static final int SHF_COMPRESSED = 0x800;
    private static final byte[] PLAIN = new byte[5000];

    static {
        new Random(1).nextBytes(PLAIN);
    }

    private static byte[] deflated(int level, byte... plain) {
        Deflater deflater = new Deflater(level);
        deflater.setInput(plain);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return out.toByteArray();
    }

    /** What comes of a section whose header announces a size. */
    private static byte[] read(int size, byte... compressed) throws Exception {
        byte[] header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(1).putInt(size).putInt(1).array();
        byte[] section = Arrays.copyOf(header, 12 + compressed.length);
        System.arraycopy(compressed, 0, section, 12, compressed.length);
        Section read = ElfFile.parse(ByteBuffer.wrap(new ElfBytes().with(".debug_str", 1, SHF_COMPRESSED, section).bytes()))
                .section(".debug_str");
        return read.reader().copy(read.size());
    }

    private static void refused(String message, int size, byte... compressed) {
        assertEquals(message, assertThrows(MalformedException.class, () -> read(size, compressed)).getMessage());
    }

    @Test
    void oneStreamIsRead() throws Exception {
        assertArrayEquals(PLAIN, read(PLAIN.length, deflated(9, PLAIN)));
    }

    /** As linkers may write that compress in several threads. */
    @Test
    void severalStreamsAreReadOneAfterAnother() throws Exception {
        ByteArrayOutputStream streams = new ByteArrayOutputStream();
        for (int at = 0; at < PLAIN.length; at += 1250) {
            streams.writeBytes(deflated(9, Arrays.copyOfRange(PLAIN, at, at + 1250)));
        }
        assertArrayEquals(PLAIN, read(PLAIN.length, streams.toByteArray()));
    }

    @Test
    void nothingIsReadOfNothing() throws Exception {
        assertEquals(0, read(0, deflated(9)).length);
    }

    /** Stored as it is, so that nothing but the checksum can tell. */
    @ParameterizedTest
    @ValueSource(ints = {7, 2500, 5006, 5007, 5010})
    void aChangedByteIsNoticed(int place) {
        byte[] damaged = deflated(0, PLAIN);
        damaged[place] ^= 1;
        refused(".debug_str+0x139f: compressed data is damaged: incorrect data check", PLAIN.length, damaged);
    }

    @Test
    void dataThatEndsEarlyIsTold() {
        byte[] whole = deflated(9, PLAIN);
        refused(".debug_str+0x" + Integer.toHexString(12 + whole.length - 1) + ": compressed data ends after 0x1388 bytes",
                PLAIN.length, Arrays.copyOf(whole, whole.length - 1));
        refused(".debug_str+0x" + Integer.toHexString(12 + whole.length) + ": compressed data ends after 0x1388 bytes",
                PLAIN.length + 1, whole);
    }

    @Test
    void moreThanAnnouncedIsTold() {
        byte[] whole = deflated(9, PLAIN);
        MalformedException refusal = assertThrows(MalformedException.class, () -> read(PLAIN.length - 1, whole));
        assertEquals("more than 0x1387 bytes come of compressed data", refusal.reason());
    }

    /** A hundred kilobytes that would become as many megabytes. */
    @Test
    void whatWouldFillTheMemoryIsRefused() {
        byte[] bomb = deflated(9, new byte[100 << 20]);
        refused(".debug_str+0x4: 0x6400000 bytes are more than compressed sections of a file of this size are let become",
                100 << 20, bomb);
    }
}
