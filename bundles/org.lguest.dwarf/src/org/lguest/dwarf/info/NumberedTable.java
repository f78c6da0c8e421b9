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

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;

/**
 * One unit's table of things that its entries refer to by number, after a header that tells how many they are (DWARF 5,
 * sections 7.26 to 7.29). A number beyond them is an error, though the section may have more bytes there. For any
 * thread.
 */
final class NumberedTable {
    private static final int VERSION = 5;
    private static final int UNKNOWN = -1;

    /** What precedes a table. */
    enum Header {
        /** Nothing, as in GNU's before DWARF 5. */
        NONE,
        /** The length of what follows, a version and two bytes more. */
        LENGTH,
        /** At its end the number of items, as before lists. */
        COUNT
    }

    private final Section section;
    private final long base;
    private final int itemSize;
    private final Header header;
    private final boolean isWide;
    private int count = UNKNOWN;

    /**
     * @param base where its first item is
     * @param isWide whether its header is of the 64-bit DWARF format
     */
    NumberedTable(Section section, long base, int itemSize, Header header, boolean isWide) {
        this.section = section;
        this.base = base;
        this.itemSize = itemSize;
        this.header = header;
        this.isWide = isWide;
    }

    long base() {
        return base;
    }

    /** A cursor at the item of a number. */
    Reader item(long number) throws MalformedException {
        if (header != Header.NONE) {
            int known = count;
            if (known == UNKNOWN) {
                known = (int) Math.clamp(count(), 0, Integer.MAX_VALUE);
                count = known;
            }
            if (number >= known) {
                throw new MalformedException(section.name(), base, "number " + number + " of a table of " + known);
            }
        }
        return section.reader(base + number * itemSize);
    }

    private long count() throws MalformedException {
        if (header == Header.COUNT) {
            return before(4).u32();
        }
        int version = before(4).u16();
        if (version != VERSION) {
            throw before(4).malformed("a table of version " + version + "; " + VERSION + " is known");
        }
        return ((isWide ? before(12).s64() : before(8).u32()) - 4) / itemSize;
    }

    private Reader before(int distance) throws MalformedException {
        if (base < distance && !section.isEmpty()) {
            throw new MalformedException(section.name(), base, "no table begins here");
        }
        return section.reader(Math.max(0, base - distance));
    }
}
