/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.lguest.debug.core.launch.LaunchSettings;
import org.lguest.debug.ui.Messages;

/**
 * Which files are kernels that can be launched. Menus ask that of whatever is selected, whenever they are shown, so the
 * answer comes from a file's first bytes where they suffice, as for nearly every file. For the rest, which are ELF
 * files for the i386, the Launcher is asked in a job; the answer is kept for as long as the file stays as it is.
 */
final class GuestImages {

    /** How long a menu waits: for an image of some size that is read for the first time the next look will tell. */
    private static final int PATIENCE_MILLISECONDS = 100;
    private static final int MOST_REMEMBERED = 100;

    // The header of an ELF file: System V ABI, "ELF Header".
    private static final int HEADER_SIZE = 20;
    private static final int ELF = 0x46_4C_45_7F;
    private static final int CLASS_32 = 1;
    private static final int LITTLE_ENDIAN = 1;
    private static final int EXECUTABLE = 2;
    private static final int I386 = 3;

    /** A file as it was when it was looked at. */
    private record Version(Path path, long size, long modified) {
    }

    private final Map<Version, CompletableFuture<Boolean>> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Version, CompletableFuture<Boolean>> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    /** Whether a file is a kernel for the i386 with an lguest entry, as far as that is known by now. */
    boolean contains(Path file) {
        return isI386(file) && version(file).filter(this::isGuest).isPresent();
    }

    private static boolean isI386(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER_SIZE)).order(ByteOrder.LITTLE_ENDIAN);
            return header.limit() == HEADER_SIZE && header.getInt(0) == ELF && header.get(4) == CLASS_32
                    && header.get(5) == LITTLE_ENDIAN && header.getShort(16) == EXECUTABLE && header.getShort(18) == I386;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static Optional<Version> version(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Version(file, attributes.size(), attributes.lastModifiedTime().toMillis()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private boolean isGuest(Version version) {
        CompletableFuture<Boolean> answer;
        synchronized (known) {
            answer = known.computeIfAbsent(version, GuestImages::ask);
        }
        try {
            return answer.get(PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static CompletableFuture<Boolean> ask(Version version) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Job job = Job.create(Messages.LaunchCheck_job, monitor -> {
            answer.complete(LaunchSettings.isKernel(version.path()));
            return Status.OK_STATUS;
        });
        job.setSystem(true);
        job.setPriority(Job.INTERACTIVE);
        job.schedule();
        return answer;
    }
}
