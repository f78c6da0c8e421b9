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
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.line.FileEntry;
import org.lguest.dwarf.line.LineProgram;
import org.lguest.dwarf.line.LineRow;
import org.lguest.dwarf.line.LineSequence;
import org.lguest.dwarf.line.LineTable;

/** The line table by source file: which rows a file and line have, which file and line an address has. */
final class SourceLines {
    /** A file as the rows of one program refer to it. */
    private record Reference(LineProgram program, int number) {
    }

    private final LineTable table;
    private final Map<Long, LineProgram> byOffset = new HashMap<>();
    private final Map<LineProgram, List<LineSequence>> sequences = new IdentityHashMap<>();
    private final Map<LineProgram, List<SourceFile>> files = new IdentityHashMap<>();
    private final Map<SourceFile, List<Reference>> references = new LinkedHashMap<>();
    private final Map<String, List<SourceFile>> byName = new HashMap<>();

    /** @param compilationDirectory of the unit whose line program begins at an offset; empty when unknown */
    SourceLines(LineTable table, IntFunction<String> compilationDirectory) {
        this.table = table;
        for (LineSequence sequence : table.sequences()) {
            sequences.computeIfAbsent(sequence.program(), p -> new ArrayList<>()).add(sequence);
        }
        for (LineProgram program : table.programs()) {
            byOffset.put((long) program.offset(), program);
            List<SourceFile> named = files(program, compilationDirectory.apply(program.offset()));
            files.put(program, named);
            for (int i = 0; i < named.size(); i++) {
                references.computeIfAbsent(named.get(i), f -> new ArrayList<>())
                        .add(new Reference(program, i + program.firstFile()));
            }
        }
        references.keySet().forEach(f -> byName.computeIfAbsent(f.name(), n -> new ArrayList<>()).add(f));
    }

    private static List<SourceFile> files(LineProgram program, String unitDirectory) {
        List<String> directories = program.directories();
        String base = !directories.isEmpty() && !directories.getFirst().isEmpty()
                ? directories.getFirst()
                : unitDirectory;
        List<SourceFile> files = new ArrayList<>();
        for (FileEntry file : program.files()) {
            boolean elsewhere = file.directory() > 0 && file.directory() < directories.size();
            String directory = elsewhere ? directories.get(file.directory()) : "";
            files.add(new SourceFile(base, SourceFile.normalise(SourceFile.join(directory, file.name()))));
        }
        return files;
    }

    Collection<SourceFile> files() {
        return references.keySet();
    }

    /** A program's file by the number that rows and declarations use. */
    Optional<SourceFile> file(LineProgram program, int number) {
        List<SourceFile> named = files.getOrDefault(program, List.of());
        int index = number - program.firstFile();
        return index >= 0 && index < named.size() ? Optional.of(named.get(index)) : Optional.empty();
    }

    /** The MD5 of a file's text, in hexadecimal, where a line program tells it. */
    Optional<String> md5(SourceFile file) {
        return references.getOrDefault(file, List.of()).stream()
                .flatMap(r -> r.program.files().get(r.number - r.program.firstFile()).md5().stream()).findFirst();
    }

    /** The file of that number of the program at an offset in {@code .debug_line}. */
    Optional<SourceFile> file(long programOffset, int number) {
        LineProgram program = byOffset.get(programOffset);
        return program == null ? Optional.empty() : file(program, number);
    }

    /** The files that share the longest tail of path segments with the path; none if not even the name is the same. */
    Set<SourceFile> matching(String path) {
        // The limit keeps the root's one empty segment, which no file is called.
        String[] wanted = SourceFile.normalise(path).split("/", -1);
        Set<SourceFile> best = new LinkedHashSet<>();
        int longest = 1;
        for (SourceFile file : byName.getOrDefault(wanted[wanted.length - 1], List.of())) {
            int common = commonTail(wanted, file.fullPath().split("/"));
            if (common > longest) {
                best.clear();
                longest = common;
            }
            if (common == longest) {
                best.add(file);
            }
        }
        return best;
    }

    private static int commonTail(String[] a, String[] b) {
        int common = 0;
        while (common < a.length && common < b.length
                && a[a.length - 1 - common].equals(b[b.length - 1 - common])) {
            common++;
        }
        return common;
    }

    /** The rows of these files that begin a statement, by line, each line's by ascending address. */
    TreeMap<Integer, List<Integer>> statements(Set<SourceFile> wanted) {
        TreeMap<Integer, List<Integer>> addresses = new TreeMap<>();
        Map<LineProgram, Set<Integer>> numbers = new IdentityHashMap<>();
        for (SourceFile file : wanted) {
            for (Reference reference : references.getOrDefault(file, List.of())) {
                numbers.computeIfAbsent(reference.program, p -> new LinkedHashSet<>()).add(reference.number);
            }
        }
        numbers.forEach((program, inProgram) -> {
            for (LineSequence sequence : sequences.getOrDefault(program, List.of())) {
                for (LineRow row : sequence.rows()) {
                    if (row.isStatement() && !row.isEndSequence() && row.line() > 0
                            && inProgram.contains(row.file())) {
                        addresses.computeIfAbsent(row.line(), l -> new ArrayList<>()).add(row.address());
                    }
                }
            }
        });
        addresses.values().forEach(a -> a.sort(Integer::compareUnsigned));
        return addresses;
    }

    OptionalInt nextLineWithCode(String path, int line) {
        Integer next = statements(matching(path)).ceilingKey(line);
        return next == null ? OptionalInt.empty() : OptionalInt.of(next);
    }

    Optional<SourceLine> at(int address) {
        return table.at(address).flatMap(sequence -> {
            int index = sequence.attributedIndexOf(address);
            LineRow row = sequence.rows().get(index);
            if (row.line() <= 0 || row.isEndSequence()) {
                return Optional.empty();
            }
            return file(sequence.program(), row.file()).map(file -> new SourceLine(file, row.line(), row.column(),
                    row.isStatement(), row.address(), sequence.endOf(index)));
        });
    }

    /**
     * The first address after a function's prologue: where the compiler says that it ends, or else the second
     * statement, since the first one's code is the prologue.
     */
    int afterPrologue(AddressRange entry) {
        Optional<LineSequence> sequence = table.at(entry.low());
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
