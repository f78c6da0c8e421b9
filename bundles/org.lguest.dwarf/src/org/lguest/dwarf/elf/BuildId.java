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

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What tells one build of a program from another: bytes that the linker works out of its contents, usually 20 (System V
 * ABI, "Note Section"; the note's name is GNU and its type 3).
 *
 * @param digits in hexadecimal, two a byte
 */
public record BuildId(String digits) {
    private static final int NT_GNU_BUILD_ID = 3;

    /** @param bytes as the file has them */
    public static BuildId of(byte[] bytes) {
        return new BuildId(HexFormat.of().formatHex(bytes));
    }

    /** The file's build id, if it has one that can be read. */
    public static Optional<BuildId> of(ElfFile file) {
        for (Section notes : notes(file)) {
            try {
                Optional<BuildId> found = find(notes.reader());
                if (found.isPresent()) {
                    return found;
                }
            } catch (MalformedException e) {
                // Other notes may be whole; a file of which no build id is known is as one that has none.
            }
        }
        return Optional.empty();
    }

    private interface Notes {
        Section read() throws MalformedException;
    }

    private static List<Section> notes(ElfFile file) {
        List<Section> notes = new ArrayList<>();
        for (SectionHeader header : file.sections()) {
            if (header.type() == SectionHeader.SHT_NOTE) {
                add(notes, () -> file.section(header));
            }
        }
        for (ProgramHeader segment : file.segments()) {
            if (segment.type() == ProgramHeader.PT_NOTE) {
                add(notes, () -> file.contents(segment));
            }
        }
        return notes;
    }

    private static void add(List<Section> notes, Notes reading) {
        try {
            notes.add(reading.read());
        } catch (MalformedException e) {
            // As above.
        }
    }

    private static Optional<BuildId> find(Reader reader) throws MalformedException {
        while (reader.hasRemaining()) {
            long nameSize = reader.u32();
            long descriptionSize = reader.u32();
            int type = reader.s32();
            Reader name = padded(reader, nameSize);
            Reader description = padded(reader, descriptionSize);
            // Other notes may have no name.
            if (type == NT_GNU_BUILD_ID && nameSize > 0 && name.string().equals("GNU") && descriptionSize > 1) {
                return Optional.of(of(description.copy((int) descriptionSize)));
            }
        }
        return Optional.empty();
    }

    /** Takes bytes and what fills them up to a multiple of four, which the last note may lack. */
    private static Reader padded(Reader reader, long size) throws MalformedException {
        long whole = (size + 3) & ~3L;
        return reader.window(whole <= reader.remaining() ? whole : size);
    }

    /** As debuggers lay out folders by: the first byte, and the rest, with a suffix. */
    public String path() {
        return ".build-id/" + digits.substring(0, 2) + "/" + digits.substring(2) + ".debug";
    }

    @Override
    public String toString() {
        return digits;
    }
}
