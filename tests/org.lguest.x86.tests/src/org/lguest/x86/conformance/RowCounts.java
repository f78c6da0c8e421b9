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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

import org.lguest.x86.opcode.OpcodeRow;
import org.lguest.x86.opcode.OpcodeRows;

/** How many cases each row of the opcode table had. */
final class RowCounts {

    private final Map<OpcodeRow, Integer> counts = new LinkedHashMap<>();

    RowCounts() {
        OpcodeRows.all().forEach(row -> counts.put(row, 0));
    }

    void count(OpcodeRow row) {
        counts.merge(row, 1, Integer::sum);
    }

    /** Whether every row that can be compared had a case. */
    boolean complete() {
        return counts.entrySet().stream()
                .allMatch(row -> row.getValue() > 0 || !CaseGenerator.whyNot(row.getKey()).isEmpty());
    }

    int compared() {
        return (int) counts.values().stream().filter(count -> count > 0).count();
    }

    int fewest() {
        return counts.values().stream().filter(count -> count > 0).mapToInt(Integer::intValue).min().orElse(0);
    }

    /** One line for each row: opcode, mnemonic, operands, number of cases or why there are none. */
    String listing() {
        StringBuilder lines = new StringBuilder();
        counts.forEach((row, count) -> {
            StringJoiner operands = new StringJoiner(",");
            row.operands().forEach(operand -> operands.add(operand.name()));
            String cases = count > 0 || CaseGenerator.whyNot(row).isEmpty() ? "%9d".formatted(count)
                    : "        - " + CaseGenerator.whyNot(row);
            lines.append("%-12s %-10s %-12s %s%n".formatted(row.encoding(), row.mnemonic(), operands, cases));
        });
        return lines.toString();
    }
}
