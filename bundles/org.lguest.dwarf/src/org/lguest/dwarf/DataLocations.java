/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import java.util.Optional;

import org.lguest.dwarf.elf.Symbol;
import org.lguest.dwarf.elf.SymbolTable;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;

/** Makes locations for watchpoints of the values that expressions name. */
record DataLocations(SymbolTable symbols) {
    private static final long MEMORY_SIZE = 1L << 32;
    /** What one debug register can watch at most, in bytes. */
    private static final int WIDEST_WATCH = 4;

    /**
     * @param value in memory
     * @param range how many bytes are meant from its first; 0 for as many as its type has
     */
    DataLocation of(String expression, Value value, int range) throws ExpressionException {
        if (!(value.storage() instanceof Storage.Memory(int start))) {
            throw new IllegalArgumentException(expression);
        }
        long address = Integer.toUnsignedLong(start + (int) Math.floorDiv(value.firstBit(), 8L));
        long bytes = range;
        if (bytes == 0) {
            bytes = (Math.floorMod(value.firstBit(), 8L) + value.bits() + 7) / 8;
        }
        boolean isUnknown = value.type() instanceof Type.Unknown || value.type() instanceof Type.FunctionType;
        if (bytes == 0 && isUnknown) {
            bytes = ofUnknown((int) address, expression);
        }
        if (bytes == 0) {
            throw ExpressionException.ofAll(expression, "The type " + value.type().text() + " has no size; give a range.");
        }
        if (address + bytes > MEMORY_SIZE) {
            throw ExpressionException.ofAll(expression, "The data would lie beyond the end of memory.");
        }
        return new DataLocation((int) address, (int) Math.min(bytes, Integer.MAX_VALUE),
                isUnknown ? "" : value.type().text());
    }

    /** What a symbol covers; of a bare address the widest that one register can watch from there. */
    private long ofUnknown(int address, String expression) {
        Optional<Symbol> symbol = symbols.named(expression.strip()).filter(s -> s.address() == address && s.size() > 0);
        long widest = Math.min(Integer.toUnsignedLong(address & -address), WIDEST_WATCH);
        return symbol.map(Symbol::size).orElse(widest == 0 ? WIDEST_WATCH : widest);
    }
}
