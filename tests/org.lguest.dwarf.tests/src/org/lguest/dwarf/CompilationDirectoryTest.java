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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where source files are, of programs that gcc builds in a folder beside the sources, named relative to it: the
 * compilation directory, and what is relative to that (DWARF 5, sections 3.1.1 and 6.2.4).
 */
class CompilationDirectoryTest {

    @TempDir
    private Path temporary;
    private Path tree;

    @BeforeEach
    void writeSources() throws IOException {
        tree = temporary.toRealPath();
        Files.createDirectories(tree.resolve("build"));
        Files.createDirectories(tree.resolve("src/lib"));
        Files.createDirectories(tree.resolve("src/include"));
        Files.writeString(tree.resolve("src/include/twice.h"), "static inline int twice(int x) { return x + x; }\n");
        Files.writeString(tree.resolve("src/lib/main.c"),
                "#include \"../include/twice.h\"\nint _start(int x) { return twice(x) + 1; }\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3", "4", "5"})
    void filesAreRelativeToWhereTheCompilerRan(String version) throws Exception {
        assertEquals(Set.of(tree + "/src/lib/main.c", tree + "/src/include/twice.h"),
                built("-gdwarf-" + version, "../src/lib/main.c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "5"})
    void aFileMayBeNamedFromTheRoot(String version) throws Exception {
        assertEquals(Set.of(tree + "/src/lib/main.c", tree + "/src/include/twice.h"),
                built("-gdwarf-" + version, tree + "/src/lib/main.c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "5"})
    void theTreeMayBeSaidToBeElsewhere(String version) throws Exception {
        assertEquals(Set.of("/build/linux-x.y/src/lib/main.c", "/build/linux-x.y/src/include/twice.h"),
                built("-gdwarf-" + version, "-fdebug-prefix-map=" + tree + "=/build/linux-x.y", "../src/lib/main.c"));
    }

    @Test
    void theFirstDirectoryOfALineTableMayBeRelativeToTheUnits() throws Exception {
        built("-gdwarf-5", "../src/lib/main.c");
        run("gcc", "-m32", "-gdwarf-5", "-fno-pic", "-S", "-o", "main.s", "../src/lib/main.c");
        Path assembly = tree.resolve("build/main.s");
        String text = Files.readString(assembly);
        String absolute = ".file 0 \"" + tree + "/build\"";
        assertTrue(text.contains(absolute), text);
        Files.writeString(assembly, text.replace(absolute, ".file 0 \".\""));
        run("gcc", "-m32", "-nostdlib", "-static", "-no-pie", "-o", "main", "main.s");
        assertEquals(Set.of(tree + "/src/lib/main.c", tree + "/src/include/twice.h"), sources());
    }

    private Set<String> built(String... options) throws Exception {
        run(Stream.concat(Stream.of("gcc", "-m32", "-nostdlib", "-static", "-fno-pic", "-no-pie", "-o", "main"),
                Stream.of(options)).toArray(String[]::new));
        return sources();
    }

    private Set<String> sources() throws Exception {
        try (ProgramImage image = ProgramImage.open(tree.resolve("build/main"))) {
            return image.sourceFiles().stream().map(SourceFile::fullPath).collect(Collectors.toSet());
        }
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(List.of(command)).directory(tree.resolve("build").toFile())
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
