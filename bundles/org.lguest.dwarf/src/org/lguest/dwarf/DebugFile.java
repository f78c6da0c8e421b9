/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;

import org.lguest.dwarf.DebugFileFinder.Found;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Section;
import org.lguest.dwarf.elf.SectionHeader;

/**
 * The files that a program's debug information is read from, as if they were one, and what could not be read of them.
 * For any thread.
 */
final class DebugFile {
    /** What a hopeless file has more of than this is not worth remembering. */
    private static final int MOST_DEFECTS = 1000;

    private final ElfFile program;
    private final Optional<Found> separate;
    private final Optional<Found> supplement;
    private final Map<String, Section> sections = new ConcurrentHashMap<>();
    private final Set<Defect> defects = new CopyOnWriteArraySet<>();
    private final Set<DebugFileNotice> notices = new CopyOnWriteArraySet<>();
    private final SplitFiles splits;

    /**
     * @param path of the description; empty to look for no other files
     * @param names the paths that others may be named after
     * @param folders where to look for others
     */
    private DebugFile(ElfFile program, Optional<Found> separate, Optional<Found> supplement, Optional<Path> path,
            List<Path> names, List<Path> folders) {
        this.program = program;
        this.separate = separate;
        this.supplement = supplement;
        this.splits = new SplitFiles(this, path, names, folders);
    }

    /** A program with the files that belong to it. */
    static DebugFile of(Path path, ElfFile program, DebugFileSearch search) throws ProgramImageException {
        List<DebugFileNotice> notices = new ArrayList<>();
        DebugFileFinder finder = new DebugFileFinder(search, notices::add);
        Optional<Found> separate = finder.find(path, program);
        Found description = separate.orElse(new Found(path, program));
        DebugFile file = new DebugFile(program, separate, finder.supplement(description.path(), description.elf()),
                Optional.of(description.path()), List.of(path, description.path()), search.folders());
        notices.forEach(file::tell);
        return file;
    }

    /** A program of which no other files are known. */
    static DebugFile alone(ElfFile program) {
        return new DebugFile(program, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** The file that describes the program instead of the program's own. */
    Optional<Path> separate() {
        return separate.map(Found::path);
    }

    private ElfFile description() {
        return separate.map(Found::elf).orElse(program);
    }

    int entry() {
        return program.entry();
    }

    /** The file with the linker's symbols. */
    ElfFile symbols() {
        return description().header(".symtab").isPresent() ? description() : program;
    }

    boolean has(String section) {
        return description().header(section).isPresent();
    }

    /** The contents of a section, inflated once; one that can't be inflated is a defect, and absent. */
    Section section(String name) {
        return sections.computeIfAbsent(name, n -> read(holder(n), n));
    }

    /** The same of the debug information that is shared with other programs; its sections are named as {@code alt:}. */
    Section supplementary(String name) {
        return supplement.map(found -> sections.computeIfAbsent("alt:" + name, n -> read(found.elf(), name).named(n)))
                .orElse(Section.absent("alt:" + name));
    }

    /** The files with what the program has only skeletons of. */
    SplitFiles splits() {
        return splits;
    }

    boolean hasSupplement() {
        return supplement.isPresent();
    }

    private Section read(ElfFile file, String name) {
        try {
            return file.section(name);
        } catch (MalformedException e) {
            damaged(e);
            return Section.absent(name);
        }
    }

    /** A file with debug information only has no contents of what is loaded, as {@code .eh_frame}. */
    private ElfFile holder(String section) {
        return description().header(section).isPresent() ? description() : program;
    }

    /** Where a section is in memory, unsigned; 0 where there is none. */
    int address(String section) {
        return holder(section).header(section).map(SectionHeader::address).orElse(0);
    }

    /** Whether the address, unsigned, belongs to the running program. */
    boolean covers(int address) {
        return program.covers(address);
    }

    void damaged(MalformedException e) {
        if (defects.size() < MOST_DEFECTS) {
            defects.add(new Defect(e.section(), e.offset(), e.reason()));
        }
    }

    void tell(DebugFileNotice notice) {
        if (notices.size() < MOST_DEFECTS) {
            notices.add(notice);
        }
    }

    List<Defect> defects() {
        return List.copyOf(defects);
    }

    List<DebugFileNotice> notices() {
        return List.copyOf(notices);
    }
}
