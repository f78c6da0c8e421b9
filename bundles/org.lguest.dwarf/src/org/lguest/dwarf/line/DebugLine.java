/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.line;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;

/**
 * The section {@code .debug_line}: line programs one after another, of DWARF 2 to 5 (DWARF 5, section 6.2).
 *
 * @param line the section itself
 * @param lineStrings {@code .debug_line_str}, where programs of DWARF 5 keep their paths
 * @param strings {@code .debug_str}
 */
public record DebugLine(Section line, Section lineStrings, Section strings) {

    /**
     * The headers of all programs. A program that can't be read is left out and told to {@code damage}; the ones after
     * it are read as long as its length can be believed.
     */
    public List<LineProgram> programs(Consumer<MalformedException> damage) {
        return programs(damage, offset -> {
            // Nobody watches.
        });
    }

    /** As the other. @param progress is told the offset in the section after each; what it throws ends the reading */
    public List<LineProgram> programs(Consumer<MalformedException> damage, LongConsumer progress) {
        // The same few paths are in most headers of a program.
        Paths paths = new Paths(this);
        List<LineProgram> programs = new ArrayList<>();
        Reader section = line.reader();
        while (section.hasRemaining()) {
            int offset = section.offset();
            Reader unit;
            try {
                unit = section.unit();
            } catch (MalformedException e) {
                damage.accept(e);
                return programs;
            }
            try {
                programs.add(new LineHeader(this, offset, unit, unit.offset() - offset == 12, paths).read());
            } catch (MalformedException e) {
                damage.accept(e);
            }
            progress.accept(section.offset());
        }
        return programs;
    }
}
