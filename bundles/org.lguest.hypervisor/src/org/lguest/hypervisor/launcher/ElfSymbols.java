/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** The functions that an ELF file's symbol table names. A table that is not whole is as good as none. */
final class ElfSymbols {

    private static final int SHOFF = 32;
    private static final int SHENTSIZE = 46;
    private static final int SHNUM = 48;
    private static final int SECTION_HEADER = 40;
    private static final int SECTION_TYPE = 4;
    private static final int SECTION_OFFSET = 16;
    private static final int SECTION_SIZE = 20;
    private static final int SECTION_LINK = 24;
    private static final int SHT_SYMTAB = 2;
    private static final int SYMBOL = 16;
    private static final int SYMBOL_VALUE = 4;
    private static final int SYMBOL_INFO = 12;
    private static final int STT_FUNC = 2;

    private final ByteBuffer file;

    /** @param file little-endian */
    ElfSymbols(ByteBuffer file) {
        this.file = file;
    }

    /** The linear address of a function of that name. */
    OptionalInt function(String name) {
        try {
            int sections = file.getInt(SHOFF);
            int count = file.getShort(SHENTSIZE) == SECTION_HEADER ? file.getShort(SHNUM) & 0xFFFF : 0;
            for (int section = 0; section < count; section++) {
                int header = sections + section * SECTION_HEADER;
                if (file.getInt(header + SECTION_TYPE) == SHT_SYMTAB) {
                    int names = sections + file.getInt(header + SECTION_LINK) * SECTION_HEADER;
                    return find(name, file.getInt(header + SECTION_OFFSET), file.getInt(header + SECTION_SIZE) / SYMBOL,
                            file.getInt(names + SECTION_OFFSET));
                }
            }
        } catch (IndexOutOfBoundsException e) {
            // cut short
        }
        return OptionalInt.empty();
    }

    private OptionalInt find(String name, int table, int count, int names) {
        byte[] wanted = (name + '\0').getBytes(StandardCharsets.US_ASCII);
        for (int symbol = table; symbol < table + count * SYMBOL; symbol += SYMBOL) {
            if ((file.get(symbol + SYMBOL_INFO) & 0xF) == STT_FUNC && isAt(names + file.getInt(symbol), wanted)) {
                return OptionalInt.of(file.getInt(symbol + SYMBOL_VALUE));
            }
        }
        return OptionalInt.empty();
    }

    private boolean isAt(int place, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (file.get(place + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
