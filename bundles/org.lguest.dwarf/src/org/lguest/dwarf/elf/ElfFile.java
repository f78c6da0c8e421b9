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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.lguest.dwarf.elf.ElfException.Reason;

/**
 * The two tables of an ELF file and the way to its sections (System V ABI, "Object Files", and its i386 supplement).
 * The tables are read at once and every extent in them is checked against the file; contents are only looked at when
 * asked for. Immutable, for any thread.
 */
public final class ElfFile {
    private static final int EM_386 = 3;
    private static final int ET_EXEC = 2;
    private static final int ET_DYN = 3;
    private static final int PROGRAM_HEADER_SIZE = 32;
    private static final int SECTION_HEADER_SIZE = 40;
    private static final int SHN_XINDEX = 0xFFFF;

    private final ByteBuffer content;
    private final int entry;
    private final List<ProgramHeader> segments;
    private final List<SectionHeader> sections;

    private ElfFile(ByteBuffer content, int entry, List<ProgramHeader> segments, List<SectionHeader> sections) {
        this.content = content;
        this.entry = entry;
        this.segments = List.copyOf(segments);
        this.sections = List.copyOf(sections);
    }

    /** Reads the headers of a linked i386 program; the content is kept, not copied, and must not change. */
    public static ElfFile parse(ByteBuffer content) throws ElfException {
        Section file = new Section("ELF file", content);
        try {
            return parse(file);
        } catch (MalformedException e) {
            throw new ElfException(Reason.TRUNCATED, e.getMessage());
        }
    }

    private static ElfFile parse(Section file) throws ElfException, MalformedException {
        identify(file);
        Reader header = file.reader(16);
        int type = header.u16();
        int machine = header.u16();
        if (machine != EM_386) {
            throw new ElfException(Reason.WRONG_MACHINE, "The program is for ELF machine " + machine
                    + "; i386 is machine " + EM_386 + ".");
        }
        if (type != ET_EXEC && type != ET_DYN) {
            throw new ElfException(Reason.NOT_LINKED, "The file is of ELF type " + type
                    + "; a linked program is of type " + ET_EXEC + " or " + ET_DYN + ".");
        }
        header.skip(4);
        int entry = header.s32();
        long segmentOffset = header.u32();
        long sectionOffset = header.u32();
        header.skip(6);
        int segmentSize = header.u16();
        int segmentCount = header.u16();
        int sectionSize = header.u16();
        int sectionCount = header.u16();
        int nameTable = header.u16();
        List<ProgramHeader> segments = segments(file, segmentOffset, segmentSize, segmentCount);
        List<SectionHeader> sections = sectionOffset == 0
                ? List.of()
                : sections(file, sectionOffset, sectionSize, sectionCount, nameTable);
        return new ElfFile(file.bytes(), entry, segments, sections);
    }

    private static void identify(Section file) throws ElfException, MalformedException {
        if (file.size() < 4 || file.bytes().getInt(0) != 0x464C457F) {
            throw new ElfException(Reason.NOT_ELF, "The file does not begin with the four bytes of an ELF file.");
        }
        Reader identification = file.reader(4);
        int fileClass = identification.u8();
        int byteOrder = identification.u8();
        if (fileClass == 2) {
            throw new ElfException(Reason.ELF64, "The program is a 64-bit ELF file.");
        }
        if (fileClass != 1 || byteOrder != 1) {
            throw new ElfException(Reason.WRONG_MACHINE, "The file is of ELF class " + fileClass + " and byte order "
                    + byteOrder + "; i386 programs are of class 1 and byte order 1.");
        }
    }

    private static List<ProgramHeader> segments(Section file, long offset, int size, int count)
            throws MalformedException {
        List<ProgramHeader> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Reader row = row(file, offset, size, i, PROGRAM_HEADER_SIZE);
            int type = row.s32();
            long start = row.u32();
            int virtualAddress = row.s32();
            int physicalAddress = row.s32();
            long fileSize = row.u32();
            file.reader(start).skip(fileSize);
            segments.add(new ProgramHeader(type, start, virtualAddress, physicalAddress, fileSize, row.u32(),
                    row.s32()));
        }
        return segments;
    }

    private static List<SectionHeader> sections(Section file, long offset, int size, int count, int nameTable)
            throws MalformedException {
        // A count or index too large for the header's 16 bits is kept in the otherwise unused first row.
        Reader first = row(file, offset, size, 0, SECTION_HEADER_SIZE);
        first.skip(20);
        long realCount = first.u32();
        long realNameTable = first.u32();
        long rows = count == 0 ? realCount : count;
        long names = nameTable == SHN_XINDEX ? realNameTable : nameTable;
        file.reader(offset).skip(rows * size);

        Section strings = Section.absent(".shstrtab");
        if (names > 0 && names < rows) {
            strings = new Section(".shstrtab", contents(file, row(file, offset, size, names, SECTION_HEADER_SIZE)));
        }
        List<SectionHeader> sections = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            sections.add(section(file, row(file, offset, size, i, SECTION_HEADER_SIZE), strings));
        }
        return sections;
    }

    private static SectionHeader section(Section file, Reader row, Section strings) throws MalformedException {
        long nameOffset = row.u32();
        String name = nameOffset == 0 ? "" : strings.reader(nameOffset).string();
        int type = row.s32();
        int flags = row.s32();
        int address = row.s32();
        long offset = row.u32();
        long size = row.u32();
        boolean inFile = type != SectionHeader.SHT_NOBITS && type != 0;
        if (inFile) {
            file.reader(offset).skip(size);
        }
        return new SectionHeader(name, type, flags, address, offset, size, row.s32(), row.s32());
    }

    private static ByteBuffer contents(Section file, Reader row) throws MalformedException {
        row.skip(16);
        long offset = row.u32();
        long size = row.u32();
        file.reader(offset).skip(size);
        return file.bytes().slice((int) offset, (int) size);
    }

    private static Reader row(Section file, long table, int rowSize, long index, int leastSize)
            throws MalformedException {
        if (rowSize < leastSize) {
            throw new MalformedException(file.name(), table, "a header table with rows of " + rowSize + " bytes");
        }
        return file.reader(table + index * rowSize).window(leastSize);
    }

    /** Where the program starts, unsigned. */
    public int entry() {
        return entry;
    }

    public List<ProgramHeader> segments() {
        return segments;
    }

    /** In the file's order, so that an index in the file is an index here. */
    public List<SectionHeader> sections() {
        return sections;
    }

    /** The first section of that name which the file has contents for. */
    public Optional<SectionHeader> header(String name) {
        return sections.stream()
                .filter(s -> s.name().equals(name) && s.type() != SectionHeader.SHT_NOBITS && s.type() != 0)
                .findFirst();
    }

    /** The contents of a section by name; {@linkplain Section#absent absent} when the file has none. */
    public Section section(String name) throws MalformedException {
        Optional<SectionHeader> header = header(name);
        return header.isPresent() ? section(header.get()) : Section.absent(name);
    }

    /** The contents of a section, inflated where the file has them compressed. */
    public Section section(SectionHeader header) throws MalformedException {
        if (header.type() == SectionHeader.SHT_NOBITS) {
            return Section.absent(header.name());
        }
        Section section = new Section(header.name(), content.slice((int) header.offset(), (int) header.size()));
        return header.isCompressed() ? CompressedSection.inflate(section) : section;
    }

    /** Whether the address, unsigned, belongs to the running program. */
    public boolean covers(int address) {
        return segments.stream().anyMatch(s -> s.covers(address))
                || sections.stream().anyMatch(s -> s.covers(address));
    }
}
