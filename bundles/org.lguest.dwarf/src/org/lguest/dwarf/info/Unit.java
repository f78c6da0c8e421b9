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

import org.jspecify.annotations.Nullable;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;

/**
 * One compilation, or one type shared by several: a tree of entries and what is needed to read them. For any thread.
 */
public final class Unit {
    private final UnitHeader header;
    private final Section section;
    private final DebugInfo info;
    private final Abbreviations abbreviations;
    private final String name;
    private final String compilationDirectory;
    private final Optional<String> splitFile;
    private final long splitNumber;
    private final OptionalLong lineProgram;
    private final StringForms strings;
    private final DebugAddr addresses;
    private final RangeForms ranges;
    private final LocationForms locations;
    private final int base;
    private final long rangesBase;
    private @Nullable Unit whole;

    /** Reads the root entry for what all others of the unit depend on. */
    Unit(UnitHeader header, Section section, DebugInfo info, DebugAbbrev abbreviations) throws MalformedException {
        this.header = header;
        this.section = section;
        this.info = info;
        this.abbreviations = abbreviations.table(header.abbreviations());
        DebugSections sections = info.sections();
        EntryCursor root = root();
        if (!root.next()) {
            throw new MalformedException(section.name(), header.firstEntry(), "a unit without entries");
        }
        Optional<Unit> skeleton = info.skeleton();
        boolean isOldSplit = skeleton.isPresent() && header.version() < 5;
        // The bases first: the root's own name may need them.
        this.strings = new StringForms(info, header,
                isOldSplit ? OptionalLong.of(0) : root.sectionOffset(Attribute.DW_AT_STR_OFFSETS_BASE));
        OptionalLong addressBase = root.sectionOffset(
                header.version() < 5 ? Attribute.DW_AT_GNU_ADDR_BASE : Attribute.DW_AT_ADDR_BASE);
        this.addresses = skeleton.map(s -> s.addresses)
                .orElseGet(() -> new DebugAddr(sections.addresses(), header, addressBase));
        // A type's unit in such a file has a line table there, which only names files.
        OptionalLong ownProgram = root.sectionOffset(Attribute.DW_AT_STMT_LIST);
        this.lineProgram = skeleton.isEmpty() ? ownProgram
                : header.isType() ? OptionalLong.empty() : skeleton.get().lineProgram;
        this.name = kept(root.string(Attribute.DW_AT_NAME).orElse(""));
        this.compilationDirectory = kept(root.string(Attribute.DW_AT_COMP_DIR)
                .orElseGet(() -> skeleton.map(s -> s.compilationDirectory).orElse("")));
        Optional<String> split = root.string(Attribute.DW_AT_DWO_NAME);
        Optional<String> file = split.isPresent() ? split : root.string(Attribute.DW_AT_GNU_DWO_NAME);
        this.splitFile = skeleton.isPresent() ? Optional.empty() : file;
        this.splitNumber = header.version() < 5
                ? root.constant(Attribute.DW_AT_GNU_DWO_ID).orElse(0) : header.signature();
        OptionalInt low = root.address(Attribute.DW_AT_LOW_PC);
        this.base = low.isPresent() ? low.getAsInt() : skeleton.map(s -> s.base).orElse(0);
        this.rangesBase = root.sectionOffset(Attribute.DW_AT_GNU_RANGES_BASE).orElse(0);
        this.ranges = new RangeForms(sections, header, addresses, base,
                root.sectionOffset(Attribute.DW_AT_RNGLISTS_BASE), skeleton.map(s -> s.rangesBase).orElse(0L));
        this.locations = new LocationForms(this, base, root.sectionOffset(Attribute.DW_AT_LOCLISTS_BASE));
    }

    /**
     * Counts text of this unit that is kept as long as the program.
     *
     * @throws MalformedException if that is more than can be believed
     */
    public String kept(String text) throws MalformedException {
        return info.kept(text, this);
    }

