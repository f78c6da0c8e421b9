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

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.lguest.dwarf.DebugFileNotice.Code;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Section;
import org.lguest.dwarf.info.DebugInfo;
import org.lguest.dwarf.info.DebugPackage;
import org.lguest.dwarf.info.Unit;

/**
 * The files beside a program's object files that the compiler wrote most of its debug information to, one a unit
 * ({@code .dwo}; DWARF 5, section 7.3.5), or the package that these were put together in ({@code .dwp}). Each is read
 * when something in its unit is first asked for. For any thread.
 */
final class SplitFiles {
    private static final String PACKAGE = ".dwp";

    private final DebugFile file;
    private final Optional<Path> program;
    private final List<Path> names;
    private final List<Path> folders;
    private final Lazy<Optional<DebugPackage>> packed = new Lazy<>(this::readPackage);

    /**
     * @param file is told what is missing or damaged
     * @param program the file with the skeletons; without one nothing is looked for
     * @param names the files that a package may be named after
     * @param folders where to look besides
     */
    SplitFiles(DebugFile file, Optional<Path> program, List<Path> names, List<Path> folders) {
        this.file = file;
        this.names = names;
        this.program = program.map(p -> p.toAbsolutePath().normalize());
        this.folders = folders;
    }

    /** Tells at once if files are not there, since it may be long until the first of them is wanted. */
    void tellMissing(List<Unit> units) {
        if (packageFile().isPresent()) {
            return;
        }
        List<Unit> skeletons = units.stream().filter(u -> u.splitFile().isPresent()).toList();
        List<Unit> missing = skeletons.stream().filter(u -> candidates(u).stream().noneMatch(Files::exists)).toList();
        if (missing.isEmpty()) {
            return;
        }
        String first = missing.getFirst().splitFile().orElseThrow();
        String looked = candidates(missing.getFirst()).stream().map(Path::toString).collect(Collectors.joining(", "));
        file.tell(new DebugFileNotice(Code.SPLIT, "Of " + skeletons.size() + " compilation units, functions and variables"
                + " are described in other files, and those of " + missing.size() + " are not there, as " + first
                + (looked.isEmpty() ? "." : ", looked for as " + looked + ".")));
    }

    /** The unit that a skeleton stands for. Of those files that are there, why one is not taken is told. */
    Optional<Unit> find(Unit skeleton) {
        Optional<Unit> fromPackage = packed.get().flatMap(p -> p.unit(skeleton));
        if (fromPackage.isPresent()) {
            return fromPackage;
        }
        Optional<Unit> alone = findAlone(skeleton);
        if (alone.isEmpty() && packed.get().isPresent()) {
            packageFile().ifPresent(path -> mismatch(path, skeleton));
        }
        return alone;
    }

    private Optional<DebugPackage> readPackage() {
        return packageFile().flatMap(path -> {
            try {
                ElfFile elf = FileContent.read(path, ElfFile::parseSupplement);
                return Optional.of(new DebugPackage(name -> section(elf, path, name), file::damaged));
            } catch (ProgramImageException e) {
                file.tell(new DebugFileNotice(Code.UNREADABLE, String.valueOf(e.getMessage())));
                return Optional.empty();
            }
        });
    }

    /** A name with {@code .dwp} after it, beside that file or in a folder. */
    private Optional<Path> packageFile() {
        return names.stream().map(n -> n.toAbsolutePath().normalize())
                .flatMap(n -> Stream.concat(Stream.of(n.getParent()), folders.stream())
                        .flatMap(f -> resolved(f, n.getFileName() + PACKAGE)))
                .filter(Files::exists).findFirst();
    }

    private Optional<Unit> findAlone(Unit skeleton) {
        for (Path candidate : candidates(skeleton)) {
            if (Files.exists(candidate)) {
                try {
                    ElfFile elf = FileContent.read(candidate, ElfFile::parseSupplement);
                    Optional<Unit> found = DebugInfo.split(skeleton, name -> section(elf, candidate, name), file::damaged);
                    if (found.isPresent()) {
                        return found;
                    }
                    mismatch(candidate, skeleton);
                } catch (ProgramImageException e) {
                    file.tell(new DebugFileNotice(Code.UNREADABLE, String.valueOf(e.getMessage())));
                }
            }
        }
        return Optional.empty();
    }

    private void mismatch(Path path, Unit skeleton) {
        file.tell(new DebugFileNotice(Code.MISMATCH, path + " is not of the build of " + program.orElseThrow()
                + ": it has no unit of number " + Long.toHexString(skeleton.splitNumber()) + "."));
    }

    private Section section(ElfFile elf, Path path, String name) {
        // Every such file has sections of these names.
        String told = path.getFileName() + ":" + name;
        try {
            return elf.joined(name).named(told);
        } catch (MalformedException e) {
            file.damaged(new MalformedException(told, e.offset(), e.reason()));
            return Section.absent(told);
        }
    }

    /** Where the compiler wrote it, then beside the program, then in the folders. */
    private List<Path> candidates(Unit skeleton) {
        Set<Path> found = new LinkedHashSet<>();
        if (program.isPresent()) {
            String name = skeleton.splitFile().orElseThrow();
            Path beside = program.get().getParent();
            resolved(beside, skeleton.compilationDirectory()).flatMap(f -> resolved(f, name)).forEach(found::add);
            Stream.concat(Stream.of(beside), folders.stream()).flatMap(f -> resolved(f, name)
                    .flatMap(p -> Stream.of(p, f.resolve(p.getFileName())))).forEach(found::add);
        }
        return List.copyOf(found);
    }

    /** Nothing where the host can't have a file of such a name. */
    private static Stream<Path> resolved(Path folder, String name) {
        try {
            return Stream.of(folder.resolve(name).normalize());
        } catch (InvalidPathException e) {
            return Stream.of();
        }
    }
}
