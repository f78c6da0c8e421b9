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

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;

/**
 * Walks the entries of a unit in the order in which they are written, parents before children, and reads the attributes
 * of the one it is on. Nothing is decoded before it is asked for. Each step consumes bytes, so a walk always ends. For
 * one thread.
 */
public final class EntryCursor {
    /** An instance of a definition of a declaration is three; a damaged file may have a circle. */
    private static final int LONGEST_CHAIN = 8;

    private final Unit unit;
    private final int first;
    private int nextOffset;
    private int offset;
    private int depth = -1;
    private int nextDepth;
    private Abbreviation abbreviation = new Abbreviation(0, false, new int[0], new int[0], new long[0]);
    private int[] places = new int[16];
    private int[] forms = new int[16];

    EntryCursor(Unit unit, int first) {
        this.unit = unit;
        this.first = first;
        this.offset = first;
        this.nextOffset = first;
    }

    /**
     * Moves to the next entry, at whatever depth.
     *
     * @return false when the first entry's whole tree is done
     */
    public boolean next() throws MalformedException {
        Reader reader = unit.reader(nextOffset);
        while (reader.hasRemaining()) {
            if (nextDepth <= 0 && nextOffset != first) {
                return false;
            }
            int at = reader.offset();
            long code = reader.uleb();
            nextOffset = reader.offset();
            if (code != 0) {
                enter(at, unit.abbreviation(code, reader), reader);
                return true;
            }
            nextDepth--;
        }
        return false;
    }

    private void enter(int at, Abbreviation shape, Reader reader) throws MalformedException {
        offset = at;
        abbreviation = shape;
        int count = shape.attributes().length;
        if (count > places.length) {
            places = new int[count];
            forms = new int[count];
        }
        for (int i = 0; i < count; i++) {
            int form = shape.forms()[i];
            while (form == Form.DW_FORM_INDIRECT) {
                form = reader.ulebInt();
                if (form == Form.DW_FORM_IMPLICIT_CONST) {
                    throw reader.malformed("an implicit constant without its constant");
                }
            }
            places[i] = reader.offset();
            forms[i] = form;
            Form.skip(form, reader, unit.header());
        }
        depth = nextDepth;
        nextOffset = reader.offset();
        if (shape.hasChildren()) {
            nextDepth++;
        }
    }

    /** Goes on after the children of this entry, which are walked over or, where the compiler says how, jumped over. */
    public void skipChildren() throws MalformedException {
        if (!abbreviation.hasChildren()) {
            return;
        }
        int parent = depth;
        OptionalInt sibling = offsetInUnit(Attribute.DW_AT_SIBLING);
        if (sibling.isPresent() && sibling.getAsInt() > nextOffset && sibling.getAsInt() <= unit.header().end()) {
            nextOffset = sibling.getAsInt();
            nextDepth = parent;
            return;
        }
        Reader reader = unit.reader(nextOffset);
        while (nextDepth > parent && reader.hasRemaining()) {
            int at = reader.offset();
            long code = reader.uleb();
            if (code == 0) {
                nextDepth--;
            } else {
                enter(at, unit.abbreviation(code, reader), reader);
            }
            nextOffset = reader.offset();
        }
    }

    /** How many entries are above this one, among those that the cursor walks. */
    public int depth() {
        return depth;
    }

    /** One of {@link Tag}, or another that this reader does not know. */
    public int tag() {
        return abbreviation.tag();
    }

    public Unit unit() {
        return unit;
    }

    public EntryReference reference() {
        return new EntryReference(unit, offset);
    }

    public MalformedException malformed(String reason) {
        try {
            return unit.reader(offset).malformed(reason);
        } catch (MalformedException e) {
            return e;
        }
    }

