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

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;

/**
 * The section {@code .gdb_index}, as {@code gdb-add-index} and some linkers write it (GDB manual, "Index Section
 * Format"). It has no static variables of functions.
 */
public final class GdbIndex implements NameIndex {
    private static final int UNIT_SIZE = 16;
    private static final int SLOT_SIZE = 8;
    private static final int UNIT_NUMBER = 0xFF_FFFF;

    private final Section section;
    private final int units;
    private final int unitCount;
    private final int slots;
    private final int slotCount;
    private final int pool;

    /** Reads the header. */
    public GdbIndex(Section section) throws MalformedException {
        this.section = section;
        Reader header = section.reader();
        int version = header.s32();
        if (version < 7 || version > 9) {
            throw header.malformed(0, "an index of version " + version + "; 7 to 9 are known");
        }
        long unitList = header.u32();
        long typeList = header.u32();
        header.skip(4);
        long symbols = header.u32();
        // Since version 9 something lies between the symbols and what they refer to.
        long symbolsEnd = header.u32();
        long constants = version == 9 ? header.u32() : symbolsEnd;
        boolean isOrdered = unitList >= header.offset() && unitList <= typeList && typeList <= symbols
                && symbols <= symbolsEnd && symbolsEnd <= constants && constants <= section.size();
        long count = (symbolsEnd - symbols) / SLOT_SIZE;
        if (!isOrdered || Long.bitCount(count) > 1 || (symbolsEnd - symbols) % SLOT_SIZE != 0) {
            throw header.malformed(0, "the parts of the index are in no order");
        }
        this.units = (int) unitList;
        this.unitCount = (int) (typeList - unitList) / UNIT_SIZE;
        this.slots = (int) symbols;
        this.slotCount = (int) count;
        this.pool = (int) constants;
    }

    @Override
    public Set<Long> unitsOf(String name) throws MalformedException {
        Set<Long> found = new HashSet<>();
        int hash = hash(name);
        int step = hash * 17 & slotCount - 1 | 1;
        int slot = hash & slotCount - 1;
        // A sound table has an empty slot somewhere; a damaged one may not.
        for (int tries = 0; tries < slotCount; tries++, slot = slot + step & slotCount - 1) {
            Reader row = section.reader(slots + (long) slot * SLOT_SIZE);
            long nameOffset = row.u32();
            long vector = row.u32();
            if (nameOffset == 0 && vector == 0) {
                break;
            }
            if (section.reader(pool + nameOffset).string().equals(name)) {
                units(section.reader(pool + vector), found);
                break;
            }
        }
        return found;
    }

    private void units(Reader vector, Set<Long> found) throws MalformedException {
        for (long count = vector.u32(); count > 0; count--) {
            int number = vector.s32() & UNIT_NUMBER;
            // Units for types are numbered after the others.
            if (number < unitCount) {
                found.add(section.reader(units + (long) number * UNIT_SIZE).s64());
            }
        }
    }

    @Override
    public boolean isWholeFor(long unit) {
        return false;
    }

    private static int hash(String name) {
        int hash = 0;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = hash * 67 + (b >= 'A' && b <= 'Z' ? b + 'a' - 'A' : b & 0xFF) - 113;
        }
        return hash;
    }
}
