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

/**
 * What precedes a unit's entries (DWARF 5, section 7.5.1).
 *
 * @param offset of the unit in its section, from which references in it count
 * @param end the offset after it
 * @param offsetSize 4, or 8 in the 64-bit DWARF format
 * @param abbreviations the offset of its table in {@code .debug_abbrev}
 * @param isType whether it describes one type for others to share
 * @param signature of that type; of a skeleton or what it stands for, the number that both have, 0 before DWARF 5
 * @param typeOffset of that type's entry, from the start of the unit
 * @param firstEntry the offset of its root entry
 */
record UnitHeader(int offset, int end, int version, int addressSize, int offsetSize, long abbreviations,
        boolean isType, long signature, long typeOffset, int firstEntry) {
    private static final int DW_UT_COMPILE = 1;
    private static final int DW_UT_TYPE = 2;
    private static final int DW_UT_PARTIAL = 3;
    private static final int DW_UT_SKELETON = 4;
    private static final int DW_UT_SPLIT_COMPILE = 5;
    private static final int DW_UT_SPLIT_TYPE = 6;

    /**
     * @param offset of the unit's length field
     * @param unit what follows the length field
     * @param isTypes whether the section is the {@code .debug_types} of DWARF 4
     */
    static UnitHeader read(int offset, Reader unit, boolean wide, boolean isTypes) throws MalformedException {
        int offsetSize = wide ? 8 : 4;
        int version = unit.u16();
        if (version < 2 || version > 5) {
            throw unit.malformed("unit version " + version + "; 2 to 5 are known");
        }
        boolean isType = isTypes;
        long abbreviations;
        int addressSize;
        long signature = 0;
        long typeOffset = 0;
        if (version >= 5) {
            int unitType = unit.u8();
            addressSize = unit.u8();
            abbreviations = unit.unsigned(offsetSize);
            switch (unitType) {
                case DW_UT_COMPILE, DW_UT_PARTIAL -> {
                    // Nothing more.
                }
                case DW_UT_SKELETON, DW_UT_SPLIT_COMPILE -> signature = unit.s64();
                case DW_UT_TYPE, DW_UT_SPLIT_TYPE -> isType = true;
                default -> throw unit.malformed("unknown unit type " + unitType);
            }
        } else {
            abbreviations = unit.unsigned(offsetSize);
            addressSize = unit.u8();
        }
        if (addressSize != 4 && addressSize != 8) {
            throw unit.malformed("addresses of " + addressSize + " bytes");
        }
        if (isType) {
            signature = unit.s64();
            typeOffset = unit.unsigned(offsetSize);
        }
        return new UnitHeader(offset, unit.end(), version, addressSize, offsetSize, abbreviations, isType, signature,
                typeOffset, unit.offset());
    }
}
