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

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.lguest.x86.opcode.OpcodeRow;
import org.lguest.x86.opcode.OpcodeRows;

/**
 * Compares our x87 with the real one: {@code X87Conformance RUNNER [--cases=N] [--seed=S] [--self-test]
 * [--record=FILE]}. Exit status 0 if there is no difference.
 */
public final class X87Conformance {

    private static final int BATCH = 5_000;
    private static final int SHOWN = 3;
    private static final int RECORDED = 4;

    private X87Conformance() {
    }

    /** The command. */
    public static void main(String[] arguments) throws IOException {
        long cases = 1_000_000;
        long seed = 1;
        Path record = null;
        boolean selfTest = false;
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (argument.startsWith("--cases=")) {
                cases = Long.parseLong(value);
            } else if (argument.startsWith("--seed=")) {
                seed = Long.parseLong(value);
            } else if (argument.equals("--self-test")) {
                selfTest = true;
            } else if (argument.startsWith("--record=")) {
                record = Path.of(value);
            } else {
                System.err.println("not understood: " + argument);
                System.exit(2);
            }
        }
        try (X87Native real = new X87Native(Path.of(arguments[0]))) {
            if (record != null) {
                record(real, seed, record);
            } else if (selfTest ? !selfTest(real, seed)
                    : !compare(real, cases, seed, UnaryOperator.identity(), System.out)) {
                System.exit(1);
            }
        }
    }

    /** Rows of the x87. */
    static List<OpcodeRow> rows() {
        return OpcodeRows.all().stream().filter(row -> row.operation().isX87()).toList();
    }

    /** Faults that the comparison must find, each in one of a few hundred outcomes. */
    private enum Planted implements UnaryOperator<X87Case.Outcome> {
        LAST_BIT_OF_A_RESULT, MISSING_EXCEPTION, WRONG_OPERAND;

        @Override
        public X87Case.Outcome apply(X87Case.Outcome outcome) {
            byte[] image = outcome.image().clone();
            byte[] operand = outcome.operand().clone();
            if (outcome.operand()[1] == 1) {
                switch (this) {
                    case LAST_BIT_OF_A_RESULT -> image[28] ^= 1;
                    case MISSING_EXCEPTION -> image[4] &= ~1;
                    case WRONG_OPERAND -> operand[0] ^= 1;
                }
            }
            return new X87Case.Outcome(image, operand, outcome.eflags(), outcome.eax());
        }
    }

    private static boolean selfTest(X87Native real, long seed) throws IOException {
        boolean all = true;
        for (Planted planted : Planted.values()) {
            boolean clean = compare(real, 4 * BATCH, seed, planted, new PrintStream(PrintStream.nullOutputStream()));
            System.out.println("x87 " + planted + (clean ? ": NOT FOUND" : ": found"));
            all &= !clean;
        }
        return all;
    }

    private static boolean compare(X87Native real, long cases, long seed, UnaryOperator<X87Case.Outcome> fault,
            PrintStream out) throws IOException {
        List<OpcodeRow> rows = rows();
        X87Generator generator = new X87Generator(seed);
        X87Emulated emulated = new X87Emulated();
        Map<String, Integer> failed = new TreeMap<>();
        long made = 0;
        while (made < cases) {
            List<X87Case> batch = new ArrayList<>();
            while (batch.size() < BATCH && made < cases) {
                batch.add(generator.next(rows.get((int) (made++ % rows.size()))));
            }
            List<X87Case.Outcome> outcomes = real.run(batch);
            for (int i = 0; i < batch.size(); i++) {
                X87Case testCase = batch.get(i);
                List<String> differences = X87Comparison.differences(testCase, outcomes.get(i),
                        fault.apply(emulated.run(testCase)));
                if (!differences.isEmpty()) {
                    OpcodeRow row = testCase.instruction().row;
                    if (failed.merge(row.encoding() + " " + row.mnemonic(), 1, Integer::sum) <= SHOWN) {
                        out.println(testCase.instruction() + " " + testCase.toLine() + "\n    "
                                + String.join("; ", differences));
                    }
                }
            }
        }
        failed.forEach((row, count) -> out.println(row + ": " + count));
        int sum = failed.values().stream().mapToInt(Integer::intValue).sum();
        out.printf("%d x87 cases, %d for each of %d rows of the opcode table; %d differ%n", made, made / rows.size(),
                rows.size(), sum);
        return sum == 0;
    }

    private static void record(X87Native real, long seed, Path file) throws IOException {
        X87Generator generator = new X87Generator(seed);
        List<X87Case> cases = new ArrayList<>();
        for (OpcodeRow row : rows()) {
            for (int i = 0; i < RECORDED; i++) {
                cases.add(generator.next(row));
            }
        }
        List<X87Case.Outcome> outcomes = real.run(cases);
        try (PrintStream lines = new PrintStream(Files.newOutputStream(file))) {
            for (int i = 0; i < cases.size(); i++) {
                lines.println(cases.get(i).toLine() + " = " + outcomes.get(i).toLine());
            }
        }
    }
}
