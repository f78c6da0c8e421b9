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

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * The other oracle: what gdb makes of a program, without running it. Its answers for the committed programs, by gdb
 * 13.1, are committed beside them; with {@code -Dgdb=record} it is asked again. For sample guests, which change, it
 * is always asked, and tests skip them where it is not installed.
 */
final class Gdb {
    private static final String MARK = "question ";

    private Gdb() {
    }

    /**
     * The rows of answers on one topic.
     *
     * @param live asks gdb itself
     */
    static List<String> answers(String topic, String program, Callable<List<String>> live) throws Exception {
        Path record = Programs.path(program).resolveSibling(Path.of("gdb", topic, program + ".txt"));
        boolean recording = System.getProperty("gdb", "").equals("record");
        if (Files.exists(record) && !recording) {
            return Files.readAllLines(record);
        }
        List<String> rows = live.call();
        if (recording && !Programs.isGuest(program)) {
            Files.createDirectories(record.getParent());
            Files.write(record, rows);
        }
        return rows;
    }

    /**
     * Asks several things of a program.
     *
     * @param questions by a name for each, the commands that answer it
     * @return what gdb printed for each question
     */
    static Map<String, String> ask(String program, Map<String, List<String>> questions) throws IOException {
        assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Path.of(folder, "gdb").toFile().canExecute()), "gdb is not installed");
        List<String> command = new ArrayList<>(List.of("gdb", "-batch", "-nx"));
        questions.forEach((question, answer) -> {
            command.addAll(List.of("-ex", "echo " + MARK + question + "\\n"));
            answer.forEach(part -> command.addAll(List.of("-ex", part)));
        });
        command.add(Programs.path(program).toString());
        ProcessBuilder asking = new ProcessBuilder(command).redirectErrorStream(true);
        // Characters beyond ASCII are then written by their numbers.
        asking.environment().put("LC_ALL", "C");
        Process process = asking.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> answers = new LinkedHashMap<>();
        Arrays.stream(output.split(MARK)).skip(1).forEach(answer -> {
            int end = answer.indexOf('\n');
            answers.put(answer.substring(0, end), answer.substring(end + 1));
        });
        return answers;
    }
}
