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
import java.util.Optional;
import java.util.OptionalLong;

import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;

/**
 * The location lists that one unit refers to: of {@code .debug_loc} before DWARF 5 (DWARF 4, section 2.6.2), of
 * {@code .debug_loclists} since (DWARF 5, section 7.29). Before DWARF 5 those of a split unit are GNU's, which the
 * standard's have come of. Every item consumes bytes, so a list always ends.
 */
final class LocationForms {
    private static final int DW_LLE_END_OF_LIST = 0;
    private static final int DW_LLE_BASE_ADDRESSX = 1;
    private static final int DW_LLE_STARTX_ENDX = 2;
    private static final int DW_LLE_STARTX_LENGTH = 3;
    private static final int DW_LLE_OFFSET_PAIR = 4;
    private static final int DW_LLE_DEFAULT_LOCATION = 5;
    private static final int DW_LLE_BASE_ADDRESS = 6;
    private static final int DW_LLE_START_END = 7;
    private static final int DW_LLE_START_LENGTH = 8;
    private static final int DW_LLE_GNU_VIEW_PAIR = 9;
    private static final int TABLE_HEADER = 12;
    private static final int WIDE_TABLE_HEADER = 20;

    private final Unit unit;
    private final int unitBase;
    private final NumberedTable lists;

    /** @param unitBase the unit's own address, which ranges count from unless they say otherwise */
    LocationForms(Unit unit, int unitBase, OptionalLong listsBase) {
        this.unit = unit;
        this.unitBase = unitBase;
        boolean isWide = unit.header().offsetSize() == 8;
        this.lists = new NumberedTable(unit.info().sections().locationLists(),
                listsBase.orElse(isWide ? WIDE_TABLE_HEADER : TABLE_HEADER), unit.header().offsetSize(),
                NumberedTable.Header.COUNT, isWide);
    }

    static boolean isList(int form) {
        return switch (form) {
            case Form.DW_FORM_SEC_OFFSET, Form.DW_FORM_DATA4, Form.DW_FORM_DATA8, Form.DW_FORM_LOCLISTX -> true;
            default -> false;
        };
    }

    /** Reads a reference to a list, and the list. */
    List<LocatedExpression> read(int form, Reader reader) throws MalformedException {
        UnitHeader header = unit.header();
        DebugSections sections = unit.info().sections();
        long offset = switch (form) {
            case Form.DW_FORM_SEC_OFFSET -> reader.unsigned(header.offsetSize());
            case Form.DW_FORM_DATA4 -> reader.u32();
            case Form.DW_FORM_DATA8 -> reader.s64();
            case Form.DW_FORM_LOCLISTX ->
                lists.base() + lists.item(reader.ulebInt()).unsigned(header.offsetSize());
            default -> throw reader.malformed("a location list of form 0x" + Integer.toHexString(form));
        };
        if (header.version() >= 5) {
            return list(sections.locationLists().reader(offset), false);
        }
        Reader old = sections.locations().reader(offset);
        return unit.info().skeleton().isPresent() ? list(old, true) : oldList(old);
    }

    private List<LocatedExpression> oldList(Reader list) throws MalformedException {
        List<LocatedExpression> found = new ArrayList<>();
        int size = unit.header().addressSize();
        long changeBase = size == 4 ? 0xFFFF_FFFFL : -1L;
        int base = unitBase;
        while (true) {
            long low = list.unsigned(size);
            long high = list.unsigned(size);
            if (low == 0 && high == 0) {
                return found;
            }
            if (low == changeBase) {
                base = (int) high;
            } else {
                add(found, base + (int) low, base + (int) high, expression(list, true));
            }
        }
    }

    /** @param isGnu whether it is GNU's: the first kinds have the same numbers, but lengths are not LEB128 numbers */
    private List<LocatedExpression> list(Reader list, boolean isGnu) throws MalformedException {
        List<LocatedExpression> found = new ArrayList<>();
        int size = unit.header().addressSize();
        DebugAddr addresses = unit.addresses();
        int base = unitBase;
        while (true) {
            int kind = list.u8();
            if (isGnu && kind > DW_LLE_OFFSET_PAIR) {
                throw list.malformed("unknown location list entry " + kind + " of a split unit");
            }
            switch (kind) {
                case DW_LLE_END_OF_LIST -> {
                    return found;
                }
                case DW_LLE_BASE_ADDRESSX -> base = addresses.numbered(list.ulebInt());
                case DW_LLE_BASE_ADDRESS -> base = list.address(size);
                case DW_LLE_STARTX_ENDX -> add(found, addresses.numbered(list.ulebInt()),
                        addresses.numbered(list.ulebInt()), expression(list, isGnu));
                case DW_LLE_STARTX_LENGTH -> {
                    int low = addresses.numbered(list.ulebInt());
                    add(found, low, low + number(list, isGnu), expression(list, isGnu));
                }
                case DW_LLE_OFFSET_PAIR ->
                    add(found, base + number(list, isGnu), base + number(list, isGnu), expression(list, isGnu));
                case DW_LLE_DEFAULT_LOCATION ->
                    found.add(new LocatedExpression(Optional.empty(), expression(list, isGnu)));
                case DW_LLE_START_END ->
                    add(found, list.address(size), list.address(size), expression(list, isGnu));
                case DW_LLE_START_LENGTH -> {
                    int low = list.address(size);
                    add(found, low, low + number(list, isGnu), expression(list, isGnu));
                }
                case DW_LLE_GNU_VIEW_PAIR -> {
                    list.skipLeb();
                    list.skipLeb();
                }
                default -> throw list.malformed("unknown location list entry " + kind);
            }
        }
    }

    private static int number(Reader list, boolean isGnu) throws MalformedException {
        return isGnu ? list.s32() : (int) list.uleb();
    }

    /** @param isShort whether its length is written in two bytes, as before DWARF 5 */
    private Expression expression(Reader list, boolean isShort) throws MalformedException {
        Reader window = list.window(isShort ? list.u16() : list.uleb());
        return new Expression(Optional.of(unit), window.section(), window.offset(), window.end());
    }

    private void add(List<LocatedExpression> found, int low, int high, Expression expression) {
        AddressRange range = new AddressRange(low, high);
        // One that begins where it ends holds for a moment, which a debugger never stands in but at the entry.
        if (!range.isEmpty() || low == high) {
            found.add(new LocatedExpression(Optional.of(range), expression));
        }
    }
}
