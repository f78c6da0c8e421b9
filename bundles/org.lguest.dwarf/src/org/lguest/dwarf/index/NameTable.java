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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.DebugInfo;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;

/** One table of {@code .debug_names} (DWARF 5, section 6.1.1.4): names by their hashes, and entries by the names. */
final class NameTable {
    private static final int DW_IDX_COMPILE_UNIT = 1;
    private static final int DW_IDX_TYPE_UNIT = 2;
    private static final int DW_IDX_DIE_OFFSET = 3;
    private static final int DW_FORM_IMPLICIT_CONST = 0x21;
    private static final int HASH_BEGIN = 5381;

    /** What is said of an entry: attributes and the forms of their values. */
    private record Shape(int tag, int[] attributes, int[] forms) {
    }

    private final Section section;
    private final int offsetSize;
    private final Section strings;
    private final DebugInfo info;
    private final boolean isGdbs;
    private final List<Long> units = new ArrayList<>();
    private final int bucketCount;
    private final int nameCount;
    private final int buckets;
    private final int hashes;
    private final int names;
    private final int entries;
    private final int pool;
    private final int end;
    private final Map<Long, Shape> shapes = new HashMap<>();

    /** @param table what follows the length field */
    NameTable(Reader table, int offsetSize, Section strings, DebugInfo info) throws MalformedException {
        this.section = table.section();
        this.offsetSize = offsetSize;
        this.strings = strings;
        this.info = info;
        this.end = table.end();
        int version = table.u16();
        if (version != 5) {
            throw table.malformed("a name index of version " + version + "; 5 is known");
        }
        table.skip(2);
        long unitCount = table.u32();
        long typeUnitCount = table.u32();
        long foreignUnitCount = table.u32();
        long wantedBuckets = table.u32();
        long wantedNames = table.u32();
        long shapesSize = table.u32();
        byte[] augmentation = table.copy((int) Math.min(table.u32(), table.remaining()));
        this.isGdbs = new String(augmentation, StandardCharsets.ISO_8859_1).startsWith("GDB");
        table.skip(-augmentation.length & 3);
        for (long i = 0; i < unitCount; i++) {
            units.add(table.unsigned(offsetSize));
        }
        table.skip(typeUnitCount * offsetSize);
        table.skip(foreignUnitCount * 8);
        this.buckets = table.offset();
        table.skip(wantedBuckets * 4);
        this.hashes = table.offset();
        table.skip(wantedBuckets == 0 ? 0 : wantedNames * 4);
        this.names = table.offset();
        table.skip(wantedNames * offsetSize);
        this.entries = table.offset();
        table.skip(wantedNames * offsetSize);
        this.bucketCount = (int) wantedBuckets;
        this.nameCount = (int) wantedNames;
        shapes(table.window(shapesSize));
        this.pool = table.offset();
    }

    private void shapes(Reader reader) throws MalformedException {
        while (reader.hasRemaining()) {
            long code = reader.uleb();
            if (code == 0) {
                return;
            }
            int tag = reader.ulebInt();
            int[] attributes = new int[4];
            int[] forms = new int[4];
            int count = 0;
            while (true) {
                int attribute = reader.ulebInt();
                int form = reader.ulebInt();
                if (attribute == 0 && form == 0) {
                    break;
                }
                if (form == DW_FORM_IMPLICIT_CONST) {
                    throw reader.malformed("an implicit constant in an index");
                }
                if (count == attributes.length) {
                    attributes = Arrays.copyOf(attributes, 2 * count);
                    forms = Arrays.copyOf(forms, 2 * count);
                }
                attributes[count] = attribute;
                forms[count++] = form;
            }
            shapes.put(code, new Shape(tag, Arrays.copyOf(attributes, count), Arrays.copyOf(forms, count)));
        }
    }

    List<Long> units() {
        return units;
    }

    /** GDB leaves out the static variables of functions. */
    boolean isWhole() {
        return !isGdbs;
    }

    /** Whether names have their hashes, are in their buckets, and every byte of the pool is of one name's entries. */
    void check() throws MalformedException {
        boolean[] begins = new boolean[end - pool + 1];
        long previous = -1;
        for (int i = 0; i < nameCount; i++) {
            long entry = entry(i);
            if (entry < 0 || entry > end - pool || begins[(int) entry]) {
                throw malformed(entries + (long) i * offsetSize, "no entries of this name are here");
            }
            begins[(int) entry] = true;
            if (bucketCount > 0) {
                long hash = section.reader(hashes + (long) i * 4).u32();
                if (!isGdbs && hash != hash(name(i))) {
                    throw malformed(hashes + (long) i * 4, "this is not the hash of " + name(i));
                }
                long bucket = hash % bucketCount;
                boolean isFirst = bucket != previous;
                if (bucket < previous || isFirst && section.reader(buckets + bucket * 4).u32() != i + 1) {
                    throw malformed(buckets + bucket * 4, "the bucket of " + name(i) + " does not begin with it");
                }
                previous = bucket;
            }
        }
        Reader reader = section.reader(pool).window((long) end - pool);
        int lists = 0;
        while (lists < nameCount) {
            if (!begins[reader.offset() - pool]) {
                throw reader.malformed("entries of no name");
            }
            for (boolean isFirst = true; ; isFirst = false) {
                long code = reader.uleb();
                if (code == 0) {
                    if (isFirst) {
                        throw reader.malformed("a name without entries");
                    }
                    break;
                }
                unit(shape(code, reader), reader, "");
            }
            lists++;
        }
        if (reader.remaining() > 3) {
            throw reader.malformed("entries of no name");
        }
    }

