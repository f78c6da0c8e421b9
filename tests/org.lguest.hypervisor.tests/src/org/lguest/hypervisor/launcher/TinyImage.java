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
        byte[] signature = "GenuineLguest".getBytes(StandardCharsets.US_ASCII);
        int size = signature.length + code.length;
        file = ByteBuffer.allocate(84 + size).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x464C_457F).put((byte) 1).put((byte) 1).put((byte) 1);
        file.putShort(16, (short) 2).putShort(18, (short) 3).putInt(20, 1).putInt(24, START);
        file.putInt(28, 52).putShort(40, (short) 52).putShort(42, (short) 32).putShort(44, (short) 1);
        file.putInt(52, 1).putInt(56, 84).putInt(60, 0xC010_0000).putInt(64, 0x0010_0000).putInt(68, size)
                .putInt(72, size);
        file.put(84, signature).put(84 + signature.length, code);
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
