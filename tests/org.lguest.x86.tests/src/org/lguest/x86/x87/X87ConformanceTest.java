/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.x87;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

/** Replays cases with the outcomes that a real processor had, as {@code releng/conformance --record} wrote them. */
class X87ConformanceTest {

    private static List<String> recorded() throws IOException {
        try (var in = X87ConformanceTest.class.getResourceAsStream("recorded.txt");
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    @Test
    void everyRecordedCaseEndsAsOnTheRealProcessor() throws IOException {
        X87Emulated emulated = new X87Emulated();
        List<String> differences = new ArrayList<>();
        Set<String> rows = new HashSet<>();
        for (String line : recorded()) {
            X87Case testCase = X87Case.ofLine(line.substring(0, line.indexOf(" = ")));
            X87Case.Outcome real = X87Case.Outcome.ofLine(line.substring(line.indexOf(" = ") + 3));
            List<String> found = X87Comparison.differences(testCase, real, emulated.run(testCase));
            if (!found.isEmpty()) {
                differences.add(testCase.instruction() + ": " + found);
            }
            rows.add(testCase.instruction().row.encoding());
        }
        assertEquals(List.of(), differences);
        assertEquals(X87Conformance.rows().size(), rows.size(), "rows with a recorded case");
    }

    @Test
    void theComparisonSeesOneBit() throws IOException {
        String line = recorded().getFirst();
        X87Case testCase = X87Case.ofLine(line.substring(0, line.indexOf(" = ")));
        X87Case.Outcome ours = new X87Emulated().run(testCase);
        for (int at : new int[] {0, 4, 8, 28, 107}) {
            byte[] image = ours.image().clone();
            image[at] ^= 1;
            X87Case.Outcome wrong = new X87Case.Outcome(image, ours.operand(), ours.eflags(), ours.eax());
            assertFalse(X87Comparison.differences(testCase, wrong, ours).isEmpty(), () -> "byte " + at);
        }
    }
}
