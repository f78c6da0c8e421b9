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

import java.util.HashMap;
import java.util.Map;

/**
 * Strings of a section by their offsets, each kept once (System V ABI, "String Table"). For one thread.
 *
 * <p>Linkers let a string be the tail of another, but a small section must not become many copies of one long string.
 */
public final class StringTable {
    private static final long LARGEST_OVERLAP = 16;

    private final Section section;
    private final Map<Long, String> known = new HashMap<>();
    private long left;

    public StringTable(Section section) {
        this.section = section;
        this.left = LARGEST_OVERLAP * section.size();
    }

    /** The string that begins at an offset which the file itself named. */
    public String at(long offset) throws MalformedException {
        String string = known.get(offset);
        if (string == null) {
            Reader reader = section.reader(offset);
            string = reader.string();
            left -= string.length();
            if (left < 0) {
                throw reader.malformed(offset, "strings that overlap more than a linker would make them");
            }
            known.put(offset, string);
        }
        return string;
    }
}
