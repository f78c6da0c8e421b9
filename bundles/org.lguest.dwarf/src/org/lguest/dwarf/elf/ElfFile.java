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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The two tables of an ELF file and the way to its sections (System V ABI, "Object Files", and its i386 supplement).
 * The tables are read at once; contents are only looked at when asked for. Immutable, for any thread.
 */
public final class ElfFile {
    private static final String COMPRESSED_NAME = ".z";

    /** How many bytes more than a file has may come of its compressed sections of one name. */
    private static final long MOST_MORE = 1 << 28;
    /** How many bytes may come of all compressed sections: compilers' are rarely more than ten times as many. */
    private static final long LARGEST_RATIO = 64;
    private static final long LARGEST_ANYWAY = 1 << 26;

    private final ElfContent content;
    private final boolean isWide;
    private final int entry;
    private final List<ProgramHeader> segments;
    private final List<SectionHeader> sections;
    private final Set<SectionHeader> expanded = ConcurrentHashMap.newKeySet();
    private final AtomicLong expandable;

    ElfFile(ElfContent content, boolean isWide, int entry, List<ProgramHeader> segments,
            List<SectionHeader> sections) {
        this.content = content;
        this.isWide = isWide;
        this.entry = entry;
        this.segments = List.copyOf(segments);
        this.sections = List.copyOf(sections);
        this.expandable = new AtomicLong(LARGEST_RATIO * content.size() + LARGEST_ANYWAY);
    }

    /** Reads the headers of a linked i386 program; the content is kept, not copied, and must not change. */
    public static ElfFile parse(ByteBuffer content) throws ElfException {
        return parse(ElfContent.of(content));
    }

    /** Reads the headers of a linked i386 program. */
    public static ElfFile parse(ElfContent content) throws ElfException {
        return ElfTables.read(content, ElfTables.Use.PROGRAM);
    }

    /**
     * As {@link #parse}, of a file that only describes a program: a 64-bit one will do, as some tools wrap 32-bit code
     * in, if nothing of it lies beyond 32 bits.
     */
    public static ElfFile parseSymbols(ByteBuffer content) throws ElfException {
        return parseSymbols(ElfContent.of(content));
    }

    /** As the other. */
    public static ElfFile parseSymbols(ElfContent content) throws ElfException {
        return ElfTables.read(content, ElfTables.Use.SYMBOLS);
    }

    /** As {@link #parseSymbols}, of a file that others with debug information refer to; it may be an object file. */
    public static ElfFile parseSupplement(ByteBuffer content) throws ElfException {
        return parseSupplement(ElfContent.of(content));
    }

    /** As the other. */
    public static ElfFile parseSupplement(ElfContent content) throws ElfException {
        return ElfTables.read(content, ElfTables.Use.SUPPLEMENT);
    }

    /** Whether it is a 64-bit file. */
    public boolean isWide() {
        return isWide;
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

    /** The first section of that name which the file has contents for, by its older name where it is compressed. */
    public Optional<SectionHeader> header(String name) {
        return inFile(name).or(() -> inFile(COMPRESSED_NAME + name.substring(Math.min(1, name.length()))));
    }

    private Optional<SectionHeader> inFile(String name) {
        return sections.stream().filter(s -> s.name().equals(name) && s.isInFile()).findFirst();
    }

    /** The contents of a section by name; {@linkplain Section#absent absent} when the file has none. */
    public Section section(String name) throws MalformedException {
        Optional<SectionHeader> header = header(name);
        return header.isPresent() ? section(header.get()) : Section.absent(name);
    }

    /**
     * The contents of all sections of a name, one after another, as if they were one: object files may have several,
     * each for one type (DWARF 5, section 7.3.2.2).
     */
    public Section joined(String name) throws MalformedException {
        List<SectionHeader> headers = sections.stream().filter(s -> s.name().equals(name) && s.isInFile()).toList();
        if (headers.size() < 2) {
            return section(name);
        }
        List<Section> parts = new ArrayList<>();
        long size = 0;
        for (SectionHeader header : headers) {
            parts.add(section(header));
            size += parts.getLast().size();
            // Headers of a damaged file may all name the same bytes.
            if (size > content.size() + MOST_MORE) {
                throw new MalformedException(name, 0, "sections of this name have more bytes than the file");
            }
        }
        ByteBuffer joined = ByteBuffer.allocate((int) size);
        parts.forEach(part -> joined.put(part.bytes().duplicate()));
        return new Section(name, joined.flip());
    }

    /** The contents of a section, inflated where the file has them compressed. */
    public Section section(SectionHeader header) throws MalformedException {
        if (!header.isInFile()) {
            return Section.absent(header.name());
        }
        Section section = new Section(header.name(),
                content.bytes(header.offset(), (int) header.size(), header.name()));
        boolean isOld = header.name().startsWith(COMPRESSED_NAME + "debug_");
        if (!header.isCompressed() && !isOld) {
            return section;
        }
        // What was expanded before has been counted.
        long most = expanded.contains(header) ? Long.MAX_VALUE : expandable.get();
        Section whole = header.isCompressed() ? CompressedSection.expand(section, isWide, most)
                : CompressedSection.expandOld(section, "." + header.name().substring(COMPRESSED_NAME.length()), most);
        if (expanded.add(header)) {
            expandable.addAndGet(-whole.size());
        }
        return whole;
    }

    /** The bytes that a segment has in the file. */
    public Section contents(ProgramHeader segment) throws MalformedException {
        return new Section("segment", content.bytes(segment.offset(), (int) segment.fileSize(), "segment"));
    }

    /** Whether the address, unsigned, belongs to the running program. */
    public boolean covers(int address) {
        return segments.stream().anyMatch(s -> s.covers(address))
                || sections.stream().anyMatch(s -> s.covers(address));
    }
}
