/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples are those of DWARF 5, section 7.6 and appendix C, and the edges. */
class ReaderTest {
    @ParameterizedTest
    @CsvSource({"02, 2", "7F, 127", "8001, 128", "8101, 129", "B964, 12857", "808080808000, 0",
            "FFFFFFFFFFFFFFFFFF01, -1"})
    void readsUnsignedLeb128(String bytes, long value) throws Exception {
        assertEquals(value, reader(bytes).uleb());
    }

    @ParameterizedTest
    @CsvSource({"02, 2", "7E, -2", "FF00, 127", "817F, -127", "8001, 128", "807F, -128", "7F, -1", "FFFF7F, -1",
            "80808080808080808001, -9223372036854775808"})
    void readsSignedLeb128(String bytes, long value) throws Exception {
        assertEquals(value, reader(bytes).sleb());
    }

    @Test
    void refusesMoreThan64Bits() throws Exception {
        Reader reader = reader("00FFFFFFFFFFFFFFFFFF02");
        reader.skip(1);
        MalformedException refusal = assertThrows(MalformedException.class, reader::uleb);
        assertEquals(".test+0x1: a LEB128 number of more than 64 bits", refusal.getMessage());
    }

    @Test
    void refusesToReadPastTheEnd() throws Exception {
        Reader reader = reader("0102030405");
        reader.skip(2);
        MalformedException refusal = assertThrows(MalformedException.class, reader::s32);
        assertEquals(".test", refusal.section());
        assertEquals(2, refusal.offset());
        assertEquals("0x4 bytes wanted, 0x3 left", refusal.reason());
        assertEquals(0x050403, reader.u24());
    }

    @Test
    void refusesToReadPastAWindow() throws Exception {
        Reader reader = reader("0102030405");
        Reader window = reader.window(2);
        assertEquals(0x0201, window.u16());
        assertThrows(MalformedException.class, window::u8);
        assertEquals(3, reader.u8());
    }

    @Test
    void refusesAStringWithoutAnEnd() throws Exception {
        assertEquals("ab", reader("616200").string());
        assertThrows(MalformedException.class, () -> reader("6162").string());
    }

    @ParameterizedTest
    @CsvSource({"6162, true", "61, false", "616263, false", "6163, false", "\"\", false"})
    void tellsAStringFromOthersWhereItIs(String text, boolean isIt) throws Exception {
        Reader reader = reader("6162006162");
        assertEquals(isIt, reader.isString(HexFormat.of().parseHex(text.replace("\"", ""))));
        reader.skip(3);
        assertFalse(reader.isString(HexFormat.of().parseHex("6162")), "it has no end");
        assertTrue(reader("00").isString(new byte[0]));
    }

    @Test
    void refusesAnAddressThatIsNone() throws Exception {
        assertEquals(0xFFFFFFFF, reader("FFFFFFFF00000000").address(8));
        assertThrows(MalformedException.class, () -> reader("FFFFFFFF01000000").address(8));
        assertThrows(MalformedException.class, () -> reader("FFFFFF").address(3));
    }

    @Test
    void tellsTheTwoKindsOfUnitByTheirLength() throws Exception {
        assertEquals(4, reader("0100000077").unit().offset());
        assertEquals(12, reader("FFFFFFFF010000000000000077").unit().offset());
        assertThrows(MalformedException.class, () -> reader("F0FFFFFF77").unit());
        assertThrows(MalformedException.class, () -> reader("0200000077").unit());
    }

    @Test
    void anAbsentSectionSaysSo() {
        assertEquals(".gone+0x8: the file has no such section, yet refers to it",
                assertThrows(MalformedException.class, () -> Section.absent(".gone").reader(8)).getMessage());
    }

    private static Reader reader(String bytes) {
        return new Section(".test", ByteBuffer.wrap(HexFormat.of().parseHex(bytes))).reader();
    }
}
