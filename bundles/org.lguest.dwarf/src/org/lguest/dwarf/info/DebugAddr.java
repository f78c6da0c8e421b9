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

import java.util.OptionalLong;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;
import org.lguest.dwarf.elf.Section;

/** One unit's part of {@code .debug_addr}: addresses by number (DWARF 5, section 7.27). */
final class DebugAddr {
    private static final int TABLE_HEADER = 8;
    private static final int WIDE_TABLE_HEADER = 16;

    private final int addressSize;
    private final NumberedTable table;

    /** @param base where its part begins, unless that is the only one, after the header if there is one */
    DebugAddr(Section section, UnitHeader unit, OptionalLong base) {
        this.addressSize = unit.addressSize();
        boolean isOld = unit.version() < 5;
        boolean isWide = unit.offsetSize() == 8;
        this.table = new NumberedTable(section, base.orElse(isOld ? 0 : isWide ? WIDE_TABLE_HEADER : TABLE_HEADER),
                addressSize, isOld ? NumberedTable.Header.NONE : NumberedTable.Header.LENGTH, isWide);
    }

    /** The address of that number, unsigned. */
    int numbered(long index) throws MalformedException {
        return table.item(index).address(addressSize);
    }

    /** Reads an address, or the number of one. */
    int read(int form, Reader reader) throws MalformedException {
        return switch (form) {
            case Form.DW_FORM_ADDR -> reader.address(addressSize);
            case Form.DW_FORM_ADDRX, Form.DW_FORM_GNU_ADDR_INDEX -> numbered(reader.ulebInt());
            case Form.DW_FORM_ADDRX1 -> numbered(reader.u8());
            case Form.DW_FORM_ADDRX2 -> numbered(reader.u16());
            case Form.DW_FORM_ADDRX3 -> numbered(reader.u24());
            case Form.DW_FORM_ADDRX4 -> numbered(reader.u32());
            default -> throw reader.malformed("an address of form 0x" + Integer.toHexString(form));
        };
    }

    static boolean isAddress(int form) {
        return switch (form) {
            case Form.DW_FORM_ADDR, Form.DW_FORM_ADDRX, Form.DW_FORM_GNU_ADDR_INDEX, Form.DW_FORM_ADDRX1,
                Form.DW_FORM_ADDRX2, Form.DW_FORM_ADDRX3, Form.DW_FORM_ADDRX4 -> true;
            default -> false;
        };
    }
}
