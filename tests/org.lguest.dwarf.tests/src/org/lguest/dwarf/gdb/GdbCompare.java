/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.gdb.Comparison.Difference;
import org.lguest.dwarf.gdb.Recording.Stop;

/** The command behind {@code releng/gdb-compare}: compares recordings with what this product says. */
public final class GdbCompare {
    private static final int MOST_TOLD = 40;
    /** Differences that are understood may be one in so many facts. */
    private static final int EXPLAINED_SHARE = 1000;

    private final Map<String, Integer> compared = new TreeMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private final Fault fault;
    private int stops;
    private int defects;

    private GdbCompare(Fault fault) {
        this.fault = fault;
    }

    /** @param arguments the mode, and a file with a program and gdb's recording of it on two lines each */
    public static void main(String[] arguments) throws IOException {
        List<Path> files = Files.readAllLines(Path.of(arguments[1])).stream().map(Path::of).toList();
        if (!arguments[0].equals("--self-test")) {
            System.exit(new GdbCompare(Fault.of(arguments[0])).run(files) ? 0 : 1);
        }
        boolean foundAll = new GdbCompare(Fault.NONE).run(files);
        for (Fault planted : List.of(Fault.VALUE, Fault.FRAME, Fault.LENGTH)) {
            boolean found = !new GdbCompare(planted).run(files);
            System.out.println("planted a wrong " + planted + ": " + (found ? "found" : "NOT FOUND"));
            foundAll &= found;
        }
        System.exit(foundAll ? 0 : 1);
    }

    private boolean run(List<Path> files) throws IOException {
        for (int i = 0; i + 1 < files.size(); i += 2) {
            Path program = files.get(i);
            ProgramImage image = Recording.image(program);
            Comparison comparison = new Comparison(image, program.getFileName().toString(), fault);
            for (Stop stop : Recording.read(files.get(i + 1), program).stops()) {
                comparison.compare(stop);
                stops++;
            }
            comparison.compared().forEach((kind, count) -> compared.merge(kind, count, Integer::sum));
            differences.addAll(comparison.differences());
            defects += image.defects().size();
        }
        return report();
    }

    private boolean report() {
        List<Difference> unexplained = differences.stream().filter(d -> d.explanation().isEmpty()).toList();
        if (fault == Fault.NONE) {
            unexplained.stream().limit(MOST_TOLD).forEach(System.out::println);
        }
        Map<String, List<Difference>> explained = differences.stream().filter(d -> !d.explanation().isEmpty())
                .collect(Collectors.groupingBy(Difference::explanation, TreeMap::new, Collectors.toList()));
        explained.forEach((explanation, cases) ->
                System.out.println(cases.size() + " times: " + explanation + ", as\n" + cases.getFirst()));
        int facts = compared.values().stream().mapToInt(Integer::intValue).sum();
        int understood = differences.size() - unexplained.size();
        System.out.printf("%d stops, compared %s, %d facts: %d differences not understood, %d understood (%.4f %%), %d defects%n",
                stops, compared, facts, unexplained.size(), understood, 100.0 * understood / Math.max(facts, 1), defects);
        return stops > 0 && unexplained.isEmpty() && defects == 0 && (long) understood * EXPLAINED_SHARE < facts;
    }
}
