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

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.StringTable;

/** The paths that all line programs of a program name, each kept once, of bounded length together. For one thread. */
final class Paths {
    /** A small header must not make many long paths of one long folder. */
    private static final long LARGEST_OVERLAP = 128;
    private static final long LONGEST_ANYWAY = 1 << 16;

    private final StringTable lineStrings;
    private final StringTable strings;
    private long left;

    Paths(DebugLine sections) {
        this.lineStrings = new StringTable(sections.lineStrings());
        this.strings = new StringTable(sections.strings());
        this.left = LONGEST_ANYWAY
                + LARGEST_OVERLAP * ((long) sections.line().size() + sections.lineStrings().size());
    }

    /** Of {@code .debug_line_str}. */
    String lineString(long offset) throws MalformedException {
        return lineStrings.at(offset);
    }

    /** Of {@code .debug_str}. */
    String string(long offset) throws MalformedException {
        return strings.at(offset);
    }

    /** Counts a path of two parts. @param at for the error */
    void count(String folder, String name, Reader at) throws MalformedException {
        left -= folder.length() + name.length();
        if (left < 0) {
            throw at.malformed("more and longer paths than a compiler would make");
        }
    }
}
