/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.elf;

import java.util.Optional;

/**
 * The name of another file that has the debug information, in {@code .gnu_debuglink} (GDB manual, "Separate Debug
 * Files").
 *
 * @param name of the file, without a folder
 * @param checksum of its contents, as {@code zlib} has it
 */
public record DebugLink(String name, int checksum) {

    /** @return empty where the file has none */
    public static Optional<DebugLink> of(ElfFile file) throws MalformedException {
        Section section = file.section(".gnu_debuglink");
        if (section.isEmpty()) {
            return Optional.empty();
        }
        Reader reader = section.reader();
        String name = reader.string();
        if (name.isEmpty() || name.contains("/")) {
            throw reader.malformed(0, "the name of a file without its folder should stand here");
        }
        reader.skip(-reader.offset() & 3);
        return Optional.of(new DebugLink(name, reader.s32()));
    }
}
