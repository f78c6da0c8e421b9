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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Steps that gdb has made, and where it stops for lines and functions.
 *
 * @param recording how the program began
 * @param places where it stops for a function
 */
record Stepping(Recording recording, Map<String, Integer> places, List<Line> lines, List<Walk> walks) {
    /** Where it stops for a line, or for the next that has code. @param addresses ascending */
    record Line(String file, int line, List<Integer> addresses) {
    }

    /** Some steps from one breakpoint on. @param isLast whether the breakpoint is then taken away */
    record Walk(int breakpoint, boolean isLast, List<Landing> landings) {
    }

    /**
     * Where a step has led.
     *
     * @param command {@code step}, {@code next}, {@code finish} or {@code stepi}
     * @param end empty, or that the program has come to its end, or an error
     * @param depth how many frames there are, to main's
     * @param hidden copies of functions that begin here, which gdb does not show yet
     */
    record Landing(String command, String end, int address, int stackPointer, String function, String file, int line,
            int depth, int hidden) {
    }

    static Stepping read(Path file, Path program) throws IOException {
        List<Walk> walks = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (String text : Files.readAllLines(file)) {
            String[] fields = text.split("\t", -1);
            if (fields[0].equals("place")) {
                places.put(fields[1], Integer.parseUnsignedInt(fields[2], 16));
            } else if (fields[0].equals("line")) {
                lines.add(new Line(fields[1], Integer.parseInt(fields[2]),
                        Stream.of(fields).skip(3).map(a -> Integer.parseUnsignedInt(a, 16)).toList()));
            } else if (fields[0].equals("from")) {
                walks.add(new Walk(Integer.parseUnsignedInt(fields[1], 16), fields[2].equals("last"), new ArrayList<>()));
            } else if (fields[0].equals("landed")) {
                walks.getLast().landings().add(fields.length < 5
                        ? new Landing(fields[1], fields[2], 0, 0, "", "", 0, 0, 0)
                        : new Landing(fields[1], "", Integer.parseUnsignedInt(fields[3], 16),
                                Integer.parseUnsignedInt(fields[4], 16), fields[5], fields[6],
                                Integer.parseInt(fields[7]), Integer.parseInt(fields[8]), Integer.parseInt(fields[9])));
            }
        }
        return new Stepping(Recording.read(file, program), places, lines, walks);
    }
}
