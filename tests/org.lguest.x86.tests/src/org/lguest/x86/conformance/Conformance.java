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
    /** Of so many sequences one modifies itself. */
    private static final int MODIFYING = 8;

    /** Marks recorded sequences. */
    static final String SEQUENCE = "sequence ";
    private static final int RECORDED_SEQUENCES = 160;

    private final PrintStream out;
    private final Map<String, Integer> failedByRow = new TreeMap<>();
    private int shown;
    private long ofOne;
    private final RowCounts rowCounts = new RowCounts();
    private final Agreement agreement = new Agreement();
    private long compared;
    private long failed;

    Conformance(PrintStream out) {
        this.out = out;
    }

    /** The command: the runner's path, then its options. */
    public static void main(String[] arguments) throws IOException {
        long cases = 1_000_000;
        long seed = 1;
        UnaryOperator<Outcome> fault = UnaryOperator.identity();
        Path record = null;
        Path rows = null;
        Path document = null;
        String processor = "";
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            String value = argument.substring(argument.indexOf('=') + 1);
            switch (argument.substring(0, argument.indexOf('=') + 1)) {
                case "--cases=" -> cases = Long.parseLong(value);
                case "--seed=" -> seed = Long.parseLong(value);
                case "--plant=" -> fault = Fault.named(value).once();
                case "--record=" -> record = Path.of(value);
                case "--rows=" -> rows = Path.of(value);
                case "--processor=" -> processor = value;
                case "--document=" -> document = Path.of(value);
                default -> throw new IllegalArgumentException(argument);
            }
        }
        Path runner = Path.of(arguments[0]);
        if (record != null) {
            record(runner, seed, record);
            return;
        }
        Conformance conformance = new Conformance(System.out);
        boolean same = conformance.compare(runner, cases, seed, fault);
        if (rows != null) {
            Files.writeString(rows, conformance.rowCounts.listing());
        }
        if (document != null) {
            Files.writeString(document, UndefinedBehaviourPage.page(processor, conformance.agreement::of));
        }
        System.exit(same ? 0 : 1);
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
                    OpcodeRow row = rows.get((int) (ofOne++ % rows.size()));
                    rowCounts.count(row);
                    batch.add(single.next(row));
                }
                for (int i = singles; i < size; i++) {
                    batch.add(i % MODIFYING == 0 ? sequences.nextModifying() : sequences.next());
                }
                List<Outcome> outcomes = real.run(batch);
                for (int i = 0; i < size; i++) {
                    Outcome ours = fault.apply(emulated.run(batch.get(i)));
                    if (i < singles) {
                        agreement.count(batch.get(i), outcomes.get(i), ours);
                    }
                    check(batch.get(i), outcomes.get(i), ours, i < singles);
                }
            }
        }
        failedByRow.forEach((row, count) -> out.println(row + ": " + count));
        out.printf("%d cases of one instruction, at least %d for each of %d rows of the opcode table; %d sequences;"
                + " %d differ%n", ofOne, rowCounts.fewest(), rowCounts.compared(), compared - ofOne, failed);
        if (!rowCounts.complete()) {
            out.println("there are rows without a case");
        }
        return failed == 0 && rowCounts.complete();
    }

    static List<OpcodeRow> rows() {
        return OpcodeRows.all().stream().filter(row -> CaseGenerator.whyNot(row).isEmpty()).toList();
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

    /** Writes three cases of each row and some sequences, with their outcomes, for replaying without this processor. */
    private static void record(Path runner, long seed, Path file) throws IOException {
        Choices choices = new Choices(seed);
        CaseGenerator single = new CaseGenerator(choices);
        SequenceGenerator sequences = new SequenceGenerator(choices);
        List<TestCase> cases = new ArrayList<>();
        rows().stream().flatMap(row -> Stream.of(row, row, row)).map(single::next).forEach(cases::add);
        int singles = cases.size();
        Stream.generate(sequences::next).limit(RECORDED_SEQUENCES).forEach(cases::add);
        Stream.generate(sequences::nextModifying).limit(RECORDED_SEQUENCES / MODIFYING).forEach(cases::add);
        try (NativeProcessor real = new NativeProcessor(runner);
                PrintStream lines = new PrintStream(Files.newOutputStream(file))) {
            List<Outcome> outcomes = real.run(cases);
            for (int i = 0; i < cases.size(); i++) {
                lines.println((i < singles ? "" : SEQUENCE) + cases.get(i).toLine() + " = " + outcomes.get(i).toLine());
            }
        }
    }
}
