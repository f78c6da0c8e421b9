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

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;

/**
 * Where each unit has its parts of a package's sections: {@code .debug_cu_index} by the unit's number, or
 * {@code .debug_tu_index} by the type's signature (DWARF 5, section 7.3.5.3, and GNU's version 2 before it). Nothing
 * but the header is read before something is looked up. Immutable, for any thread.
 */
final class PackageIndex {
    private static final int GNU = 2;
    private static final int HEADER = 16;
    /** The names of what the columns are for, by their numbers. */
    private static final String[] GNU_SECTIONS = {"", ".debug_info.dwo", ".debug_types.dwo", ".debug_abbrev.dwo",
            ".debug_line.dwo", ".debug_loc.dwo", ".debug_str_offsets.dwo", ".debug_macinfo.dwo", ".debug_macro.dwo"};
    private static final String[] SECTIONS = {"", ".debug_info.dwo", "", ".debug_abbrev.dwo", ".debug_line.dwo",
            ".debug_loclists.dwo", ".debug_str_offsets.dwo", ".debug_macro.dwo", ".debug_rnglists.dwo"};

    /** A part of a section. */
    record Part(long offset, long size) {
    }

    /** Of a package that has no such units. */
    static final PackageIndex EMPTY = new PackageIndex();

    private final Section section;
    private final String[] names;
    private final int columns;
    private final int units;
    private final int slots;

    private PackageIndex() {
        this.section = Section.absent("");
        this.names = SECTIONS;
        this.columns = 0;
        this.units = 0;
        this.slots = 0;
    }

    PackageIndex(Section section) throws MalformedException {
        this.section = section;
        Reader reader = section.reader();
        int version = reader.s32();
        if (version != GNU && version != 5) {
            throw reader.malformed(0, "index version " + version + "; 2 and 5 are known");
        }
        this.names = version == GNU ? GNU_SECTIONS : SECTIONS;
        this.columns = count(reader);
        this.units = count(reader);
        this.slots = count(reader);
        if ((slots & slots - 1) != 0) {
            throw reader.malformed(reader.offset() - 4, slots + " slots, which is no power of two");
        }
        // All the tables at once, so that there is one place to tell of a section that is too short.
        long bytes = 12L * slots + 4L * columns + 8L * units * columns;
        if (columns > names.length || bytes > reader.remaining()) {
            throw reader.malformed(4, "tables of " + columns + " columns, " + units + " rows and " + slots
                    + " slots have no room here");
        }
    }

    private static int count(Reader reader) throws MalformedException {
        int count = reader.s32();
        if (count < 0) {
            throw reader.malformed(reader.offset() - 4, Integer.toUnsignedString(count) + " is too large");
        }
        return count;
    }

    /** The parts of a unit by the names of their sections; none where the package does not have it. */
    Map<String, Part> parts(long number) throws MalformedException {
        int row = row(number);
        Map<String, Part> parts = new HashMap<>();
        long offsets = HEADER + 12L * slots + 4L * columns;
        for (int column = 0; row > 0 && column < columns; column++) {
            long kind = at(HEADER + 12L * slots + 4L * column).u32();
            String name = kind < names.length ? names[(int) kind] : "";
            long cell = offsets + 4L * ((row - 1L) * columns + column);
            parts.put(name, new Part(at(cell).u32(), at(cell + 4L * units * columns).u32()));
        }
        return parts;
    }

    /** Of all units. */
    List<Long> numbers() throws MalformedException {
        List<Long> numbers = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            if (at(HEADER + 8L * slots + 4L * slot).u32() != 0) {
                numbers.add(at(HEADER + 8L * slot).s64());
            }
        }
        return numbers;
    }

    /** From 1; 0 where there is none. */
    private int row(long number) throws MalformedException {
        int mask = slots - 1;
        int slot = (int) number & mask;
        int step = (int) (number >>> 32) & mask | 1;
        for (int tried = 0; tried < slots; tried++) {
            long row = at(HEADER + 8L * slots + 4L * slot).u32();
            if (row == 0) {
                return 0;
            }
            if (at(HEADER + 8L * slot).s64() == number) {
                if (row > units) {
                    throw section.reader(HEADER + 8L * slots + 4L * slot).malformed("row " + row + " of " + units);
                }
                return (int) row;
            }
            slot = slot + step & mask;
        }
        return 0;
    }

    private Reader at(long offset) throws MalformedException {
        return section.reader(offset);
    }
}
