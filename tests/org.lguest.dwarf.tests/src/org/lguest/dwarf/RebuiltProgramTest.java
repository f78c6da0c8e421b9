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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.dwarf.elf.ElfFile;

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