    /** Adds the units that have a name. */
    void find(String name, Set<Long> found) throws MalformedException {
        if (bucketCount == 0 || isGdbs) {
            for (int i = 0; i < nameCount; i++) {
                if (name.equals(name(i))) {
                    units(i, name, found);
                }
            }
            return;
        }
        long hash = hash(name);
        long bucket = hash % bucketCount;
        long first = section.reader(buckets + bucket * 4).u32();
        for (long i = first - 1; i >= 0 && i < nameCount; i++) {
            long other = section.reader(hashes + i * 4).u32();
            if (other % bucketCount != bucket) {
                return;
            }
            if (other == hash && name.equals(name((int) i))) {
                units((int) i, name, found);
            }
        }
    }

    private void units(int index, String name, Set<Long> found) throws MalformedException {
        Reader reader = section.reader(pool + entry(index)).window(end - pool - entry(index));
        for (long code = reader.uleb(); code != 0; code = reader.uleb()) {
            long unit = unit(shape(code, reader), reader, name);
            if (unit >= 0) {
                found.add(unit);
            }
        }
    }

    /**
     * Reads an entry.
     *
     * @param name to look whether the unit has it there; empty to look at nothing
     * @return the offset of its unit; negative where it is in a unit for types
     */
    private long unit(Shape shape, Reader reader, String name) throws MalformedException {
        int at = reader.offset();
        // Where there is only one unit, its number may be left out.
        long number = units.size() == 1 ? 0 : -1;
        long offset = -1;
        for (int i = 0; i < shape.attributes.length; i++) {
            long value = value(shape.forms[i], reader);
            switch (shape.attributes[i]) {
                case DW_IDX_COMPILE_UNIT -> number = value;
                case DW_IDX_TYPE_UNIT -> number = -1;
                case DW_IDX_DIE_OFFSET -> offset = value;
                default -> {
                    // Of no use here.
                }
            }
        }
        if (number < 0) {
            return -1;
        }
        if (number >= units.size()) {
            throw reader.malformed(at, "unit " + number + " of " + units.size());
        }
        long unit = units.get((int) number);
        // GDB does not say where, and what only roughly.
        if (!name.isEmpty() && !isGdbs && !isThere(unit + offset, shape.tag, name)) {
            throw reader.malformed(at, name + " is not at .debug_info+0x" + Long.toHexString(unit + offset)
                    + " as the index says");
        }
        return unit;
    }

    private boolean isThere(long offset, int tag, String name) {
        try {
            EntryReference place = info.entry(offset);
            if (place.unit().splitFile().isPresent()) {
                // It means an entry of another file, which is not worth to be read for this.
                return true;
            }
            EntryCursor entry = place.open();
            return entry.tag() == tag
                    && (isNamed(entry, Attribute.DW_AT_NAME, name) || isNamed(entry, Attribute.DW_AT_LINKAGE_NAME, name));
        } catch (MalformedException e) {
            // There is something else, which only looks like an entry.
            return false;
        }
    }

    private static boolean isNamed(EntryCursor entry, int attribute, String name) throws MalformedException {
        Optional<EntryCursor> named = entry.having(attribute);
        return named.isPresent() && named.get().string(attribute).equals(Optional.of(name));
    }

    private static long value(int form, Reader reader) throws MalformedException {
        return switch (form) {
            case 0x0B, 0x0C, 0x11 -> reader.u8();
            case 0x05, 0x12 -> reader.u16();
            case 0x06, 0x13 -> reader.u32();
            case 0x07, 0x14, 0x20 -> reader.s64();
            case 0x0F, 0x15 -> reader.uleb();
            case 0x0D -> reader.sleb();
            case 0x19 -> 1;
            default -> throw reader.malformed("a value of form 0x" + Integer.toHexString(form) + " in an index");
        };
    }

    private Shape shape(long code, Reader at) throws MalformedException {
        Shape shape = shapes.get(code);
        if (shape == null) {
            throw at.malformed("abbreviation " + code + " is not in the index's table");
        }
        return shape;
    }

    private String name(int index) throws MalformedException {
        long at = names + (long) index * offsetSize;
        long offset = section.reader(at).unsigned(offsetSize);
        try {
            return strings.reader(offset).string();
        } catch (MalformedException e) {
            throw malformed(at, "no name is at " + strings.name() + "+0x" + Long.toHexString(offset));
        }
    }

    private long entry(int index) throws MalformedException {
        return section.reader(entries + (long) index * offsetSize).unsigned(offsetSize);
    }

    /** Bernstein's hash, of lower case letters (DWARF 5, section 7.33). */
    private static long hash(String name) {
        int hash = HASH_BEGIN;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = 33 * hash + (b >= 'A' && b <= 'Z' ? b + 'a' - 'A' : b & 0xFF);
        }
        return Integer.toUnsignedLong(hash);
    }

    private MalformedException malformed(long offset, String reason) {
        return new MalformedException(section.name(), offset, reason);
    }
}
