/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.expression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

import org.lguest.dwarf.location.Extended;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;
import org.lguest.dwarf.value.ValueBytes;

/**
 * A number, or an address, that an expression computes with.
 *
 * @param type arithmetic, or a pointer
 * @param integer its value extended to 64 bits, if it is no real number
 * @param real its value if it is one; numbers of 80 bits are rounded
 */
record Scalar(Type type, long integer, double real) {
    static Scalar of(Type type, long value) {
        if (CTypes.isReal(type)) {
            return of(type, (double) value);
        }
        if (type.stripped() instanceof Base base && base.isBoolean()) {
            return new Scalar(type, value == 0 ? 0 : 1, 0);
        }
        int unused = (int) (64 - 8 * Math.clamp(type.size(), 1, 8));
        return new Scalar(type, CTypes.isUnsigned(type) ? value << unused >>> unused : value << unused >> unused, 0);
    }

    static Scalar of(Type type, double value) {
        return new Scalar(type, 0, type.size() == 4 ? (float) value : value);
    }

    static Scalar of(boolean value) {
        return of(CTypes.INT, value ? 1 : 0);
    }

    /** @param bits how many of the bytes' count; a bit-field has fewer than its type */
    static Scalar read(Type type, byte[] bytes, long bits) {
        if (!CTypes.isReal(type)) {
            return new Scalar(type, ValueBytes.integer(bytes, bits, CTypes.isUnsigned(type)), 0);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new Scalar(type, 0, switch (bytes.length) {
            case 4 -> buffer.getFloat(0);
            case 8 -> buffer.getDouble(0);
            default -> Extended.read(bytes);
        });
    }

    boolean isTrue() {
        return CTypes.isReal(type) ? real != 0 : integer != 0;
    }

    double asReal() {
        if (CTypes.isReal(type)) {
            return real;
        }
        boolean isLarge = integer < 0 && CTypes.isUnsigned(type);
        return isLarge ? (integer >>> 1 | integer & 1) * 2.0 : integer;
    }

    /** The conversions of a cast or an assignment (C11, section 6.3). */
    Scalar to(Type other) {
        if (CTypes.isReal(other)) {
            return of(other, asReal());
        }
        boolean isBoolean = other.stripped() instanceof Base base && base.isBoolean();
        if (isBoolean) {
            return of(other, isTrue() ? 1 : 0);
        }
        return of(other, CTypes.isReal(type) ? (long) real : integer);
    }

    byte[] bytes() {
        int size = (int) Math.clamp(type.size(), 1, 16);
        ByteBuffer buffer = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        if (CTypes.isReal(type)) {
            switch (size) {
                case 4 -> buffer.putFloat((float) real);
                case 8 -> buffer.putDouble(real);
                default -> buffer.put(Extended.write(real));
            }
        } else {
            buffer.putLong(integer);
        }
        byte[] result = new byte[size];
        buffer.get(0, result);
        return result;
    }

    /** As a value that is in no place. */
    Value value() {
        return new Value(type, new Storage.Bytes(bytes(), Optional.empty()));
    }
}
