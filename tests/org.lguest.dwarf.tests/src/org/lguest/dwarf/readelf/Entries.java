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

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.DebugInfo;
import org.lguest.dwarf.info.DebugSections;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Tag;
import org.lguest.dwarf.info.Unit;

/** The tree of entries as rows. */
final class Entries {
    private static final Pattern ENTRY = Pattern.compile("\\s*<(\\d+)><([0-9a-f]+)>: Abbrev Number: \\d+ \\(DW_TAG_(\\w+)\\)");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s*<[0-9a-f]+>\\s+DW_AT_(\\w+)\\s*: (.*)");
    private static final Pattern FORM = Pattern.compile("(?:\\([^)]*\\):? ?)*\\s*(.*)");
    private static final Pattern REFERENCE = Pattern.compile("<?0x([0-9a-f]+)>?.*");
    private static final Map<Integer, String> TAGS = tags();

    private Entries() {
    }

    private static Map<Integer, String> tags() {
        Map<Integer, String> tags = new HashMap<>();
        for (Field field : Tag.class.getFields()) {
            try {
                tags.put(field.getInt(null), field.getName().substring(7).toLowerCase(Locale.ROOT));
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        return tags;
    }

    static List<Unit> units(ElfFile file) {
        return units(file, Optional.empty());
    }

    private static List<Unit> units(ElfFile file, Optional<ElfFile> supplement) {
        List<MalformedException> damage = new ArrayList<>();
        Optional<DebugInfo> shared = supplement.map(elf -> new DebugInfo(sections(elf), damage::add));
        List<Unit> units = new DebugInfo(sections(file), () -> shared, skeleton -> Optional.empty(), damage::add, offset -> {
            // Nobody watches.
        }).units();
        if (!damage.isEmpty()) {
            throw new AssertionError(damage);
        }
        return units;
    }

    private static DebugSections sections(ElfFile file) {
        return DebugSections.of(name -> {
            try {
                return file.section(name);
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** @param supplement the file with the names and types that this one shares with others */
    static List<String> rows(ElfFile file, Optional<ElfFile> supplement) throws MalformedException {
        List<String> rows = new ArrayList<>();
        for (Unit unit : units(file, supplement)) {
            EntryCursor entry = unit.entries();
            while (entry.next()) {
                StringBuilder row = new StringBuilder("<%d><%x> %s".formatted(entry.depth(), entry.reference().offset(),
                        TAGS.getOrDefault(entry.tag(), "")));
                entry.string(Attribute.DW_AT_NAME).ifPresent(name -> row.append(" name ").append(name));
                // A type of a unit of its own is referred to by its signature, and shown so.
                entry.reference(Attribute.DW_AT_TYPE).filter(type -> type.unit() == unit || !type.unit().isType())
                        .map(EntryReference::offset)
                        .ifPresent(offset -> row.append(" type ").append(Integer.toHexString(offset)));
                entry.constant(Attribute.DW_AT_DECL_LINE).ifPresent(line -> row.append(" line ").append(line));
                entry.constant(Attribute.DW_AT_BYTE_SIZE).ifPresent(size -> row.append(" size ").append(size));
                entry.address(Attribute.DW_AT_LOW_PC).ifPresent(low -> row.append(" low ").append(Integer.toHexString(low)));
                rows.add(row.toString());
            }
        }
        return rows;
    }

    static List<String> rows(List<String> lines) {
        List<String> rows = new ArrayList<>();
        Map<String, String> attributes = new HashMap<>();
        String entry = "";
        for (String line : lines) {
            Matcher start = ENTRY.matcher(line);
            Matcher attribute = ATTRIBUTE.matcher(line);
            if (start.matches()) {
                add(rows, entry, attributes);
                attributes.clear();
                String tag = start.group(3).toLowerCase(Locale.ROOT);
                entry = "<%s><%s> %s".formatted(start.group(1), start.group(2), TAGS.containsValue(tag) ? tag : "");
            } else if (attribute.matches()) {
                attributes.putIfAbsent(attribute.group(1), value(attribute.group(2)));
            }
        }
        add(rows, entry, attributes);
        return rows;
    }

    private static String value(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? form.group(1).stripTrailing() : text;
    }

    private static void add(List<String> rows, String entry, Map<String, String> attributes) {
        if (entry.isEmpty()) {
            return;
        }
        StringBuilder row = new StringBuilder(entry);
        if (attributes.containsKey("name")) {
            row.append(" name ").append(attributes.get("name"));
        }
        Matcher type = REFERENCE.matcher(attributes.getOrDefault("type", ""));
        if (type.matches()) {
            row.append(" type ").append(type.group(1));
        }
        if (attributes.containsKey("decl_line")) {
            row.append(" line ").append(Long.decode(attributes.get("decl_line")));
        }
        if (attributes.getOrDefault("byte_size", "").matches("\\d+|0x[0-9a-f]+")) {
            row.append(" size ").append(Long.decode(attributes.get("byte_size")));
        }
        if (attributes.containsKey("low_pc")) {
            row.append(" low ").append(Long.toHexString(Long.decode(attributes.get("low_pc"))));
        }
        rows.add(row.toString());
    }
}
