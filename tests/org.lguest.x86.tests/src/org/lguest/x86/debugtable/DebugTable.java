/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debugtable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Behind {@code releng/debug-unit-table}: {@code DebugTable cases FILE} writes the cases for bochs.c, {@code
 * DebugTable table RUNNER PRINTED PROCESSOR BOCHS PAGE} runs and compares and writes the page, {@code DebugTable
 * random RUNNER COUNT SEED} runs random programs, {@code DebugTable self-test} looks whether faults are found.
 * Exit status 1 if ours differs from the SDM, or another does and the row does not say why.
 */
public final class DebugTable {

    private static final int STRIDE = 1000;
    private static final int BATCH = 1000;

    private DebugTable() {
    }

    /** The command. */
    public static void main(String[] arguments) throws IOException {
        List<DebugCase> cases = DebugRules.all();
        switch (arguments[0]) {
            case "cases" -> Files.write(Path.of(arguments[1]), Outcomes.bytesOf(cases));
            case "random" -> System.exit(random(Path.of(arguments[1]), Integer.parseInt(arguments[2]),
                    Long.parseLong(arguments[3])) ? 0 : 1);
            case "self-test" -> System.exit(selfTest(cases) ? 0 : 1);
            default -> System.exit(table(cases, arguments) ? 0 : 1);
        }
    }

    private static boolean table(List<DebugCase> cases, String[] arguments) throws IOException {
        List<Column> columns = List.of(
                ours(cases, IntUnaryOperator.identity()),
                real(cases, Path.of(arguments[1]), arguments[3]),
                new Column("bochs", arguments[4], said(cases, Outcomes.ofBochs(Path.of(arguments[2])), false)));
        Files.writeString(Path.of(arguments[5]), new Page(cases, columns).text());
        boolean good = true;
        for (Column column : columns) {
            System.out.println("debug-unit-table: " + column.name() + ": " + column.summary(cases));
            for (int i = 0; i < cases.size(); i++) {
                if (column.unexplained(cases.get(i), i)) {
                    good = false;
                    System.out.println(column.name() + " differs, and the row does not say why: " + cases.get(i) + ": "
                            + column.said().get(i).orElseThrow() + " instead of "
                            + String.join(" or ", cases.get(i).expected()));
                }
            }
        }
        return good;
    }

    /**
     * In steps and at once. RF of images is left out, as processors differ in what they push amid a repeated string.
     */
    private static boolean random(Path runner, int count, long seed) throws IOException {
        RandomPrograms programs = new RandomPrograms(seed);
        EmulatedProcessor ours = new EmulatedProcessor(IntUnaryOperator.identity(), STRIDE);
        EmulatedProcessor stepped = new EmulatedProcessor(IntUnaryOperator.identity(), 1);
        int different = 0;
        for (int done = 0; done < count; done += BATCH) {
            List<DebugCase> cases = programs.next(Math.min(BATCH, count - done));
            List<Optional<List<DebugCase.Event>>> real = Outcomes.ofRunner(runner, cases);
            for (int i = 0; i < cases.size(); i++) {
                DebugCase one = cases.get(i);
                String expected = withoutRf(one, real.get(i).orElseThrow());
                String atOnce = withoutRf(one, ours.run(one));
                String inSteps = withoutRf(one, stepped.run(one));
                if (!atOnce.equals(expected) || !inSteps.equals(expected)) {
                    different++;
                    System.out.println(String.join("; ", one.program()) + "\n  " + one.armed() + "\n  processor: " + expected
                            + "\n  ours: " + atOnce + "\n  ours, in steps: " + inSteps);
                }
            }
        }
        System.out.println("debug-unit-table: " + count + " random programs, " + different + " differ");
        return different == 0;
    }

    private static String withoutRf(DebugCase one, List<DebugCase.Event> events) {
        return DebugCase.folded(one.describe(events, true).replace(" RF", ""));
    }

    private static boolean selfTest(List<DebugCase> cases) {
        boolean good = true;
        for (PlantedFault fault : PlantedFault.values()) {
            Column column = ours(cases, fault);
            List<DebugCase> found = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                if (column.unexplained(cases.get(i), i)) {
                    found.add(cases.get(i));
                }
            }
            System.out.println(fault + (found.isEmpty() ? ": not found"
                    : ": found by " + found.size() + " rows, as by: " + found.getFirst()));
            good &= !found.isEmpty();
        }
        return good;
    }

    private static Column ours(List<DebugCase> cases, IntUnaryOperator dr7) {
        EmulatedProcessor processor = new EmulatedProcessor(dr7, STRIDE);
        return new Column("ours", "Lguest Debug",
                cases.stream().map(one -> Optional.of(one.describe(processor.run(one), false))).toList());
    }

    /** What ptrace can't do is left out: ring 0, and a DR6 that Linux keeps to itself. */
    private static Column real(List<DebugCase> cases, Path runner, String name) throws IOException {
        List<DebugCase> possible = cases.stream().filter(one -> !one.beyondPtrace()).toList();
        List<Optional<String>> outcomes = said(possible, Outcomes.ofRunner(runner, possible), true);
        return new Column("processor", name, cases.stream()
                .map(one -> possible.contains(one) ? outcomes.get(possible.indexOf(one)) : Optional.<String>empty())
                .toList());
    }

    private static List<Optional<String>> said(List<DebugCase> cases, List<Optional<List<DebugCase.Event>>> outcomes,
            boolean hidesRf) {
        if (outcomes.size() != cases.size()) {
            throw new IllegalStateException(outcomes.size() + " outcomes of " + cases.size() + " cases");
        }
        List<Optional<String>> said = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            DebugCase one = cases.get(i);
            said.add(outcomes.get(i).map(events -> one.describe(events, hidesRf)));
        }
        return said;
    }
}
