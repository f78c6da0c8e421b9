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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;
import org.lguest.dwarf.info.DebugInfo;

/**
 * The section {@code .debug_names}: tables of names, each for one or several units (DWARF 5, section 6.1.1). Names are
 * looked up where they lie in the file.
 */
public final class DebugNames implements NameIndex {
    private final List<NameTable> tables = new ArrayList<>();
    private final Set<Long> whole = new HashSet<>();

    /**
     * Reads the headers, and whether each table agrees with itself.
     *
     * @param strings {@code .debug_str}
     * @param info what the entries are in
     */
    public DebugNames(Section names, Section strings, DebugInfo info) throws MalformedException {
        Reader reader = names.reader();
        while (reader.hasRemaining()) {
            int offset = reader.offset();
            Reader table = reader.unit();
            NameTable read = new NameTable(table, table.offset() - offset == 12 ? 8 : 4, strings, info);
            read.check();
            tables.add(read);
            if (read.isWhole()) {
                whole.addAll(read.units());
            }
        }
    }

    @Override
    public Set<Long> unitsOf(String name) throws MalformedException {
        Set<Long> found = new HashSet<>();
        for (NameTable table : tables) {
            table.find(name, found);
        }
        return found;
    }

    @Override
    public boolean isWholeFor(long unit) {
        return whole.contains(unit);
    }
}
