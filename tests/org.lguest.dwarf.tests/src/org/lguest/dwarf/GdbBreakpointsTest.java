/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where to stop, against gdb. It moves a breakpoint on a function's opening line past the prologue, and one on a line
 * without code to the next that has some; such lines are not compared.
 */
class GdbBreakpointsTest {
    private static final Pattern PLACE = Pattern.compile("0x([0-9a-f]{8}) in \\S+ at (?:\\S+/)?[\\w.]+:(\\d+)");
    private static final Pattern BREAKPOINT = Pattern.compile("Breakpoint \\d+ at 0x([0-9a-f]+): file .*");

    @ParameterizedTest
    @ValueSource(strings = {"gcc-dwarf2-O0", "gcc-dwarf3-O0", "gcc-dwarf4-O0", "gcc-dwarf5-O0", "gcc-dwarf5-O0-types",
            "gcc-dwarf5-O0-split-lines", "clang-dwarf2-O0", "clang-dwarf5-O0", "gcc-dwarf5-Og", "guest/first",
            "gcc-dwarf4-O1", "gcc-dwarf4-O2-sections", "gcc-dwarf5-Os", "clang-dwarf4-O1"})
    void stopsForALineWhereGdbDoes(String program) throws Exception {
        Map<String, Set<Integer>> theirs = lines(program);
        assertTrue(theirs.size() > 20, theirs::toString);
        assertEquals(theirs, theirs.keySet().stream().collect(Collectors.toMap(l -> l, l -> ours(program, l))));
    }

    /** Where lines of two files begin at one address, gdb knows one of them only. */
    @ParameterizedTest
    @ValueSource(strings = {"gcc-dwarf2-O2", "gcc-dwarf3-O3", "clang-dwarf5-O2"})
    void missesNoneOfTheCopiesThatGdbStopsIn(String program) throws Exception {
        lines(program).forEach((line, theirs) -> {
            Set<Integer> ours = ours(program, line);
            assertTrue(ours.containsAll(theirs), () -> line + ": ours " + ours + ", gdb's " + theirs);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcc-dwarf2-O0", "gcc-dwarf5-O0", "clang-dwarf5-O0", "clang-dwarf4-O1", "guest/first"})
    void stopsInAFunctionWhereGdbDoes(String program) throws Exception {
        ProgramImage image = Programs.image(program);
        List<String> theirs = Gdb.answers("functions", program, () -> askFunctions(program));
        assertTrue(theirs.size() > 1, theirs::toString);
        for (String answer : theirs) {
            String[] row = answer.split(" ");
            Function function = image.function(row[0]).orElseThrow();
            assertEquals(row[1], Integer.toHexString(image.afterPrologue(function)), row[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcc-dwarf5-O0", "gcc-dwarf2-O2", "gcc-dwarf4-O1", "gcc-dwarf4-O1-gdbindex",
            "gcc-dwarf5-O2", "clang-dwarf4-O1", "clang-dwarf5-O2", "clang-dwarf5-O1-names"})
    void stopsInTheCopiesOfAFunctionWhereGdbDoes(String program) throws Exception {
        ProgramImage image = Programs.image(program);
        Map<String, Set<Integer>> theirs = rows("places", program, () -> askPlaces(program));
        assertTrue(theirs.size() > 1, theirs::toString);
        assertEquals(theirs, theirs.keySet().stream().collect(Collectors.toMap(f -> f,
                f -> image.placesOf(f).stream().map(CodeAddress::address).collect(Collectors.toCollection(TreeSet::new)))));
    }

    /** Gdb 13 takes the lowest address of a copy for its entry, also where the compiler tells another. */
    @ParameterizedTest
    @ValueSource(strings = {"gcc-dwarf3-O3", "guest/optimized"})
    void stopsInTheCopiesThatGdbDoesWhereTheCompilerTellsTheirEntries(String program) throws Exception {
        ProgramImage image = Programs.image(program);
        rows("places", program, () -> askPlaces(program)).forEach((function, theirs) -> {
            List<Integer> ours = image.placesOf(function).stream().map(CodeAddress::address).toList();
            assertEquals(theirs.size(), ours.size(), function);
            assertEquals(homes(image, theirs), homes(image, ours), function);
        });
    }

    /** In which functions these are. */
    private static Set<String> homes(ProgramImage image, Collection<Integer> addresses) {
        return addresses.stream().map(address -> image.functionAt(address).orElseThrow().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> askPlaces(String program) throws IOException {
        Map<String, List<String>> questions = new LinkedHashMap<>();
        for (String function : Programs.isGuest(program)
                ? List.of("by_weight", "postage", "larger", "place", "send", "height", "guest_main")
                : List.of("square", "twice", "bump", "transfer", "push", "generated")) {
            questions.put(function, List.of("break " + function, "info breakpoints", "delete"));
        }
        List<String> rows = new ArrayList<>();
        Gdb.ask(program, questions).forEach((function, answer) -> {
            StringBuilder row = new StringBuilder(function);
            for (Matcher m = PLACE.matcher(answer); m.find();) {
                row.append(' ').append(m.group(1));
            }
            if (row.length() > function.length()) {
                rows.add(row.toString());
            }
        });
        return rows;
    }

    private static List<String> askFunctions(String program) throws IOException {
        Map<String, List<String>> questions = new LinkedHashMap<>();
        for (String function : List.of("bump", "transfer", "push", "generated", "_start", "ring_up", "remember")) {
            questions.put(function, List.of("break " + function));
        }
        List<String> rows = new ArrayList<>();
        Gdb.ask(program, questions).forEach((function, answer) -> {
            Matcher place = BREAKPOINT.matcher(answer.strip());
            if (place.matches()) {
                rows.add(function + " " + place.group(1));
            }
        });
        return rows;
    }

    private static Map<String, Set<Integer>> lines(String program) throws Exception {
        return rows("lines", program, () -> askLines(program));
    }

    private static Map<String, Set<Integer>> rows(String topic, String program, Callable<List<String>> live)
            throws Exception {
        Map<String, Set<Integer>> rows = new LinkedHashMap<>();
        for (String row : Gdb.answers(topic, program, live)) {
            String[] words = row.split(" ");
            rows.put(words[0], Arrays.stream(words).skip(1).map(a -> Integer.parseUnsignedInt(a, 16))
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
        return rows;
    }

    private static List<String> askLines(String program) throws IOException {
        Map<String, List<String>> questions = new LinkedHashMap<>();
        Map<String, Integer> files = Programs.isGuest(program)
                ? Map.of("first.c", 160)
                : new TreeMap<>(Map.of("bank.c", 90, "list.c", 31, "generated.y", 15));
        files.forEach((file, end) -> {
            for (int line = 7; line < end; line++) {
                String place = file + ":" + line;
                questions.put(place, List.of("break " + place, "info breakpoints", "delete"));
            }
        });
        List<String> rows = new ArrayList<>();
        Gdb.ask(program, questions).forEach((place, answer) -> {
            StringBuilder row = new StringBuilder(place);
            boolean moved = false;
            for (Matcher m = PLACE.matcher(answer); m.find();) {
                row.append(' ').append(m.group(1));
                moved |= !place.endsWith(":" + m.group(2));
            }
            if (!moved && row.length() > place.length()) {
                rows.add(row.toString());
            }
        });
        return rows;
    }

    private static Set<Integer> ours(String program, String place) {
        int colon = place.indexOf(':');
        return Programs.image(program).addressesOf(place.substring(0, colon),
                Integer.parseInt(place.substring(colon + 1))).stream().map(CodeAddress::address)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
