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

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Builds sample guests from their sources with this machine's compiler, in a folder of the test's own. */
final class GuestBuild {

    private static final long DEADLINE_SECONDS = 120;

    private final Path folder;

    /** Skips the test, and says so, where there is nothing to build with. */
    GuestBuild(Path folder) throws IOException, InterruptedException {
        assumeTrue(finds("make") && finds("gcc"), "There is no make or no gcc here to build the guests with");
        this.folder = folder;
        assumeTrue(runs(List.of("gcc", "-m32", "-x", "c", "-S", "-o", assembly().toString(), "/dev/null")),
                "The gcc here does not compile for the i386: " + text(output()));
    }

    /** @param variables of the Makefile, such as {@code OPT=-O2} */
    GuestImage make(String guest, String... variables) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("make", "-s", "-C", GuestImage.folder().toString(),
                "GUESTS=" + guest, "BUILD=" + folder.resolve("build"), "IMAGES=" + folder.resolve("images")));
        command.addAll(List.of(variables));
        assertTrue(runs(command), () -> command + "\n" + text(output()));
        return GuestImage.at(folder.resolve("images").resolve(guest));
    }

    /** Builds a guest where its sources are, as one does in the example project. */
    GuestImage makeIn(Path project, String guest) throws IOException, InterruptedException {
        List<String> command = List.of("make", "-s", "-C", project.toString(), "GUESTS=" + guest);
        assertTrue(runs(command), () -> command + "\n" + text(output()));
        return GuestImage.at(project.resolve("images").resolve(guest));
    }

    /** The name that the compiler leaves in what it compiles. */
    String compiler() throws IOException {
        return Files.readAllLines(assembly()).stream().map(String::strip).filter(line -> line.startsWith(".ident"))
                .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'))).findFirst()
                .orElse("a compiler without a name");
    }

    private static boolean finds(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private Path assembly() {
        return folder.resolve("nothing.s");
    }

    private Path output() {
        return folder.resolve("output");
    }

    /** @return whether the command succeeds */
    private boolean runs(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output().toFile())
                .start();
        try {
            assertTrue(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS), () -> "Too long: " + command);
            return process.exitValue() == 0;
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