    /** The primary source file, as given to the compiler. */
    public String name() {
        return name.isEmpty() && whole() != this ? whole().name : name;
    }

    public String compilationDirectory() {
        return compilationDirectory;
    }

    /**
     * The file that has its entries, where the compiler left only a skeleton here, with what the linker needs (DWARF 5,
     * section 3.1.2). It may be relative to the compilation directory.
     */
    public Optional<String> splitFile() {
        return splitFile;
    }

    /** The number by which a skeleton and what it stands for are known to belong together; 0 where there is none. */
    public long splitNumber() {
        return splitNumber;
    }

    /** The unit with the entries: another one where this is a skeleton, if its file is to be had. */
    private synchronized Unit whole() {
        Unit known = whole;
        if (known == null) {
            known = splitFile.isEmpty() ? this : info.split(this).orElse(this);
            whole = known;
        }
        return known;
    }

    /** The offset of its line program in {@code .debug_line}. */
    public OptionalLong lineProgram() {
        return lineProgram;
    }

    /** Its offset in its section. */
    public int offset() {
        return header.offset();
    }

    /** The offset in its section after it. */
    public int end() {
        return header.end();
    }

    /** Whether it describes a type for others to share, and no code or data. */
    public boolean isType() {
        return header.isType();
    }

    /** A cursor before the root entry; for a skeleton, that of the unit which it stands for, if that is to be had. */
    public EntryCursor entries() {
        return whole().root();
    }

    /** The units of types in the file that has its entries, or the package; none unless this is a skeleton. */
    public List<Unit> splitTypes() {
        return whole() == this ? List.of() : whole().info.typeUnits();
    }

    /** A cursor before its own root entry. */
    public EntryCursor root() {
        return new EntryCursor(this, header.firstEntry());
    }

    /** A cursor before the entry at an offset of the section, which must lie in this unit. */
    EntryCursor entriesAt(long offset) throws MalformedException {
        if (offset < header.firstEntry() || offset >= header.end()) {
            throw new MalformedException(section.name(), offset, "no entry of the unit at 0x"
                    + Integer.toHexString(header.offset()));
        }
        return new EntryCursor(this, (int) offset);
    }

    Reader reader(int offset) throws MalformedException {
        return section.reader(offset).window((long) header.end() - offset);
    }

    UnitHeader header() {
        return header;
    }

    Section section() {
        return section;
    }

    DebugInfo info() {
        return info;
    }

    StringForms strings() {
        return strings;
    }

    DebugAddr addresses() {
        return addresses;
    }

    RangeForms ranges() {
        return ranges;
    }

    LocationForms locations() {
        return locations;
    }

    /** How wide its addresses are, in bytes: 4 or 8. */
    public int addressSize() {
        return header.addressSize();
    }

    /** How wide its offsets into sections are, in bytes: 4, or 8 in the 64-bit DWARF format. */
    public int offsetSize() {
        return header.offsetSize();
    }

    public int version() {
        return header.version();
    }

    /** The address of that number in its part of {@code .debug_addr}, unsigned. */
    public int address(int number) throws MalformedException {
        return addresses.numbered(number);
    }

    /** The entry at an offset from the start of the unit, or from the start of the section, of its own section. */
    public EntryReference entry(long offset, boolean isInUnit) throws MalformedException {
        if (!isInUnit) {
            return info.entry(offset);
        }
        if (offset < 0 || offset >= (long) header.end() - header.offset()) {
            throw new MalformedException(section.name(), header.offset(), "a reference beyond the unit");
        }
        return new EntryReference(this, header.offset() + (int) offset);
    }

    Abbreviation abbreviation(long code, Reader at) throws MalformedException {
        return abbreviations.get(code).orElseThrow(
                () -> at.malformed("abbreviation " + Long.toUnsignedString(code) + " is not in the unit's table"));
    }

    @Override
    public String toString() {
        return section.name() + "+0x" + Integer.toHexString(header.offset()) + " " + name;
    }
}
