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

import org.lguest.dwarf.location.Quad;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.type.Type.Pointer;
import org.lguest.dwarf.type.Type.Structure;
import org.lguest.dwarf.value.Value;

/**
 * Computes with values of any kinds: numbers, complex ones too, and pointers (C11, sections 6.5.3 to 6.5.14).
 *
 * @param completed finds the members of a structure that its unit only declares
 */
record Computation(Operands operands, UnaryOperator<Structure> completed) {
    /** Of one operand: {@code -}, {@code +}, {@code ~}, or a part of a complex number. */
    Value unary(String sign, Value value, int operandColumn, int column) throws InvalidExpressionException {
        ComplexParts parts = ComplexParts.ofAny(value);
        if (sign.equals(Parser.REAL_PART)) {
            return parts.real();
        }
        if (sign.equals(Parser.IMAGINARY_PART)) {
            return parts.imaginary();
        }
        if (ComplexParts.of(value).isPresent()) {
            // As GNU has it, ~ is the conjugate.
            Value real = sign.equals("-") ? unary("-", parts.real(), operandColumn, column) : parts.real();
            Value imaginary = sign.equals("+") ? parts.imaginary() : unary("-", parts.imaginary(), operandColumn, column);
            return new ComplexParts(real, imaginary).whole(value.type(), operands, operandColumn);
        }
        if (CTypes.isVector(value.type())) {
            Vectors vector = Vectors.of(value);
            return vector.each((element, i) -> unary(sign, element, operandColumn, column), operands, column);
        }
        return value.type().stripped() instanceof Base base && base.isQuad()
                ? Operators.unary(sign, Quad.read(operands.bytes(value, operandColumn)), base, column)
                : Operators.unary(sign, operands.promoted(value, operandColumn), column).value();
    }

    /** Of two operands, by an operator that needs both. */
    Value combined(String sign, Value leftValue, Value rightValue, int leftColumn, int rightColumn, int column)
            throws InvalidExpressionException {
        if (ComplexParts.of(leftValue).isPresent() || ComplexParts.of(rightValue).isPresent()) {
            return complex(sign, leftValue, rightValue, leftColumn, rightColumn, column);
        }
        if (CTypes.isVector(leftValue.type()) || CTypes.isVector(rightValue.type())) {
            return elements(sign, leftValue, rightValue, leftColumn, rightColumn, column);
        }
        Value wider = CTypes.isQuad(leftValue.type()) ? leftValue : rightValue;
        if (wider.type().stripped() instanceof Base base && base.isQuad()) {
            return Operators.binary(sign, Quad.read(operands.quad(leftValue, leftColumn)),
                    Quad.read(operands.quad(rightValue, rightColumn)), base, column);
        }
        PointerArithmetic arithmetic = new PointerArithmetic(completed);
        ImplicitPointers implicit = new ImplicitPointers(arithmetic);
        boolean isLeft = ImplicitPointers.isOne(leftValue);
        if (isLeft && ImplicitPointers.isOne(rightValue)) {
            return implicit.binary(sign, leftValue, rightValue, column);
        }
        if (isLeft || ImplicitPointers.isOne(rightValue)) {
            Scalar other = isLeft ? operands.scalar(rightValue, rightColumn) : operands.scalar(leftValue, leftColumn);
            return implicit.binary(sign, isLeft ? leftValue : rightValue, other, isLeft, column);
        }
        Scalar left = operands.scalar(leftValue, leftColumn);
        Scalar right = operands.scalar(rightValue, rightColumn);
        boolean isPointer = left.type().stripped() instanceof Pointer || right.type().stripped() instanceof Pointer;
        if (isPointer) {
            return arithmetic.binary(sign, left, right, column).value();
        }
        Base leftType = Operands.promotedType(leftValue, left, leftColumn);
        Base rightType = Operands.promotedType(rightValue, right, rightColumn);
        Base type = Operators.isShift(sign) ? leftType : CTypes.common(leftType, rightType);
        Scalar converted = right.to(Operators.isShift(sign) ? rightType : type);
        return Operators.binary(sign, left.to(type), converted, column).value();
    }

    /** A number with a vector is meant for each of its elements. */
    private Value elements(String sign, Value left, Value right, int leftColumn, int rightColumn, int column)
            throws InvalidExpressionException {
        boolean isLeft = CTypes.isVector(left.type());
        boolean areBoth = isLeft && CTypes.isVector(right.type());
        Vectors vector = Vectors.of(isLeft ? left : right);
        if (Operators.isComparison(sign) || areBoth && !vector.isLike(Vectors.of(right))) {
            throw new InvalidExpressionException(column, areBoth && !Operators.isComparison(sign)
                    ? "These are vectors of different types."
                    : sign + " is not for vectors.");
        }
        return vector.each((element, i) -> combined(sign, isLeft ? element : left,
                areBoth ? Vectors.of(right).element(i) : isLeft ? right : element, leftColumn, rightColumn, column),
                operands, column);
    }

