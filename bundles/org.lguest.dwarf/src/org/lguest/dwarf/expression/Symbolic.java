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

/** What an expression's part will be when the program stops, as far as it is known before. */
public sealed interface Symbolic {
    Type type();

    /** @param address of its first byte @param firstBit from there on, not 0 for bit-fields @param bits how many */
    record Place(Type type, Predicate address, long firstBit, long bits) implements Symbolic {
    }

    /** @param value extended to 32 bits as its type says @param bits how many it has, fewer for bit-fields */
    record Computed(Type type, Predicate value, long bits) implements Symbolic {
    }

    /** Bytes in memory. */
    static Symbolic at(Predicate address, Type type) {
        return new Place(type, address, 0, type.size() * 8);
    }
}
