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

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.lguest.x86.opcode.OpcodeRow;
import org.lguest.x86.opcode.OpcodeRows;

/**
 * Compares our processor with the real one: {@code Conformance RUNNER [--cases=N] [--seed=S] [--self-test]
 * [--record=FILE]}. Exit status 0 if there is no difference, 1 if there is one, 2 for a wrong argument.
 */
public final class Conformance {

    private static final int BATCH = 20_000;
    private static final int SHOWN = 40;

    /** Marks recorded sequences. */
    static final String SEQUENCE = "sequence ";
    private static final int RECORDED_SEQUENCES = 160;

    private final PrintStream out;
    private final Map<String, Integer> failedByRow = new TreeMap<>();
    private int shown;
    private long ofOne;
    private long compared;
    private long failed;

    Conformance(PrintStream out) {
        this.out = out;
    }

    /** The command. */
    public static void main(String[] arguments) throws IOException {
        long cases = 1_000_000;
        long seed = 1;
        boolean selfTest = false;
        Path record = null;
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (argument.startsWith("--cases=")) {
                cases = Long.parseLong(value);
            } else if (argument.startsWith("--seed=")) {
                seed = Long.parseLong(value);
            } else if (argument.startsWith("--record=")) {
                record = Path.of(value);
            } else if (argument.equals("--self-test")) {
                selfTest = true;
            } else {
                System.err.println("conformance: not understood: " + argument);
                System.exit(2);
            }
        }
        Path runner = Path.of(arguments[0]);
        if (record != null) {
            record(runner, seed, record);
        } else if (selfTest) {
            System.exit(selfTest(runner, seed) ? 0 : 1);
        } else {
            System.exit(new Conformance(System.out).compare(runner, cases, seed, UnaryOperator.identity()) ? 0 : 1);
        }
    }

    /** Plants one fault of each kind; each must be found. */
    private static boolean selfTest(Path runner, long seed) throws IOException {
        boolean all = true;
        for (Fault fault : Fault.values()) {
            boolean clean = new Conformance(new PrintStream(PrintStream.nullOutputStream()))
                    .compare(runner, BATCH, seed, fault);
            System.out.println(fault + (clean ? ": NOT FOUND" : ": found"));
            all &= !clean;
        }
        return all;
    }

    /** Whether there was no difference in this many cases. {@code fault} is done to our outcomes. */
    boolean compare(Path runner, long cases, long seed, UnaryOperator<Outcome> fault) throws IOException {
        List<OpcodeRow> rows = rows();
        Choices choices = new Choices(seed);
        CaseGenerator single = new CaseGenerator(choices);
        SequenceGenerator sequences = new SequenceGenerator(choices);
        EmulatedProcessor emulated = new EmulatedProcessor();
        try (NativeProcessor real = new NativeProcessor(runner)) {
            for (long first = 0; first < cases; first += BATCH) {
                List<TestCase> batch = new ArrayList<>();
                int size = (int) Math.min(BATCH, cases - first);
                // Three of four are of one instruction, each row in its turn.
                int singles = size - size / 4;
                for (int i = 0; i < singles; i++) {
                    batch.add(single.next(rows.get((int) (ofOne++ % rows.size()))));
                }
                for (int i = singles; i < size; i++) {
                    batch.add(sequences.next());
                }
                List<Outcome> outcomes = real.run(batch);
                for (int i = 0; i < size; i++) {
                    Outcome ours = fault.apply(emulated.run(batch.get(i)));
                    check(batch.get(i), outcomes.get(i), ours, i < singles);
                }
            }
        }
        failedByRow.forEach((row, count) -> out.println(row + ": " + count));
        out.printf("%d cases of one instruction, %d for each of %d rows of the opcode table; %d sequences; %d differ%n",
                ofOne, ofOne / rows.size(), rows.size(), compared - ofOne, failed);
        return failed == 0;
    }

    static List<OpcodeRow> rows() {
        return OpcodeRows.all().stream().filter(CaseGenerator::isComparable).toList();
    }

    private void check(TestCase testCase, Outcome real, Outcome ours, boolean single) {
        compared++;
        List<String> differences = single ? Comparison.differences(testCase, real, ours)
                : Comparison.differences(real, ours, UndefinedBehaviour.AFTER_SEQUENCE);
        if (!differences.isEmpty()) {
            failed++;
            OpcodeRow row = testCase.instruction().row;
            String name = single ? row.encoding() + " " + row.mnemonic() : "sequences";
            int before = failedByRow.merge(name, 1, Integer::sum);
            if (before <= 3 && shown++ < SHOWN) {
                out.println(testCase + "\n    " + String.join("; ", differences));
            }
        }
    }

    /** Writes two cases of each row and some sequences, with their outcomes, for replaying without this processor. */
    private static void record(Path runner, long seed, Path file) throws IOException {
        Choices choices = new Choices(seed);
        CaseGenerator single = new CaseGenerator(choices);
        SequenceGenerator sequences = new SequenceGenerator(choices);
        List<TestCase> cases = new ArrayList<>();
        rows().stream().flatMap(row -> Stream.of(row, row)).map(single::next).forEach(cases::add);
        int singles = cases.size();
        Stream.generate(sequences::next).limit(RECORDED_SEQUENCES).forEach(cases::add);
        try (NativeProcessor real = new NativeProcessor(runner);
                PrintStream lines = new PrintStream(Files.newOutputStream(file))) {
            List<Outcome> outcomes = real.run(cases);
            for (int i = 0; i < cases.size(); i++) {
                lines.println((i < singles ? "" : SEQUENCE) + cases.get(i).toLine() + " = " + outcomes.get(i).toLine());
            }
        }
    }
}
