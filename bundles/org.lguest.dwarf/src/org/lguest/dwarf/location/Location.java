/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.location;

import java.util.List;

import org.lguest.dwarf.info.EntryReference;

/** Where a variable is (DWARF 5, section 2.6.1), or what it is where it is nowhere. */
public sealed interface Location {
    /** @param address unsigned */
    record Memory(int address) implements Location {
    }

    /** @param number see {@link org.lguest.dwarf.machine.I386Register} */
    record Register(int number) implements Location {
    }

    /** A value that is computed and is in no place. */
    record Computed(Operand value) implements Location {
    }

    /** The bytes of a value that the compiler knows and that is in no place. */
    record Constant(byte[] bytes) implements Location {
    }

    /**
     * A pointer that the compiler did without, to something that may still have a value.
     *
     * @param target the variable pointed into
     * @param offset in bytes from its start
     */
    record ImplicitPointer(EntryReference target, long offset) implements Location {
    }

    /** Pieces that lie one after another in the value, and anywhere in the machine. */
    record Pieces(List<Piece> pieces) implements Location {
        public Pieces {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * @param location of the piece
     * @param bits how many of the value's
     * @param from the first of the location's bits that is meant, the least significant being 0
     */
    record Piece(Location location, long bits, long from) {
    }

    /** Nowhere. @param reason as a clause */
    record Absent(String reason) implements Location {
    }
}