    /**
     * This entry, or the one that it completes and that has the attribute instead: its declaration, or what it is an
     * instance of (DWARF 5, sections 2.13.2 and 3.3.8.2).
     */
    public Optional<EntryCursor> having(int attribute) throws MalformedException {
        EntryCursor entry = this;
        for (int depth = 0; depth < LONGEST_CHAIN; depth++) {
            if (entry.has(attribute)) {
                return Optional.of(entry);
            }
            Optional<EntryReference> completed = entry.reference(Attribute.DW_AT_ABSTRACT_ORIGIN);
            if (completed.isEmpty()) {
                completed = entry.reference(Attribute.DW_AT_SPECIFICATION);
            }
            if (completed.isEmpty()) {
                return Optional.empty();
            }
            entry = completed.get().open();
        }
        return Optional.empty();
    }

    public boolean has(int attribute) {
        return abbreviation.indexOf(attribute) >= 0;
    }

    public boolean flag(int attribute) throws MalformedException {
        int i = abbreviation.indexOf(attribute);
        return i >= 0 && (forms[i] == Form.DW_FORM_FLAG_PRESENT
                || forms[i] == Form.DW_FORM_FLAG && value(i).u8() != 0);
    }

    public Optional<String> string(int attribute) throws MalformedException {
        int i = abbreviation.indexOf(attribute);
        return i < 0 ? Optional.empty() : unit.strings().read(forms[i], value(i));
    }

    /** Whether it has a string that is this one. @param text in UTF-8 */
    public boolean isString(int attribute, byte[] text) throws MalformedException {
        int i = abbreviation.indexOf(attribute);
        return i >= 0 && unit.strings().place(forms[i], value(i)).filter(place -> place.isString(text)).isPresent();
    }

    public OptionalInt address(int attribute) throws MalformedException {
        int i = abbreviation.indexOf(attribute);
        return i < 0 || !DebugAddr.isAddress(forms[i])
                ? OptionalInt.empty()
                : OptionalInt.of(unit.addresses().read(forms[i], value(i)));
    }

    /** A constant; empty also where the attribute is an expression or a reference instead. */
    public OptionalLong constant(int attribute) throws MalformedException {
        int i = abbreviation.indexOf(attribute);
        if (i < 0) {
            return OptionalLong.empty();
        }
        return switch (forms[i]) {
            case Form.DW_FORM_IMPLICIT_CONST -> OptionalLong.of(abbreviation.constants()[i]);
            case Form.DW_FORM_DATA1 -> OptionalLong.of(value(i).u8());
            case Form.DW_FORM_DATA2 -> OptionalLong.of(value(i).u16());
            case Form.DW_FORM_DATA4 -> OptionalLong.of(value(i).u32());
            case Form.DW_FORM_DATA8 -> OptionalLong.of(value(i).s64());
            case Form.DW_FORM_UDATA -> OptionalLong.of(value(i).uleb());
            case Form.DW_FORM_SDATA -> OptionalLong.of(value(i).sleb());
            default -> OptionalLong.empty();
        };
    }

    /** An offset into another section, which before DWARF 4 was written as a constant. */
    public OptionalLong sectionOffset(int attribute) throws MalformedException {
        int i = abbreviation.indexOf(attribute);
        return i >= 0 && forms[i] == Form.DW_FORM_SEC_OFFSET
                ? OptionalLong.of(value(i).unsigned(unit.header().offsetSize()))
                : constant(attribute);
    }

    /** A location expression or a block of bytes; empty also where the attribute is a constant instead. */
    public Optional<Reader> expression(int attribute) throws MalformedException {
        int i = abbreviation.indexOf(attribute);
        if (i < 0) {
            return Optional.empty();
        }
        Reader value = value(i);
        return switch (forms[i]) {
            case Form.DW_FORM_EXPRLOC, Form.DW_FORM_BLOCK -> Optional.of(value.window(value.uleb()));
            case Form.DW_FORM_BLOCK1 -> Optional.of(value.window(value.u8()));
            case Form.DW_FORM_BLOCK2 -> Optional.of(value.window(value.u16()));
            case Form.DW_FORM_BLOCK4 -> Optional.of(value.window(value.u32()));
            default -> Optional.empty();
        };
    }

