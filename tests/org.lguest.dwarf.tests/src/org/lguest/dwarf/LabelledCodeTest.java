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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assembly need not say that a label is a function, nor how large it is. The names are those of gdb 13.1's frames. */
class LabelledCodeTest {
    private static final String SOURCE = """
                .text
                .globl _start
            _start:
                nop
                nop
            before: nop
                .type function, @function
            function:
                nop
            inside: nop
                nop
                .size function, . - function
                nop
            sized_label: nop
            part: nop
                nop
                .size sized_label, . - sized_label
            behind: nop
                .type table, @object
            table: .byte 0x90, 0x90
                .size table, 2
                .type open, @function
            open: nop
                nop
            last: nop
                .type ended, @function
            ended:
            named_twice: nop
                .size ended, . - ended
                nop
            text_end:
                .section .more, "ax"
                nop
            other: nop
                .data
            datum: .long 3
            """;

    @TempDir
    private Path folder;
    private ProgramImage image;
    private int start;

    @BeforeEach
    void build() throws Exception {
        Files.writeString(folder.resolve("code.s"), SOURCE);
        Process gcc = new ProcessBuilder("gcc", "-m32", "-nostdlib", "-static", "-no-pie", "-o", "main", "code.s")
                .directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, gcc.waitFor(), said);
        image = ProgramImage.open(folder.resolve("main"));
        start = image.symbol("_start").orElseThrow().address();
    }

    @AfterEach
    void close() {
        image.close();
    }

    @Test
    void codeIsOfTheFunctionAroundItElseOfTheNearestLabel() {
        List<String> names = new ArrayList<>();
        for (int address = start; address < start + 16; address++) {
            Optional<Function> function = image.functionAt(address);
            names.add(function.map(Function::name).orElse("-"));
            assertEquals(Optional.of(true), function.map(f -> f.contains(image.symbol(f.name()).orElseThrow().address())));
        }
        assertEquals(List.of("_start", "_start", "before", "function", "function", "function", "inside", "sized_label",
                "sized_label", "sized_label", "behind", "table", "table", "open", "open", "last"), names);
    }

    /** Of two names of one place gdb takes whichever it has stored last, and says the other's here or nothing. */
    @Test
    void codeBehindAFunctionIsOfNone() {
        int ended = image.symbol("ended").orElseThrow().address();
        assertEquals(Optional.of("ended"), image.functionAt(ended).map(Function::name));
        assertEquals(Optional.empty(), image.functionAt(ended + 1));
    }

    /** Another section may begin where a label is that marks the end of one. */
    @Test
    void aLabelReachesNoFurtherThanItsSection() {
        int other = image.symbol("other").orElseThrow().address();
        assertEquals(image.symbol("text_end").orElseThrow().address(), other - 1);
        assertEquals(Optional.empty(), image.functionAt(other - 1));
        assertEquals(Optional.of("other"), image.functionAt(other).map(Function::name));
        assertEquals(Optional.empty(), image.functionAt(image.symbol("datum").orElseThrow().address()));
    }

    @Test
    void aBreakpointMayNameALabelInCode() {
        assertEquals(List.of(new CodeAddress(start + 2, "before")), image.placesOf("before"));
        assertEquals(List.of(), image.placesOf("datum"));
    }
}
