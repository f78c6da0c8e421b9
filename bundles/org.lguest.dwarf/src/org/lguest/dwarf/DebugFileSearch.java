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

/**
 * Where to look for debug information that a program has in a file of its own, as distributions pack it (GDB manual,
 * "Separate Debug Files").
 *
 * @param file the file to take, whatever the program says; refused if it is of another build
 * @param folders those with a tree of build ids, {@code .build-id/ab/cdef….debug}, or with the paths of programs below
 *        them; besides, the folder of the program and {@code .debug} in it are looked into
 */
public record DebugFileSearch(Optional<Path> file, List<Path> folders) {
    /** The system's folder. */
    public static final DebugFileSearch STANDARD = new DebugFileSearch(Optional.empty(),
            List.of(Path.of("/usr/lib/debug")));

    public DebugFileSearch {
        folders = List.copyOf(folders);
    }

    /** This file and no other, with the same folders for what it refers to itself. */
    public DebugFileSearch withFile(Path chosen) {
        return new DebugFileSearch(Optional.of(chosen), folders);
    }

    /** No certain file. */
    public DebugFileSearch withoutFile() {
        return new DebugFileSearch(Optional.empty(), folders);
    }

    /** In these folders instead, the first before the others. */
    public DebugFileSearch withFolders(List<Path> others) {
        return new DebugFileSearch(file, others);
    }
}
