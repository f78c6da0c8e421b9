/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.SectionHeader;
import org.lguest.dwarf.info.DebugInfo;
import org.lguest.dwarf.info.DebugSections;

/** An index makes answers come sooner, and never makes them others: against the same program without it. */
class NameIndexTest {
    private static final List<String> INDEXES =
            List.of(".debug_names", ".gdb_index", ".debug_pubnames", ".debug_aranges");
    private static final List<String> EXPRESSIONS = List.of("counter", "account.balance", "table[1].next", "bump::calls",
            "bump::last", "last", "calls", "limit", "nobody", "*(struct node *)0x8049000", "sizeof(struct account)", "keep");
    private static final List<String> FUNCTIONS = List.of("bump", "push", "main", "_start", "label", "nobody", "total");

    /** The program with the names of its index sections changed, so that nobody finds them. */
    private static byte[] withoutIndex(String program) throws Exception {
        byte[] bytes = Programs.bytes(program);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (String name : INDEXES) {
            int at = text.lastIndexOf(name + "\0");
            if (at >= 0) {
                bytes[at + 1] = 'x';
            }
        }
        return bytes;
    }

    private static ProgramImage image(byte[] program) throws ProgramImageException {
        return ProgramImage.of(ByteBuffer.wrap(program), "program");
    }

    private static List<String> answers(ProgramImage image) {
        List<String> answers = new ArrayList<>();
        for (String expression : EXPRESSIONS) {
            try {
                answers.add(expression + ": " + image.resolve(expression));
            } catch (ExpressionException e) {
                answers.add(expression + ": " + e.getMessage());
            }
        }
        FUNCTIONS.forEach(f -> answers.add(f + ": " + image.function(f)));
        for (int address = 0x8048080; address < 0x8048300; address += 3) {
            answers.add(Integer.toHexString(address) + ": " + image.functionAt(address).map(Function::name));
        }
        return answers;
    }

    @ParameterizedTest
    @CsvSource({"gcc-dwarf4-O1-gdbindex", "gcc-dwarf5-O1-gdbnames", "gcc-dwarf4-O1-pubnames", "clang-dwarf5-O1-names",
            "clang-dwarf4-O0-lldindex"})
    void answersAreThoseOfAFullScan(String program) throws Exception {
        ProgramImage indexed = Programs.image(program);
        assertEquals(answers(image(withoutIndex(program))), answers(indexed));
        assertEquals(List.of(), indexed.defects());
    }

    /** Whatever a byte of an index is changed to, no answer changes: at the worst the index is not used. */
    @ParameterizedTest
    @CsvSource({"gcc-dwarf4-O1-gdbindex, .gdb_index", "gcc-dwarf5-O1-gdbnames, .debug_names",
            "gcc-dwarf4-O1-pubnames, .debug_pubnames", "clang-dwarf5-O1-names, .debug_names",
            "gcc-dwarf4-O1, .debug_aranges"})
    void aDamagedIndexChangesNoAnswer(String program, String section) throws Exception {
        byte[] sound = Programs.bytes(program);
        List<String> right = answers(image(withoutIndex(program)));
        SectionHeader header = ElfFile.parse(ByteBuffer.wrap(sound)).header(section).orElseThrow();
        int told = 0;
        int step = 1 + (int) header.size() / 150;
        for (int i = 0; i < header.size(); i += step) {
            for (int change : new int[] {1, 0x80, 0xFF}) {
                byte[] damaged = sound.clone();
                damaged[(int) header.offset() + i] ^= (byte) change;
                ProgramImage image = image(damaged);
                int place = i;
                assertEquals(right, answers(image), () -> section + "+0x" + Integer.toHexString(place) + " ^ " + change);
                told += image.defects().isEmpty() ? 0 : 1;
                for (Defect defect : image.defects()) {
                    assertEquals(section, defect.section());
                    assertTrue(defect.reason().endsWith("the index is not used"), defect::toString);
                }
            }
        }
        assertTrue(told > 0, "no damage was noticed");
    }

    @ParameterizedTest
    @CsvSource({"gcc-dwarf4-O1-gdbindex, bump", "gcc-dwarf5-O1-gdbnames, bump", "gcc-dwarf4-O1-pubnames, bump",
            "clang-dwarf5-O1-names, bump"})
    void anIndexSparesTheOtherUnits(String program, String function) throws Exception {
        assertEquals(Optional.of(1), unitsOf(program, function), "units that have the function");
        assertEquals(Optional.of(0), unitsOf(program, "nobody"));
        assertFalse(units(program).size() < 2, "there is nothing to spare");
    }

    /** How many units the program's index names for a name; empty where it has no index. */
    private static Optional<Integer> unitsOf(String program, String name) throws Exception {
        ElfFile elf = ElfFile.parse(Programs.content(program));
        DebugFile file = DebugFile.alone(elf);
        return Optional.of(UnitIndex.of(file, info(elf)).likely(name).size());
    }

    private static List<?> units(String program) throws Exception {
        return info(ElfFile.parse(Programs.content(program))).units();
    }

    private static DebugInfo info(ElfFile elf) {
        return new DebugInfo(DebugSections.of(name -> {
            try {
                return elf.section(name);
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        }), damage -> {
            throw new AssertionError(damage);
        });
    }

    @Test
    void aWholeIndexSparesWhatItDoesNotName() throws Exception {
        ElfFile elf = ElfFile.parse(Programs.content("clang-dwarf5-O1-names"));
        UnitIndex index = UnitIndex.of(DebugFile.alone(elf), info(elf));
        int all = info(elf).units().size();
        assertTrue(index.possible("counter").size() < all, "clang's index covers the units of C");
        ElfFile gdbs = ElfFile.parse(Programs.content("gcc-dwarf5-O1-gdbnames"));
        assertEquals(info(gdbs).units().size(), UnitIndex.of(DebugFile.alone(gdbs), info(gdbs)).possible("counter").size(),
                "GDB's index lacks the static variables of functions");
    }
}
