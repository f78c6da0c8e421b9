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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.lguest.dwarf.gdb.Comparison.Difference;

/** What comparisons of many programs came to. */
final class Tally {
    /** So many differences that nobody understands are told. */
    static final int MOST_TOLD = 40;
    /** Differences that are understood may be one in so many facts of a kind. */
    private static final int EXPLAINED_SHARE = 1000;
    /** But for where to stop, and for frames that only we have. */
    private static final Set<String> COUNTED_ONLY = Set.of("steps", "lines", Comparison.TAIL_CALLS);

    private final String what;
    private final Map<String, Integer> compared = new TreeMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private int stops;

    /** @param what is compared, for people */
    Tally(String what) {
        this.what = what;
    }

    void add(Comparison comparison, int moreStops) {
        comparison.compared().forEach((kind, count) -> compared.merge(kind, count, Integer::sum));
        differences.addAll(comparison.differences());
        stops += moreStops;
    }

    private List<Difference> unexplained() {
        return differences.stream().filter(d -> d.explanation().isEmpty()).toList();
    }

    /** Differences of a kind that nobody understands. */
    Stream<Difference> unexplained(String kind) {
        return unexplained().stream().filter(d -> d.kind().equals(kind));
    }

    /** For people: how many of them there are, and the first. */
    String found(String kind) {
        return "%d %s differ in %s%s".formatted(unexplained(kind).count(), kind, what,
                unexplained(kind).findFirst().map(first -> ", as\n" + first).orElse(": NOT FOUND"));
    }

    private long understood(String kind) {
        return differences.stream().filter(d -> d.kind().equals(kind) && !d.explanation().isEmpty()).count();
    }

    private int facts() {
        return compared.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether all is as gdb says, but for things that are understood. */
    boolean isUnderstood() {
        return stops > 0 && unexplained().isEmpty();
    }

    /** Whether these are few, too. */
    boolean isGood() {
        return isUnderstood() && compared.keySet().stream().filter(kind -> !COUNTED_ONLY.contains(kind))
                .allMatch(kind -> understood(kind) * EXPLAINED_SHARE <= compared.get(kind));
    }

    /**
     * Writes down what was found.
     *
     * @param mostTold how many differences that nobody understands are written, the first ones
     */
    void report(int mostTold) {
        List<Difference> unexplained = unexplained();
        unexplained.stream().limit(mostTold).forEach(System.out::println);
        Map<String, List<Difference>> explained = differences.stream().filter(d -> !d.explanation().isEmpty())
                .collect(Collectors.groupingBy(Difference::explanation, TreeMap::new, Collectors.toList()));
        explained.forEach((explanation, cases) ->
                System.out.println(cases.size() + " times: " + explanation + ", as\n" + cases.getFirst()));
        String understood = compared.keySet().stream().filter(kind -> understood(kind) > 0)
                .map(kind -> "%d of %s (%.4f %%)".formatted(understood(kind), kind, 100.0 * understood(kind) / compared.get(kind)))
                .collect(Collectors.joining(", "));
        System.out.printf("%s: %d stops, compared %s, %d facts: %d differences not understood; understood: %s%n",
                what, stops, compared, facts(), unexplained.size(), understood.isEmpty() ? "none" : understood);
    }
}
