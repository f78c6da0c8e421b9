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

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.lguest.dwarf.frame.RegisterPlace;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.type.Type;

/** What the bytes of a value are kept in. */
public sealed interface Storage {
    /** @param address of the first byte, unsigned */
    record Memory(int address) implements Storage {
    }

    /**
     * Bytes that are known already.
     *
     * @param bytes in memory's order
     * @param place the register that they come from; empty for those that are in no place
     */
    record Bytes(byte[] bytes, Optional<RegisterPlace> place) implements Storage {
        /** Those of one register are the same storage whatever is in it. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes storage && place.equals(storage.place)
                    && (place.isPresent() || Arrays.equals(bytes, storage.bytes));
        }

        @Override
        public int hashCode() {
            return place.isPresent() ? place.hashCode() : Arrays.hashCode(bytes);
        }
    }

    /** Pieces one after another. */
    record Pieces(List<Piece> pieces) implements Storage {
        public Pieces {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * @param bits how many of the value's it has
     * @param from the first of the storage's bits that is meant
     */
    record Piece(Storage storage, long bits, long from) {
    }

    /**
     * A pointer that does not exist, to something that may have a value all the same (DWARF 5, section 2.6.1.1.4).
     *
     * @param target the variable pointed into
     * @param offset in bytes from its start
     * @param variable reads that variable
     */
    record ImplicitPointer(EntryReference target, long offset, Variable variable) implements Storage {
        /** What it points to, as a value of that type. @param memory of the same stop */
        public Value target(Type type, TargetMemory memory) {
            return within(type, memory)
                    .orElseGet(() -> new Value(type, new Absent("it is outside of the variable that is pointed into")));
        }

        /**
         * The same; empty where it is not all within the variable, and nothing is next to that, which is not in memory.
         */
        public Optional<Value> within(Type type, TargetMemory memory) {
            Value whole = variable.read(memory);
            boolean isWithin = offset >= 0 && offset + type.size() <= whole.bits() / 8;
            boolean isAlone = whole.storage() instanceof Bytes || whole.storage() instanceof Pieces;
            return isWithin || !isAlone
                    ? Optional.of(new Value(type, whole.storage(), whole.firstBit() + offset * 8, type.size() * 8))
                    : Optional.empty();
        }

        /** The pointer to what lies so many bytes further on. */
        public ImplicitPointer plus(long bytes) {
            return new ImplicitPointer(target, offset + bytes, variable);
        }

        /** Those to one place are the same storage, whoever reads the variable. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ImplicitPointer pointer && target.equals(pointer.target) && offset == pointer.offset;
        }

        @Override
        public int hashCode() {
            return 31 * target.hashCode() + Long.hashCode(offset);
        }
    }

    /** Reads the variable that an {@link ImplicitPointer} points into. */
    interface Variable {
        /** For any thread, within {@link TargetMemory#ask}. */
        Value read(TargetMemory memory);
    }

    /** None. @param reason why there is no value, as a clause for people */
    record Absent(String reason) implements Storage {
    }
}
