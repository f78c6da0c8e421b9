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

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.line.FileEntry;
import org.lguest.dwarf.line.LineProgram;
import org.lguest.dwarf.line.LineRow;
import org.lguest.dwarf.line.LineSequence;
import org.lguest.dwarf.line.LineTable;
import org.lguest.dwarf.line.ProgramRun;

/**
 * The line table by source file: which rows a file and line have, which file and line an address has. Of all programs
 * the headers are known; a program is run when it may have what is asked for. For any thread.
 */
final class SourceLines {
    private final List<ProgramLines> programs;
    private final Map<Long, ProgramLines> byOffset = new HashMap<>();
    private final IntFunction<List<Long>> likely;
    private final Lazy<LineTable> whole;

    /**
     * @param headers of the line programs
     * @param compilationDirectory of the unit whose line program begins at an offset; empty when unknown
     * @param likely the offsets of the programs that an address is likely to be in, as the units tell
     * @param runner runs a program
     */
    SourceLines(List<LineProgram> headers, Function<Long, String> compilationDirectory,
            IntFunction<List<Long>> likely, Function<LineProgram, ProgramRun> runner) {
        this.programs = headers.stream().map(header -> new ProgramLines(header,
                () -> compilationDirectory.apply((long) header.offset()), runner)).toList();
        for (int i = 0; i < headers.size(); i++) {
            byOffset.put((long) headers.get(i).offset(), programs.get(i));
        }
        this.likely = likely;
        this.whole = new Lazy<>(() -> LineTable.of(programs.stream().map(ProgramLines::run).toList()));
    }

    /** Runs all programs that have not been run, and tells so what is damaged in them. */
    void runAll() {
        whole.get();
    }

    /** All files that the programs name, whether they have code or not. */
    Collection<SourceFile> files() {
        Set<SourceFile> files = new LinkedHashSet<>();
        for (ProgramLines program : programs) {
            for (int i = 0; i < program.entries().size(); i++) {
                files.add(program.at(i));
            }
        }
        return files;
    }

    /** The file of that number of the program at an offset in {@code .debug_line}. */
    Optional<SourceFile> file(long programOffset, int number) {
        ProgramLines program = byOffset.get(programOffset);
        return program == null ? Optional.empty() : program.file(number);
    }

    /** The MD5 of a file's text, in hexadecimal, where a line program tells it. */
    Optional<String> md5(SourceFile file) {
        for (ProgramLines program : programs) {
            List<FileEntry> entries = program.entries();
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).md5().isPresent() && mayEndIn(entries.get(i).name(), file.name())
                        && program.at(i).equals(file)) {
                    return entries.get(i).md5();
                }
            }
        }
        return Optional.empty();
    }

    /** The numbers, by program, of the files that share the longest tail of path segments with the path. */
    private Map<ProgramLines, Set<Integer>> matching(String path) {
        // The limit keeps the root's one empty segment, which no file is called.
        String[] wanted = SourceFile.normalise(path).split("/", -1);
        String last = wanted[wanted.length - 1];
        Map<ProgramLines, Set<Integer>> best = new LinkedHashMap<>();
        Map<SourceFile, Integer> tails = new HashMap<>();
        int longest = 1;
        for (ProgramLines program : programs) {
            List<FileEntry> entries = program.entries();
            for (int i = 0; i < entries.size(); i++) {
                if (!mayEndIn(entries.get(i).name(), last)) {
                    continue;
                }
                SourceFile file = program.at(i);
                if (!file.name().equals(last)) {
                    continue;
                }
                int common = tails.computeIfAbsent(file, f -> commonTail(wanted, f.fullPath().split("/")));
                if (common > longest) {
                    best.clear();
                    longest = common;
                }
                if (common == longest) {
                    best.computeIfAbsent(program, p -> new HashSet<>()).add(program.number(i));
                }
            }
        }
        return best;
    }

    /** Whether a path as it was written may be one whose last segment is that; for most it is not, at little cost. */
    private static boolean mayEndIn(String written, String last) {
        return written.endsWith(last) || written.endsWith(".") || written.endsWith("/") || written.endsWith("\\");
    }

    private static int commonTail(String[] a, String[] b) {
        int common = 0;
        while (common < a.length && common < b.length
                && a[a.length - 1 - common].equals(b[b.length - 1 - common])) {
            common++;
        }
        return common;
    }

    /** The rows of the files meant that begin a statement, by line, each line's by ascending address. */
    TreeMap<Integer, List<Integer>> statements(String path) {
        TreeMap<Integer, List<Integer>> addresses = new TreeMap<>();
        matching(path).forEach((program, numbers) -> {
            for (LineSequence sequence : program.sequences()) {
                for (LineRow row : sequence.rows()) {
                    if (row.isStatement() && !row.isEndSequence() && row.line() > 0
                            && numbers.contains(row.file())) {
                        addresses.computeIfAbsent(row.line(), l -> new ArrayList<>()).add(row.address());
                    }
                }
            }
        });
        addresses.values().forEach(a -> a.sort(Integer::compareUnsigned));
        return addresses;
    }

    OptionalInt nextLineWithCode(String path, int line) {
        Integer next = statements(path).ceilingKey(line);
        return next == null ? OptionalInt.empty() : OptionalInt.of(next);
    }

    /** The sequence that an address is in: of the programs that should have it, or else of any. */
    private Optional<LineSequence> sequence(int address) {
        for (long offset : likely.apply(address)) {
            ProgramLines program = byOffset.get(offset);
            Optional<LineSequence> found = program == null ? Optional.empty() : program.run().at(address);
            if (found.isPresent()) {
                return found;
            }
        }
        return whole.get().at(address);
    }

    Optional<SourceLine> at(int address) {
        return sequence(address).flatMap(sequence -> {
            int index = sequence.attributedIndexOf(address);
            LineRow row = sequence.rows().get(index);
            if (row.line() <= 0 || row.isEndSequence()) {
                return Optional.empty();
            }
            return file(sequence.program().offset(), row.file()).map(file -> new SourceLine(file, row.line(), row.column(),
                    row.isStatement(), row.address(), sequence.endOf(index)));
        });
    }

    /**
     * The first address after a function's prologue: where the compiler says that it ends, or else the second
     * statement, since the first one's code is the prologue.
     */
    int afterPrologue(AddressRange entry) {
        Optional<LineSequence> sequence = sequence(entry.low());
        if (sequence.isEmpty()) {
            return entry.low();
        }
        List<LineRow> rows = sequence.get().rows().stream()
                .filter(r -> entry.contains(r.address()) && !r.isEndSequence()).toList();
        Optional<LineRow> told = rows.stream().filter(LineRow::isPrologueEnd).findFirst();
        return told.or(() -> rows.stream().filter(r -> r.isStatement() && r.line() > 0).skip(1).findFirst())
                .map(LineRow::address).orElse(entry.low());
    }
}
