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

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;

import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Section;
import org.lguest.dwarf.elf.SectionHeader;

/** The file that a program's debug information is read from, and what could not be read of it. For any thread. */
final class DebugFile {
    /** What a hopeless file has more of than this is not worth remembering. */
    private static final int MOST_DEFECTS = 1000;

    private final ElfFile file;
    private final Map<String, Section> sections = new ConcurrentHashMap<>();
    private final Set<Defect> defects = new CopyOnWriteArraySet<>();

    DebugFile(ElfFile file) {
        this.file = file;
    }

    ElfFile elf() {
        return file;
    }

    boolean has(String section) {
        return file.header(section).isPresent();
    }

    /** The contents of a section, inflated once; one that can't be inflated is a defect, and absent. */
    Section section(String name) {
        return sections.computeIfAbsent(name, this::read);
    }

    private Section read(String name) {
        try {
            return file.section(name);
        } catch (MalformedException e) {
            damaged(e);
            return Section.absent(name);
        }
    }

    /** Where a section is in memory, unsigned; 0 where there is none. */
    int address(String section) {
        return file.header(section).map(SectionHeader::address).orElse(0);
    }

    /** Whether the address, unsigned, belongs to the running program. */
    boolean covers(int address) {
        return file.covers(address);
    }

    void damaged(MalformedException e) {
        if (defects.size() < MOST_DEFECTS) {
            defects.add(new Defect(e.section(), e.offset(), e.reason()));
        }
    }

    List<Defect> defects() {
        return List.copyOf(defects);
    }
}
