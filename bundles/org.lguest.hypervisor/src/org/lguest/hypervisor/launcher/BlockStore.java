/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.lguest.hypervisor.launcher.LaunchProblem.Code;

/**
 * The bytes behind a block device. The file is opened for each request and closed again: nothing is left open when the
 * guest ends, however it ends, and a file that has gone or been cut short meanwhile is an error at the next request.
 */
final class BlockStore {

    static final int SECTOR = 512;
    /** What a snapshot may hold. */
    static final int SNAPSHOT_MEGABYTES = 64;

    private static final int SNAPSHOT_SECTORS = SNAPSHOT_MEGABYTES * 2048;
    private static final String CHOOSE = "Choose a disk image.";

    private final BlockFile file;
    private final int sectors;
    /** What was written to a snapshot, by sector. */
    private final Map<Long, byte[]> written = new HashMap<>();

    private BlockStore(BlockFile file, int sectors) {
        this.file = file;
        this.sectors = sectors;
    }

    /** @throws LaunchException if the file can't serve */
    static BlockStore of(BlockFile file) throws LaunchException {
        Path path = file.path();
        if (Files.isDirectory(path)) {
            throw problem(Code.BLOCK_IS_DIRECTORY, "The block device " + path + " is a directory.", CHOOSE);
        }
        if (!Files.exists(path)) {
            throw problem(Code.BLOCK_MISSING, "The block device " + path + " does not exist.", CHOOSE);
        }
        try (RandomAccessFile open = new RandomAccessFile(path.toFile(), mode(file))) {
            long sectors = open.length() / SECTOR;
            if (sectors == 0 || sectors > Integer.MAX_VALUE) {
                throw problem(Code.BLOCK_SIZE, "The block device " + path + " has " + open.length() + " bytes.",
                        "Make it at least one sector of 512 bytes, and less than 1 TiB.");
            }
            return new BlockStore(file, (int) sectors);
        } catch (IOException e) {
            throw problem(Code.BLOCK_UNREADABLE, "The block device " + path + " can't be opened: " + e.getMessage() + '.',
                    file.mode() == BlockFile.Mode.READ_WRITE ? "Make it readable and writable, or use it as read-only or "
                            + "snapshot." : "Make it readable, or choose another.");
        }
    }

    private static String mode(BlockFile file) {
        return file.mode() == BlockFile.Mode.READ_WRITE ? "rw" : "r";
    }

    private static LaunchException problem(Code code, String reason, String remedy) {
        return new LaunchException(new LaunchProblem(code, reason, remedy));
    }

    /** Whether every write is refused. */
    boolean readOnly() {
        return file.mode() == BlockFile.Mode.READ_ONLY;
    }

    /** How many the guest is told of. */
    int sectors() {
        return sectors;
    }

    /** @throws IOException if not all of it can be had */
    byte[] read(long start, int length) throws IOException {
        check(start, length);
        byte[] bytes = new byte[length];
        try (RandomAccessFile open = new RandomAccessFile(file.path().toFile(), "r")) {
            open.seek(start);
            open.readFully(bytes);
        } catch (EOFException e) {
            throw new IOException("the file is cut short", e);
        }
        if (!written.isEmpty()) {
            overlay(start, bytes);
        }
        return bytes;
    }

    /** Writes all of it, or nothing if it does not fit. */
    void write(long start, byte[] bytes) throws IOException {
        check(start, bytes.length);
        switch (file.mode()) {
            case READ_ONLY -> throw new IOException("the device is read-only");
            case SNAPSHOT -> keep(start, bytes);
            case READ_WRITE -> {
                // RandomAccessFile would make a file that has gone anew.
                if (!Files.exists(file.path())) {
                    throw new IOException("the file is gone");
                }
                try (RandomAccessFile open = new RandomAccessFile(file.path().toFile(), "rw")) {
                    if (start + bytes.length > open.length()) {
                        throw new IOException("the file is cut short");
                    }
                    open.seek(start);
                    open.write(bytes);
                }
            }
        }
    }

    private void check(long start, int length) throws IOException {
        if (start + length > (long) sectors * SECTOR) {
            throw new IOException("that is beyond the end");
        }
    }

    private void overlay(long start, byte[] bytes) {
        for (long sector = start / SECTOR; sector * SECTOR < start + bytes.length; sector++) {
            byte[] kept = written.get(sector);
            if (kept != null) {
                int at = (int) (sector * SECTOR - start);
                System.arraycopy(kept, 0, bytes, at, Math.min(SECTOR, bytes.length - at));
            }
        }
    }

    /** A sector that is written in part keeps the rest of what is in the file. */
    private void keep(long start, byte[] bytes) throws IOException {
        int count = (bytes.length + SECTOR - 1) / SECTOR;
        if (written.size() + count > SNAPSHOT_SECTORS) {
            throw new IOException("the snapshot is full");
        }
        byte[] whole = bytes;
        int rest = bytes.length % SECTOR;
        if (rest != 0) {
            byte[] last = read(start + bytes.length - rest, SECTOR);
            System.arraycopy(bytes, bytes.length - rest, last, 0, rest);
            whole = Arrays.copyOf(bytes, count * SECTOR);
            System.arraycopy(last, 0, whole, whole.length - SECTOR, SECTOR);
        }
        for (int i = 0; i < count; i++) {
            written.put(start / SECTOR + i, Arrays.copyOfRange(whole, i * SECTOR, (i + 1) * SECTOR));
        }
    }
}
