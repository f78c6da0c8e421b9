/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small ELF file, whole or spoiled. */
public final class TinyImage {

    /** Where the code stands: the signature is before it. */
    public static final int START = 0xC010_000D;

    private final ByteBuffer file;

    /** An executable for the i386 with one segment, loaded at 1 MiB: the signature, then this code. */
    public TinyImage(byte[] code) {
        this("GenuineLguest", START, code);
    }

    /**
     * One of 4.x: some text, which has to name lguest, then this code, at the same place; it starts at its physical
     * address.
     */
    public static TinyImage late(String text, byte[] code) {
        return new TinyImage((text + "............").substring(0, 13), START - 0xC000_0000, code);
    }

    private TinyImage(String text, int entry, byte[] code) {
        byte[] signature = text.getBytes(StandardCharsets.US_ASCII);
        int size = signature.length + code.length;
        file = ByteBuffer.allocate(84 + size).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x464C_457F).put((byte) 1).put((byte) 1).put((byte) 1);
        file.putShort(16, (short) 2).putShort(18, (short) 3).putInt(20, 1).putInt(24, entry);
        file.putInt(28, 52).putShort(40, (short) 52).putShort(42, (short) 32).putShort(44, (short) 1);
        file.putInt(52, 1).putInt(56, 84).putInt(60, 0xC010_0000).putInt(64, 0x0010_0000).putInt(68, size)
                .putInt(72, size);
        file.put(84, signature).put(84 + signature.length, code);
    }

    /** The file with a symbol table that names two functions. */
    byte[] withFunctions(String first, int firstAddress, String second, int secondAddress) {
        byte[] names = ('\0' + first + '\0' + second + '\0').getBytes(StandardCharsets.US_ASCII);
        int symbols = file.capacity();
        int strings = symbols + 32;
        int sections = strings + names.length;
        ByteBuffer whole = ByteBuffer.allocate(sections + 80).order(ByteOrder.LITTLE_ENDIAN).put(file.array());
        whole.putInt(32, sections).putShort(46, (short) 40).putShort(48, (short) 2);
        whole.putInt(1).putInt(firstAddress).putInt(2).putInt(2);
        whole.putInt(first.length() + 2).putInt(secondAddress).putInt(2).putInt(2);
        whole.put(names);
        whole.putInt(sections + 4, 2).putInt(sections + 16, symbols).putInt(sections + 20, 32).putInt(sections + 24, 1);
        return whole.putInt(sections + 44, 3).putInt(sections + 56, strings).putInt(sections + 60, names.length).array();
    }

    TinyImage put8(int offset, int value) {
        file.put(offset, (byte) value);
        return this;
    }

    TinyImage put16(int offset, int value) {
        file.putShort(offset, (short) value);
        return this;
    }

    TinyImage put32(int offset, int value) {
        file.putInt(offset, value);
        return this;
    }

    byte[] bytes() {
        return file.array();
    }

    public Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }
}
