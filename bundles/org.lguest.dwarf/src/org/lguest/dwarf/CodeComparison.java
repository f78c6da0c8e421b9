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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

import org.lguest.dwarf.ProgramImageException.Code;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.SectionHeader;

/**
 * Whether two files can be of the same build where no build id tells: of the code that both have sections for, the
 * place, the size and the bytes have to be the same. A file with debug information only has the first two. That the
 * code is alike does not prove that the debug information belongs to it; that it is not proves the contrary.
 */
final class CodeComparison {
    private static final int PIECE = 1 << 16;

    private CodeComparison() {
    }

    /**
     * What of the other file's code is not as the program's. Reads the code of both.
     *
     * @return empty if nothing is, or if the files have no sections of code in common
     * @throws ProgramImageException if a file can't be read
     */
    static Optional<String> difference(Path program, ElfFile image, Path other, ElfFile symbols)
            throws ProgramImageException {
        for (SectionHeader code : image.sections()) {
            Optional<SectionHeader> same = code.isExecutable() ? symbols.sections().stream()
                    .filter(section -> section.isExecutable() && section.name().equals(code.name())).findFirst() : Optional.empty();
            if (same.isPresent() && (same.get().address() != code.address() || same.get().size() != code.size())) {
                return Optional.of(place(same.get()) + ", and wanted is " + place(code));
            }
            if (same.filter(SectionHeader::isInFile).isPresent() && code.isInFile()
                    && !isSame(program, code, other, same.get())) {
                return Optional.of("other code in " + code.name());
            }
        }
        return Optional.empty();
    }

    private static String place(SectionHeader section) {
        return String.format("%s with 0x%x bytes at 0x%08x", section.name(), section.size(), section.address());
    }

    private static boolean isSame(Path one, SectionHeader its, Path other, SectionHeader others) throws ProgramImageException {
        try (FileChannel first = FileChannel.open(one); FileChannel second = FileChannel.open(other)) {
            for (long done = 0; done < its.size(); done += PIECE) {
                int length = (int) Math.min(PIECE, its.size() - done);
                if (!piece(first, its.offset() + done, length).equals(piece(second, others.offset() + done, length))) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new ProgramImageException(Code.UNREADABLE, one + " and " + other + ": " + e.getMessage(), e);
        }
    }

    /** Shorter where the file has become so. */
    private static ByteBuffer piece(FileChannel file, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = file.read(bytes, offset + bytes.position());
        }
        return bytes.flip();
    }
}
