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

import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Array;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.type.Type.Enumeration;
import org.lguest.dwarf.type.Type.FunctionType;
import org.lguest.dwarf.type.Type.Pointer;

/** C's own types on i386 and what becomes of them in expressions (C11, section 6.3.1; i386 psABI, table 2.1). */
final class CTypes {
    private static final int DW_ATE_FLOAT = 4;
    private static final int DW_ATE_SIGNED = 5;
    private static final int DW_ATE_SIGNED_CHAR = 6;
    private static final int DW_ATE_UNSIGNED = 7;

    static final Base CHAR = new Base("char", 1, DW_ATE_SIGNED_CHAR);
    static final Base SHORT = new Base("short", 2, DW_ATE_SIGNED);
    static final Base INT = new Base("int", 4, DW_ATE_SIGNED);
    static final Base UNSIGNED = new Base("unsigned int", 4, DW_ATE_UNSIGNED);
    static final Base LONG = new Base("long", 4, DW_ATE_SIGNED);
    static final Base UNSIGNED_LONG = new Base("unsigned long", 4, DW_ATE_UNSIGNED);
    static final Base LONG_LONG = new Base("long long", 8, DW_ATE_SIGNED);
    static final Base UNSIGNED_LONG_LONG = new Base("unsigned long long", 8, DW_ATE_UNSIGNED);
    static final Base FLOAT16 = new Base("_Float16", 2, DW_ATE_FLOAT);
    static final Base FLOAT = new Base("float", 4, DW_ATE_FLOAT);
    static final Base DOUBLE = new Base("double", 8, DW_ATE_FLOAT);
    static final Base LONG_DOUBLE = new Base("long double", 12, DW_ATE_FLOAT);

    private CTypes() {
    }

    static Pointer pointerTo(Type target) {
        return new Pointer(4, () -> target);
    }

    static boolean isReal(Type type) {
        return type.stripped() instanceof Base base && base.isReal();
    }

    static boolean isQuad(Type type) {
        return type.stripped() instanceof Base base && base.isQuad();
    }

    static boolean isVector(Type type) {
        return type.stripped() instanceof Array array && array.isVector();
    }

    /** Whether its size depends on variables, and is not known where it is asked for. */
    static boolean isVarying(Type type) {
        return switch (type.stripped()) {
            case Array array -> array.bound().isPresent() || isVarying(array.element());
            case Type.Structure structure -> structure.extent() == Type.Extent.VARYING;
            default -> false;
        };
    }

    static boolean isInteger(Type type) {
        return type.stripped() instanceof Base base && base.isInteger()
                || type.stripped() instanceof Enumeration;
    }

    static boolean isArithmetic(Type type) {
        return isReal(type) || isInteger(type);
    }

    static boolean isScalar(Type type) {
        return isArithmetic(type) || type.stripped() instanceof Pointer;
    }

    /** Whether casts and assignments convert to it. */
    static boolean isConvertible(Type type) {
        return isScalar(type) || isQuad(type) || type.stripped() instanceof Base base && base.part().isPresent();
    }

    static boolean isUnsigned(Type type) {
        return switch (type.stripped()) {
            case Base base -> base.isUnsigned();
            case Enumeration enumeration -> enumeration.isUnsigned();
            default -> true;
        };
    }

    /** The signed integer of so many bytes, 1, 2, 4 or 8. */
    static Base integer(long size) {
        return size == 1 ? CHAR : size == 2 ? SHORT : size == 4 ? INT : LONG_LONG;
    }

    /** The integer promotions (C11, section 6.3.1.1). @param bits how many the operand has, less for bit-fields */
    static Base promoted(Type type, long bits) {
        boolean isUnsigned = isUnsigned(type);
        if (bits < 32 || bits == 32 && !isUnsigned && type.size() <= 4) {
            return type.stripped() instanceof Base base && base.name().startsWith("long") && type.size() == 4 ? LONG : INT;
        }
        if (bits == 32) {
            return UNSIGNED;
        }
        return isUnsigned ? UNSIGNED_LONG_LONG : LONG_LONG;
    }

    /** The usual arithmetic conversions, of promoted types (C11, section 6.3.1.8). */
    static Base common(Base left, Base right) {
        if (left.isReal() || right.isReal()) {
            long size = Math.max(left.isReal() ? left.size() : 0, right.isReal() ? right.size() : 0);
            return size <= 2 ? FLOAT16 : size <= 4 ? FLOAT : size <= 8 ? DOUBLE : LONG_DOUBLE;
        }
        long size = Math.max(left.size(), right.size());
        boolean isUnsigned = left.isUnsigned() && left.size() == size || right.isUnsigned() && right.size() == size;
        return size <= 4 ? isUnsigned ? UNSIGNED : INT : isUnsigned ? UNSIGNED_LONG_LONG : LONG_LONG;
    }

    /** What an array or a function stands for in most places: its address (C11, section 6.3.2.1). */
    static Type decayed(Type type) {
        return switch (type.stripped()) {
            case Array array -> pointerTo(array.element());
            case FunctionType function -> pointerTo(function);
            default -> type;
        };
    }
}
