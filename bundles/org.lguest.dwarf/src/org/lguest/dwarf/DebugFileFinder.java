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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.lguest.dwarf.DebugFileNotice.Code;
import org.lguest.dwarf.elf.BuildId;
import org.lguest.dwarf.elf.DebugLink;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.SupplementaryLink;

/** Finds the files that a program keeps its debug information in, and sees to it that they are of the same build. */
final class DebugFileFinder {
    private final DebugFileSearch search;
    private final Consumer<DebugFileNotice> notices;

    /** A file, read. */
    record Found(Path path, ElfFile elf) {
    }

    private interface Judge {
        /** What of a file is not as wanted; empty if it is the one. */
        Optional<String> difference(Found found) throws ProgramImageException;
    }

    DebugFileFinder(DebugFileSearch search, Consumer<DebugFileNotice> notices) {
        this.search = search;
        this.notices = notices;
    }

    /**
     * The file that describes a program instead of the program's own.
     *
     * @return empty where the program describes itself, or where there is none; then it has been told why
     * @throws ProgramImageException if a file was named and can't be read, or is of another build
     */
    Optional<Found> find(Path path, ElfFile image) throws ProgramImageException {
        if (search.file().isPresent()) {
            return Optional.of(named(search.file().get(), path, image));
        }
        if (image.header(".debug_info").isPresent() || image.header(".debug_line").isPresent()) {
            return Optional.empty();
        }
        Optional<BuildId> id = BuildId.of(image);
        Optional<DebugLink> link = link(path, image);
        Optional<Found> found = id.flatMap(i -> sameBuild(path, underBuildId(i), i)).or(() ->
                link.flatMap(l -> sameChecksum(path, besides(path, l), l)));
        if (found.isEmpty() && (id.isPresent() || link.isPresent())) {
            notices.accept(new DebugFileNotice(Code.NOT_FOUND, path + " has no debug information, and neither "
                    + link.map(l -> "beside it nor ").orElse("") + "under "
                    + search.folders().stream().map(Path::toString).collect(Collectors.joining(", "))
                    + " is there a file for it" + link.map(l -> ", which should be named " + l.name()).orElse("")
                    + id.map(i -> "; its build id is " + i).orElse("") + "."));
        }
        return found;
    }

    private Found named(Path file, Path path, ElfFile image) throws ProgramImageException {
        ElfFile symbols = symbols(file);
        Optional<BuildId> id = BuildId.of(image);
        Optional<BuildId> other = BuildId.of(symbols);
        if (id.isPresent() && other.isPresent() && !id.equals(other)) {
            throw new ProgramImageException(ProgramImageException.Code.OTHER_BUILD,
                    differ(file, "build id " + other.get(), path, id.get().toString()));
        }
        if (id.isEmpty() || other.isEmpty()) {
            Optional<String> difference = CodeComparison.difference(path, image, file, symbols);
            if (difference.isPresent()) {
                throw new ProgramImageException(ProgramImageException.Code.OTHER_BUILD,
                        file + " does not belong to " + path + ": it has " + difference.get() + '.');
            }
        }
        return new Found(file, symbols);
    }

    static ElfFile symbols(Path file) throws ProgramImageException {
        return FileContent.read(file, ElfFile::parseSymbols);
    }

    /** What a program names may as well be a supplement, an object file: its id tells whether it is the right one. */
    private static ElfFile read(Path file) throws ProgramImageException {
        return FileContent.read(file, ElfFile::parseSupplement);
    }

    private Optional<DebugLink> link(Path path, ElfFile image) {
        try {
            return DebugLink.of(image);
        } catch (MalformedException e) {
            notices.accept(new DebugFileNotice(Code.UNREADABLE, path + ": " + e.getMessage() + "."));
            return Optional.empty();
        }
    }

    /** The file with what a program shares with others. */
    Optional<Found> supplement(Path path, ElfFile elf) {
        try {
            Optional<SupplementaryLink> link = SupplementaryLink.of(elf);
            if (link.isEmpty()) {
                return Optional.empty();
            }
            List<Path> candidates = new ArrayList<>(resolved(path.toAbsolutePath().getParent(), link.get().path()));
            candidates.addAll(underBuildId(link.get().id()));
            Optional<Found> found = sameBuild(path, candidates, link.get().id());
            if (found.isEmpty()) {
                notices.accept(new DebugFileNotice(Code.SUPPLEMENT_NOT_FOUND, path + " keeps part of its debug "
                        + "information in " + link.get().path() + " with build id " + link.get().id()
                        + ", which is not there."));
            }
            return found;
        } catch (MalformedException e) {
            notices.accept(new DebugFileNotice(Code.UNREADABLE, path + ": " + e.getMessage() + "."));
            return Optional.empty();
        }
    }

    private List<Path> underBuildId(BuildId id) {
        return search.folders().stream().map(f -> f.resolve(id.path())).toList();
    }

    private List<Path> besides(Path path, DebugLink link) {
        Path folder = path.toAbsolutePath().normalize().getParent();
        List<Path> candidates = new ArrayList<>(resolved(folder, link.name()));
        candidates.addAll(resolved(folder, ".debug/" + link.name()));
        for (Path other : search.folders()) {
            candidates.addAll(resolved(other.resolve(folder.getRoot().relativize(folder)), link.name()));
        }
        candidates.remove(path.toAbsolutePath().normalize());
        return candidates;
    }

    /** Nothing where the host can't have a file of such a name. */
    private static List<Path> resolved(Path folder, String name) {
        try {
            return List.of(folder.resolve(name).normalize());
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    private Optional<Found> sameBuild(Path program, List<Path> candidates, BuildId id) {
        return first(candidates, found -> {
            Optional<BuildId> other = BuildId.of(found.elf);
            return other.equals(Optional.of(id)) ? Optional.empty() : Optional.of(differ(found.path,
                    other.map(o -> "build id " + o).orElse("no build id"), program, id.toString()));
        });
    }

    private Optional<Found> sameChecksum(Path program, List<Path> candidates, DebugLink link) {
        return first(candidates, found -> {
            int checksum = FileContent.checksum(found.path);
            return checksum == link.checksum() ? Optional.empty() : Optional.of(differ(found.path,
                    "checksum " + Integer.toHexString(checksum), program, Integer.toHexString(link.checksum())));
        });
    }

    private static String differ(Path file, String its, Path program, String wanted) {
        return file + " does not belong to " + program + ": it has " + its + ", and wanted is " + wanted + ".";
    }

    /** The first file that is there and is as wanted. @param judge says why one is not */
    private Optional<Found> first(List<Path> candidates, Judge judge) {
        for (Path candidate : candidates) {
            if (Files.exists(candidate)) {
                try {
                    Found found = new Found(candidate, read(candidate));
                    Optional<String> difference = judge.difference(found);
                    if (difference.isEmpty()) {
                        return Optional.of(found);
                    }
                    notices.accept(new DebugFileNotice(Code.MISMATCH, difference.get()));
                } catch (ProgramImageException e) {
                    notices.accept(new DebugFileNotice(Code.UNREADABLE, String.valueOf(e.getMessage())));
                }
            }
        }
        return Optional.empty();
    }
}
