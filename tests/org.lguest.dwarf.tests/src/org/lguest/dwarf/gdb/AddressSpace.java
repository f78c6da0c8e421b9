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
import java.util.Optional;

import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.ProgramHeader;
import org.lguest.x86.memory.PhysicalMemory;

/** The pages of a program in our machine, and of what little kernel it has below them. */
final class AddressSpace {
    static final int PAGE = PhysicalMemory.PAGE;
    static final int DIRECTORY = 0x4000;
    static final int GDT = 0x1000;
    /** The first frame that is given to the program; below are the kernel's tables. */
    private static final int FIRST_FREE = 0x1_0000;
    private static final int FIRST_TABLE = 0x5000;
    private static final int USER = 4;

    private final PhysicalMemory memory;
    private int free = FIRST_FREE;

    AddressSpace(PhysicalMemory memory) {
        this.memory = memory;
        for (int page = 0; page < FIRST_FREE; page += PAGE) {
            map(page, page, 3);
        }
    }

    /** @return where the program's data ends, and its heap begins */
    int load(ElfFile program, byte[] content) {
        int programBreak = 0;
        for (ProgramHeader segment : program.segments()) {
            if (segment.type() == ProgramHeader.PT_LOAD) {
                int end = segment.virtualAddress() + (int) segment.memorySize();
                for (int page = segment.virtualAddress() & -PAGE; Integer.compareUnsigned(page, end) < 0; page += PAGE) {
                    fresh(page);
                }
                programBreak = end + PAGE - 1 & -PAGE;
            }
        }
        for (ProgramHeader segment : program.segments()) {
            if (segment.type() == ProgramHeader.PT_LOAD && segment.fileSize() > 0) {
                // Whole pages of the file, with what else is on them, but for zeros after the initialised data.
                int before = segment.virtualAddress() & PAGE - 1;
                int from = (int) segment.offset() - before;
                int end = (int) segment.offset() + (int) segment.fileSize();
                boolean isCleared = segment.memorySize() > segment.fileSize();
                int to = isCleared ? end : Math.min(content.length, end + PAGE - 1 & -PAGE);
                write(segment.virtualAddress() - before, Arrays.copyOfRange(content, from, to));
            }
        }
        return programBreak;
    }

    void descriptor(int selector, int low, int high) {
        memory.write32(GDT + (selector & 0xFFF8), low);
        memory.write32(GDT + (selector & 0xFFF8) + 4, high);
    }

    void map(int linear, int physical, int flags) {
        int entry = DIRECTORY + 4 * (linear >>> 22);
        if (memory.read32(entry) == 0) {
            int table = linear == 0 ? FIRST_TABLE : frame();
            memory.write32(entry, table | 7);
        }
        memory.write32((memory.read32(entry) & -PAGE) + 4 * (linear >>> 12 & 1023), physical | flags);
    }

    private int frame() {
        if (free + PAGE > memory.size()) {
            throw new IllegalStateException("the program needs more memory than there is");
        }
        free += PAGE;
        return free - PAGE;
    }

    /** Gives the program a page of zeros, if it has none there. */
    void fresh(int page) {
        if (physical(page).isEmpty()) {
            map(page, frame(), 7);
        }
    }

    private Optional<Integer> physical(int linear) {
        int directory = memory.read32(DIRECTORY + 4 * (linear >>> 22));
        int entry = directory == 0 ? 0 : memory.read32((directory & -PAGE) + 4 * (linear >>> 12 & 1023));
        return (entry & USER) == 0 ? Optional.empty() : Optional.of((entry & -PAGE) + (linear & PAGE - 1));
    }

    void write(int linear, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            memory.write8(physical(linear + i).orElseThrow(), bytes[i]);
        }
    }

    /** As many of the bytes as the program has. */
    byte[] bytes(int linear, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            Optional<Integer> at = physical(linear + i);
            if (at.isEmpty()) {
                return Arrays.copyOf(bytes, i);
            }
            bytes[i] = (byte) memory.read8(at.get());
        }
        return bytes;
    }

    int word(int linear) {
        return ByteBuffer.wrap(bytes(linear, 4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    /** Bytes to the next 0, at most so many. */
    byte[] string(int linear, int most) {
        byte[] text = bytes(linear, most);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return Arrays.copyOf(text, length);
    }

    String path(int linear) {
        return new String(string(linear, PAGE), StandardCharsets.ISO_8859_1);
    }
}
