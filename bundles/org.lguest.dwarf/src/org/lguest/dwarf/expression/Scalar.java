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
import org.lguest.dwarf.location.Quad;
import org.lguest.dwarf.location.RealFormat;
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
 * @param real its value if it is one, which its type holds exactly
 */
record Scalar(Type type, long integer, Extended real) {
    static Scalar of(Type type, long value) {
        if (CTypes.isReal(type)) {
            return of(type, Extended.of(value, false));
        }
        if (type.stripped() instanceof Base base && base.isBoolean()) {
            return new Scalar(type, value == 0 ? 0 : 1, Extended.ZERO);
        }
        int unused = (int) (64 - 8 * Math.clamp(type.size(), 1, 8));
        return new Scalar(type, CTypes.isUnsigned(type) ? value << unused >>> unused : value << unused >> unused,
                Extended.ZERO);
    }

    /** Rounded to the real type. */
    static Scalar of(Type type, Extended value) {
        return new Scalar(type, 0, value.to(RealFormat.of(type.size())));
    }

    /** What a number of 128 bits is converted to. */
    static Scalar of(Type type, Quad value) {
        if (CTypes.isReal(type)) {
            return new Scalar(type, 0, value.to(RealFormat.of(type.size())));
        }
        boolean isBoolean = type.stripped() instanceof Base base && base.isBoolean();
        return of(type, isBoolean ? value.isZero() ? 0 : 1 : value.integer());
    }

    static Scalar of(boolean value) {
        return of(CTypes.INT, value ? 1 : 0);
    }

    /** @param bits how many of the bytes' count; a bit-field has fewer than its type */
    static Scalar read(Type type, byte[] bytes, long bits) {
        if (!CTypes.isReal(type)) {
            return new Scalar(type, ValueBytes.integer(bytes, bits, CTypes.isUnsigned(type)), Extended.ZERO);
        }
        return new Scalar(type, 0, Extended.read(bytes));
    }

    boolean isTrue() {
        return CTypes.isReal(type) ? !real.isZero() : integer != 0;
    }

    Extended asReal() {
        return CTypes.isReal(type) ? real : Extended.of(integer, CTypes.isUnsigned(type));
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
        return of(other, CTypes.isReal(type) ? real.integer() : integer);
    }

    byte[] bytes() {
        int size = (int) Math.clamp(type.size(), 1, 16);
        if (CTypes.isReal(type)) {
            return real.bytes(size);
        }
        byte[] result = new byte[size];
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(integer).get(0, result);
        return result;
    }

    /** As a value that is in no place. */
    Value value() {
        return new Value(type, new Storage.Bytes(bytes(), Optional.empty()));
    }
}
