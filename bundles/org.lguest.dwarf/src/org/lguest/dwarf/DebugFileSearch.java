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

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where to look for debug information that a program has in a file of its own, as distributions pack it (GDB manual,
 * "Separate Debug Files").
 *
 * @param file the file to take, whatever the program says; refused if it is of another build
 * @param chosen folders that are looked into before the system's
 * @param system folders of the system
 */
public record DebugFileSearch(Optional<Path> file, List<Path> chosen, List<Path> system) {
    /** The system's folder. */
    public static final DebugFileSearch STANDARD = new DebugFileSearch(Optional.empty(), List.of(),
            List.of(Path.of("/usr/lib/debug")));

    public DebugFileSearch {
        chosen = List.copyOf(chosen);
        system = List.copyOf(system);
    }

    /**
     * Those with a tree of build ids, {@code .build-id/ab/cdef….debug}, or with the paths of programs below them, in
     * the order in which they are looked into. Besides, the folder of the program and {@code .debug} in it are.
     */
    public List<Path> folders() {
        return Stream.concat(chosen.stream(), system.stream()).toList();
    }

    /** This file and no other, with the same folders for what it refers to itself. */
    public DebugFileSearch withFile(Path wanted) {
        return new DebugFileSearch(Optional.of(wanted), chosen, system);
    }

    /** No certain file. */
    public DebugFileSearch withoutFile() {
        return new DebugFileSearch(Optional.empty(), chosen, system);
    }

    /** In one folder more, before the system's and after those that were chosen before. */
    public DebugFileSearch withFolder(Path folder) {
        return new DebugFileSearch(file, Stream.concat(chosen.stream(), Stream.of(folder)).toList(), system);
    }

    /** Of a system that has them there. */
    public DebugFileSearch withSystem(List<Path> folders) {
        return new DebugFileSearch(file, chosen, folders);
    }
}
