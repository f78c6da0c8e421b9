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

import java.util.List;
import java.util.Optional;

import org.lguest.dwarf.elf.AddressRange;

/**
 * A function of the program.
 *
 * @param name as in the source
 * @param ranges where its code is, the one with the entry first; a compiler may put cold parts elsewhere
 * @param declaration its place in the source, where debug information tells
 */
public record Function(String name, List<AddressRange> ranges, Optional<Declaration> declaration) {
    /**
     * Where something is declared.
     *
     * @param line from 1
     */
    public record Declaration(SourceFile file, int line) {
    }

    public Function {
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("a function without code: " + name);
        }
        ranges = List.copyOf(ranges);
    }

    /** The entry, unsigned. */
    public int lowPc() {
        return ranges.getFirst().low();
    }

    /** The first address after the part with the entry, unsigned. */
    public int highPc() {
        return ranges.getFirst().high();
    }

    public boolean contains(int address) {
        return ranges.stream().anyMatch(r -> r.contains(address));
    }
}
