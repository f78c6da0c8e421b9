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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.Markers;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.SourceFile;

/**
 * Notices source files that are not what the program was compiled from: their text has another checksum than the
 * compiler has noted (DWARF 5, section 6.2.4.1) or, where it has noted none, they are more recent than the program, as
 * GDB warns of it, by a minute at least. A file of the workspace gets a warning, until the guest ends.
 *
 * <p>For any thread. Files are read on a thread of its own: a source may lie on a disk that does not answer.
 */
public final class SourceVersions {

    /** The warning at a file. */
    public static final String PROBLEM_MARKER = LguestDebug.PLUGIN_ID + ".sourceProblem";

    /** Files that are written in one go, by a checkout or a copy, are not apart by more. */
    private static final Duration ONE_GO = Duration.ofMinutes(1);

    private record Compared(Path text, FileTime written, Optional<LguestStatus> difference) {

        boolean isOf(Path file, FileTime time) {
            return text.equals(file) && written.equals(time);
        }
    }

    private final ProgramImage image;
    private final Executor reader;
    private final Map<SourceFile, Compared> compared = new ConcurrentHashMap<>();
    /** The reader's own. */
    private final Map<SourceFile, IMarker> warnings = new HashMap<>();
    private boolean ended;

    /** @param reader runs one task after the other */
    SourceVersions(ProgramImage image, Executor reader) {
        this.image = image;
        this.reader = reader;
    }

    /** What is known to be wrong with a source that has been shown: nothing is read for it. */
    Optional<LguestStatus> difference(SourceFile source) {
        return Optional.ofNullable(compared.get(source)).flatMap(Compared::difference);
    }

    /**
     * Compares a source file with what is found in its place. Returns at once; the file is read later, once for each
     * change of it.
     *
     * @param text     of the file that is shown for it
     * @param resource the same in the workspace
     * @param changed  called by the reader if then more is known than before
     */
    void compare(SourceFile source, Path text, Optional<IFile> resource, Runnable changed) {
        reader.execute(() -> {
            if (!ended && isNews(source, text, resource)) {
                changed.run();
            }
        });
    }

    private boolean isNews(SourceFile source, Path text, Optional<IFile> resource) {
        Optional<FileTime> written = time(text);
        Optional<Compared> before = Optional.ofNullable(compared.get(source));
        if (written.isEmpty() || before.filter(known -> known.isOf(text, written.get())).isPresent()) {
            return false;
        }
        Optional<LguestStatus> difference = difference(source, text, written.get());
        compared.put(source, new Compared(text, written.get(), difference));
        Optional.ofNullable(warnings.remove(source)).ifPresent(Markers::delete);
        difference.ifPresent(kind -> resource.ifPresent(file -> warn(source, file, kind)));
        return !before.flatMap(Compared::difference).equals(difference);
    }

    private Optional<LguestStatus> difference(SourceFile source, Path text, FileTime written) {
        Optional<String> noted = image.md5(source);
        Optional<byte[]> now = noted.flatMap(sum -> md5(text));
        if (now.isPresent()) {
            return isSum(now.get(), noted.get()) ? Optional.empty() : Optional.of(LguestStatus.SOURCE_DIFFERS);
        }
        return time(Path.of(image.name()))
                .filter(built -> written.toInstant().isAfter(built.toInstant().plus(ONE_GO)))
                .map(newer -> LguestStatus.SOURCE_NEWER);
    }

    /** Clang writes a sum from its first byte to its last. GNU as has it as one number, whose last byte comes first. */
    private static boolean isSum(byte[] sum, String noted) {
        byte[] reversed = new byte[sum.length];
        for (int i = 0; i < sum.length; i++) {
            reversed[i] = sum[sum.length - 1 - i];
        }
        byte[] wanted = HexFormat.of().parseHex(noted);
        return Arrays.equals(sum, wanted) || Arrays.equals(reversed, wanted);
    }

    private static Optional<FileTime> time(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> md5(Path text) {
        try {
            MessageDigest sum = MessageDigest.getInstance("MD5");
            try (InputStream file = new DigestInputStream(Files.newInputStream(text), sum)) {
                file.transferTo(OutputStream.nullOutputStream());
            }
            return Optional.of(sum.digest());
        } catch (IOException | NoSuchAlgorithmException unknown) {
            return Optional.empty();
        }
    }

    private void warn(SourceFile source, IFile file, LguestStatus difference) {
        try {
            warnings.put(source, file.createMarker(PROBLEM_MARKER, Map.of(
                    IMarker.SEVERITY, IMarker.SEVERITY_WARNING, IMarker.LINE_NUMBER, 1,
                    IMarker.MESSAGE, difference.status(file.getName()).getMessage())));
        } catch (CoreException gone) {
            // A file that has gone meanwhile needs no warning.
        }
    }

    /** Takes all warnings away, and gives none any more. Returns at once. */
    void end() {
        reader.execute(() -> {
            ended = true;
            warnings.values().forEach(Markers::delete);
            warnings.clear();
        });
    }
}
