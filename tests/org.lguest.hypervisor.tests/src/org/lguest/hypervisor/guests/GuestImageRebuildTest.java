/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.guests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed images are what the committed sources make, as far as the compiler here can tell. */
class GuestImageRebuildTest {

    private static final long DEADLINE_SECONDS = 120;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"first", "selfwatch", "clock"})
    void theSourcesMakeTheCommittedImage(String name) throws Exception {
        GuestImage committed = GuestImage.named(name);
        assumeTrue(finds("make") && finds("gcc"), "There is no make or no gcc here to build the guests with");
        String here = compilerHere();
        String there = compilerOf(committed);
        assumeTrue(here.equals(there), "The image was built by \"" + there + "\", and here is \"" + here + "\"");

        run(List.of("make", "-s", "-C", GuestImage.folder().toString(), "GUESTS=" + name,
                "BUILD=" + folder.resolve("build"), "IMAGES=" + folder.resolve("images")));

        GuestImage rebuilt = GuestImage.at(folder.resolve("images").resolve(name));
        assertEquals(committed.sections().keySet(), rebuilt.sections().keySet());
        for (String section : List.of(".text", ".user_text", ".user_data", ".data", ".debug_line")) {
            assertArrayEquals(committed.sections().get(section), rebuilt.sections().get(section), section);
        }
    }

    /** Compiles nothing, and looks at the mark that the compiler leaves. */
    private String compilerHere() throws Exception {
        Path assembly = folder.resolve("nothing.s");
        run(List.of("gcc", "-m32", "-x", "c", "-S", "-o", assembly.toString(), "/dev/null"));
        return Files.readAllLines(assembly).stream().map(String::strip).filter(line -> line.startsWith(".ident"))
                .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'))).findFirst().orElse("a compiler without a name");
    }

    private static String compilerOf(GuestImage image) {
        return new String(image.sections().get(".comment"), StandardCharsets.US_ASCII).replace("\0", "");
    }

    private static boolean finds(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertTrue(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS), "Too long: " + command);
            assertEquals(0, process.exitValue(), () -> command + "\n" + text(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
