/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.readelf;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.LocatedExpression;
import org.lguest.dwarf.info.Unit;
import org.lguest.dwarf.location.ExpressionText;

/** The lists that entries refer to, as sets of rows. */
final class Lists {
    private static final int DW_AT_STRING_LENGTH = 0x19;
    private static final List<Integer> LOCATED = List.of(Attribute.DW_AT_LOCATION, Attribute.DW_AT_FRAME_BASE,
            Attribute.DW_AT_CALL_VALUE, Attribute.DW_AT_GNU_CALL_SITE_VALUE, Attribute.DW_AT_UPPER_BOUND,
            Attribute.DW_AT_DATA_MEMBER_LOCATION, DW_AT_STRING_LENGTH);

    private static final Pattern ENTRY = Pattern.compile("<(0x[0-9a-f]+)>");

    private Lists() {
    }

    /**
     * Rows by address, each with the same row by distances from the unit's base: so readelf shows lists of DWARF 5 that
     * count from there, since it does not look for the base.
     */
    static Map<String, String> ranges(ElfFile file) throws MalformedException {
        Map<String, String> rows = new TreeMap<>();
        for (Unit unit : Entries.units(file)) {
            int base = base(unit);
            EntryCursor entry = unit.entries();
            while (entry.next()) {
                if (entry.has(Attribute.DW_AT_RANGES)) {
                    for (AddressRange range : entry.ranges()) {
                        rows.put("%08x %08x".formatted(range.low(), range.high()),
                                "%08x %08x".formatted(range.low() - base, range.high() - base));
                    }
                }
            }
        }
        return rows;
    }

    private static int base(Unit unit) throws MalformedException {
        EntryCursor root = unit.entries();
        return root.next() ? root.address(Attribute.DW_AT_LOW_PC).orElse(0) : 0;
    }

    /** As of {@link #ranges}; where readelf does not know the base, entries in operations count from the unit. */
    static Map<String, String> locations(ElfFile file) throws MalformedException {
        Map<String, String> rows = new TreeMap<>();
        for (Unit unit : Entries.units(file)) {
            int base = base(unit);
            EntryCursor entry = unit.entries();
            while (entry.next()) {
                for (int attribute : LOCATED) {
                    boolean isConstant = attribute == Attribute.DW_AT_DATA_MEMBER_LOCATION
                            || attribute == Attribute.DW_AT_UPPER_BOUND;
                    if (isConstant && entry.constant(attribute).isPresent()) {
                        continue;
                    }
                    for (LocatedExpression located : entry.locations(attribute)) {
                        if (located.range().isPresent()) {
                            AddressRange range = located.range().get();
                            String text = " " + ExpressionText.of(located.expression()).strip();
                            rows.put("%08x %08x".formatted(range.low(), range.high()) + text,
                                    "%08x %08x".formatted(range.low() - base, range.high() - base) + inUnit(text, unit));
                        }
                    }
                }
            }
        }
        return rows;
    }

    private static String inUnit(String text, Unit unit) {
        return ENTRY.matcher(text).replaceAll(entry -> "<0x%x>".formatted(Long.decode(entry.group(1)) - unit.offset()));
    }
}
