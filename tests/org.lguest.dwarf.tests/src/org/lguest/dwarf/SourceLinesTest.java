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

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From lines to addresses and back, through the facade. The addresses are readelf's. */
class SourceLinesTest {
    private final ProgramImage program = Programs.image("gcc-dwarf5-O0");

    /** gcc has put the branch that traps into a section for what is seldom run. */
    @Test
    void aLineHasAPlaceInTheColdPartOfItsFunctionToo() {
        List<CodeAddress> places = Programs.image("recorded/structures-dwarf5-O2").addressesOf("structures.c", 105);
        assertEquals(List.of("walk", "walk"), places.stream().map(CodeAddress::function).toList());
        assertEquals(List.of(0x8049000, 0x80492DD), places.stream().map(CodeAddress::address).toList());
    }

    @Test
    void aLineIsWhereItsFirstStatementBegins() {
        assertEquals(List.of(new CodeAddress(0x8048085, "bump")), program.addressesOf("bank.c", 53));
    }

    @Test
    void aLineOfSeveralRowsIsTheLowest() {
        assertEquals(List.of(new CodeAddress(0x8048108, "transfer")), program.addressesOf("bank.c", 66));
    }

    @Test
    void anInlinedLineIsInEachFunctionThatHasIt() {
        assertEquals(List.of("bump", "generated"), program.addressesOf("bank.c", 43).stream()
                .map(CodeAddress::function).toList());
    }

    @Test
    void aLineWithoutCodeHasNoAddressButANextLineThatHas() {
        assertEquals(List.of(), program.addressesOf("bank.c", 49));
        assertEquals(OptionalInt.of(53), program.nextLineWithCode("bank.c", 49));
        assertEquals(OptionalInt.of(53), program.nextLineWithCode("bank.c", 53));
        assertEquals(OptionalInt.empty(), program.nextLineWithCode("bank.c", 90));
    }

    @Test
    void ofTheLinesOfAFileThoseOfAFunctionHaveAPlaceInIt() {
        Function bump = program.function("bump").orElseThrow();
        NavigableMap<Integer, OptionalInt> lines = program.linesWithCode("bank.c", bump);
        assertTrue(lines.containsKey(63) && lines.get(63).isEmpty(), lines::toString);
        assertFalse(lines.containsKey(49), lines::toString);
        lines.forEach((line, place) -> assertEquals(program.addressesOf("bank.c", line).stream()
                .map(CodeAddress::address).filter(bump::contains).findFirst(), place.stream().boxed().findFirst(),
                () -> "line " + line));
    }

    @Test
    void pathsMatchByTheirLongestTail() {
        List<CodeAddress> push = program.addressesOf("sub/list.c", 19);
        assertEquals("push", push.getFirst().function());
        assertEquals(push, program.addressesOf("list.c", 19));
        assertEquals(push, program.addressesOf("/home/someone/workspace/bank/sub/list.c", 19));
        assertEquals(push, program.addressesOf("..\\bank\\sub\\.\\list.c", 19));
        assertEquals(List.of(), program.addressesOf("ist.c", 19));
        for (String nothing : List.of("", "/", "\\", "..", "/..", "./")) {
            assertEquals(List.of(), program.addressesOf(nothing, 19));
        }
    }

    @Test
    void codeOfAGeneratedFileIsFoundByThatFile() {
        assertEquals(List.of("generated"), program.addressesOf("generated.y", 8).stream()
                .map(CodeAddress::function).toList());
    }

    @Test
    void codeOfAHeaderIsFoundByTheHeader() {
        assertEquals("length", program.addressesOf("list.h", 22).getFirst().function());
    }

    @Test
    void anAddressWithinARowBelongsToItsLine() {
        SourceLine line = program.lineOf(0x80480b8).orElseThrow();
        assertEquals(55, line.line());
        assertEquals("/build/bank/bank.c", line.file().fullPath());
        assertEquals(0x80480b5, line.low());
        assertEquals(0x80480c3, line.high());
        assertTrue(line.isStatement());
    }

    @Test
    void anAddressOutsideTheCodeHasNoLine() {
        assertEquals(Optional.empty(), program.lineOf(0));
        assertEquals(Optional.empty(), program.lineOf(-1));
        assertEquals(Optional.empty(), program.lineOf(0x8048073));
    }

    @Test
    void ofSeveralRowsAtOneAddressTheLastStatementCounts() {
        assertEquals(53, Programs.image("gcc-dwarf4-O2-sections").lineOf(0x8048080).orElseThrow().line());
    }

    @Test
    void assemblyHasLinesToo() {
        ProgramImage image = Programs.image("clang-dwarf4-O1");
        int typed = image.symbol("typed").orElseThrow().address();
        SourceLine line = image.lineOf(typed).orElseThrow();
        assertEquals("label.S", line.file().name());
        assertEquals(19, line.line());
        assertEquals(List.of(typed), image.addressesOf("label.S", 19).stream().map(CodeAddress::address).toList(),
                "there is no prologue to skip");
    }

    @ParameterizedTest
    @MethodSource("org.lguest.dwarf.Programs#all")
    void everyProgramNamesItsSources(String name) {
        assertTrue(Programs.image(name).sourceFiles().stream().map(SourceFile::name).collect(Collectors.toSet())
                .contains("bank.c"));
    }

    @ParameterizedTest
    @MethodSource("org.lguest.dwarf.Programs#all")
    void everyStatementLeadsBackToItsLine(String name) {
        ProgramImage image = Programs.image(name);
        int lines = 0;
        for (int line = 1; line < 90; line++) {
            for (CodeAddress place : image.addressesOf("bank.c", line)) {
                SourceLine found = image.lineOf(place.address()).orElseThrow();
                assertEquals(place.address(), found.low());
                assertEquals(place.function(), image.functionAt(place.address()).orElseThrow().name());
                lines++;
            }
        }
        assertTrue(lines > 10, "only " + lines + " lines with code");
        assertEquals(List.of(), image.defects());
    }

    @Test
    void thePrologueEndsAtTheSecondStatement() {
        assertEquals(0x8048085, program.afterPrologue(program.function("bump").orElseThrow()));
    }

    @Test
    void thePrologueEndsWhereTheCompilerSays() {
        ProgramImage image = Programs.image("clang-dwarf5-O0");
        int after = image.afterPrologue(image.function("bump").orElseThrow());
        assertEquals(53, image.lineOf(after).orElseThrow().line());
    }

    @Test
    void functionsAreFoundByNameAndByAnyOfTheirAddresses() {
        Function bump = program.function("bump").orElseThrow();
        assertEquals(0x804807f, bump.lowPc());
        assertEquals(0x80480fa, bump.highPc());
        assertEquals("bump", program.functionAt(0x80480f9).orElseThrow().name());
        assertEquals("transfer", program.functionAt(0x80480fa).orElseThrow().name());
        assertEquals(Optional.empty(), program.function("counter"));
        assertEquals(Optional.empty(), program.functionAt(0x8048074 - 1));
    }

    @Test
    void symbolsAreNamedByTheNearestOneBefore() {
        assertEquals("counter", program.symbolAt(0x8048268).orElseThrow().name());
        assertEquals("counter", program.symbolAt(0x804826b).orElseThrow().name());
        assertEquals("label_without_type", program.symbolAt(0x804825d).orElseThrow().name());
        assertEquals(Optional.empty(), program.symbolAt(0));
        assertEquals(Optional.empty(), program.symbolAt(-1));
    }
}
