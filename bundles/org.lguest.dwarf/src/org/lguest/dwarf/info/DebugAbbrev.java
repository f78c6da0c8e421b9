/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.info;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;

/**
 * The section {@code .debug_abbrev}: tables of abbreviations, each for one unit or shared by several (DWARF 5,
 * section 7.5.3). A table is read once. For any thread.
 */
final class DebugAbbrev {
    private final Section section;
    private final Map<Long, Map<Long, Abbreviation>> tables = new ConcurrentHashMap<>();

    DebugAbbrev(Section section) {
        this.section = section;
    }

    /** The table at an offset, by abbreviation code. */
    Map<Long, Abbreviation> table(long offset) throws MalformedException {
        Map<Long, Abbreviation> known = tables.get(offset);
        if (known == null) {
            known = read(section.reader(offset));
            tables.put(offset, known);
        }
        return known;
    }

    private static Map<Long, Abbreviation> read(Reader reader) throws MalformedException {
        Map<Long, Abbreviation> table = new HashMap<>();
        for (long code = reader.uleb(); code != 0; code = reader.uleb()) {
            table.putIfAbsent(code, abbreviation(reader));
        }
        return table;
    }

    private static Abbreviation abbreviation(Reader reader) throws MalformedException {
        int tag = reader.ulebInt();
        boolean hasChildren = reader.u8() != 0;
        List<long[]> rows = new ArrayList<>();
        while (true) {
            int attribute = reader.ulebInt();
            int form = reader.ulebInt();
            if (attribute == 0 && form == 0) {
                break;
            }
            rows.add(new long[] {attribute, form, form == Form.DW_FORM_IMPLICIT_CONST ? reader.sleb() : 0});
        }
        return new Abbreviation(tag, hasChildren, rows.stream().mapToInt(r -> (int) r[0]).toArray(),
                rows.stream().mapToInt(r -> (int) r[1]).toArray(), rows.stream().mapToLong(r -> r[2]).toArray());
    }
}
