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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Of Linux what small programs ask for: memory, files that they write themselves, and to be ended. */
final class SystemCalls {
    private static final int NO_SUCH_CALL = -38;
    private static final int NO_MEMORY = -12;
    private static final int NO_TERMINAL = -25;
    private static final int NO_SEEKING = -29;
    static final int STACK_LIMIT = 8 << 20;
    /** The mode of {@code /dev/null}, that of a file, and the size of the blocks that they want. */
    private static final int CHARACTER_DEVICE = 0x21B6;
    private static final int REGULAR_FILE = 0x81A4;
    private static final int BLOCK_SIZE = 4096;
    private static final int MMAP_END = 0xF000_0000;
    private static final int PAGE = AddressSpace.PAGE;
    private static final int THREAD_LOCAL = 0x63;
    private static final int THREAD = 1;

    private final AddressSpace space;
    private final Files files = new Files();
    /** Where the kernel has put the pointers to the program's arguments. */
    private final int arguments;
    private final Set<Integer> handled = new HashSet<>();
    private int programBreak;
    private int mapped = MMAP_END;
    private boolean hasEnded;
    private boolean isSignalled;
    private byte[] statusOfNothing = statusOfNothing();

    /**
     * @param programBreak where the heap begins
     * @param arguments where the pointers to the program's arguments are
     */
    SystemCalls(AddressSpace space, int programBreak, int arguments) {
        this.space = space;
        this.programBreak = programBreak;
        this.arguments = arguments;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    /** Whether the program has sent itself a signal that ends it, as it does in {@code abort}. */
    boolean isSignalled() {
        return isSignalled;
    }

    /**
     * Numbers of arch/x86/entry/syscalls/syscall_32.tbl.
     *
     * @param asked ebx, ecx, edx, esi and edi
     * @return what is then in eax
     */
    int call(int number, int[] asked) {
        int first = asked[0];
        int second = asked[1];
        int third = asked[2];
        return switch (number) {
            case 1, 252 -> {
                hasEnded = true;
                yield 0;
            }
            case 3 -> files.has(first) ? read(first, second, third) : 0;
            case 4 -> files.has(first) ? files.write(first, space.bytes(second, third)) : third;
            case 5 -> files.open(space.path(first), second);
            case 6 -> files.close(first);
            case 10 -> files.unlink(space.path(first));
            case 20, 224, 258 -> THREAD;
            case 45 -> breakAt(first);
            case 54 -> NO_TERMINAL;
            case 85 -> link(second, third);
            case 122 -> name(first);
            case 140 -> seek(asked);
            case 146 -> writeAll(first, second, third);
            case 174 -> action(first, second);
            case 191 -> {
                space.write(second, words(STACK_LIMIT, -1));
                yield 0;
            }
            case 192 -> anonymous(second);
            case 243 -> threadLocal(first);
            case 270 -> signal(third);
            case 295 -> files.open(space.path(second), third);
            case 355 -> {
                space.write(first, new byte[second]);
                yield second;
            }
            case 383 -> status(first, asked[4]);
            // What changes nothing that a program of its own thread sees: masks, protection, unmapping, robust lists.
            case 91, 125, 175, 311 -> 0;
            default -> NO_SUCH_CALL;
        };
    }

    private static byte[] words(int... words) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(words).forEach(bytes::putInt);
        return bytes.array();
    }

    private int read(int descriptor, int buffer, int most) {
        byte[] bytes = files.read(descriptor, most);
        space.write(buffer, bytes);
        return bytes.length;
    }

    /** An array of {@code struct iovec}. */
    private int writeAll(int descriptor, int vector, int count) {
        int all = 0;
        for (int i = 0; i < count; i++) {
            int length = space.word(vector + 8 * i + 4);
            all += length;
            if (files.has(descriptor)) {
                files.write(descriptor, space.bytes(space.word(vector + 8 * i), length));
            }
        }
        return all;
    }

    /** {@code _llseek}: descriptor, two halves of the offset, where the result goes, whence. */
    private int seek(int[] asked) {
        if (!files.has(asked[0])) {
            return NO_SEEKING;
        }
        int position = files.seek(asked[0], asked[2], asked[4]);
        if (position < 0) {
            return position;
        }
        space.write(asked[3], words(position, 0));
        return 0;
    }

    private int name(int buffer) {
        space.write(buffer, new byte[6 * 65]);
        space.write(buffer, "Linux".getBytes(StandardCharsets.US_ASCII));
        space.write(buffer + 2 * 65, "6.1.0".getBytes(StandardCharsets.US_ASCII));
        return 0;
    }

    /** {@code /proc/self/exe}, which is the one link that a C library follows: the program was started by its path. */
    private int link(int buffer, int size) {
        byte[] path = space.string(space.word(arguments), size);
        space.write(buffer, path);
        return path.length == 0 ? Files.NO_SUCH_FILE : path.length;
    }

    /** @param status a kernel's {@code struct statx} of {@code /dev/null}, of which a C library leaves some behind */
    void setStatusOfNothing(byte[] status) {
        statusOfNothing = status;
    }

    /** The same, where input comes from and output goes to, without times and where it is kept. */
    private static byte[] statusOfNothing() {
        return statx(CHARACTER_DEVICE, 0).putInt(128, 1).putInt(132, 3).array();
    }

    private static ByteBuffer statx(int mode, long size) {
        ByteBuffer status = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        return status.putInt(0, 0x7FF).putInt(4, BLOCK_SIZE).putInt(16, 1).putShort(28, (short) mode).putLong(40, size);
    }

    private int status(int descriptor, int buffer) {
        boolean isFile = files.has(descriptor);
        space.write(buffer, isFile ? statx(REGULAR_FILE, files.size(descriptor)).array() : statusOfNothing);
        return 0;
    }

    /** {@code rt_sigaction}; 0 is what the kernel does by itself. */
    private int action(int signal, int description) {
        if (description != 0) {
            if (space.word(description) == 0) {
                handled.remove(signal);
            } else {
                handled.add(signal);
            }
        }
        return 0;
    }

    private int signal(int signal) {
        if (handled.contains(signal)) {
            throw new IllegalStateException("it has a handler for signal " + signal + ", which is not run here");
        }
        isSignalled = true;
        return 0;
    }

    private int breakAt(int wanted) {
        if (Integer.compareUnsigned(wanted, programBreak) > 0) {
            for (int page = programBreak & -PAGE; Integer.compareUnsigned(page, wanted) < 0; page += PAGE) {
                space.fresh(page);
            }
            programBreak = wanted;
        }
        return programBreak;
    }

    private int anonymous(int length) {
        if (length <= 0 || length > 32 << 20) {
            return NO_MEMORY;
        }
        mapped -= length + PAGE - 1 & -PAGE;
        for (int page = mapped; page - mapped < length; page += PAGE) {
            space.fresh(page);
        }
        return mapped;
    }

    /** The kernel's {@code struct user_desc}: entry, base, limit, flags. */
    private int threadLocal(int description) {
        int base = space.word(description + 4);
        space.descriptor(THREAD_LOCAL, base << 16 | 0xFFFF, base & 0xFF00_0000 | 0x00CF_F300 | base >>> 16 & 0xFF);
        space.write(description, words(THREAD_LOCAL >> 3));
        return 0;
    }
}
