/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.location;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One entry of the machine's stack (DWARF 5, section 2.5.1): an address-sized number without a type, or a number of a
 * base type.
 *
 * @param bits an integer, as its type extends it
 * @param kind what the number is, and how the bits are to be taken
 * @param size in bytes
 * @param real a real number, if it is one, which its size holds exactly
 */
public record Operand(long bits, Kind kind, int size, Extended real) {
    /** The kinds of numbers. */
    public enum Kind {
        /** Address-sized, wrapping around. */
        GENERIC, SIGNED, UNSIGNED, REAL
    }

    private static final int DW_ATE_COMPLEX_FLOAT = 3;
    private static final int DW_ATE_FLOAT = 4;
    private static final int DW_ATE_SIGNED = 5;
    private static final int DW_ATE_SIGNED_CHAR = 6;

    /** A number without a type. */
    public static Operand generic(long value) {
        return new Operand(value & 0xFFFF_FFFFL, Kind.GENERIC, 4, Extended.ZERO);
    }

    /** A number of a base type of this encoding; what does not fit in is cut off. */
    static Operand integer(long value, Kind kind, int size) {
        if (kind == Kind.GENERIC) {
            return generic(value);
        }
        int unused = 64 - 8 * Math.min(size, 8);
        long fitting = kind == Kind.SIGNED ? value << unused >> unused : value << unused >>> unused;
        return new Operand(fitting, kind, size, Extended.ZERO);
    }

    static Operand real(Extended value, int size) {
        return new Operand(0, Kind.REAL, size, value.to(RealFormat.of(size)));
    }

    static Kind kind(int encoding) {
        return switch (encoding) {
            case DW_ATE_FLOAT, DW_ATE_COMPLEX_FLOAT -> Kind.REAL;
            case DW_ATE_SIGNED, DW_ATE_SIGNED_CHAR -> Kind.SIGNED;
            default -> Kind.UNSIGNED;
        };
    }

    /** Reads bytes as a number of that kind, of as many bytes. */
    static Operand read(byte[] bytes, Kind kind) {
        if (kind == Kind.REAL) {
            return new Operand(0, kind, bytes.length, Extended.read(bytes));
        }
        long value = 0;
        for (int i = Math.min(bytes.length, 8) - 1; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xFF;
        }
        return integer(value, kind, bytes.length);
    }

    /** The number as a real one. */
    Extended asReal() {
        return kind == Kind.REAL ? real : Extended.of(bits, kind != Kind.SIGNED);
    }

    boolean isZero() {
        return kind == Kind.REAL ? real.isZero() : bits == 0;
    }

    /** As signed, whatever its kind. */
    long signed() {
        int unused = 64 - 8 * Math.min(size, 8);
        return bits << unused >> unused;
    }

    /** As unsigned, whatever its kind. */
    long unsigned() {
        int unused = 64 - 8 * Math.min(size, 8);
        return bits << unused >>> unused;
    }

    /** Of the same kind. */
    Operand with(long value) {
        return integer(value, kind, size);
    }

    /** In memory's order; as many bytes as its size. */
    public byte[] bytes() {
        if (kind == Kind.REAL) {
            return real.bytes(size);
        }
        ByteBuffer buffer = ByteBuffer.allocate(Math.max(size, 8)).order(ByteOrder.LITTLE_ENDIAN).putLong(bits);
        if (kind == Kind.SIGNED && bits < 0) {
            while (buffer.hasRemaining()) {
                buffer.put((byte) -1);
            }
        }
        byte[] result = new byte[size];
        buffer.get(0, result);
        return result;
    }
}
