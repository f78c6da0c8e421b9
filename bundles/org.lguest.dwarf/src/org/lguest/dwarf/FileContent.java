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
import java.nio.file.Files;
import java.nio.file.Path;

import org.lguest.dwarf.ProgramImageException.Code;

/** The bytes of files: small ones copied, large ones mapped. */
final class FileContent {
    /** Files up to this size, in bytes, are read rather than mapped, so that the compiler may overwrite them. */
    private static final long LARGEST_COPY = 64L << 20;

    private FileContent() {
    }

    static ByteBuffer of(Path path) throws ProgramImageException {
        if (!Files.exists(path)) {
            throw ProgramImageException.unreadable(path, Code.MISSING, "There is no such file.");
        }
        if (!Files.isRegularFile(path)) {
            throw ProgramImageException.unreadable(path, Code.UNREADABLE,
                    Files.isDirectory(path) ? "This is a folder." : "This is not a regular file.");
        }
        try (FileChannel channel = FileChannel.open(path)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw ProgramImageException.unreadable(path, Code.TOO_LARGE, "The file has " + size + " bytes.");
            }
            return size > LARGEST_COPY
                    ? channel.map(FileChannel.MapMode.READ_ONLY, 0, size)
                    : ByteBuffer.wrap(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new ProgramImageException(Code.UNREADABLE, path + ": " + e.getMessage(), e);
        }
    }
}
