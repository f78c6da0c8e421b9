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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.SectionHeader;

/** People build their kernel again while they debug it: what was opened stays what it was. */
class RebuiltProgramTest {
    private static final String PROGRAM = "gcc-dwarf5-O2";

    @TempDir
    Path folder;

    private Path file;
    private ProgramImage opened;

    @BeforeEach
    void open() throws Exception {
        file = Files.write(folder.resolve("program"), Programs.bytes(PROGRAM));
        opened = ProgramImage.open(file);
    }

    private void assertKnowsAll() {
        ProgramImage untouched = Programs.image(PROGRAM);
        assertEquals(untouched.addressesOf("bank.c", 53), opened.addressesOf("bank.c", 53));
        assertEquals(untouched.globals(), opened.globals());
        assertEquals(untouched.symbol("bump"), opened.symbol("bump"));
        assertTrue(opened.function("bump").isPresent());
        assertEquals(List.of(), opened.defects());
    }

    @Test
    void truncated() throws IOException {
        Files.write(file, new byte[0]);
        assertKnowsAll();
    }

    @Test
    void writtenOverByAnotherOfTheSameSize() throws IOException {
        Files.write(file, new byte[(int) Files.size(file)], StandardOpenOption.WRITE);
        assertKnowsAll();
    }

    @Test
    void deletedAndMadeAnew() throws IOException {
        Files.delete(file);
        Files.write(file, Programs.bytes("clang-dwarf4-O1"));
        assertKnowsAll();
    }

    /** Large sections are copied by other ways than small ones, and the largest beside the others. */
    @Test
    void whatIsLargeIsCopiedWhole() throws Exception {
        byte[] comment = new byte[3_000_001];
        new Random(6).nextBytes(comment);
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<SectionHeader> sections = ElfFile.parse(content).sections();
        int row = content.getInt(0x20) + 40 * sections.indexOf(sections.stream()
                .filter(s -> s.name().equals(".comment")).findFirst().orElseThrow());
        content.putInt(row + 16, content.limit()).putInt(row + 20, comment.length);
        Files.write(file, content.array());
        Files.write(file, comment, StandardOpenOption.APPEND);
        ElfFile read = FileContent.read(file, ElfFile::parse);
        Files.write(file, new byte[0]);
        assertArrayEquals(comment, read.section(".comment").reader().copy(comment.length));
        assertFalse(read.section(".debug_info").isEmpty());
    }

    @Test
    void writtenWhileItIsOpened() {
        ProgramImageException refusal = assertThrows(ProgramImageException.class, () -> FileContent.read(file, content -> {
            ElfFile parsed = ElfFile.parse(content);
            write(new byte[100]);
            return parsed;
        }));
        assertEquals(ProgramImageException.Code.BEING_WRITTEN, refusal.code());
    }

    @Test
    void notYetAProgramWhileItIsOpened() throws IOException {
        byte[] done = Programs.bytes(PROGRAM);
        ProgramImageException refusal = assertThrows(ProgramImageException.class, () -> FileContent.read(file, content -> {
            write(done);
            return ElfFile.parse(ByteBuffer.allocate(100));
        }));
        assertEquals(ProgramImageException.Code.BEING_WRITTEN, refusal.code());
    }

    private void write(byte[] bytes) {
        try {
            Files.write(file, bytes);
            // Where clocks are coarse the time may be the same as before.
            Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
