/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.readelf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lguest.dwarf.Programs;
import org.lguest.dwarf.Readelf;
import org.lguest.dwarf.elf.ElfFile;

/** Every part of every program against readelf; {@code releng/dwarf-compare} takes any other program too. */
class ReadelfTest {
    @ParameterizedTest
    @MethodSource("org.lguest.dwarf.Programs#andGuests")
    void readsWhatReadelfReads(String program) throws Exception {
        ElfFile file = ElfFile.parse(Programs.content(program));
        for (Aspect aspect : Aspect.values()) {
            List<String> lines = Readelf.run(Programs.path(program), aspect.option());
            assertEquals(List.of(), DwarfCompare.differences(file, aspect, lines), aspect::name);
        }
    }

    @ParameterizedTest
    @EnumSource(Aspect.class)
    void aLineMoreIsADifference(Aspect aspect) throws Exception {
        String program = "gcc-dwarf4-O2";
        List<String> lines = new ArrayList<>(Readelf.run(Programs.path(program), aspect.option()));
        // Another program's output holds rows that this one lacks.
        lines.addAll(Readelf.run(Programs.path("gcc-dwarf3-O3"), aspect.option()));
        assertFalse(DwarfCompare.differences(ElfFile.parse(Programs.content(program)), aspect, lines).isEmpty());
    }
}
