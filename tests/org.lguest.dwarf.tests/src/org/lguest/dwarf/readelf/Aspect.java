/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.readelf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.frame.FrameRows;

/** A part of the debug information that both can write as rows of text. */
enum Aspect {
    /** Each entry's depth, offset, tag, and some of its attributes. */
    ENTRIES("--debug-dump=info") {
        @Override
        List<String> ours(ElfFile file) throws MalformedException {
            return Entries.rows(file, Optional.empty());
        }

        @Override
        List<String> ours(ElfFile file, Optional<ElfFile> supplement) throws MalformedException {
            return Entries.rows(file, supplement);
        }

        @Override
        List<String> theirs(List<String> lines) {
            return Entries.rows(lines);
        }
    },
    /** Each row of the line table: file, line, address, whether a statement begins there. */
    LINES("--debug-dump=decodedline") {
        private static final Pattern ROW = Pattern.compile("(.+?)\\s+(\\d+|-)\\s+(0|0x[0-9a-f]+)(\\s+\\d+)?(\\s+x)?\\s*");

        @Override
        List<String> ours(ElfFile file) throws MalformedException {
            return LineRows.of(file);
        }

        @Override
        List<String> theirs(List<String> lines) {
            List<String> rows = new ArrayList<>();
            for (String line : lines) {
                Matcher row = ROW.matcher(line);
                if (row.matches()) {
                    rows.add(row.group(1) + ":" + row.group(2) + " " + Long.toHexString(Long.decode(row.group(3)))
                            + (row.group(5) == null ? "" : " x"));
                }
            }
            return rows;
        }
    },
    /** Which ranges of addresses there are lists of. */
    RANGES("--debug-dump=Ranges") {
        private static final Pattern ROW = Pattern.compile("\\s+[0-9a-f]+ ([0-9a-f]{8,}) ([0-9a-f]{8,})\\s*");

        @Override
        List<String> ours(ElfFile file) throws MalformedException {
            return List.copyOf(Lists.ranges(file).keySet());
        }

        @Override
        List<String> theirs(List<String> lines) {
            TreeSet<String> rows = new TreeSet<>();
            lines.stream().map(ROW::matcher).filter(Matcher::matches)
                    .forEach(m -> rows.add(address(m.group(1)) + " " + address(m.group(2))));
            return List.copyOf(rows);
        }

        @Override
        Map<String, String> aliases(ElfFile file) throws MalformedException {
            return Lists.ranges(file);
        }

        /** Of the lists of DWARF 5 without a table of offsets, readelf 2.40 shows the first only. */
        @Override
        boolean leavesOut(ElfFile file, String row, List<String> theirs) {
            return file.header(".debug_rnglists").isPresent();
        }
    },
    /** Where variables are, by ranges of addresses, operation by operation. */
    LOCATIONS("--debug-dump=loc") {
        private static final Pattern ROW = Pattern.compile("\\s+(?:[0-9a-f]+ )?([0-9a-f]{8,}) ([0-9a-f]{8,}) (DW_OP.*|\\(DW_OP.*)");
        private static final Pattern NOTE = Pattern.compile("\\s*(\\[without \\w+\\])?\\s*(\\(start [=><]+ end\\))?\\s*$");

        @Override
        List<String> ours(ElfFile file) throws MalformedException {
            return List.copyOf(Lists.locations(file).keySet());
        }

        @Override
        List<String> theirs(List<String> lines) {
            TreeSet<String> rows = new TreeSet<>();
            lines.stream().map(ROW::matcher).filter(Matcher::matches)
                    .forEach(m -> rows.add(address(m.group(1)) + " " + address(m.group(2)) + " " + operations(m.group(3))));
            return List.copyOf(rows);
        }

        private static String operations(String text) {
            String plain = NOTE.matcher(text).replaceFirst("").strip().replace(">  ", "> ");
            return plain.startsWith("(") ? plain.substring(1, plain.length() - 1).strip() : plain;
        }

        @Override
        Map<String, String> aliases(ElfFile file) throws MalformedException {
            return Lists.locations(file);
        }
    },
    /** How to unwind from each instruction. */
    FRAMES("--debug-dump=frames-interp") {
        private static final Pattern FUNCTION = Pattern.compile("[0-9a-f]+ [0-9a-f]+ [0-9a-f]+ FDE .*pc=([0-9a-f]+)\\.\\.([0-9a-f]+)\\s*");
        private static final Pattern ROW = Pattern.compile("([0-9a-f]{8}) (\\S+)((?:\\s+\\S+)*)\\s*");

        @Override
        List<String> ours(ElfFile file) throws MalformedException {
            List<String> rows = new ArrayList<>(FrameRows.of(file, ".eh_frame"));
            rows.addAll(FrameRows.of(file, ".debug_frame"));
            return List.copyOf(new TreeSet<>(rows));
        }

        @Override
        List<String> theirs(List<String> lines) {
            TreeSet<String> rows = new TreeSet<>();
            String addresses = "";
            List<String> columns = List.of();
            for (String line : lines) {
                Matcher function = FUNCTION.matcher(line);
                Matcher row = ROW.matcher(line);
                if (line.contains("Contents of") || line.contains(" CIE ")) {
                    addresses = "";
                } else if (function.matches()) {
                    addresses = function.group(1) + ".." + function.group(2);
                    rows.add(addresses);
                } else if (line.strip().startsWith("LOC ")) {
                    columns = List.of(line.strip().split("\\s+")).subList(2, line.strip().split("\\s+").length);
                } else if (row.matches() && !addresses.isEmpty()) {
                    Map<String, String> rules = new TreeMap<>();
                    String[] cells = row.group(3).strip().split("\\s+");
                    for (int i = 0; i < columns.size() && i < cells.length; i++) {
                        if (!cells[i].equals("u")) {
                            rules.put(columns.get(i), cells[i]);
                        }
                    }
                    rows.add(addresses + " " + row.group(1) + " " + row.group(2) + " " + rules);
                }
            }
            return List.copyOf(rows);
        }

        /** A separate debug file has none of what is loaded, and a 64-bit one is of another machine. */
        @Override
        boolean isElsewhere(ElfFile file) {
            return file.isWide() || file.header(".eh_frame").isEmpty() && file.header(".debug_frame").isEmpty();
        }

        /** Of a function whose description says nothing of its own readelf writes no rows. */
        @Override
        boolean leavesOut(ElfFile file, String row, List<String> theirs) {
            String addresses = row.substring(0, Math.min(18, row.length()));
            return row.length() > 18 && theirs.stream().noneMatch(t -> t.startsWith(addresses + " "));
        }
    };

    private final String option;

    Aspect(String option) {
        this.option = option;
    }

    String option() {
        return option;
    }

    abstract List<String> ours(ElfFile file) throws MalformedException;

    /** @param supplement the file with what this one shares with others */
    List<String> ours(ElfFile file, Optional<ElfFile> supplement) throws MalformedException {
        return ours(file);
    }

    /** @param lines that readelf prints */
    abstract List<String> theirs(List<String> lines);

    /** Whether the file has nothing of it, and readelf would say that it can't be read. */
    boolean isElsewhere(ElfFile file) {
        return false;
    }

    /** Whether readelf says nothing of what a row of ours says. */
    boolean leavesOut(ElfFile file, String row, List<String> theirs) {
        return false;
    }

    /** Of our rows, how readelf may write each instead. */
    Map<String, String> aliases(ElfFile file) throws MalformedException {
        return Map.of();
    }

    static String address(String hex) {
        return "%08x".formatted(Long.parseUnsignedLong(hex, 16));
    }
}
