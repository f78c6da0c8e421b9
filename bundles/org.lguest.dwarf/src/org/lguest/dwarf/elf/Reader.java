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
import java.nio.charset.StandardCharsets;

/**
 * A cursor over part of a section: the only way in which anything here reads a file. Little-endian, and bounded: a read
 * past the end is a {@link MalformedException} with the place, whatever the file claims. For one thread.
 */
public final class Reader {
    /** Longer than any path or mangled name in use; a bound on what one bad offset can make us copy. */
    private static final int LONGEST_STRING = 1 << 16;

    private final Section section;
    private final ByteBuffer bytes;
    private final int end;
    private int position;

    Reader(Section section, int position, int end) {
        this.section = section;
        this.bytes = section.bytes();
        this.position = position;
        this.end = end;
    }

    /** Bytes from the start of the section, not of this window. */
    public int offset() {
        return position;
    }

    /** The offset at which this window ends. */
    public int end() {
        return end;
    }

    public int remaining() {
        return end - position;
    }

    public boolean hasRemaining() {
        return position < end;
    }

    public Section section() {
        return section;
    }

    /** An error at the place of the next byte. */
    public MalformedException malformed(String reason) {
        return malformed(position, reason);
    }

    /** An error at a place already passed. */
    public MalformedException malformed(long offset, String reason) {
        return new MalformedException(section.name(), offset, reason);
    }

    /** Takes the next bytes as a window of their own, and moves past them. */
    public Reader window(long length) throws MalformedException {
        int start = position;
        skip(length);
        return new Reader(section, start, position);
    }

    public void skip(long length) throws MalformedException {
        if (length < 0 || length > remaining()) {
            throw malformed("0x" + Long.toHexString(length) + " bytes wanted, 0x" + Integer.toHexString(remaining())
                    + " left");
        }
        position += (int) length;
    }

    public int u8() throws MalformedException {
        int at = position;
        skip(1);
        return bytes.get(at) & 0xFF;
    }

    public byte s8() throws MalformedException {
        return (byte) u8();
    }

    public int u16() throws MalformedException {
        int at = position;
        skip(2);
        return bytes.getShort(at) & 0xFFFF;
    }

    public int u24() throws MalformedException {
        return u16() | u8() << 16;
    }

    /** Four bytes as they are; addresses are unsigned in an int throughout. */
    public int s32() throws MalformedException {
        int at = position;
        skip(4);
        return bytes.getInt(at);
    }

    public long u32() throws MalformedException {
        return s32() & 0xFFFF_FFFFL;
    }

    public long s64() throws MalformedException {
        int at = position;
        skip(8);
        return bytes.getLong(at);
    }

    /** An unsigned number of 1, 2, 4 or 8 bytes; one of 8 that does not fit is negative. */
    public long unsigned(int size) throws MalformedException {
        return switch (size) {
            case 1 -> u8();
            case 2 -> u16();
            case 4 -> u32();
            case 8 -> s64();
            default -> throw malformed("a number of " + size + " bytes");
        };
    }

    /**
     * An address of the program; this machine has 32-bit ones.
     *
     * @param size 4, or 8 where the upper half is 0
     */
    public int address(int size) throws MalformedException {
        int at = position;
        long address = unsigned(size);
        if (address != (address & 0xFFFF_FFFFL)) {
            throw malformed(at, "0x" + Long.toHexString(address) + " is no 32-bit address");
        }
        return (int) address;
    }

    /**
     * Takes a unit by its initial length (DWARF 5, section 7.2.2), and moves past it. The window begins 4 bytes on, or
     * 12 in the 64-bit DWARF format.
     */
    public Reader unit() throws MalformedException {
        int at = position;
        long length = u32();
        if (length == 0xFFFF_FFFFL) {
            return window(s64());
        }
        if (length >= 0xFFFF_FFF0L) {
            throw malformed(at, "a reserved unit length");
        }
        return window(length);
    }

    /** An unsigned LEB128 number (DWARF 5, section 7.6); padding is allowed, more than 64 bits are not. */
    public long uleb() throws MalformedException {
        int at = position;
        if (at < end && bytes.get(at) >= 0) {
            position++;
            return bytes.get(at);
        }
        long result = 0;
        for (int shift = 0;; shift += 7) {
            int next = u8();
            long bits = next & 0x7F;
            if (shift > 63 ? bits != 0 : shift == 63 && bits > 1) {
                throw malformed(at, "a LEB128 number of more than 64 bits");
            }
            if (shift <= 63) {
                result |= bits << shift;
            }
            if ((next & 0x80) == 0) {
                return result;
            }
        }
    }

    /** A signed LEB128 number (DWARF 5, section 7.6); bits above the 64th are dropped. */
    public long sleb() throws MalformedException {
        long result = 0;
        for (int shift = 0;; shift += 7) {
            int next = u8();
            if (shift <= 63) {
                result |= (long) (next & 0x7F) << shift;
            }
            if ((next & 0x80) == 0) {
                boolean extend = shift + 7 < 64 && (next & 0x40) != 0;
                return extend ? result | -1L << shift + 7 : result;
            }
        }
    }

    /** An unsigned LEB128 number that counts or indexes something, and so fits an int. */
    public int ulebInt() throws MalformedException {
        int at = position;
        long value = uleb();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw malformed(at, "0x" + Long.toHexString(value) + " is too large");
        }
        return (int) value;
    }

    public void skipLeb() throws MalformedException {
        while ((u8() & 0x80) != 0) {
            continue;
        }
    }

    /** A string up to its 0 byte, which is consumed. */
    public String string() throws MalformedException {
        int start = position;
        skipString();
        int length = position - 1 - start;
        if (length > LONGEST_STRING) {
            throw malformed(start, "a string of " + length + " bytes");
        }
        byte[] characters = new byte[length];
        bytes.get(start, characters);
        return new String(characters, StandardCharsets.UTF_8);
    }

    /**
     * Whether the string here is this one, without making it: a look for a name meets very many others.
     *
     * @param text in UTF-8, without an end
     */
    public boolean isString(byte[] text) {
        if (text.length >= remaining() || bytes.get(position + text.length) != 0) {
            return false;
        }
        int at = text.length - 1;
        while (at >= 0 && bytes.get(position + at) == text[at]) {
            at--;
        }
        return at < 0;
    }

    public void skipString() throws MalformedException {
        int at = position;
        while (at < end && bytes.get(at) != 0) {
            at++;
        }
        if (at == end) {
            throw malformed("a string without an end");
        }
        position = at + 1;
    }

    /** Copies the next bytes. */
    public byte[] copy(int length) throws MalformedException {
        int at = position;
        skip(length);
        byte[] result = new byte[length];
        bytes.get(at, result);
        return result;
    }
}
