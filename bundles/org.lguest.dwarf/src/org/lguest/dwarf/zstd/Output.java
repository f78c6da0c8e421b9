/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.zstd;


import java.nio.ByteBuffer;
import java.util.Arrays;

/** What is decoded so far, which matches repeat parts of. It grows as it is written, to what was announced at most. */
final class Output {
    private final int most;
    private byte[] bytes;
    private int length;
    private int end;

    /**
     * @param expected how many bytes to make room for at once
     * @param most how many may be written in all
     */
    Output(int expected, int most) {
        this.most = most;
        this.bytes = new byte[Math.min(expected, most)];
        this.end = most;
    }

    int length() {
        return length;
    }

    /** All that was written. */
    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Sets how many more bytes may be written until this is called again. */
    void limit(int more) {
        end = (int) Math.min(most, (long) length + more);
    }

    /** @return false if they are too many */
    private boolean room(int count) {
        if (count > end - length) {
            return false;
        }
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(2L * bytes.length, (long) length + count)));
        }
        return true;
    }

    /** @return false if they are too many */
    boolean append(byte[] from, int at, int count) {
        if (!room(count)) {
            return false;
        }
        System.arraycopy(from, at, bytes, length, count);
        length += count;
        return true;
    }

    /** Takes the next bytes. @return false if they are too many */
    boolean append(ByteBuffer from, int count) {
        if (!room(count)) {
            return false;
        }
        from.get(bytes, length, count);
        length += count;
        return true;
    }

    /** @return false if they are too many */
    boolean fill(byte value, int count) {
        if (!room(count)) {
            return false;
        }
        Arrays.fill(bytes, length, length + count, value);
        length += count;
        return true;
    }

    /**
     * Repeats what was written before; what it writes itself, too, where it reaches that.
     *
     * @param back how many bytes before the end, from 1 to {@link #length}
     * @return false if they are too many
     */
    boolean repeat(int back, int count) {
        if (!room(count)) {
            return false;
        }
        int from = length - back;
        if (back >= count) {
            System.arraycopy(bytes, from, bytes, length, count);
        } else {
            for (int i = 0; i < count; i++) {
                bytes[length + i] = bytes[from + i];
            }
        }
        length += count;
        return true;
    }

    /** The checksum of what was written from there on. */
    long checksum(int from) {
        return XxHash64.of(bytes, from, length - from);
    }
}
