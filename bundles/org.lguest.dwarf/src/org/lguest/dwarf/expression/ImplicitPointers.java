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
import org.lguest.dwarf.value.Storage.ImplicitPointer;
import org.lguest.dwarf.value.Value;

/**
 * What can be done with pointers that the compiler did without (DWARF 5, section 2.6.1.1.4): they have no address, but
 * point to a variable, some way from its start. So they are not null, and those to one variable have an order.
 */
record ImplicitPointers(PointerArithmetic arithmetic) {
    static boolean isOne(Value value) {
        return value.implicitPointer().isPresent();
    }

    /**
     * With a number or an address.
     *
     * @param isLeft whether the pointer is the left operand
     */
    Value binary(String sign, Value pointer, Scalar other, boolean isLeft, int column)
            throws InvalidExpressionException {
        ImplicitPointer implicit = pointer.implicitPointer().orElseThrow();
        boolean isMoved = sign.equals("+") || sign.equals("-") && isLeft;
        if (isMoved && CTypes.isInteger(other.type())) {
            long bytes = other.integer() * arithmetic.step(pointer.type(), column);
            Type type = PointerArithmetic.resultType(pointer.type());
            return new Value(type, implicit.plus(sign.equals("+") ? bytes : -bytes));
        }
        boolean isNull = !CTypes.isReal(other.type()) && other.integer() == 0;
        if (isNull && (sign.equals("==") || sign.equals("!="))) {
            return Scalar.of(sign.equals("!=")).value();
        }
        throw withoutAddress(column);
    }

    /** Of two such pointers. */
    Value binary(String sign, Value left, Value right, int column) throws InvalidExpressionException {
        ImplicitPointer from = left.implicitPointer().orElseThrow();
        ImplicitPointer to = right.implicitPointer().orElseThrow();
        if (from.target().equals(to.target()) && Operators.isComparison(sign)) {
            return Operators.binary(sign, Scalar.of(CTypes.LONG_LONG, from.offset()),
                    Scalar.of(CTypes.LONG_LONG, to.offset()), column).value();
        }
        if (from.target().equals(to.target()) && sign.equals("-")) {
            return arithmetic.distance(from.offset() - to.offset(), left.type(), right.type(), column).value();
        }
        throw withoutAddress(column);
    }

    private static InvalidExpressionException withoutAddress(int column) {
        return new InvalidExpressionException(column,
                "A pointer here has no address: the compiler did without it, but not without what it points to.");
    }
}