    /**
     * Where something is, by ranges of addresses, or everywhere the same (DWARF 5, section 2.6). None where the
     * attribute is missing, or is a constant instead.
     */
    public List<LocatedExpression> locations(int attribute) throws MalformedException {
        int i = abbreviation.indexOf(attribute);
        if (i < 0) {
            return List.of();
        }
        // What a constant of 4 or 8 bytes means goes by the version: an offset into a section before DWARF 4.
        boolean isConstant = unit.header().version() >= 4
                && (forms[i] == Form.DW_FORM_DATA4 || forms[i] == Form.DW_FORM_DATA8);
        if (LocationForms.isList(forms[i]) && !isConstant) {
            return unit.locations().read(forms[i], value(i));
        }
        return expression(attribute).map(e -> new Expression(Optional.of(unit), e.section(), e.offset(), e.end()))
                .map(e -> List.of(new LocatedExpression(Optional.empty(), e))).orElse(List.of());
    }

    /** Another entry; empty also for one in a supplementary file, or a type in a unit, that is missing. */
    public Optional<EntryReference> reference(int attribute) throws MalformedException {
        int i = abbreviation.indexOf(attribute);
        if (i < 0) {
            return Optional.empty();
        }
        return switch (forms[i]) {
            case Form.DW_FORM_REF_ADDR -> {
                UnitHeader header = unit.header();
                int size = header.version() <= 2 ? header.addressSize() : header.offsetSize();
                yield Optional.of(unit.info().entry(value(i).unsigned(size)));
            }
            case Form.DW_FORM_GNU_REF_ALT -> supplementary(value(i).unsigned(unit.header().offsetSize()));
            case Form.DW_FORM_REF_SUP4 -> supplementary(value(i).u32());
            case Form.DW_FORM_REF_SUP8 -> supplementary(value(i).s64());
            case Form.DW_FORM_REF_SIG8 -> unit.info().type(value(i).s64());
            default -> {
                OptionalInt inUnit = offsetInUnit(attribute);
                yield inUnit.isPresent() ? Optional.of(new EntryReference(unit, inUnit.getAsInt())) : Optional.empty();
            }
        };
    }

    private Optional<EntryReference> supplementary(long offset) throws MalformedException {
        Optional<DebugInfo> supplement = unit.info().supplement();
        return supplement.isPresent() ? Optional.of(supplement.get().entry(offset)) : Optional.empty();
    }

    /** The addresses of the code that this entry describes; none where it describes none. */
    public List<AddressRange> ranges() throws MalformedException {
        int list = abbreviation.indexOf(Attribute.DW_AT_RANGES);
        if (list >= 0) {
            return unit.ranges().read(forms[list], value(list));
        }
        OptionalInt low = address(Attribute.DW_AT_LOW_PC);
        if (low.isEmpty()) {
            return List.of();
        }
        // Since DWARF 4 it may be the size instead.
        OptionalInt high = address(Attribute.DW_AT_HIGH_PC);
        int end = high.isPresent()
                ? high.getAsInt()
                : low.getAsInt() + (int) constant(Attribute.DW_AT_HIGH_PC).orElse(0);
        AddressRange range = new AddressRange(low.getAsInt(), end);
        return range.isEmpty() ? List.of() : List.of(range);
    }

    private OptionalInt offsetInUnit(int attribute) throws MalformedException {
        int i = abbreviation.indexOf(attribute);
        if (i < 0) {
            return OptionalInt.empty();
        }
        Reader value = value(i);
        long relative;
        switch (forms[i]) {
            case Form.DW_FORM_REF1 -> relative = value.u8();
            case Form.DW_FORM_REF2 -> relative = value.u16();
            case Form.DW_FORM_REF4 -> relative = value.u32();
            case Form.DW_FORM_REF8 -> relative = value.s64();
            case Form.DW_FORM_REF_UDATA -> relative = value.uleb();
            default -> {
                return OptionalInt.empty();
            }
        }
        UnitHeader header = unit.header();
        if (relative < 0 || relative >= (long) header.end() - header.offset()) {
            throw value.malformed(places[i], "a reference beyond the unit");
        }
        return OptionalInt.of(header.offset() + (int) relative);
    }

    private Reader value(int i) throws MalformedException {
        return unit.reader(places[i]);
    }
}
