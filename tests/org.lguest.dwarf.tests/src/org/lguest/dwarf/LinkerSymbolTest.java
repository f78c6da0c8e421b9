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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.dwarf.expression.Predicate;

/**
 * Variables that C declares and the linker defines, as Linux's jiffies: half of jiffies_64, by the linker script. And
 * which of several variables of one name a condition means.
 */
class LinkerSymbolTest {

    @TempDir
    private Path folder;
    private ProgramImage image;

    @BeforeEach
    void build() throws Exception {
        Files.writeString(folder.resolve("timer.c"), """
                unsigned long long jiffies_64 = 3;
                static int calls = 1;
                int tick(void) { calls++; return (int)jiffies_64++; }
                """);
        Files.writeString(folder.resolve("main.c"), """
                extern volatile unsigned long jiffies;
                extern char bare[];
                int tick(void);
                static int calls = 7;
                struct none { } nothing[2];
                __asm__(".text\\nbare_code: nop\\nnop\\n"
                    ".data\\nbare_data: .long 1, 2\\n.text\\n");
                int _start(void) { calls++; tick(); return (int)jiffies + bare[0]; }
                """);
        Process gcc = new ProcessBuilder("gcc", "-m32", "-g", "-O0", "-nostdlib", "-static", "-no-pie", "-fno-pic",
                "-Wl,--defsym=jiffies=jiffies_64", "-Wl,--defsym=bare=jiffies_64+4", "-Wl,--defsym=unheard=jiffies_64",
                "-o", "main", "timer.c", "main.c").directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, gcc.waitFor(), said);
        image = ProgramImage.open(folder.resolve("main"));
    }

    @AfterEach
    void close() {
        image.close();
    }

    @Test
    void theSymbolTellsWhereAndTheDeclarationWhat() throws Exception {
        DataLocation whole = image.resolve("jiffies_64");
        DataLocation half = image.resolve("jiffies");
        assertEquals(whole.address(), half.address());
        assertEquals(List.of(8, 4), List.of(whole.size(), half.size()));
        assertEquals(whole.address() + 5, image.resolve("bare[1]").address());
    }

    /** As gdb 13.1 writes it. */
    @Test
    void codeThatAssemblyDeclaresWithoutASizeNamesWhatFollowsIt() {
        int bare = image.symbol("bare_code").orElseThrow().address();
        assertEquals(Optional.of("bare_code+1"), image.label(bare + 1));
        // Else most pointers to nothing in particular would be somewhere behind one of the linker's symbols.
        int data = image.symbol("bare_data").orElseThrow().address();
        assertEquals(Optional.empty(), image.label(data));
        assertEquals(Optional.empty(), image.label(data + 4));
    }

    /** Of GNU C an empty structure has no size, and its array has all elements in one place. */
    @Test
    void emptyStructuresAreAllInOnePlace() throws Exception {
        assertEquals(image.resolve("nothing", 1).address(), image.resolve("*(&nothing[0] + 1)", 1).address());
        ExpressionException refused = assertThrows(ExpressionException.class,
                () -> image.resolve("*(int *)(&nothing[1] - &nothing[0])"));
        assertTrue(refused.getMessage().contains("All elements are at one address"), refused.getMessage());
    }

    @Test
    void aConditionMayNameIt() throws Exception {
        int address = image.resolve("jiffies").address();
        int start = image.function("_start").orElseThrow().lowPc();
        assertEquals(new Predicate.Binary(Predicate.BinaryOperation.EQUAL,
                new Predicate.Load(new Predicate.Constant(address), 4, false), new Predicate.Constant(3)),
                image.condition("jiffies == 3", start));
    }

    @Test
    void whatNobodyDeclaresHasNoTypeToCompare() {
        int start = image.function("_start").orElseThrow().lowPc();
        assertThrows(ExpressionException.class, () -> image.condition("unheard == 3", start));
    }

    @Test
    void ofSeveralTheOneOfTheConditionsFileIsMeant() throws Exception {
        for (String function : List.of("tick", "_start")) {
            int own = image.resolve((function.equals("tick") ? "'timer.c'" : "'main.c'") + "::calls").address();
            assertEquals(new Predicate.Load(new Predicate.Constant(own), 4, true),
                    image.condition("calls", image.function(function).orElseThrow().lowPc()));
        }
    }
}
