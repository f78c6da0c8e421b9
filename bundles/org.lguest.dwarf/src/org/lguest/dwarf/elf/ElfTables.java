/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.elf;

import java.util.ArrayList;
import java.util.List;

import org.lguest.dwarf.elf.ElfException.Reason;

/**
 * Reads the header of an ELF file and its two tables, in both classes (System V ABI, "ELF Header", "Sections" and
 * "Program Header"; their 64-bit shapes are those of ELF-64). Every extent in them is checked against the file.
 */
final class ElfTables {
    private static final int EM_386 = 3;
    private static final int EM_X86_64 = 62;
    private static final int ET_REL = 1;
    private static final int ET_EXEC = 2;
    private static final int ET_DYN = 3;
    private static final int PROGRAM_HEADER_SIZE = 32;
    private static final int WIDE_PROGRAM_HEADER_SIZE = 56;
    private static final int SECTION_HEADER_SIZE = 40;
    private static final int WIDE_SECTION_HEADER_SIZE = 64;
    private static final int SHN_XINDEX = 0xFFFF;

    /** What a file is wanted for. */
    enum Use {
        /** To run on an i386. */
        PROGRAM,
        /** To describe a program. */
        SYMBOLS,
        /** To be referred to by others that do. */
        SUPPLEMENT
    }

    private static final String NAME = "ELF file";
    private static final int LONGEST_HEADER = 64;

    private final ElfContent file;
    private final Section head;
    private final boolean isWide;
    private final Use use;

    private ElfTables(ElfContent file, Section head, boolean isWide, Use use) {
        this.file = file;
        this.head = head;
        this.isWide = isWide;
        this.use = use;
    }

    static ElfFile read(ElfContent file, Use use) throws ElfException {
        try {
            Section head = new Section(NAME, file.bytes(0, (int) Math.min(LONGEST_HEADER, file.size()), NAME));
            return new ElfTables(file, head, isWide(head, use != Use.PROGRAM), use).read();
        } catch (MalformedException e) {
            throw new ElfException(Reason.TRUNCATED, e.getMessage());
        }
    }

    private static boolean isWide(Section head, boolean mayBeWide) throws ElfException, MalformedException {
        if (head.size() < 4 || head.bytes().getInt(0) != 0x464C457F) {
            throw new ElfException(Reason.NOT_ELF, "The file does not begin with the four bytes of an ELF file.");
        }
        Reader identification = head.reader(4);
        int fileClass = identification.u8();
        int byteOrder = identification.u8();
        if (fileClass == 2 && !mayBeWide) {
            throw new ElfException(Reason.ELF64, "The program is a 64-bit ELF file.");
        }
        if (fileClass != 1 && fileClass != 2 || byteOrder != 1) {
            throw new ElfException(Reason.WRONG_MACHINE, "The file is of ELF class " + fileClass + " and byte order "
                    + byteOrder + "; i386 programs are of class 1 and byte order 1.");
        }
        return fileClass == 2;
    }

    private ElfFile read() throws ElfException, MalformedException {
        Reader header = head.reader(16);
        int type = header.u16();
        int machine = header.u16();
        if (machine != EM_386 && !(isWide && machine == EM_X86_64)) {
            throw new ElfException(Reason.WRONG_MACHINE, "The program is for ELF machine " + machine
                    + "; i386 is machine " + EM_386 + ".");
        }
        if (type != ET_EXEC && type != ET_DYN && !(use == Use.SUPPLEMENT && type == ET_REL)) {
            throw new ElfException(Reason.NOT_LINKED, "The file is of ELF type " + type
                    + "; a linked program is of type " + ET_EXEC + " or " + ET_DYN + ".");
        }
        header.skip(4);
        int entry = address(header.offset(), word(header), "the entry");
        long segmentOffset = word(header);
        long sectionOffset = word(header);
        header.skip(6);
        int segmentSize = header.u16();
        int segmentCount = header.u16();
        int sectionSize = header.u16();
        int sectionCount = header.u16();
        int nameTable = header.u16();
        List<ProgramHeader> segments = segments(segmentOffset, segmentSize, segmentCount);
        List<SectionHeader> sections = sectionOffset == 0
                ? List.of()
                : sections(sectionOffset, sectionSize, sectionCount, nameTable);
        return new ElfFile(file, isWide, entry, segments, sections);
    }

