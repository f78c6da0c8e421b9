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

import java.util.function.Function;

import org.lguest.dwarf.elf.Section;

/** The sections that describe a program, those that a file lacks being empty. */
public record DebugSections(Section info, Section types, Section abbreviations, Section strings, Section lineStrings,
        Section stringOffsets, Section addresses, Section ranges, Section rangeLists, Section locations,
        Section locationLists) {

    /** @param sections gives a section by name */
    public static DebugSections of(Function<String, Section> sections) {
        return new DebugSections(sections.apply(".debug_info"), sections.apply(".debug_types"),
                sections.apply(".debug_abbrev"), sections.apply(".debug_str"), sections.apply(".debug_line_str"),
                sections.apply(".debug_str_offsets"), sections.apply(".debug_addr"), sections.apply(".debug_ranges"),
                sections.apply(".debug_rnglists"), sections.apply(".debug_loc"), sections.apply(".debug_loclists"));
    }

    /**
     * Those of a file with split units, which have addresses and old ranges in the program (DWARF 5, section 7.3.2).
     *
     * @param split gives a section of that file by name
     */
    DebugSections split(Function<String, Section> split) {
        return new DebugSections(split.apply(".debug_info.dwo"), split.apply(".debug_types.dwo"),
                split.apply(".debug_abbrev.dwo"), split.apply(".debug_str.dwo"), lineStrings,
                split.apply(".debug_str_offsets.dwo"), addresses, ranges, split.apply(".debug_rnglists.dwo"),
                split.apply(".debug_loc.dwo"), split.apply(".debug_loclists.dwo"));
    }
}
