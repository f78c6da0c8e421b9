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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lguest.dwarf.Programs;
import org.lguest.dwarf.Readelf;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;

/** The tree of entries against readelf's: where each entry is, how deep, what it is and what it is called. */
class ReadelfEntriesTest {
    /** An entry as both can tell it; the tag is "" where this reader has no name for it. */
    record Row(int depth, int offset, String tag, String name) {
    }

    private static final Pattern ENTRY = Pattern.compile(
            "\\s*<(\\d+)><([0-9a-f]+)>: Abbrev Number: \\d+ \\(DW_TAG_(\\w+)\\)");
    private static final Pattern NAME = Pattern.compile("\\s*<[0-9a-f]+>\\s+DW_AT_name\\s*: (?:\\([^)]*\\):? )*(.*)");

    @ParameterizedTest
    @MethodSource("org.lguest.dwarf.Programs#andGuests")
    void walksEveryEntryAsReadelfDoes(String program) throws Exception {
        List<Row> theirs = theirs(Programs.path(program));
        assertFalse(theirs.isEmpty(), "readelf found no entries");
        assertEquals(List.of(), Readelf.differences(ours(program), theirs));
    }

    @ParameterizedTest
    @MethodSource("org.lguest.dwarf.Programs#andGuests")
    void passesOverChildrenToTheNextSibling(String program) throws Exception {
        for (Unit unit : units(program)) {
            List<Integer> walked = new ArrayList<>();
            EntryCursor walk = unit.entries();
            while (walk.next()) {
                if (walk.depth() == 1) {
                    walked.add(walk.reference().offset());
                }
            }
            List<Integer> jumped = new ArrayList<>();
            EntryCursor jump = unit.entries();
            while (jump.next()) {
                if (jump.depth() == 1) {
                    jumped.add(jump.reference().offset());
                    jump.skipChildren();
                }
            }
            assertEquals(walked, jumped);
        }
    }

    @Test
    void aLostEntryIsADifference() throws Exception {
        List<Row> ours = ours("gcc-dwarf4-O2");
        ours.remove(20);
        assertFalse(Readelf.differences(ours, theirs(Programs.path("gcc-dwarf4-O2"))).isEmpty());
    }

    @Test
    void aChangedNameIsADifference() throws Exception {
        List<Row> ours = ours("gcc-dwarf4-O2");
        Row row = ours.get(20);
        ours.set(20, new Row(row.depth, row.offset, row.tag, row.name + "x"));
        assertEquals(1, Readelf.differences(ours, theirs(Programs.path("gcc-dwarf4-O2"))).size());
    }

    private static List<Unit> units(String program) throws Exception {
        ElfFile file = ElfFile.parse(Programs.content(program));
        List<MalformedException> damage = new ArrayList<>();
        List<Unit> units = new DebugInfo(DebugSections.of(name -> {
            try {
                return file.section(name);
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        }), damage::add).units();
        assertEquals(List.of(), damage);
        return units;
    }

    private static List<Row> ours(String program) throws Exception {
        Map<Integer, String> tags = tags();
        List<Row> rows = new ArrayList<>();
        for (Unit unit : units(program)) {
            EntryCursor entry = unit.entries();
            while (entry.next()) {
                rows.add(new Row(entry.depth(), entry.reference().offset(), tags.getOrDefault(entry.tag(), ""),
                        entry.string(Attribute.DW_AT_NAME).orElse("")));
            }
        }
        return rows;
    }

    private static Map<Integer, String> tags() throws IllegalAccessException {
        Map<Integer, String> tags = new HashMap<>();
        for (Field field : Tag.class.getFields()) {
            tags.put(field.getInt(null), field.getName().substring("DW_TAG_".length()).toLowerCase(Locale.ROOT));
        }
        return tags;
    }

    private static List<Row> theirs(Path program) throws Exception {
        Map<Integer, String> tags = tags();
        List<Row> rows = new ArrayList<>();
        boolean isNamed = true;
        for (String line : Readelf.run(program, "--debug-dump=info")) {
            Matcher entry = ENTRY.matcher(line);
            Matcher name = NAME.matcher(line);
            if (entry.matches()) {
                String tag = entry.group(3).toLowerCase(Locale.ROOT);
                rows.add(new Row(Integer.parseInt(entry.group(1)), Integer.parseInt(entry.group(2), 16),
                        tags.containsValue(tag) ? tag : "", ""));
                isNamed = false;
            } else if (name.matches() && !isNamed) {
                Row row = rows.removeLast();
                rows.add(new Row(row.depth, row.offset, row.tag, name.group(1).stripTrailing()));
                isNamed = true;
            }
        }
        return rows;
    }
}
