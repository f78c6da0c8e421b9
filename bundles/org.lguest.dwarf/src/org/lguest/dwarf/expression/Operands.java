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
import org.lguest.dwarf.location.NoValueException;
import org.lguest.dwarf.location.Quad;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Array;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.type.Type.Enumeration;
import org.lguest.dwarf.type.Type.FunctionType;
import org.lguest.dwarf.type.Type.Pointer;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;
import org.lguest.dwarf.value.ValueBytes;

/**
 * Makes numbers of values, and of numbers others of another type. Whatever is no number is refused at its place.
 *
 * @param isRunning whether memory can be read; else only what is known without the program
 */
record Operands(TargetMemory memory, boolean isRunning) {
    /** The value as a number or an address; arrays and functions become their addresses. */
    Scalar scalar(Value value, int column) throws InvalidExpressionException {
        Type type = value.type().stripped();
        if (CTypes.isVector(type)) {
            throw new InvalidExpressionException(column, "A number or an address is needed, and this is a vector.");
        }
        if (type instanceof Array || type instanceof FunctionType) {
            return Scalar.of(CTypes.decayed(value.type()), address(value, column) & 0xFFFF_FFFFL);
        }
        if (CTypes.isQuad(type)) {
            throw new InvalidExpressionException(column, "An integer or an address is needed, and this is of type "
                    + value.type().text() + ".");
        }
        if (type instanceof Base base && base.isOfEitherSign()) {
            throw new InvalidExpressionException(column,
                    "The compiler does not say whether this has a sign: cast it to an integer of " + type.size() + " bytes.");
        }
        if (!CTypes.isScalar(type)) {
            throw new InvalidExpressionException(column, "A number is needed, and this is of type "
                    + value.type().text() + ".");
        }
        if (type instanceof Enumeration enumeration && !enumeration.isComplete()) {
            throw new InvalidExpressionException(column, "The program does not say what " + type.text() + " is.");
        }
        byte[] bytes = bytes(value, column);
        if (CTypes.isReal(type) && bytes.length > 8 && !Extended.read(bytes).isValid()) {
            throw new InvalidExpressionException(column, "What is there is no number of 80 bits.");
        }
        return Scalar.read(value.type(), bytes, value.bits());
    }

    byte[] bytes(Value value, int column) throws InvalidExpressionException {
        if (!isRunning && value.storage() instanceof Storage.Memory) {
            throw new InvalidExpressionException(column, "The value of this is known only while the program runs.");
        }
        try {
            return ValueBytes.of(value, memory);
        } catch (NoValueException e) {
            throw new InvalidExpressionException(column, "This has no value: " + e.reason() + ".");
        }
    }

    static int address(Value value, int column) throws InvalidExpressionException {
        OptionalInt address = value.address();
        if (address.isEmpty()) {
            throw new InvalidExpressionException(column, value.isBitField()
                    ? "A bit-field has no address."
                    : "Only what lies in memory has an address.");
        }
        return address.getAsInt();
    }

    boolean isTrue(Value value, int column) throws InvalidExpressionException {
        if (ImplicitPointers.isOne(value)) {
            // It points to a variable, and so it is not null.
            return true;
        }
        Optional<ComplexParts> parts = ComplexParts.of(value);
        if (parts.isPresent()) {
            return isTrue(parts.get().real(), column) || isTrue(parts.get().imaginary(), column);
        }
        if (value.type().stripped() instanceof Base base && base.isOfEitherSign()) {
            return ValueBytes.integer(bytes(value, column), value.bits(), true) != 0;
        }
        return CTypes.isQuad(value.type()) ? !Quad.read(bytes(value, column)).isZero() : scalar(value, column).isTrue();
    }

    /** After the integer promotions. */
    Scalar promoted(Value value, int column) throws InvalidExpressionException {
        Scalar scalar = scalar(value, column);
        return scalar.to(promotedType(value, scalar, column));
    }

    static Base promotedType(Value value, Scalar scalar, int column) throws InvalidExpressionException {
        if (!CTypes.isArithmetic(scalar.type())) {
            throw new InvalidExpressionException(column, "This is no number but of type " + scalar.type().text() + ".");
        }
        return CTypes.isReal(scalar.type()) ? (Base) scalar.type().stripped()
                : CTypes.promoted(scalar.type(), value.bits());
    }

    /** By the conversions of a cast or an assignment. */
    Value converted(Value value, Type type, int column) throws InvalidExpressionException {
        if (type.stripped() instanceof Pointer && value.implicitPointer().isPresent()) {
            return new Value(type, value.implicitPointer().get());
        }
        Optional<ComplexParts> parts = ComplexParts.of(value);
        if (type.stripped() instanceof Base base && base.part().isPresent()) {
            Type part = base.part().get();
            Value real = converted(parts.map(ComplexParts::real).orElse(value), part, column);
            Value imaginary = converted(parts.map(ComplexParts::imaginary).orElse(ComplexParts.ZERO), part, column);
            return new ComplexParts(real, imaginary).whole(type, this, column);
        }
        if (parts.isPresent()) {
            boolean isBoolean = type.stripped() instanceof Base base && base.isBoolean();
            return isBoolean ? Scalar.of(type, isTrue(value, column) ? 1 : 0).value()
                    : converted(parts.get().real(), type, column);
        }
        if (value.type().stripped() instanceof Base base && base.isOfEitherSign() && CTypes.isInteger(type)
                && type.size() <= base.size()) {
            // The bits are the same either way.
            return Scalar.of(type, ValueBytes.integer(bytes(value, column), value.bits(), true)).value();
        }
        if (type.stripped() instanceof Base base && base.isOfEitherSign()) {
            Type whole = CTypes.integer(base.size());
            return new Value(type, converted(value, whole, column).storage());
        }
        if (CTypes.isQuad(type)) {
            return new Value(type, new Storage.Bytes(quad(value, column), Optional.empty()));
        }
        return CTypes.isQuad(value.type()) ? Scalar.of(type, Quad.read(bytes(value, column))).value()
                : scalar(value, column).to(type).value();
    }

    /** A number's bytes as one of 128 bits. */
    byte[] quad(Value value, int column) throws InvalidExpressionException {
        if (CTypes.isQuad(value.type())) {
            return bytes(value, column);
        }
        Scalar scalar = scalar(value, column);
        if (!CTypes.isArithmetic(scalar.type())) {
            throw new InvalidExpressionException(column, "This is no number but of type " + scalar.type().text() + ".");
        }
        return Quad.of(scalar.asReal()).bytes();
    }
}
