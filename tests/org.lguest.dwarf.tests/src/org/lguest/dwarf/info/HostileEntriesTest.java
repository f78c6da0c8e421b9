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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.lguest.dwarf.Defect;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.elf.ElfBytes;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Section;
import org.lguest.dwarf.line.DebugLine;

/** Small sections that ask for much memory or time: what is not believed is told by its place, and the rest is read. */
class HostileEntriesTest {
    private static final int DW_FORM_FLAG_PRESENT = 0x19;
    private static final int DW_FORM_STRP = 0x0E;

    private static byte[] unit(int abbreviations, byte... entries) {
        return ByteBuffer.allocate(11 + entries.length).order(ByteOrder.LITTLE_ENDIAN).putInt(7 + entries.length)
                .putShort((short) 4).putInt(abbreviations).put((byte) 4).put(entries).array();
    }

    private static List<String> damage(byte[] info, byte[] abbreviations) {
        Map<String, byte[]> sections = Map.of(".debug_info", info, ".debug_abbrev", abbreviations);
        List<String> damage = new ArrayList<>();
        new DebugInfo(DebugSections.of(name -> new Section(name, ByteBuffer.wrap(sections.getOrDefault(name, new byte[0])))),
                (MalformedException e) -> damage.add(e.getMessage()));
        return damage;
    }

    /** Each unit with a table of its own, which begins within another's, and has not the number that is asked for. */
    @Test
    void tablesOfAbbreviationsThatOverlapAreNotAllRead() {
        byte[] abbreviations = new byte[100_000];
        for (int i = 0; i < abbreviations.length; i += 5) {
            // A number that nobody asks for, DW_TAG_compile_unit, no children, no attributes.
            System.arraycopy(new byte[] {0x11, 0x11, 0, 0, 0}, 0, abbreviations, i, 5);
        }
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        for (int i = 0; i < 20_000; i++) {
            info.writeBytes(unit(5 * i, (byte) 1));
        }
        List<String> damage = damage(info.toByteArray(), abbreviations);
        assertEquals(20_000, damage.size());
        assertTrue(damage.getLast().startsWith(".debug_abbrev+0x"), damage::getLast);
        assertTrue(damage.getLast().endsWith("tables of abbreviations that overlap"), damage::getLast);
    }

    @Test
    void anAbbreviationOfVeryManyAttributesIsRefused() {
        ByteArrayOutputStream abbreviations = new ByteArrayOutputStream();
        abbreviations.writeBytes(new byte[] {1, 0x11, 0});
        for (int i = 0; i < 600; i++) {
            abbreviations.writeBytes(new byte[] {0x3F, DW_FORM_FLAG_PRESENT});
        }
        abbreviations.writeBytes(new byte[3]);
        assertEquals(List.of(".debug_abbrev+0x405: an abbreviation of more than 512 attributes"),
                damage(unit(0, (byte) 1), abbreviations.toByteArray()));
    }

    /** Ten thousand variables whose names are the tails of one that is very long. */
    @Test
    void namesThatWouldFillTheMemoryAreRefused() throws Exception {
        int count = 10_000;
        ByteBuffer entries = ByteBuffer.allocate(6 + 5 * count).order(ByteOrder.LITTLE_ENDIAN);
        entries.put((byte) 1).putInt(65_000);
        for (int i = 0; i < count; i++) {
            entries.put((byte) 2).putInt(i);
        }
        byte[] abbreviations = {1, 0x11, 1, 3, DW_FORM_STRP, 0, 0, 2, 0x34, 0, 3, DW_FORM_STRP, 0, 0, 0};
        byte[] strings = ("n".repeat(65_000) + "\0").getBytes(StandardCharsets.ISO_8859_1);
        ProgramImage image = ProgramImage.of(ByteBuffer.wrap(new ElfBytes().with(".debug_info", unit(0, entries.array()))
                .with(".debug_abbrev", abbreviations).with(".debug_str", strings).bytes()), "hostile");
        int length = image.globals().stream().mapToInt(String::length).sum();
        assertTrue(length > 1_000_000 && length < 10_000_000, () -> length + " characters");
        assertEquals(List.of(".debug_info+0x0: more and longer names than a compiler would make"),
                image.defects().stream().map(Defect::toString).toList());
    }

    /** Ten thousand files in one folder with a very long name. */
    @Test
    void pathsThatWouldFillTheMemoryAreRefused() {
        int count = 10_000;
        byte[] folder = ("d".repeat(60_000) + "\0").getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer line = ByteBuffer.allocate(folder.length + 5 * count + 100).order(ByteOrder.LITTLE_ENDIAN);
        line.putInt(0).putShort((short) 4).putInt(0).put(new byte[] {1, 1, 1, -5, 14, 1});
        line.put(folder).put((byte) 0);
        for (int i = 0; i < count; i++) {
            line.put(new byte[] {'f', 0, 1, 0, 0});
        }
        line.put((byte) 0);
        line.putInt(0, line.position() - 4).putInt(6, line.position() - 10);
        byte[] program = new byte[line.position()];
        line.get(0, program);
        List<String> damage = new ArrayList<>();
        assertEquals(List.of(), new DebugLine(new Section(".debug_line", ByteBuffer.wrap(program)),
                Section.absent(".debug_line_str"), Section.absent(".debug_str")).programs(e -> damage.add(e.getMessage())));
        assertEquals(1, damage.size());
        assertTrue(damage.getFirst().startsWith(".debug_line+0x"), damage::getFirst);
        assertTrue(damage.getFirst().endsWith("more and longer paths than a compiler would make"), damage::getFirst);
    }
}
