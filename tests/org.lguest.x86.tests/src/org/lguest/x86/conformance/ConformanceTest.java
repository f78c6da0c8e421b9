/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.lguest.x86.conformance.UndefinedBehaviour.What;
import org.lguest.x86.opcode.OpcodeRow;

/** Replays what {@code releng/conformance --record} saw a real processor do. */
class ConformanceTest {

    private record Recorded(TestCase testCase, Outcome outcome, boolean sequence) {

        static Recorded ofLine(String line) {
            boolean sequence = line.startsWith(Conformance.SEQUENCE);
            String[] sides = line.substring(sequence ? Conformance.SEQUENCE.length() : 0).split(" = ");
            return new Recorded(TestCase.ofLine(sides[0]), Outcome.ofLine(sides[1]), sequence);
        }

        List<String> differences(Outcome ours) {
            return sequence ? Comparison.differences(outcome, ours, UndefinedBehaviour.AFTER_SEQUENCE)
                    : Comparison.differences(testCase, outcome, ours);
        }
    }

    private static List<Recorded> recorded() throws IOException {
        try (var in = ConformanceTest.class.getResourceAsStream("recorded.txt");
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            List<Recorded> all = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.add(Recorded.ofLine(line));
            }
            return all;
        }
    }

    @Test
    void ourProcessorDoesWhatARealOneDid() throws IOException {
        EmulatedProcessor processor = new EmulatedProcessor();
        List<String> failures = new ArrayList<>();
        for (Recorded one : recorded()) {
            List<String> differences = one.differences(processor.run(one.testCase));
            if (!differences.isEmpty()) {
                failures.add(one.testCase + ": " + String.join("; ", differences));
            }
        }
        assertEquals("", String.join("\n", failures));
    }

    @Test
    void everyRowOfTheTableThatCanBeComparedIsRecorded() throws IOException {
        Set<OpcodeRow> rows = new HashSet<>(Conformance.rows());
        recorded().stream().filter(one -> !one.sequence)
                .forEach(one -> rows.remove(one.testCase.instruction().row));
        assertTrue(rows.isEmpty(), () -> "no case of " + rows);
    }

    @Test
    void theComparisonFindsEachKindOfFault() throws IOException {
        for (Recorded one : recorded()) {
            assertEquals(List.of(), one.differences(one.outcome));
            for (Fault fault : Fault.values()) {
                if (fault != Fault.WRONG_BYTE || hasComparedMemory(one)) {
                    assertFalse(one.differences(fault.damaged(one.outcome)).isEmpty(),
                            () -> fault + " not found in " + one.testCase);
                }
            }
        }
    }

    @Test
    void thePageOfUndefinedBehaviourHasTheTablesRows() throws IOException {
        String page = Files.readString(Path.of("../../docs/undefined-behaviour.md"));
        for (String row : UndefinedBehaviourPage.rows()) {
            assertTrue(page.contains(row), () -> "run releng/conformance --document: " + row);
        }
    }

    private static boolean hasComparedMemory(Recorded one) {
        var instruction = one.testCase.instruction();
        return !UndefinedBehaviour.has(What.MEMORY_AFTER_FAULT, one.testCase, instruction)
                && UndefinedBehaviour.pushedBits(one.testCase, instruction) == 0
                && !UndefinedBehaviour.has(What.DESTINATION, one.testCase, instruction);
    }
}
