/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs, compiled here, print what they printed on a real processor. */
class ProgramsTest {

    private static final List<String> SOURCES = List.of("program.h", "program.lds");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"compression, -O0 -march=i486", "compression, -O2 -march=i686", "cryptography, -O2 -march=i586",
        "cryptography, -Os -march=i686", "sorting, -O0 -march=i686", "sorting, -Os -march=i486",
        "interpreter, -O0 -march=i586", "interpreter, -O2 -march=i686", "numbers, -O0 -march=i486",
        "numbers, -O2 -march=i686"})
    void printsWhatItPrintedOnARealProcessor(String program, String options) throws Exception {
        EmulatedProgram.Run run = EmulatedProgram.run(compile(program, options));
        assertEquals(new String(resource(program + ".expected"), StandardCharsets.US_ASCII),
                new String(run.output(), StandardCharsets.US_ASCII));
        assertEquals(0, run.status());
        assertTrue(run.memory().length > 0x10000, "its memory: " + run.memory().length);
    }

    private byte[] compile(String program, String options) throws IOException, InterruptedException {
        for (String source : SOURCES) {
            Files.write(folder.resolve(source), resource(source));
        }
        Files.write(folder.resolve(program + ".c"), resource(program + ".c"));
        List<String> command = new ArrayList<>(List.of("gcc"));
        command.addAll(List.of(new String(resource("flags"), StandardCharsets.US_ASCII).strip().split("\\s+")));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-Wl,-T,program.lds", "-o", "program", program + ".c"));
        Process gcc = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, gcc.waitFor(), said);
        return Files.readAllBytes(folder.resolve("program"));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ProgramsTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no " + name);
            }
            return in.readAllBytes();
        }
    }
}
