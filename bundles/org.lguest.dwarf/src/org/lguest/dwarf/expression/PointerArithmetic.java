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

import java.util.function.UnaryOperator;

import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Enumeration;
import org.lguest.dwarf.type.Type.Pointer;
import org.lguest.dwarf.type.Type.Structure;

/**
 * What can be done with addresses (C11, sections 6.5.6, 6.5.8 and 6.5.9).
 *
 * @param completed finds the members of a structure that its unit only declares
 */
record PointerArithmetic(UnaryOperator<Structure> completed) {
    Scalar binary(String sign, Scalar left, Scalar right, int column) throws InvalidExpressionException {
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
            return Scalar.of(resultType(pointer.type()),
                    pointer.integer() + number.integer() * step(pointer.type(), column));
        }
        if (sign.equals("-") && isLeft && !isRight) {
            return Scalar.of(resultType(left.type()), left.integer() - right.integer() * step(left.type(), column));
        }
        if (sign.equals("-") && isLeft) {
            return distance((int) (left.integer() - right.integer()), left.type(), right.type(), column);
        }
        // Of all else gdb, and a debugger's user, take an address for a number.
        return Operators.binary(sign, left.to(CTypes.UNSIGNED), right.to(CTypes.UNSIGNED), column);
    }

    /** How many elements there are in so many bytes between two pointers. */
    Scalar distance(long bytes, Type left, Type right, int column) throws InvalidExpressionException {
        long step = step(left, column);
        if (step != step(right, column)) {
            throw new InvalidExpressionException(column, "These are addresses of things of different sizes.");
        }
        if (step == 0) {
            throw new InvalidExpressionException(column, "All elements are at one address: they are empty.");
        }
        return Scalar.of(CTypes.LONG, bytes / step);
    }

    /** As gdb has it: without the names that typedefs give it, but as constant as it was. */
    static Type resultType(Type pointer) {
        return switch (pointer) {
            case Type.Typedef typedef -> resultType(typedef.target());
            case Type.Qualified qualified -> new Type.Qualified(qualified.qualifier(), resultType(qualified.target()));
            default -> pointer;
        };
    }

    /** How far apart elements are; GNU's void and functions count as one byte, its empty structures as none. */
    long step(Type pointer, int column) throws InvalidExpressionException {
        Type target = ((Pointer) pointer.stripped()).target().get();
        Type whole = target.stripped() instanceof Structure structure ? completed.apply(structure) : target.stripped();
        boolean isIncomplete = whole instanceof Structure structure && !structure.isComplete()
                || whole instanceof Enumeration enumeration && !enumeration.isComplete();
        if (isIncomplete || CTypes.isVarying(whole)) {
            throw new InvalidExpressionException(column, "The program does not say how large " + target.text() + " is.");
        }
        return whole instanceof Structure ? whole.size() : Math.max(whole.size(), 1);
    }
}
