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

import java.util.Optional;
import java.util.OptionalInt;

import org.lguest.dwarf.location.Extended;
import org.lguest.dwarf.location.Quad;
import org.lguest.dwarf.location.RealFormat;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;

/** C's operators on numbers, their types already converted (C11, sections 6.5.5 to 6.5.12). */
final class Operators {
    private Operators() {
    }

    static boolean isComparison(String sign) {
        return switch (sign) {
            case "==", "!=", "<", ">", "<=", ">=" -> true;
            default -> false;
        };
    }

    static boolean isShift(String sign) {
        return sign.equals("<<") || sign.equals(">>");
    }

    /** Of operands of one type, or of a shift's. */
    static Scalar binary(String sign, Scalar left, Scalar right, int column) throws InvalidExpressionException {
        Type type = left.type();
        if (isComparison(sign)) {
            return Scalar.of(compared(sign, left, right));
        }
        if (CTypes.isReal(type)) {
            return Scalar.of(type, real(sign, left.real(), right.real(), RealFormat.of(type.size()), column));
        }
        return Scalar.of(type, integer(sign, left, right, column));
    }

    /** Of numbers of 128 bits. */
    static Value binary(String sign, Quad left, Quad right, Base type, int column) throws InvalidExpressionException {
        if (isComparison(sign)) {
            return Scalar.of(isOrdered(sign, left.compared(right))).value();
        }
        return quad(type, switch (sign) {
            case "+" -> left.plus(right);
            case "-" -> left.minus(right);
            case "*" -> left.times(right);
            case "/" -> left.over(right);
            default -> throw new InvalidExpressionException(column, sign + " is for integers.");
        });
    }

    private static Value quad(Type type, Quad number) {
        return new Value(type, new Storage.Bytes(number.bytes(), Optional.empty()));
    }

    /** Of a number of 128 bits. */
    static Value unary(String sign, Quad operand, Base type, int column) throws InvalidExpressionException {
        if (sign.equals("~")) {
            throw new InvalidExpressionException(column, "~ is for integers.");
        }
        return quad(type, sign.equals("-") ? operand.negated() : operand);
    }

    private static boolean compared(String sign, Scalar left, Scalar right) {
        if (CTypes.isReal(left.type())) {
            return isOrdered(sign, left.real().compared(right.real()));
        }
        return isOrdered(sign, CTypes.isUnsigned(left.type())
                ? Long.compareUnsigned(left.integer(), right.integer())
                : Long.compare(left.integer(), right.integer()));
    }

    /** What is no number is unlike all, and in no order with any. */
    private static boolean isOrdered(String sign, OptionalInt order) {
        return order.isEmpty() ? sign.equals("!=") : isOrdered(sign, order.getAsInt());
    }

    private static boolean isOrdered(String sign, int order) {
        return switch (sign) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            default -> order >= 0;
        };
    }

    private static Extended real(String sign, Extended left, Extended right, RealFormat format, int column)
            throws InvalidExpressionException {
        return switch (sign) {
            case "+" -> left.plus(right, format);
            case "-" -> left.minus(right, format);
            case "*" -> left.times(right, format);
            case "/" -> left.over(right, format);
            default -> throw new InvalidExpressionException(column, sign + " is for integers.");
        };
    }

    private static long integer(String sign, Scalar left, Scalar right, int column) throws InvalidExpressionException {
        long a = left.integer();
        long b = right.integer();
        boolean isUnsigned = CTypes.isUnsigned(left.type());
        if ((sign.equals("/") || sign.equals("%")) && b == 0) {
            throw new InvalidExpressionException(column, "Division by zero.");
        }
        if (isShift(sign) && (b < 0 || b >= 8 * left.type().size())) {
            throw new InvalidExpressionException(column, "A shift by " + b + " of a number of "
                    + 8 * left.type().size() + " bits.");
        }
        return switch (sign) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> isUnsigned ? Long.divideUnsigned(a, b) : a / b;
            case "%" -> isUnsigned ? Long.remainderUnsigned(a, b) : a % b;
            case "<<" -> a << b;
            case ">>" -> isUnsigned ? a >>> b : a >> b;
            case "&" -> a & b;
            case "|" -> a | b;
            case "^" -> a ^ b;
            default -> throw new InvalidExpressionException(column, sign + " is no operator.");
        };
    }

    /** Of a promoted operand. */
    static Scalar unary(String sign, Scalar operand, int column) throws InvalidExpressionException {
        Base type = (Base) operand.type();
        if (type.isReal()) {
            if (sign.equals("~")) {
                throw new InvalidExpressionException(column, "~ is for integers.");
            }
            return sign.equals("-") ? Scalar.of(type, operand.real().negated()) : operand;
        }
        return Scalar.of(type, switch (sign) {
            case "-" -> -operand.integer();
            case "~" -> ~operand.integer();
            default -> operand.integer();
        });
    }
}
