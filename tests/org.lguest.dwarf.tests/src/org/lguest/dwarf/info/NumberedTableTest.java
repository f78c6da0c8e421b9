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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Section;
import org.lguest.dwarf.info.NumberedTable.Header;

/** Tables of two items of four or eight bytes, with a third behind them that is not theirs. */
class NumberedTableTest {
    private static final String ITEMS = "110000002200000033000000";
    private static final String WIDE_ITEMS = "110000000000000022000000000000003300000000000000";

    private static NumberedTable table(String header, String items, int itemSize, Header kind, boolean isWide) {
        byte[] bytes = HexFormat.of().parseHex(header + items);
        return new NumberedTable(new Section(".table", ByteBuffer.wrap(bytes)), header.length() / 2, itemSize, kind, isWide);
    }

    private static void refused(String message, NumberedTable table, long number) {
        assertEquals(message, assertThrows(MalformedException.class, () -> table.item(number)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0C00000005000400, 4, LENGTH, false", "FFFFFFFF140000000000000005000800, 8, LENGTH, true",
            "1C0000000500040002000000, 4, COUNT, false", "FFFFFFFF24000000000000000500040002000000, 8, COUNT, true"})
    void endsWhereItsHeaderSays(String header, int itemSize, Header kind, boolean isWide) throws Exception {
        NumberedTable table = table(header, isWide ? WIDE_ITEMS : ITEMS, itemSize, kind, isWide);
        assertEquals(0x11, table.item(0).unsigned(itemSize));
        assertEquals(0x22, table.item(1).unsigned(itemSize));
        refused(".table+0x" + Integer.toHexString(header.length() / 2) + ": number 2 of a table of 2", table, 2);
        refused(".table+0x" + Integer.toHexString(header.length() / 2) + ": number 4294967295 of a table of 2", table,
                0xFFFF_FFFFL);
    }

    @Test
    void gnusOfOldHasNoHeader() throws Exception {
        assertEquals(0x33, table("", ITEMS, 4, Header.NONE, false).item(2).u32());
        refused(".table+0x10: beyond the section's end at 0xc", table("", ITEMS, 4, Header.NONE, false), 4);
    }

    @Test
    void aHeaderOfAnotherVersionIsNone() {
        refused(".table+0x4: a table of version 4; 5 is known", table("0C00000004000400", ITEMS, 4, Header.LENGTH, false), 0);
    }

    @Test
    void beforeTheFirstHeaderBeginsNone() {
        refused(".table+0x3: no table begins here", table("000000", ITEMS, 4, Header.COUNT, false), 0);
    }

    @Test
    void anAbsentSectionSaysSo() {
        NumberedTable table = new NumberedTable(Section.absent(".gone"), 12, 4, Header.COUNT, false);
        refused(".gone+0x8: the file has no such section, yet refers to it", table, 0);
    }

    /** A table that has no room for its version, or has more items than numbers go. */
    @ParameterizedTest
    @CsvSource({"0000000005000400, 0", "FFFFFFFF05000400, 2147483647"})
    void aLengthThatIsWrongIsNoException(String header, long number) {
        assertThrows(MalformedException.class, () -> table(header, ITEMS, 4, Header.LENGTH, false).item(number));
    }
}
