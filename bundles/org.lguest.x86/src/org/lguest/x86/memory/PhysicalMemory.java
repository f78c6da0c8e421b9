/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Machine memory: RAM from address 0, little-endian. Addresses are unsigned; a read beyond the end gives all ones and a
 * write beyond it is dropped, as on an open bus. Used on one thread.
 *
 * <p>Memory knows which of its bytes stand decoded in the block cache, so that every writer, whether guest, Host or
 * debugger, makes stale code go away by writing, with nothing to remember.
 */
public final class PhysicalMemory {

    /** Bytes in a page. */
    public static final int PAGE = 4096;

    /** Little-endian dwords in a {@code byte[]}, at any alignment. */
    public static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** Little-endian words in a {@code byte[]}, at any alignment. */
    public static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    /** Told when bytes marked as code are about to be overwritten. */
    @FunctionalInterface
    public interface CodeListener {
        /** These bytes, or some of them, are marked; all in one page. */
        void codeWritten(int address, int length);
    }

    private final byte[] ram;
    /** For each page that holds decoded code, one bit a byte; else null. */
    private final long[][] code;
    private CodeListener listener = (address, length) -> { };

    /**
     * @param size bytes, a positive multiple of 4096
     * @throws IllegalArgumentException for any other size
     */
    public PhysicalMemory(int size) {
        if (size <= 0 || size % PAGE != 0) {
            throw new IllegalArgumentException("memory size " + size + " is not a positive multiple of " + PAGE);
        }
        ram = new byte[size];
        code = new long[size / PAGE][];
    }

    /** Bytes of RAM. */
    public int size() {
        return ram.length;
    }

    /** The RAM itself, for accesses that have checked that no code stands there. */
    public byte[] ram() {
        return ram;
    }

    /** One byte, 0 to 255. */
    public int read8(int address) {
        return inside(address, 1) ? ram[address] & 0xFF : 0xFF;
    }

    /** One word, 0 to 65535. */
    public int read16(int address) {
        return inside(address, 2) ? (short) SHORT.get(ram, address) & 0xFFFF
                : read8(address) | read8(address + 1) << 8;
    }

    /** One dword. */
    public int read32(int address) {
        return inside(address, 4) ? (int) INT.get(ram, address) : read16(address) | read16(address + 2) << 16;
    }

    /** Writes the low byte of {@code value}. */
    public void write8(int address, int value) {
        if (inside(address, 1)) {
            beforeWrite(address, 1);
            ram[address] = (byte) value;
        }
    }

    /** Writes the low word of {@code value}. */
    public void write16(int address, int value) {
        if (inside(address, 2)) {
            beforeWrite(address, 2);
            SHORT.set(ram, address, (short) value);
        } else {
            write8(address, value);
            write8(address + 1, value >>> 8);
        }
    }

    /** Writes a dword. */
    public void write32(int address, int value) {
        if (inside(address, 4)) {
            beforeWrite(address, 4);
            INT.set(ram, address, value);
        } else {
            write16(address, value);
            write16(address + 2, value >>> 16);
        }
    }

    /** Reads {@code length} bytes into an array. */
    public void read(int address, byte[] into, int offset, int length) {
        if (inside(address, length)) {
            System.arraycopy(ram, address, into, offset, length);
        } else {
            for (int i = 0; i < length; i++) {
                into[offset + i] = (byte) read8(address + i);
            }
        }
    }

    /** Writes {@code length} bytes of an array. */
    public void write(int address, byte[] from, int offset, int length) {
        if (inside(address, length)) {
            beforeWrite(address, length);
            System.arraycopy(from, offset, ram, address, length);
        } else {
            for (int i = 0; i < length; i++) {
                write8(address + i, from[offset + i]);
            }
        }
    }

    /** Fills {@code length} bytes with one value. */
    public void fill(int address, int length, int value) {
        if (inside(address, length)) {
            beforeWrite(address, length);
            Arrays.fill(ram, address, address + length, (byte) value);
        } else {
            for (int i = 0; i < length; i++) {
                write8(address + i, value);
            }
        }
    }

    /** Whether all these bytes are RAM. */
    public boolean inside(int address, int length) {
        return address >= 0 && address <= ram.length - length;
    }

    /** Names the one who keeps decoded code. */
    public void setCodeListener(CodeListener listener) {
        this.listener = listener;
    }

    /** Marks bytes, all of one page and all RAM, as standing decoded. */
    public void markCode(int address, int length) {
        long[] bytes = code[address / PAGE];
        if (bytes == null) {
            bytes = new long[PAGE / Long.SIZE];
            code[address / PAGE] = bytes;
        }
        for (int i = address % PAGE, end = i + length; i < end; i++) {
            bytes[i >>> 6] |= 1L << i;
        }
    }

    /** Takes all marks from a page. */
    public void clearCode(int page) {
        code[page] = null;
    }

    /** Whether any byte of the page is marked. */
    public boolean holdsCode(int page) {
        return code[page] != null;
    }

    /** Must come before every write of RAM that does not go through the methods above. */
    public void beforeWrite(int address, int length) {
        int first = address / PAGE;
        int last = (address + length - 1) / PAGE;
        for (int page = first; page <= last; page++) {
            if (code[page] != null) {
                int from = page == first ? address % PAGE : 0;
                int to = page == last ? (address + length - 1) % PAGE : PAGE - 1;
                beforeWrite(page, from, to);
            }
        }
    }

    private void beforeWrite(int page, int from, int to) {
        long[] bytes = code[page];
        for (int i = from; i <= to; i++) {
            if ((bytes[i >>> 6] >>> i & 1) != 0) {
                listener.codeWritten(page * PAGE + from, to - from + 1);
                return;
            }
        }
    }
}
