/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The files that a program has written, in memory. There are no others: each run finds the same. */
final class Files {
    static final int NO_SUCH_FILE = -2;
    private static final int BAD_DESCRIPTOR = -9;
    private static final int EXISTS = -17;
    private static final int INVALID = -22;
    /** Of {@code open}: Linux's include/uapi/asm-generic/fcntl.h. */
    private static final int CREATE = 0x40;
    private static final int EXCLUSIVE = 0x80;
    private static final int TRUNCATE = 0x200;
    private static final int APPEND = 0x400;
    private static final int FIRST = 3;

    private final Map<String, byte[][]> byPath = new HashMap<>();
    private final Map<Integer, Opened> opened = new HashMap<>();

    /** A file as a descriptor has it. */
    private static final class Opened {
        /** The one element is what is in it, which all that have opened it share. */
        private final byte[][] content;
        private final boolean isAppending;
        private int position;

        Opened(byte[][] content, boolean isAppending) {
            this.content = content;
            this.isAppending = isAppending;
        }
    }

    boolean has(int descriptor) {
        return opened.containsKey(descriptor);
    }

    /** @return the lowest descriptor that is free, or an error */
    int open(String path, int flags) {
        byte[][] content = byPath.get(path);
        if (content == null && (flags & CREATE) == 0) {
            return NO_SUCH_FILE;
        }
        if (content != null && (flags & CREATE) != 0 && (flags & EXCLUSIVE) != 0) {
            return EXISTS;
        }
        if (content == null) {
            content = new byte[1][0];
            byPath.put(path, content);
        } else if ((flags & TRUNCATE) != 0) {
            content[0] = new byte[0];
        }
        int descriptor = FIRST;
        while (has(descriptor)) {
            descriptor++;
        }
        opened.put(descriptor, new Opened(content, (flags & APPEND) != 0));
        return descriptor;
    }

    int close(int descriptor) {
        return opened.remove(descriptor) == null && descriptor >= FIRST ? BAD_DESCRIPTOR : 0;
    }

    int unlink(String path) {
        return byPath.remove(path) == null ? NO_SUCH_FILE : 0;
    }

    /** What is next in an open file, at most so much. */
    byte[] read(int descriptor, int most) {
        Opened file = opened.get(descriptor);
        int from = Math.min(file.position, size(descriptor));
        int to = (int) Math.min(from + Integer.toUnsignedLong(most), size(descriptor));
        file.position = to;
        return Arrays.copyOfRange(file.content[0], from, to);
    }

    int write(int descriptor, byte[] bytes) {
        Opened file = opened.get(descriptor);
        int at = file.isAppending ? size(descriptor) : file.position;
        byte[] content = Arrays.copyOf(file.content[0], Math.max(size(descriptor), at + bytes.length));
        System.arraycopy(bytes, 0, content, at, bytes.length);
        file.content[0] = content;
        file.position = at + bytes.length;
        return bytes.length;
    }

    /** @param whence 0 from the beginning, 1 from where it stands, 2 from the end */
    int seek(int descriptor, int offset, int whence) {
        Opened file = opened.get(descriptor);
        int to = offset + (whence == 0 ? 0 : whence == 1 ? file.position : size(descriptor));
        if (to < 0) {
            return INVALID;
        }
        file.position = to;
        return to;
    }

    int size(int descriptor) {
        return opened.get(descriptor).content[0].length;
    }
}
