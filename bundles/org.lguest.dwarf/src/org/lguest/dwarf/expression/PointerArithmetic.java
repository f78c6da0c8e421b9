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
import org.lguest.dwarf.type.Type.Pointer;

/** What can be done with addresses (C11, sections 6.5.6, 6.5.8 and 6.5.9). */
final class PointerArithmetic {
    private PointerArithmetic() {
    }

    static Scalar binary(String sign, Scalar left, Scalar right, int column) throws InvalidExpressionException {
        if (CTypes.isReal(left.type()) || CTypes.isReal(right.type())) {
            throw new InvalidExpressionException(column, "An address and a real number have nothing in common.");
        }
        if (Operators.isComparison(sign)) {
            return Operators.binary(sign, left.to(CTypes.UNSIGNED), right.to(CTypes.UNSIGNED), column);
        }
        boolean isLeft = left.type().stripped() instanceof Pointer;
        boolean isRight = right.type().stripped() instanceof Pointer;
        if (sign.equals("+") && isLeft != isRight) {
            Scalar pointer = isLeft ? left : right;
            Scalar number = isLeft ? right : left;
            return Scalar.of(pointer.type().stripped(), pointer.integer() + number.integer() * step(pointer.type()));
        }
        if (sign.equals("-") && isLeft && !isRight) {
            return Scalar.of(left.type().stripped(), left.integer() - right.integer() * step(left.type()));
        }
        if (sign.equals("-") && isLeft) {
            long step = step(left.type());
            if (step != step(right.type())) {
                throw new InvalidExpressionException(column, "These are addresses of things of different sizes.");
            }
            return Scalar.of(CTypes.LONG, (int) (left.integer() - right.integer()) / step);
        }
        // Of all else gdb, and a debugger's user, take an address for a number.
        return Operators.binary(sign, left.to(CTypes.UNSIGNED), right.to(CTypes.UNSIGNED), column);
    }

    /** How far apart elements are; GNU's void and functions count as one byte. */
    static long step(Type pointer) {
        return Math.max(((Pointer) pointer.stripped()).target().get().size(), 1);
    }
}
