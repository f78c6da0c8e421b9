/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;

/**
 * The section {@code .debug_aranges} (DWARF 5, section 6.1.2): which addresses units have code at. It is asked for
 * those units that do not say so themselves.
 */
public final class CodeIndex {
    private static final int VERSION = 2;

    private final Map<Long, List<AddressRange>> ranges = new HashMap<>();

    /** Reads it. */
    public CodeIndex(Section section) throws MalformedException {
        Reader reader = section.reader();
        while (reader.hasRemaining()) {
            int offset = reader.offset();
            Reader set = reader.unit();
            read(offset, set, set.offset() - offset == 12 ? 8 : 4);
        }
    }

    private void read(int offset, Reader set, int offsetSize) throws MalformedException {
        int version = set.u16();
        if (version != VERSION) {
            throw set.malformed("address ranges of version " + version + "; " + VERSION + " is known");
        }
        long unit = set.unsigned(offsetSize);
        int addressSize = set.u8();
        if (addressSize != 4 && addressSize != 8 || set.u8() != 0) {
            throw set.malformed("addresses of " + addressSize + " bytes, or with segments");
        }
        // The pairs begin at a multiple of their size.
        int pair = 2 * addressSize;
        set.skip((pair - (set.offset() - offset) % pair) % pair);
        List<AddressRange> found = ranges.computeIfAbsent(unit, u -> new ArrayList<>());
        while (set.remaining() >= pair) {
            int low = set.address(addressSize);
            int high = low + set.address(addressSize);
            if (low != high) {
                found.add(new AddressRange(low, high));
            }
        }
    }

    /** The code of a unit, by the unit's offset; none where the index has nothing of it. */
    public List<AddressRange> of(long unit) {
        return ranges.getOrDefault(unit, List.of());
    }
}
