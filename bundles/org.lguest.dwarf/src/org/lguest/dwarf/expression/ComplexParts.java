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

import java.io.ByteArrayOutputStream;
import java.util.Optional;

import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;

/** The two parts of a complex number, as they lie one behind the other. */
record ComplexParts(Value real, Value imaginary) {
    static final Value ZERO = Scalar.of(CTypes.INT, 0).value();

    /** Empty if the value is no complex number. */
    static Optional<ComplexParts> of(Value value) {
        return value.type().stripped() instanceof Base base
                ? base.part().map(part -> of(value, part))
                : Optional.empty();
    }

    private static ComplexParts of(Value value, Base part) {
        long bits = part.size() * 8;
        return new ComplexParts(new Value(part, value.storage(), value.firstBit(), bits),
                new Value(part, value.storage(), value.firstBit() + bits, bits));
    }

    /** A real number with an imaginary part of 0; a complex one with its own. */
    static ComplexParts ofAny(Value value) {
        return of(value).orElseGet(() -> new ComplexParts(value, ZERO));
    }

    /** The number of these parts, which are of its type's part's type. */
    Value whole(Type type, Operands operands, int column) throws InvalidExpressionException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(operands.bytes(real, column));
        bytes.writeBytes(operands.bytes(imaginary, column));
        return new Value(type, new Storage.Bytes(bytes.toByteArray(), Optional.empty()));
    }
}
