/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.index;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;

/**
 * The section {@code .debug_pubnames} before DWARF 5 (DWARF 4, section 6.1.1): what other units see. Read whole, since
 * it is in no order.
 */
public final class PublicNames implements NameIndex {
    private static final int VERSION = 2;

    private final Map<String, Set<Long>> units = new HashMap<>();

    /** Reads it. */
    public PublicNames(Section section) throws MalformedException {
        Reader reader = section.reader();
        while (reader.hasRemaining()) {
            int offset = reader.offset();
            Reader set = reader.unit();
            int offsetSize = set.offset() - offset == 12 ? 8 : 4;
            int version = set.u16();
            if (version != VERSION) {
                throw set.malformed("public names of version " + version + "; " + VERSION + " is known");
            }
            long unit = set.unsigned(offsetSize);
            set.skip(offsetSize);
            while (set.unsigned(offsetSize) != 0) {
                units.computeIfAbsent(set.string(), n -> new HashSet<>()).add(unit);
            }
        }
    }

    @Override
    public Set<Long> unitsOf(String name) {
        return units.getOrDefault(name, Set.of());
    }

    @Override
    public boolean isWholeFor(long unit) {
        return false;
    }
}
