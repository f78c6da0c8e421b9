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
import org.lguest.dwarf.type.Type.Array;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;

/** A vector of GNU's, which is computed with element by element. */
record Vectors(Value whole, Type element, long count) {
    static Vectors of(Value value) {
        Array array = (Array) value.type().stripped();
        return new Vectors(value, array.element(), array.count().orElse(0));
    }

    boolean isLike(Vectors other) {
        return count == other.count && element.stripped().equals(other.element.stripped());
    }

    Value element(long index) {
        return whole.element(element, index);
    }

    /** The vector of what each element becomes, of the same type. */
    Value each(Change change, Operands operands, int column) throws InvalidExpressionException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (long i = 0; i < count; i++) {
            Value changed = operands.converted(change.of(element(i), i), element, column);
            bytes.writeBytes(operands.bytes(changed, column));
        }
        return new Value(whole.type(), new Storage.Bytes(bytes.toByteArray(), Optional.empty()));
    }

    /** What becomes of an element. */
    interface Change {
        Value of(Value element, long index) throws InvalidExpressionException;
    }
}
