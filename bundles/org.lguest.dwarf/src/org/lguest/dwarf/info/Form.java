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

/** How a value is written (DWARF 5, section 7.5.5 and 7.5.6), with the forms that GNU had before the standard. */
final class Form {
    static final int DW_FORM_ADDR = 0x01;
    static final int DW_FORM_BLOCK2 = 0x03;
    static final int DW_FORM_BLOCK4 = 0x04;
    static final int DW_FORM_DATA2 = 0x05;
    static final int DW_FORM_DATA4 = 0x06;
    static final int DW_FORM_DATA8 = 0x07;
    static final int DW_FORM_STRING = 0x08;
    static final int DW_FORM_BLOCK = 0x09;
    static final int DW_FORM_BLOCK1 = 0x0A;
    static final int DW_FORM_DATA1 = 0x0B;
    static final int DW_FORM_FLAG = 0x0C;
    static final int DW_FORM_SDATA = 0x0D;
    static final int DW_FORM_STRP = 0x0E;
    static final int DW_FORM_UDATA = 0x0F;
    static final int DW_FORM_REF_ADDR = 0x10;
    static final int DW_FORM_REF1 = 0x11;
    static final int DW_FORM_REF2 = 0x12;
    static final int DW_FORM_REF4 = 0x13;
    static final int DW_FORM_REF8 = 0x14;
    static final int DW_FORM_REF_UDATA = 0x15;
    static final int DW_FORM_INDIRECT = 0x16;
    static final int DW_FORM_SEC_OFFSET = 0x17;
    static final int DW_FORM_EXPRLOC = 0x18;
    static final int DW_FORM_FLAG_PRESENT = 0x19;
    static final int DW_FORM_STRX = 0x1A;
    static final int DW_FORM_ADDRX = 0x1B;
    static final int DW_FORM_REF_SUP4 = 0x1C;
    static final int DW_FORM_STRP_SUP = 0x1D;
    static final int DW_FORM_DATA16 = 0x1E;
    static final int DW_FORM_LINE_STRP = 0x1F;
    static final int DW_FORM_REF_SIG8 = 0x20;
    static final int DW_FORM_IMPLICIT_CONST = 0x21;
    static final int DW_FORM_LOCLISTX = 0x22;
    static final int DW_FORM_RNGLISTX = 0x23;
    static final int DW_FORM_REF_SUP8 = 0x24;
    static final int DW_FORM_STRX1 = 0x25;
    static final int DW_FORM_STRX2 = 0x26;
    static final int DW_FORM_STRX3 = 0x27;
    static final int DW_FORM_STRX4 = 0x28;
    static final int DW_FORM_ADDRX1 = 0x29;
    static final int DW_FORM_ADDRX2 = 0x2A;
    static final int DW_FORM_ADDRX3 = 0x2B;
    static final int DW_FORM_ADDRX4 = 0x2C;
    static final int DW_FORM_GNU_ADDR_INDEX = 0x1F01;
    static final int DW_FORM_GNU_STR_INDEX = 0x1F02;
    static final int DW_FORM_GNU_REF_ALT = 0x1F20;
    static final int DW_FORM_GNU_STRP_ALT = 0x1F21;

    private Form() {
    }

    /** Moves past a value. */
    static void skip(int form, Reader reader, UnitHeader unit) throws MalformedException {
        switch (form) {
            case DW_FORM_FLAG_PRESENT, DW_FORM_IMPLICIT_CONST -> {
                // The abbreviation says it all.
            }
            case DW_FORM_DATA1, DW_FORM_FLAG, DW_FORM_REF1, DW_FORM_STRX1, DW_FORM_ADDRX1 -> reader.skip(1);
            case DW_FORM_DATA2, DW_FORM_REF2, DW_FORM_STRX2, DW_FORM_ADDRX2 -> reader.skip(2);
            case DW_FORM_STRX3, DW_FORM_ADDRX3 -> reader.skip(3);
            case DW_FORM_DATA4, DW_FORM_REF4, DW_FORM_STRX4, DW_FORM_ADDRX4, DW_FORM_REF_SUP4 -> reader.skip(4);
            case DW_FORM_DATA8, DW_FORM_REF8, DW_FORM_REF_SIG8, DW_FORM_REF_SUP8 -> reader.skip(8);
            case DW_FORM_DATA16 -> reader.skip(16);
            case DW_FORM_ADDR -> reader.skip(unit.addressSize());
            case DW_FORM_REF_ADDR -> reader.skip(unit.version() <= 2 ? unit.addressSize() : unit.offsetSize());
            case DW_FORM_SEC_OFFSET, DW_FORM_STRP, DW_FORM_LINE_STRP, DW_FORM_STRP_SUP, DW_FORM_GNU_REF_ALT,
                DW_FORM_GNU_STRP_ALT -> reader.skip(unit.offsetSize());
            case DW_FORM_SDATA, DW_FORM_UDATA, DW_FORM_REF_UDATA, DW_FORM_STRX, DW_FORM_ADDRX, DW_FORM_LOCLISTX,
                DW_FORM_RNGLISTX, DW_FORM_GNU_ADDR_INDEX, DW_FORM_GNU_STR_INDEX -> reader.skipLeb();
            case DW_FORM_STRING -> reader.skipString();
            case DW_FORM_BLOCK, DW_FORM_EXPRLOC -> reader.skip(reader.uleb());
            case DW_FORM_BLOCK1 -> reader.skip(reader.u8());
            case DW_FORM_BLOCK2 -> reader.skip(reader.u16());
            case DW_FORM_BLOCK4 -> reader.skip(reader.u32());
            default -> throw reader.malformed("unknown form 0x" + Integer.toHexString(form));
        }
    }
}