    /** By the rules of a book, as gdb does, and not by those that keep infinite results (C11, annex G). */
    private Value complex(String sign, Value left, Value right, int leftColumn, int rightColumn, int column)
            throws InvalidExpressionException {
        ComplexParts a = ComplexParts.ofAny(left);
        ComplexParts b = ComplexParts.ofAny(right);
        Parts of = (operator, x, y) -> combined(operator, x, y, leftColumn, rightColumn, column);
        switch (sign) {
            case "==", "!=" -> {
                boolean isEqual = operands.isTrue(of.combined("==", a.real(), b.real()), column)
                        && operands.isTrue(of.combined("==", a.imaginary(), b.imaginary()), column);
                return Scalar.of(isEqual == sign.equals("==")).value();
            }
            case "+", "-" -> {
                return whole(of.combined(sign, a.real(), b.real()), of.combined(sign, a.imaginary(), b.imaginary()), column);
            }
            case "*" -> {
                return product(a, b, of, column);
            }
            case "/" -> {
                boolean isOfIntegers = CTypes.isInteger(a.real().type()) && CTypes.isInteger(b.real().type());
                if (isOfIntegers && ComplexParts.of(right).isPresent()) {
                    return quotient(a, b, of, column);
                }
                boolean isByReal = ComplexParts.of(right).isEmpty();
                Value conjugate = isByReal ? right : unary("~", right, rightColumn, column);
                ComplexParts dividend = isByReal ? a : ComplexParts.ofAny(product(a, ComplexParts.ofAny(conjugate), of, column));
                Value divisor = isByReal ? right : of.combined("+", of.combined("*", b.real(), b.real()),
                        of.combined("*", b.imaginary(), b.imaginary()));
                return whole(of.combined("/", dividend.real(), divisor), of.combined("/", dividend.imaginary(), divisor), column);
            }
            default -> throw new InvalidExpressionException(column, sign + " is not for complex numbers.");
        }
    }

    private Value product(ComplexParts a, ComplexParts b, Parts of, int column) throws InvalidExpressionException {
        return whole(
                of.combined("-", of.combined("*", a.real(), b.real()), of.combined("*", a.imaginary(), b.imaginary())),
                of.combined("+", of.combined("*", a.real(), b.imaginary()), of.combined("*", a.imaginary(), b.real())), column);
    }

    /** Of integers, which have no part behind the point: by the larger part of the divisor first, as gcc does. */
    private Value quotient(ComplexParts a, ComplexParts b, Parts of, int column) throws InvalidExpressionException {
        boolean isByReal = operands.isTrue(of.combined("<", magnitude(b.imaginary(), column),
                magnitude(b.real(), column)), column);
        Value larger = isByReal ? b.real() : b.imaginary();
        Value smaller = isByReal ? b.imaginary() : b.real();
        Value ratio = of.combined("/", smaller, larger);
        Value divisor = of.combined("+", of.combined("*", smaller, ratio), larger);
        Value real = isByReal ? of.combined("+", of.combined("*", a.imaginary(), ratio), a.real())
                : of.combined("+", of.combined("*", a.real(), ratio), a.imaginary());
        Value imaginary = isByReal ? of.combined("-", a.imaginary(), of.combined("*", a.real(), ratio))
                : of.combined("-", of.combined("*", a.imaginary(), ratio), a.real());
        return whole(of.combined("/", real, divisor), of.combined("/", imaginary, divisor), column);
    }

    private Value magnitude(Value integer, int column) throws InvalidExpressionException {
        Scalar scalar = operands.promoted(integer, column);
        return scalar.integer() < 0 && !CTypes.isUnsigned(scalar.type()) ? Operators.unary("-", scalar, column).value()
                : scalar.value();
    }

    private Value whole(Value real, Value imaginary, int column) throws InvalidExpressionException {
        boolean isWider = real.type().size() >= imaginary.type().size();
        Base part = (Base) (isWider ? real : imaginary).type().stripped();
        return new ComplexParts(operands.converted(real, part, column), operands.converted(imaginary, part, column))
                .whole(Base.complex(part), operands, column);
    }

    /** Combines parts. */
    private interface Parts {
        Value combined(String sign, Value left, Value right) throws InvalidExpressionException;
    }
}
