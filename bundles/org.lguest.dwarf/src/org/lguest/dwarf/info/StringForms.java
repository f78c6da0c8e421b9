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

import java.util.Optional;
import java.util.OptionalLong;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Reader;

/**
 * The ways to write a string in one unit: in place, in {@code .debug_str} or {@code .debug_line_str}, or by its
 * number in the unit's part of {@code .debug_str_offsets} (DWARF 5, section 7.26).
 */
final class StringForms {
    private static final int TABLE_HEADER = 8;
    private static final int WIDE_TABLE_HEADER = 16;

    private final DebugInfo info;
    private final DebugSections sections;
    private final int offsetSize;
    private final NumberedTable offsets;

    /** @param base where its part begins, unless that is after the header of the only one */
    StringForms(DebugInfo info, UnitHeader unit, OptionalLong base) {
        this.info = info;
        this.sections = info.sections();
        this.offsetSize = unit.offsetSize();
        boolean isWide = offsetSize == 8;
        this.offsets = new NumberedTable(sections.stringOffsets(),
                base.orElse(isWide ? WIDE_TABLE_HEADER : TABLE_HEADER), offsetSize,
                unit.version() < 5 ? NumberedTable.Header.NONE : NumberedTable.Header.LENGTH, isWide);
    }

    /** Reads a string; empty for one in a supplementary file that is missing. */
    Optional<String> read(int form, Reader reader) throws MalformedException {
        Optional<Reader> place = place(form, reader);
        return place.isPresent() ? Optional.of(place.get().string()) : Optional.empty();
    }

    /** Where the bytes of a string are. */
    Optional<Reader> place(int form, Reader reader) throws MalformedException {
        return switch (form) {
            case Form.DW_FORM_STRING -> Optional.of(reader);
            case Form.DW_FORM_STRP -> Optional.of(sections.strings().reader(reader.unsigned(offsetSize)));
            case Form.DW_FORM_LINE_STRP -> Optional.of(sections.lineStrings().reader(reader.unsigned(offsetSize)));
            case Form.DW_FORM_STRX, Form.DW_FORM_GNU_STR_INDEX -> Optional.of(numbered(reader.ulebInt()));
            case Form.DW_FORM_STRX1 -> Optional.of(numbered(reader.u8()));
            case Form.DW_FORM_STRX2 -> Optional.of(numbered(reader.u16()));
            case Form.DW_FORM_STRX3 -> Optional.of(numbered(reader.u24()));
            case Form.DW_FORM_STRX4 -> Optional.of(numbered(reader.u32()));
            case Form.DW_FORM_STRP_SUP, Form.DW_FORM_GNU_STRP_ALT -> {
                long offset = reader.unsigned(offsetSize);
                Optional<DebugInfo> supplement = info.supplement();
                yield supplement.isPresent()
                        ? Optional.of(supplement.get().sections().strings().reader(offset))
                        : Optional.empty();
            }
            default -> throw reader.malformed("a string of form 0x" + Integer.toHexString(form));
        };
    }

    private Reader numbered(long number) throws MalformedException {
        return sections.strings().reader(offsets.item(number).unsigned(offsetSize));
    }
}
