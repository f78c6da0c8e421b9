/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.frame;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;

/** How {@code .eh_frame} writes addresses (Linux Standard Base, section 10.5.1): a format, and relative to what. */
final class PointerEncoding {
    static final int ABSOLUTE = 0;
    private static final int DW_EH_PE_ULEB128 = 0x01;
    private static final int DW_EH_PE_UDATA2 = 0x02;
    private static final int DW_EH_PE_UDATA4 = 0x03;
    private static final int DW_EH_PE_UDATA8 = 0x04;
    private static final int DW_EH_PE_SLEB128 = 0x09;
    private static final int DW_EH_PE_SDATA2 = 0x0A;
    private static final int DW_EH_PE_SDATA4 = 0x0B;
    private static final int DW_EH_PE_SDATA8 = 0x0C;
    private static final int DW_EH_PE_PCREL = 0x10;
    private static final int DW_EH_PE_INDIRECT = 0x80;
    private static final int DW_EH_PE_OMIT = 0xFF;

    private PointerEncoding() {
    }

    /**
     * Reads an address.
     *
     * @param sectionAddress where the section is in memory, for those that are relative to themselves
     */
    static int read(int encoding, Reader reader, int addressSize, int sectionAddress) throws MalformedException {
        int place = sectionAddress + reader.offset();
        int value = number(encoding, reader, addressSize);
        return switch (encoding & 0x70) {
            case 0 -> value;
            case DW_EH_PE_PCREL -> place + value;
            default -> throw reader.malformed("a pointer of encoding 0x" + Integer.toHexString(encoding));
        };
    }

    /** Reads a length, which has the format of an address but is relative to nothing. */
    static int number(int encoding, Reader reader, int addressSize) throws MalformedException {
        if ((encoding & DW_EH_PE_INDIRECT) != 0) {
            throw reader.malformed("a pointer of encoding 0x" + Integer.toHexString(encoding));
        }
        return switch (encoding & 0x0F) {
            case ABSOLUTE -> reader.address(addressSize);
            case DW_EH_PE_ULEB128 -> (int) reader.uleb();
            case DW_EH_PE_SLEB128 -> (int) reader.sleb();
            case DW_EH_PE_UDATA2 -> reader.u16();
            case DW_EH_PE_SDATA2 -> (short) reader.u16();
            case DW_EH_PE_UDATA4, DW_EH_PE_SDATA4 -> reader.s32();
            case DW_EH_PE_UDATA8, DW_EH_PE_SDATA8 -> (int) reader.s64();
            default -> throw reader.malformed("a pointer of encoding 0x" + Integer.toHexString(encoding));
        };
    }

    /** Moves past an address that nobody asks for, as that of a C++ personality routine. */
    static void skip(int encoding, Reader reader) throws MalformedException {
        if (encoding != DW_EH_PE_OMIT) {
            number(encoding & 0x0F, reader, 4);
        }
    }
}
