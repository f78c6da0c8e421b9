/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.value;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Bits;
import org.lguest.dwarf.type.Type.Member;

/**
 * A view of some storage as a type. It has no bytes; {@link ValueBytes} fetches them. Two values are equal if they are
 * views of the same place as the same type, whatever is there now.
 *
 * @param firstBit where in the storage it begins, a multiple of 8 but for bit-fields
 * @param bits how many bits it has, the type's but for bit-fields
 */
public record Value(Type type, Storage storage, long firstBit, long bits) {
    /** All of the storage from its start. */
    public Value(Type type, Storage storage) {
        this(type, storage, 0, type.size() * 8);
    }

    /** A value in memory. @param address unsigned */
    public static Value at(int address, Type type) {
        return new Value(type, new Storage.Memory(address));
    }

    /** The same bytes as another type. */
    public Value as(Type other) {
        return new Value(other, storage, firstBit, other.size() * 8);
    }

    public boolean isBitField() {
        return bits != type.size() * 8 || firstBit % 8 != 0;
    }

    /** Where it lies in memory, unsigned; empty if it lies elsewhere or is a bit-field. */
    public OptionalInt address() {
        return storage instanceof Storage.Memory(int address) && !isBitField()
                ? OptionalInt.of(address + (int) (firstBit / 8))
                : OptionalInt.empty();
    }

    /** The pointer without an address that this is; empty if it is none. */
    public Optional<Storage.ImplicitPointer> implicitPointer() {
        if (!(type.stripped() instanceof Type.Pointer)) {
            return Optional.empty();
        }
        if (storage instanceof Storage.ImplicitPointer pointer && firstBit == 0) {
            return Optional.of(pointer);
        }
        long at = 0;
        for (Storage.Piece piece : storage instanceof Storage.Pieces(var pieces) ? pieces : List.<Storage.Piece>of()) {
            if (at == firstBit && piece.bits() == bits && piece.from() == 0
                    && piece.storage() instanceof Storage.ImplicitPointer pointer) {
                return Optional.of(pointer);
            }
            at += piece.bits();
        }
        return Optional.empty();
    }

    /** A member of this structure. */
    public Value member(Member member) {
        long at = firstBit + member.offset() * 8;
        Type inner = member.type().get();
        if (member.bits().isPresent()) {
            Bits place = member.bits().get();
            return new Value(inner, storage, at + place.first(), place.count());
        }
        return new Value(inner, storage, at, inner.size() * 8);
    }

    /** An element of this array, or of what lies before or after it. */
    public Value element(Type element, long index) {
        return new Value(element, storage, firstBit + index * element.size() * 8, element.size() * 8);
    }
}
