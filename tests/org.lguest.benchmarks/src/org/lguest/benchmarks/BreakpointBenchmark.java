/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many hits a second a condition that does not hold makes of a breakpoint and of a watchpoint, and how long a stop
 * takes: in this product, and in gdb with QEMU's stub and the same kernel, by turns in one run. Prints the medians.
 * Exit status 1: the hits of the breakpoint are not {@link #LEAST} times as many.
 */
public final class BreakpointBenchmark {

    /** What is measured, and in what unit. */
    enum Row {
        EXECUTE("breakpoint, condition false", "hits/s", true),
        /** Other programs' shares of the processor do not count; gdb and QEMU share theirs with each other. */
        EXECUTE_ALONE("the same, in a second of processor time", "hits/s", true),
        WRITE("watchpoint, condition false", "hits/s", true),
        AMONG_1000("breakpoint, condition false, 1,000 more armed", "hits/s", true),
        STOP("resume, hit, stop event", "us", false);

        final String text;
        final String unit;
        final boolean moreIsBetter;

        Row(String text, String unit, boolean moreIsBetter) {
            this.text = text;
            this.unit = unit;
            this.moreIsBetter = moreIsBetter;
        }
    }

    private static final int LEAST = 100;

    private BreakpointBenchmark() {
    }

    /**
     * @param arguments how many rounds; the image for lguest, and its addresses of {@code visit} and {@code counter},
     *                  hexadecimal; the same of QEMU's
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        var ours = new VisitedGuest(Path.of(arguments[1]), Integer.parseUnsignedInt(arguments[2], 16),
                Integer.parseUnsignedInt(arguments[3], 16));
        var theirs = new VisitedQemu(Path.of(arguments[4]), arguments[5], arguments[6]);
        Map<Row, List<Double>> measuredOurs = new EnumMap<>(Row.class);
        Map<Row, List<Double>> measuredTheirs = new EnumMap<>(Row.class);
        ours.measure();
        for (int round = 0; round < rounds; round++) {
            add(measuredOurs, ours.measure());
            add(measuredTheirs, theirs.measure());
        }
        System.out.printf("%-48s %-7s %16s %16s %9s%n", "median of " + rounds + " rounds", "", "Lguest Debug", "gdb on QEMU", "times");
        for (Row row : Row.values()) {
            double our = median(measuredOurs.get(row));
            double their = measuredTheirs.containsKey(row) ? median(measuredTheirs.get(row)) : Double.NaN;
            System.out.printf("%-48s %-7s %16s %16s %9s%n", row.text, row.unit, number(our), number(their),
                    number(row.moreIsBetter ? our / their : their / our));
        }
        if (median(measuredOurs.get(Row.EXECUTE)) < LEAST * median(measuredTheirs.get(Row.EXECUTE))) {
            System.out.println("They are to be " + LEAST + " times as many.");
            System.exit(1);
        }
    }

    private static void add(Map<Row, List<Double>> to, Map<Row, Double> round) {
        round.forEach((row, value) -> to.computeIfAbsent(row, each -> new ArrayList<>()).add(value));
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : value < 100 ? String.format("%.1f", value) : String.format("%,.0f", value);
    }
}
