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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The oracle: what binutils reads in the same file. A test that asks it is skipped where it is not installed. */
public final class Readelf {
    private static final int MOST_TOLD = 20;

    private Readelf() {
    }

    /** The lines that readelf prints, in full width. */
    public static List<String> run(Path program, String... options) throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "readelf is not installed");
        List<String> command = new ArrayList<>(List.of("readelf", "-W"));
        command.addAll(List.of(options));
        command.add(program.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("LC_ALL", "C"));
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines().toList();
        assertEquals(0, process.waitFor(), () -> String.join(" ", command));
        return lines;
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Path.of(folder, "readelf").toFile().canExecute());
    }

    /** What the two lists differ in, the first few; empty when they are equal. */
    public static List<String> differences(List<?> ours, List<?> theirs) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(ours.size(), theirs.size()) && differences.size() < MOST_TOLD; i++) {
            Object mine = i < ours.size() ? ours.get(i) : "nothing";
            Object other = i < theirs.size() ? theirs.get(i) : "nothing";
            if (!mine.equals(other)) {
                differences.add("row " + i + ": ours " + mine + ", theirs " + other);
            }
        }
        return differences;
    }
}
