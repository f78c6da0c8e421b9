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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.dwarf.ProgramImageException.Code;

/** What can be opened, and what is said of what can't. */
class ProgramImageTest {
    private static final String PROGRAM = "gcc-dwarf5-O0";

    @TempDir
    Path folder;

    @Test
    void opensAProgram() throws Exception {
        try (ProgramImage image = ProgramImage.open(Programs.path(PROGRAM))) {
            assertTrue(image.hasDebugInformation());
            assertEquals(image.symbol("_start").orElseThrow().address(), image.entry());
        }
    }

    @Test
    void aMissingFileIsMissing() {
        refused(Code.MISSING, folder.resolve("none"));
    }

    @Test
    void aFolderIsNoProgram() {
        refused(Code.UNREADABLE, folder);
    }

    @Test
    void anEmptyFileIsNotElf() throws IOException {
        refused(Code.NOT_ELF);
    }

    @Test
    void textIsNotElf() throws IOException {
        refused(Code.NOT_ELF, "#!/bin/sh\nexit\n".getBytes());
    }

    @Test
    void a64BitProgramIsNamedSo() throws IOException {
        refused(Code.ELF64, changed(4, 2));
    }

    @Test
    void anotherMachineIsNamedSo() throws IOException {
        refused(Code.WRONG_MACHINE, changed(18, 40));
        refused(Code.WRONG_MACHINE, changed(5, 2));
    }

    @Test
    void anObjectFileIsNotLinked() throws IOException {
        refused(Code.NOT_LINKED, changed(16, 1));
    }

    @Test
    void everyTruncationIsNoticed() throws IOException {
        byte[] bytes = Programs.bytes(PROGRAM);
        for (int length = 4; length < bytes.length; length += length < 100 ? 1 : 37) {
            refused(Code.TRUNCATED, Arrays.copyOf(bytes, length));
        }
        refused(Code.TRUNCATED, Arrays.copyOf(bytes, bytes.length - 1));
    }

    @Test
    void aProgramWithoutSectionsHasNothingToTell() throws Exception {
        byte[] bytes = Programs.bytes(PROGRAM);
        Arrays.fill(bytes, 32, 36, (byte) 0);
        Arrays.fill(bytes, 48, 52, (byte) 0);
        ProgramImage image = ProgramImage.of(ByteBuffer.wrap(bytes), "stripped");
        assertFalse(image.hasDebugInformation());
        assertEquals(List.of(), image.sourceFiles());
        assertTrue(image.symbol("bump").isEmpty());
        assertTrue(image.functionAt(image.entry()).isEmpty());
        assertTrue(image.symbolAt(image.entry()).isEmpty());
        assertEquals(List.of(), image.defects());
    }

    private static byte[] changed(int offset, int value) throws IOException {
        byte[] bytes = Programs.bytes(PROGRAM);
        bytes[offset] = (byte) value;
        return bytes;
    }

    private void refused(Code code, byte... content) throws IOException {
        refused(code, Files.write(folder.resolve("program"), content));
    }

    private static void refused(Code code, Path file) {
        ProgramImageException refusal = assertThrows(ProgramImageException.class, () -> ProgramImage.open(file));
        assertEquals(code, refusal.code());
        assertTrue(refusal.getMessage().startsWith(file + ": "), refusal.getMessage());
        assertFalse(refusal.remedy().isBlank());
    }
}
