/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.debug.core.LguestStatus;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.SourceFile;

/** Whether a source is what a program was compiled from, by checksum and by time. */
class SourceVersionsTest {

    private static final String TEXT = "int one;\nint two;\n";
    private static final Instant BUILT = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path folder;
    private Path source;

    @BeforeEach
    void write() throws Exception {
        source = Files.writeString(folder.resolve("x.c"), TEXT);
    }

    /** @param reversed in the order of GNU as, and not of clang */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aChecksumDecidesWhereThereIsOne(boolean reversed) throws Exception {
        // What the assembler is given as a number it writes with the last byte first.
        String sum = md5(TEXT);
        SourceVersions versions = versions(program(" md5 0x" + (reversed ? sum : lastFirst(sum))));
        assertFalse(compare(versions, BUILT.plusSeconds(1_000_000)));
        assertEquals(Optional.empty(), versions.difference(file()));
        Files.writeString(source, TEXT + "int three;\n");
        assertTrue(compare(versions, BUILT.minusSeconds(1_000_000)), "an old file, with another text");
        assertEquals(Optional.of(LguestStatus.SOURCE_DIFFERS), versions.difference(file()));
        assertFalse(compare(versions, BUILT.minusSeconds(1_000_000)), "the same file again");
        Files.writeString(source, TEXT);
        assertTrue(compare(versions, BUILT), "as it was");
        assertEquals(Optional.empty(), versions.difference(file()));
    }

    @Test
    void whereThereIsNoneAMoreRecentFileIsSuspected() throws Exception {
        SourceVersions versions = versions(program(""));
        assertFalse(compare(versions, BUILT.minusSeconds(1)));
        assertFalse(compare(versions, BUILT.plusSeconds(30)), "checked out in one go");
        assertTrue(compare(versions, BUILT.plusSeconds(90)));
        assertEquals(Optional.of(LguestStatus.SOURCE_NEWER), versions.difference(file()));
        assertTrue(compare(versions, BUILT.minusSeconds(1)), "taken back");
        assertEquals(Optional.empty(), versions.difference(file()));
    }

    @Test
    void aFileThatIsNotThereIsNotCompared() throws Exception {
        SourceVersions versions = versions(program(""));
        assertFalse(compare(versions, folder.resolve("gone.c")));
        assertEquals(Optional.empty(), versions.difference(file()));
    }

    @Test
    void nothingIsReadByWhoAsksForAComparison() throws Exception {
        List<Runnable> later = new ArrayList<>();
        SourceVersions versions = new SourceVersions(program(""), later::add);
        Files.setLastModifiedTime(source, FileTime.from(BUILT.plusSeconds(90)));
        AtomicBoolean news = new AtomicBoolean();
        versions.compare(file(), source, Optional.empty(), () -> news.set(true));
        assertFalse(news.get());
        assertEquals(Optional.empty(), versions.difference(file()));
        later.forEach(Runnable::run);
        assertTrue(news.get());
        assertEquals(Optional.of(LguestStatus.SOURCE_NEWER), versions.difference(file()));
    }

    @Test
    void aFileOfTheWorkspaceIsMarkedAsLongAsItDiffersAndTheGuestRuns() throws Exception {
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("source-versions");
        project.create(null);
        try {
            project.open(null);
            IFile file = project.getFile("x.c");
            file.create(new ByteArrayInputStream(TEXT.getBytes()), true, null);
            SourceVersions versions = versions(program(""));
            mark(versions, file, BUILT.plusSeconds(90));
            assertEquals(List.of(LguestStatus.SOURCE_NEWER.status("x.c").getMessage()), warnings(file));
            mark(versions, file, BUILT.plusSeconds(120));
            assertEquals(1, warnings(file).size(), "after another change");
            mark(versions, file, BUILT);
            assertEquals(List.of(), warnings(file), "taken back");
            mark(versions, file, BUILT.plusSeconds(90));
            versions.end();
            assertEquals(List.of(), warnings(file), "at the end");
            mark(versions, file, BUILT.plusSeconds(120));
            assertEquals(List.of(), warnings(file), "after the end");
        } finally {
            project.delete(true, true, null);
        }
    }

    private void mark(SourceVersions versions, IFile file, Instant written) throws Exception {
        Path text = file.getLocation().toPath();
        Files.setLastModifiedTime(text, FileTime.from(written));
        versions.compare(file(), text, Optional.of(file), () -> { });
    }

    private static List<String> warnings(IFile file) throws Exception {
        return Arrays.stream(file.findMarkers(SourceVersions.PROBLEM_MARKER, true, IResource.DEPTH_ZERO))
                .map(marker -> marker.getAttribute(IMarker.MESSAGE, "")).toList();
    }

    private boolean compare(SourceVersions versions, Instant written) throws Exception {
        Files.setLastModifiedTime(source, FileTime.from(written));
        return compare(versions, source);
    }

    /** Whether that has been news. */
    private boolean compare(SourceVersions versions, Path text) {
        AtomicBoolean news = new AtomicBoolean();
        versions.compare(file(), text, Optional.empty(), () -> news.set(true));
        return news.get();
    }

    private static SourceVersions versions(ProgramImage program) {
        return new SourceVersions(program, Runnable::run);
    }

    private SourceFile file() {
        return new SourceFile(folder.toString(), "x.c");
    }

    /** @param checksum as the assembler wants it */
    private ProgramImage program(String checksum) throws Exception {
        Path assembly = Files.writeString(folder.resolve("x.s"), """
                .file 0 "%s" "x.c"%s
                .globl _start
                _start: .loc 0 1
                nop
                .loc 0 2
                nop
                """.formatted(folder, checksum));
        Path object = folder.resolve("x.o");
        Path image = folder.resolve("x");
        run("as", "--32", "--gdwarf-5", "-o", object.toString(), assembly.toString());
        run("ld", "-m", "elf_i386", "-o", image.toString(), object.toString());
        Files.setLastModifiedTime(image, FileTime.from(BUILT));
        return ProgramImage.open(image);
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), command[0]);
        assertEquals(0, process.exitValue(), () -> List.of(command).toString());
    }

    private static String lastFirst(String sum) {
        StringBuilder bytes = new StringBuilder();
        for (int i = sum.length() - 2; i >= 0; i -= 2) {
            bytes.append(sum, i, i + 2);
        }
        return bytes.toString();
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes()));
    }
}
