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

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;

/**
 * The lists of address ranges that one unit refers to: of {@code .debug_ranges} before DWARF 5 (DWARF 4, section
 * 2.17.3), of {@code .debug_rnglists} since (DWARF 5, section 7.25). Every item consumes bytes, so a list always
 * ends.
 */
final class RangeForms {
    private static final int DW_RLE_END_OF_LIST = 0;
    private static final int DW_RLE_BASE_ADDRESSX = 1;
    private static final int DW_RLE_STARTX_ENDX = 2;
    private static final int DW_RLE_STARTX_LENGTH = 3;
    private static final int DW_RLE_OFFSET_PAIR = 4;
    private static final int DW_RLE_BASE_ADDRESS = 5;
    private static final int DW_RLE_START_END = 6;
    private static final int DW_RLE_START_LENGTH = 7;
    private static final int TABLE_HEADER = 12;
    private static final int WIDE_TABLE_HEADER = 20;

    private final DebugSections sections;
    private final UnitHeader unit;
    private final DebugAddr addresses;
    private final int unitBase;
    private final NumberedTable lists;
    private final long oldBase;

    /**
     * @param unitBase the unit's own address, which ranges count from unless they say otherwise
     * @param listsBase where the table of lists is, unless that is after the header of the only one
     * @param oldBase what offsets into {@code .debug_ranges} count from
     */
    RangeForms(DebugSections sections, UnitHeader unit, DebugAddr addresses, int unitBase, OptionalLong listsBase,
            long oldBase) {
        this.sections = sections;
        this.unit = unit;
        this.addresses = addresses;
        this.unitBase = unitBase;
        boolean isWide = unit.offsetSize() == 8;
        this.lists = new NumberedTable(sections.rangeLists(), listsBase.orElse(isWide ? WIDE_TABLE_HEADER : TABLE_HEADER),
                unit.offsetSize(), NumberedTable.Header.COUNT, isWide);
        this.oldBase = oldBase;
    }

    /** Reads a reference to a list, and the list. */
    List<AddressRange> read(int form, Reader reader) throws MalformedException {
        long offset = switch (form) {
            case Form.DW_FORM_SEC_OFFSET -> reader.unsigned(unit.offsetSize());
            case Form.DW_FORM_DATA4 -> reader.u32();
            case Form.DW_FORM_DATA8 -> reader.s64();
            case Form.DW_FORM_RNGLISTX -> numbered(reader.ulebInt());
            default -> throw reader.malformed("a range list of form 0x" + Integer.toHexString(form));
        };
        return unit.version() >= 5
                ? list(sections.rangeLists().reader(offset))
                : oldList(sections.ranges().reader(oldBase + offset));
    }

    private long numbered(int index) throws MalformedException {
        return lists.base() + lists.item(index).unsigned(unit.offsetSize());
    }

    private List<AddressRange> oldList(Reader list) throws MalformedException {
        List<AddressRange> ranges = new ArrayList<>();
        int size = unit.addressSize();
        long changeBase = size == 4 ? 0xFFFF_FFFFL : -1L;
        int base = unitBase;
        while (true) {
            long low = list.unsigned(size);
            long high = list.unsigned(size);
            if (low == 0 && high == 0) {
                return ranges;
            }
            if (low == changeBase) {
                base = (int) high;
            } else {
                add(ranges, base + (int) low, base + (int) high);
            }
        }
    }

    private List<AddressRange> list(Reader list) throws MalformedException {
        List<AddressRange> ranges = new ArrayList<>();
        int size = unit.addressSize();
        int base = unitBase;
        while (true) {
            int kind = list.u8();
            switch (kind) {
                case DW_RLE_END_OF_LIST -> {
                    return ranges;
                }
                case DW_RLE_BASE_ADDRESSX -> base = addresses.numbered(list.ulebInt());
                case DW_RLE_BASE_ADDRESS -> base = list.address(size);
                case DW_RLE_STARTX_ENDX ->
                    add(ranges, addresses.numbered(list.ulebInt()), addresses.numbered(list.ulebInt()));
                case DW_RLE_STARTX_LENGTH -> {
                    int low = addresses.numbered(list.ulebInt());
                    add(ranges, low, low + (int) list.uleb());
                }
                case DW_RLE_OFFSET_PAIR -> add(ranges, base + (int) list.uleb(), base + (int) list.uleb());
                case DW_RLE_START_END -> add(ranges, list.address(size), list.address(size));
                case DW_RLE_START_LENGTH -> {
                    int low = list.address(size);
                    add(ranges, low, low + (int) list.uleb());
                }
                default -> throw list.malformed("unknown range list entry " + kind);
            }
        }
    }

    private static void add(List<AddressRange> ranges, int low, int high) {
        AddressRange range = new AddressRange(low, high);
        if (!range.isEmpty()) {
            ranges.add(range);
        }
    }
}
