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

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;

/**
 * The section {@code .debug_abbrev}: tables of abbreviations, each for one unit or shared by several (DWARF 5,
 * section 7.5.3). A table is read once. For any thread.
 */
final class DebugAbbrev {
    /** The standard has fewer attributes, each of which an entry has once at most (DWARF 5, section 2.2). */
    private static final int MOST_ATTRIBUTES = 512;
    /** Tables of a sound file do not overlap. */
    private static final long LARGEST_OVERLAP = 4;

    private final Section section;
    private final AtomicLong left;
    private final Map<Long, Abbreviations> tables = new ConcurrentHashMap<>();

    DebugAbbrev(Section section) {
        this.section = section;
        this.left = new AtomicLong(LARGEST_OVERLAP * section.size());
    }

    /** The table at an offset. */
    Abbreviations table(long offset) throws MalformedException {
        Abbreviations known = tables.get(offset);
        if (known == null) {
            Abbreviations table = new Abbreviations(section.reader(offset), left);
            known = tables.putIfAbsent(offset, table);
            return known == null ? table : known;
        }
        return known;
    }

    static Abbreviation abbreviation(Reader reader) throws MalformedException {
        int tag = reader.ulebInt();
        boolean hasChildren = reader.u8() != 0;
        int[] attributes = new int[8];
        int[] forms = new int[8];
        long[] constants = new long[8];
        int count = 0;
        while (true) {
            int attribute = reader.ulebInt();
            int form = reader.ulebInt();
            if (attribute == 0 && form == 0) {
                break;
            }
            if (count == MOST_ATTRIBUTES) {
                throw reader.malformed("an abbreviation of more than " + MOST_ATTRIBUTES + " attributes");
            }
            if (count == attributes.length) {
                attributes = Arrays.copyOf(attributes, 2 * count);
                forms = Arrays.copyOf(forms, 2 * count);
                constants = Arrays.copyOf(constants, 2 * count);
            }
            attributes[count] = attribute;
            forms[count] = form;
            constants[count] = form == Form.DW_FORM_IMPLICIT_CONST ? reader.sleb() : 0;
            count++;
        }
        return new Abbreviation(tag, hasChildren, Arrays.copyOf(attributes, count), Arrays.copyOf(forms, count),
                Arrays.copyOf(constants, count));
    }
}
