/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.guests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.hypervisor.launcher.BlockFile;
import org.lguest.hypervisor.launcher.BlockFile.Mode;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.session.GuestEnd;

/** A guest that uses its disks, and what becomes of their files. */
class DisksTest {

    private static final int SECTOR = 512;
    private static final int SECTORS = 40;
    private static final String TITLE = "Once upon a disk";
    private static final List<String> READ_ONLY = List.of("  title: " + TITLE,
            "  write: I/O error, read back: ok, 0 of 512 bytes are written",
            "  write 32 sectors: I/O error, read the last two pieces: ok, x 0, y 0");
    private static final List<String> WRITABLE = List.of("  title: " + TITLE,
            "  write: ok, read back: ok, 512 of 512 bytes are written",
            "  write 32 sectors: ok, read the last two pieces: ok, x 1024, y 1024");
    private static final List<String> FAILING = List.of("  title: I/O error",
            "  write: I/O error, read back: I/O error, 0 of 512 bytes are written",
            "  write 32 sectors: I/O error, read the last two pieces: I/O error, x 0, y 0");
    private static final String OUTSIDE = "  beyond the end: I/O error, I/O error, across it: I/O error, I/O error";

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void makeADisk() throws Exception {
        byte[] bytes = Arrays.copyOf(TITLE.getBytes(StandardCharsets.US_ASCII), SECTORS * SECTOR);
        file = Files.write(folder.resolve("disk.img"), bytes);
    }

    private GuestConfiguration with(BlockFile... files) throws Exception {
        return GuestConfiguration.of(GuestImage.named("disk").path(), 16, "").withBlocks(List.of(files));
    }

    private static void assertDisk(List<String> expected, int disk, GuestRun run) {
        List<String> lines = run.console().lines().toList();
        assertEquals("disk " + disk + ": " + SECTORS + " sectors", lines.get(5 * disk), run.console());
        assertEquals(expected, lines.subList(5 * disk + 1, 5 * disk + 4));
        assertEquals(OUTSIDE, lines.get(5 * disk + 4));
        assertEquals(GuestEnd.Kind.POWERED_OFF, run.end().kind());
    }

    @Test
    void withoutDisksTheGuestFindsNone() throws Exception {
        assertEquals("0 disks\n", GuestRun.toTheEnd(with()).console());
    }

    @Test
    void whatIsWrittenGoesToTheFileInItsOrder() throws Exception {
        GuestRun run = GuestRun.toTheEnd(with(new BlockFile(file, Mode.READ_WRITE)));

        assertDisk(WRITABLE, 0, run);
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(SECTORS * SECTOR, bytes.length);
        byte[] expected = Arrays.copyOf(TITLE.getBytes(StandardCharsets.US_ASCII), SECTORS * SECTOR);
        Arrays.fill(expected, SECTOR, 2 * SECTOR, (byte) 'w');
        for (int piece = 0; piece < 16; piece++) {
            int start = 2 * SECTOR + 1024 * piece;
            Arrays.fill(expected, start, start + 1024, (byte) (piece % 2 == 0 ? 'x' : 'y'));
        }
        assertArrayEquals(expected, bytes);
    }

    @Test
    void eachModeKeepsItsPromise() throws Exception {
        byte[] before = Files.readAllBytes(file);
        Path other = Files.copy(file, folder.resolve("other.img"));
        assertTrue(other.toFile().setWritable(false));

        GuestRun run = GuestRun.toTheEnd(with(new BlockFile(file, Mode.SNAPSHOT), new BlockFile(other, Mode.READ_ONLY)));

        assertDisk(WRITABLE, 0, run);
        assertDisk(READ_ONLY, 1, run);
        assertArrayEquals(before, Files.readAllBytes(file));
        assertArrayEquals(before, Files.readAllBytes(other));
    }

    @Test
    void aRunWithASnapshotCanBeRepeated() throws Exception {
        GuestConfiguration configuration = with(new BlockFile(file, Mode.SNAPSHOT));
        assertEquals(GuestRun.toTheEnd(configuration).digest(), GuestRun.toTheEnd(configuration).digest());
    }

    @Test
    void aFileThatVanishesIsAnInputOutputErrorToTheGuest() throws Exception {
        try (GuestRun run = GuestRun.launch(with(new BlockFile(file, Mode.READ_WRITE)))) {
            Files.delete(file);
            run.resume();
            run.awaitEnd();
            assertDisk(FAILING, 0, run);
        }
        assertFalse(Files.exists(file));
    }

    @Test
    void aFileThatIsCutShortFailsWhereItEnds() throws Exception {
        try (GuestRun run = GuestRun.launch(with(new BlockFile(file, Mode.READ_WRITE)))) {
            try (var open = new RandomAccessFile(file.toFile(), "rw")) {
                open.setLength(SECTOR + 100);
            }
            run.resume();
            run.awaitEnd();
            assertDisk(List.of("  title: " + TITLE, FAILING.get(1), FAILING.get(2)), 0, run);
        }
        assertEquals(SECTOR + 100, Files.size(file));
    }

    @Test
    void aTailThatIsNoSectorIsNotThere() throws Exception {
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(SECTORS * SECTOR + 511);
        }
        assertDisk(WRITABLE, 0, GuestRun.toTheEnd(with(new BlockFile(file, Mode.READ_WRITE))));
    }

    @Test
    void fifteenDisksAndTheConsoleAreAllThereIsRoomFor() throws Exception {
        BlockFile[] files = new BlockFile[GuestConfiguration.MAXIMUM_BLOCKS];
        Arrays.fill(files, new BlockFile(file, Mode.READ_ONLY));
        GuestRun run = GuestRun.toTheEnd(with(files));

        assertDisk(READ_ONLY, 14, run);
        assertTrue(run.console().endsWith("15 disks\n"));
    }
}
