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
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.SectionHeader;
import org.lguest.dwarf.mutation.Exercise;

/**
 * Damaged programs: whatever bytes a file has, the only outcomes are the declared exceptions and answers, in a time
 * that goes with its size. Everything is drawn from fixed seeds, which a failure names.
 */
class MutatedProgramTest {
    @ParameterizedTest
    @CsvSource({"gcc-dwarf2-O0, 1", "gcc-dwarf4-O2, 2", "gcc-dwarf4-O0-types, 3", "gcc-dwarf5-O2, 4",
            "gcc-dwarf5-O1-wide, 5", "gcc-dwarf5-O0-compressed, 6", "clang-dwarf5-O2, 7", "gcc-dwarf5-O2-zstd, 8"})
    void aChangedByteEscapesNowhere(String program, long seed) throws Exception {
        byte[] sound = Programs.bytes(program);
        List<Integer> places = debugBytes(sound);
        Random random = new Random(seed);
        for (int i = 0; i < 600; i++) {
            byte[] damaged = sound.clone();
            int place = places.get(random.nextInt(places.size()));
            damaged[place] = changed(damaged[place], random);
            exercise(damaged, program + ", seed " + seed + ", byte " + place + " = " + damaged[place]);
        }
    }

    @ParameterizedTest
    @CsvSource({"gcc-dwarf3-O3, 11", "gcc-dwarf5-Og, 12", "clang-dwarf4-O1, 13"})
    void manyChangedBytesEscapeNowhere(String program, long seed) throws Exception {
        byte[] sound = Programs.bytes(program);
        List<Integer> places = debugBytes(sound);
        for (int i = 0; i < 300; i++) {
            Random random = new Random(seed * 1000 + i);
            byte[] damaged = sound.clone();
            for (int changes = 1 + random.nextInt(40); changes > 0; changes--) {
                int place = places.get(random.nextInt(places.size()));
                damaged[place] = changed(damaged[place], random);
            }
            exercise(damaged, program + ", seed " + (seed * 1000 + i));
        }
    }

    @ParameterizedTest
    @CsvSource({"gcc4, split.elf-bank.dwo, 31", "clang5, bank.dwo, 32", "gcc4-types, split.elf.dwp, 33",
            "clang5-types, split.elf.dwp, 34"})
    void aChangedByteOfASplitFileOrPackageEscapesNowhere(String build, String file, long seed, @TempDir Path folder)
            throws Exception {
        Path program = Files.copy(Programs.path("split/" + build + "/split"), folder.resolve("split.elf"));
        byte[] sound = Files.readAllBytes(Programs.path("split/" + build + "/split").resolveSibling(file));
        List<Integer> places = debugBytes(sound);
        Random random = new Random(seed);
        int told = 0;
        for (int i = 0; i < 150; i++) {
            byte[] damaged = sound.clone();
            int place = places.get(random.nextInt(places.size()));
            damaged[place] = changed(damaged[place], random);
            Files.write(folder.resolve(file), damaged);
            String what = build + ", " + file + ", seed " + seed + ", byte " + place + " = " + damaged[place];
            told += Exercise.of(() -> ProgramImage.open(program), what, () -> true).isEmpty() ? 0 : 1;
        }
        assertTrue(told > 10, "the file is not read: damage was told " + told + " times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcc-dwarf5-O0", "clang-dwarf5-O0"})
    void aChangedHeaderEscapesNowhere(String program) throws Exception {
        byte[] sound = Programs.bytes(program);
        int sections = sectionTable(sound);
        Random random = new Random(21);
        for (int place = 0; place < sound.length; place = place == 115 ? sections : place + 1) {
            byte[] damaged = sound.clone();
            damaged[place] = changed(damaged[place], random);
            exercise(damaged, program + ", byte " + place + " = " + damaged[place]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".debug_info", ".debug_line", ".debug_abbrev", ".debug_str", ".debug_line_str",
            ".debug_addr", ".debug_str_offsets", ".debug_rnglists", ".symtab", ".strtab"})
    void aSectionCutAnywhereEscapesNowhere(String section) throws Exception {
        for (String program : List.of("clang-dwarf5-O2", "gcc-dwarf5-O2")) {
            byte[] sound = Programs.bytes(program);
            ElfFile file = ElfFile.parse(ByteBuffer.wrap(sound));
            int index = file.sections().indexOf(file.header(section).orElse(file.sections().getFirst()));
            int sizeField = sectionTable(sound) + index * 40 + 20;
            long size = file.sections().get(index).size();
            for (int cut = 0; cut < size; cut += 1 + (int) size / 150) {
                byte[] damaged = sound.clone();
                ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putInt(sizeField, cut);
                exercise(damaged, program + ", " + section + " of " + cut + " bytes");
            }
        }
    }

    @Test
    void damageIsToldByItsPlaceAndTheRestIsAnswered() throws Exception {
        byte[] damaged = Programs.bytes("gcc-dwarf5-O0");
        SectionHeader info = ElfFile.parse(ByteBuffer.wrap(damaged)).header(".debug_info").orElseThrow();
        // The version of the first unit, which is that of bank.c.
        damaged[(int) info.offset() + 4] = 9;
        ProgramImage image = ProgramImage.of(ByteBuffer.wrap(damaged), "damaged");
        assertEquals("push", image.function("push").orElseThrow().name());
        assertTrue(image.function("push").orElseThrow().declaration().isPresent());
        assertTrue(image.function("bump").orElseThrow().declaration().isEmpty(), "known by its symbol only");
        assertEquals(List.of(".debug_info+0x6: unit version 9; 2 to 5 are known"),
                image.defects().stream().map(Defect::toString).toList());
    }

    @Test
    void aSoundProgramHasNoDefects() throws Exception {
        for (String program : Programs.all()) {
            assertEquals(List.of(), exercise(Programs.bytes(program), program));
        }
    }

    @Test
    void damageIsNoticed() throws Exception {
        byte[] damaged = Programs.bytes("gcc-dwarf5-O0");
        for (int place : debugBytes(Programs.bytes("gcc-dwarf5-O0"))) {
            damaged[place] = (byte) 0xFF;
        }
        assertFalse(exercise(damaged, "all ones").isEmpty());
    }

    private static int sectionTable(byte[] program) {
        return ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN).getInt(32);
    }

    private static List<Integer> debugBytes(byte[] program) throws Exception {
        return Exercise.debugBytes(program);
    }

    private static byte changed(byte value, Random random) {
        return Exercise.changed(value, random);
    }

    /** Asks for everything that can be asked. */
    static List<Defect> exercise(byte[] program, String what) {
        return Exercise.of(program, what);
    }
}