    private List<ProgramHeader> segments(long offset, int size, int count) throws ElfException, MalformedException {
        List<ProgramHeader> segments = new ArrayList<>();
        int leastSize = isWide ? WIDE_PROGRAM_HEADER_SIZE : PROGRAM_HEADER_SIZE;
        Section table = table(offset, size, count, leastSize);
        for (int i = 0; i < count; i++) {
            Reader row = row(table, size, i, leastSize);
            long at = offset + row.offset();
            int type = row.s32();
            int flags = isWide ? row.s32() : 0;
            long start = word(row);
            long virtualAddress = word(row);
            long physicalAddress = word(row);
            long fileSize = word(row);
            long memorySize = word(row);
            flags = isWide ? flags : row.s32();
            check(start, fileSize);
            if (type == ProgramHeader.PT_LOAD) {
                address(at, virtualAddress, "a segment");
            }
            segments.add(new ProgramHeader(type, start, (int) virtualAddress, (int) physicalAddress, fileSize,
                    memorySize, flags));
        }
        return segments;
    }

    private List<SectionHeader> sections(long offset, int size, int count, int nameTable)
            throws ElfException, MalformedException {
        // A count or index too large for the header's 16 bits is kept in the otherwise unused first row.
        int leastSize = isWide ? WIDE_SECTION_HEADER_SIZE : SECTION_HEADER_SIZE;
        Reader first = row(table(offset, size, 1, leastSize), size, 0, leastSize);
        first.skip(isWide ? 32 : 20);
        long realCount = word(first);
        long realNameTable = first.u32();
        long rows = count == 0 ? realCount : count;
        long names = nameTable == SHN_XINDEX ? realNameTable : nameTable;
        if (rows < 0 || rows > file.size()) {
            throw new MalformedException(NAME, offset, "a header table of 0x" + Long.toHexString(rows)
                    + " rows");
        }
        Section table = table(offset, size, rows, leastSize);

        StringTable strings = new StringTable(Section.absent(".shstrtab"));
        if (names > 0 && names < rows) {
            SectionHeader header = section(offset, row(table, size, names, leastSize), strings, false);
            if (header.offset() != 0 && header.isInFile()) {
                strings = new StringTable(
                        new Section(".shstrtab", file.bytes(header.offset(), (int) header.size(), ".shstrtab")));
            }
        }
        List<SectionHeader> sections = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            sections.add(section(offset, row(table, size, i, leastSize), strings, true));
        }
        return sections;
    }

    private SectionHeader section(long table, Reader row, StringTable strings, boolean isNamed)
            throws ElfException, MalformedException {
        long at = table + row.offset();
        long nameOffset = row.u32();
        String name = nameOffset == 0 || !isNamed ? "" : strings.at(nameOffset);
        int type = row.s32();
        int flags = (int) word(row);
        long address = word(row);
        long offset = word(row);
        long size = word(row);
        SectionHeader header = new SectionHeader(name, type, flags, (int) address, offset, size, row.s32(), row.s32());
        if (header.isInFile()) {
            check(offset, size);
        }
        if (header.isAllocated()) {
            address(at, address, "section " + name);
        }
        return header;
    }

    /** A table of the file as a section of its own. */
    private Section table(long offset, int rowSize, long rows, int leastSize) throws MalformedException {
        if (rows > 0 && rowSize < leastSize) {
            throw new MalformedException(NAME, offset, "a header table with rows of " + rowSize + " bytes");
        }
        if (rows == 0) {
            return Section.absent(NAME);
        }
        check(offset, rows * rowSize);
        return new Section(NAME, file.bytes(offset, (int) (rows * rowSize), NAME));
    }

    private static Reader row(Section table, int rowSize, long index, int leastSize) throws MalformedException {
        return table.reader(index * rowSize).window(leastSize);
    }

    /** Whether an extent lies in the file. */
    private void check(long offset, long size) throws MalformedException {
        if (offset < 0 || offset > file.size()) {
            throw new MalformedException(NAME, offset, "beyond the file's end at 0x" + Long.toHexString(file.size()));
        }
        if (size < 0 || size > file.size() - offset) {
            throw new MalformedException(NAME, offset, "0x" + Long.toHexString(size) + " bytes wanted, 0x"
                    + Long.toHexString(file.size() - offset) + " left");
        }
    }

    private long word(Reader reader) throws MalformedException {
        return reader.unsigned(isWide ? 8 : 4);
    }

    private int address(long at, long address, String what) throws ElfException {
        if (address != (address & 0xFFFF_FFFFL)) {
            throw new ElfException(Reason.BEYOND_32_BITS, new MalformedException(NAME, at, what + " is at 0x"
                    + Long.toHexString(address) + ", where an i386 program has nothing").getMessage());
        }
        return (int) address;
    }
}
