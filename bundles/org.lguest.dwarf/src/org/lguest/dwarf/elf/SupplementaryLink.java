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
 * The name of another file that debug information was moved to because several programs share it, in GNU's
 * {@code .gnu_debugaltlink} or the {@code .debug_sup} of DWARF 5, section 7.3.6.
 *
 * @param path absolute, or relative to the folder of the file that says so
 * @param id of the other file
 */
public record SupplementaryLink(String path, BuildId id) {

    /** @return empty where the file has none */
    public static Optional<SupplementaryLink> of(ElfFile file) throws MalformedException {
        Section section = file.section(".gnu_debugaltlink");
        if (!section.isEmpty()) {
            Reader reader = section.reader();
            String path = reader.string();
            return link(path, reader, reader.remaining());
        }
        Section standard = file.section(".debug_sup");
        if (standard.isEmpty()) {
            return Optional.empty();
        }
        Reader reader = standard.reader();
        reader.skip(2);
        boolean isSupplementary = reader.u8() != 0;
        String path = reader.string();
        return isSupplementary ? Optional.empty() : link(path, reader, reader.ulebInt());
    }

    private static Optional<SupplementaryLink> link(String path, Reader reader, int idSize) throws MalformedException {
        if (path.isEmpty() || idSize < 2) {
            throw reader.malformed("the path of a file and its build id should stand here");
        }
        return Optional.of(new SupplementaryLink(path, BuildId.of(reader.copy(idSize))));
    }
}
