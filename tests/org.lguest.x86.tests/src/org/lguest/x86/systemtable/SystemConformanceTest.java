/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.systemtable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases that Bochs has run, with the kernel compiled here. */
class SystemConformanceTest {

    @TempDir
    Path folder;

    @Test
    void ourProcessorDoesInEveryRingWhatBochsDid() throws Exception {
        List<SystemCase> cases = new ArrayList<>();
        List<SystemOutcome> recorded = recorded(cases);
        List<SystemOutcome> ours = EmulatedSystem.run(kernel(), cases);
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            List<String> differences = SystemOutcome.differences(recorded.get(i), ours.get(i));
            if (!differences.isEmpty()) {
                failures.add(cases.get(i) + ": " + String.join("; ", differences));
            }
        }
        assertEquals("", String.join("\n", failures));
        assertTrue(cases.size() > 500, () -> "only " + cases.size() + " cases");
    }

    @Test
    void theComparisonFindsEachKindOfFault() throws IOException {
        for (SystemOutcome outcome : recorded(new ArrayList<>())) {
            assertEquals(List.of(), SystemOutcome.differences(outcome, outcome));
            for (SystemFault fault : SystemFault.values()) {
                assertFalse(SystemOutcome.differences(outcome, fault.damaged(outcome)).isEmpty(),
                        () -> fault + " not found in " + outcome.toLine());
            }
        }
    }

    @Test
    void thePageNamesOnlyExplanationsThatAreInTheTable() throws IOException {
        String page = Files.readString(Path.of("../../docs/system.md"));
        List<String> rows = Explanation.ALL.stream().map(SystemPage::row).toList();
        page.lines().filter(line -> line.startsWith("| Bochs |") || line.startsWith("| QEMU |"))
                .forEach(line -> assertTrue(rows.stream().anyMatch(line::startsWith),
                        () -> "run releng/system-conformance --document: " + line));
    }

    private static List<SystemOutcome> recorded(List<SystemCase> cases) throws IOException {
        List<SystemOutcome> outcomes = new ArrayList<>();
        new String(resource("recorded.txt"), StandardCharsets.US_ASCII).lines().forEach(line -> {
            String[] sides = line.split(" = ");
            cases.add(SystemCase.ofLine(sides[0]));
            outcomes.add(SystemOutcome.ofLine(sides[1]));
        });
        return outcomes;
    }

    private byte[] kernel() throws IOException, InterruptedException {
        for (String source : List.of("system.c", "system.lds", "flags")) {
            Files.write(folder.resolve(source), resource(source));
        }
        Process gcc = new ProcessBuilder("sh", "-c", "gcc $(cat flags) -Wl,-T,system.lds -o system.elf system.c"
                + " && objcopy -O binary system.elf kernel").directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, gcc.waitFor(), said);
        return Files.readAllBytes(folder.resolve("kernel"));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = SystemConformanceTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no " + name);
            }
            return in.readAllBytes();
        }
    }
}
