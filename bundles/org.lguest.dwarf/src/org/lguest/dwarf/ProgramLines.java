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

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.lguest.dwarf.line.FileEntry;
import org.lguest.dwarf.line.LineProgram;
import org.lguest.dwarf.line.LineSequence;
import org.lguest.dwarf.line.ProgramRun;

/** One line program: its files by number, and its sequences once somebody asks for them. For any thread. */
final class ProgramLines {
    private final LineProgram header;
    private final Supplier<String> unitDirectory;
    private final Lazy<ProgramRun> run;
    private final @Nullable SourceFile[] files;

    /** @param unitDirectory where the compiler ran, by the unit; before DWARF 5 it is told only there */
    ProgramLines(LineProgram header, Supplier<String> unitDirectory, Function<LineProgram, ProgramRun> runner) {
        this.header = header;
        this.unitDirectory = unitDirectory;
        this.run = new Lazy<>(() -> runner.apply(header));
        this.files = new SourceFile[header.files().size()];
    }

    ProgramRun run() {
        return run.get();
    }

    List<LineSequence> sequences() {
        return run().sequences();
    }

    /** The files of its header; where that names none, those that its instructions define. */
    List<FileEntry> entries() {
        return header.files().isEmpty() ? run().program().files() : header.files();
    }

    /** The number that rows and declarations use for the entry of an index. */
    int number(int index) {
        return index + header.firstFile();
    }

    /** The file of a number. */
    Optional<SourceFile> file(int number) {
        int index = number - header.firstFile();
        if (index < 0) {
            return Optional.empty();
        }
        if (index < files.length) {
            return Optional.of(at(index));
        }
        List<FileEntry> all = run().program().files();
        return index < all.size() ? Optional.of(source(all.get(index))) : Optional.empty();
    }

    /** The file of an entry. Two threads may make two of it, which are equal. */
    SourceFile at(int index) {
        if (index >= files.length) {
            return source(entries().get(index));
        }
        SourceFile known = files[index];
        if (known == null) {
            known = source(header.files().get(index));
            files[index] = known;
        }
        return known;
    }

    private SourceFile source(FileEntry file) {
        List<String> directories = header.directories();
        String base = base(directories.isEmpty() ? "" : directories.getFirst());
        boolean elsewhere = file.directory() > 0 && file.directory() < directories.size();
        String directory = elsewhere ? directories.get(file.directory()) : "";
        return new SourceFile(base, SourceFile.normalise(SourceFile.join(directory, file.name())));
    }

    /**
     * Where the compiler ran: since DWARF 5 the first directory says so (section 6.2.4), but may be relative, as of an
     * assembler that was told so; then what the unit says goes before it.
     */
    private String base(String first) {
        if (SourceFile.isAbsolute(first)) {
            return first;
        }
        String unit = unitDirectory.get();
        return first.isEmpty() || SourceFile.isAbsolute(unit) ? SourceFile.join(unit, first) : first;
    }
}
