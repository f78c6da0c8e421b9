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

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.lguest.hypervisor.guest.Era;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * What a kernel finds in memory beside itself: the boot page at 0, the command line behind it, and at the top the
 * initrd. Below that a kernel of 2.6.23 has its first page tables, which map all memory at its offset and nothing else;
 * one of 4.x makes its own.
 *
 * @param era        of the kernel
 * @param bytes      of guest memory
 * @param initrd     to load at the top
 * @param pageOffset of the kernel
 * @param alignment  to a multiple of how many bytes a kernel that unpacks itself settles
 */
record BootMemory(Era era, int bytes, Optional<byte[]> initrd, int pageOffset, int alignment) {

    /** What lguest's Launcher has it settle at. */
    static final int LGUESTS_ALIGNMENT = 16 << 20;

    /** Bytes at the bottom that are not the image's. */
    static final int RESERVED = 8192;
    /** What a kernel of 2.6.23 takes of a command line, without the NUL. */
    static final int COMMAND_LINE = 255;

    private static final int PAGE = PhysicalMemory.PAGE;
    private static final int ENTRIES = 1024;
    /** P, RW, US. */
    private static final int PRESENT = 7;

    private static final int E820_COUNT = 0x1E8;
    private static final int PROTOCOL_VERSION = 0x206;
    private static final int PROTOCOL_WITH_SUBARCHITECTURE = 0x207;
    private static final int LOADER_TYPE = 0x210;
    private static final int LOAD_FLAGS = 0x211;
    private static final int KEEP_SEGMENTS = 0x40;
    private static final int INITRD_ADDRESS = 0x218;
    private static final int INITRD_SIZE = 0x21C;
    private static final int COMMAND_LINE_POINTER = 0x228;
    private static final int KERNEL_ALIGNMENT = 0x230;
    private static final int SUBARCHITECTURE = 0x23C;
    private static final int E820_MAP = 0x2D0;
    private static final int E820_RAM = 1;
    private static final int UNKNOWN_LOADER = 0xFF;

    /** Every argument is followed by a space, the last one too. */
    static String commandLine(String arguments) {
        String words = String.join(" ", arguments.trim().split("\\s+"));
        return words.isEmpty() ? "" : words + ' ';
    }

    private int initrdBytes() {
        return initrd.map(data -> (data.length + PAGE - 1) / PAGE * PAGE).orElse(0);
    }

    private int mappedPages() {
        long reachable = (1L << 32) - Integer.toUnsignedLong(pageOffset);
        return (int) (Math.min(bytes, reachable) / PAGE);
    }

    /** Guest-physical address of the first page directory; 0 if the guest starts without. */
    int pageDirectory() {
        return era.paging().linearStart() ? 0 : bytes - initrdBytes() - PAGE;
    }

    /**
     * Where the page tables begin, or the initrd: the image may take what is below. Negative if there is too little.
     */
    int top() {
        return era.paging().linearStart() ? bytes - initrdBytes()
                : pageDirectory() - (mappedPages() + ENTRIES - 1) / ENTRIES * PAGE;
    }

    void write(PhysicalMemory memory, String arguments) {
        if (era.paging().linearStart()) {
            memory.write16(PROTOCOL_VERSION, PROTOCOL_WITH_SUBARCHITECTURE);
            memory.write8(LOAD_FLAGS, KEEP_SEGMENTS);
            memory.write32(KERNEL_ALIGNMENT, alignment);
        } else {
            writePageTables(memory);
        }
        writeBootPage(memory, arguments);
        initrd.ifPresent(data -> memory.write(bytes - initrdBytes(), data, 0, data.length));
    }

    private void writePageTables(PhysicalMemory memory) {
        for (int page = 0; page < mappedPages(); page++) {
            memory.write32(top() + 4 * page, page * PAGE | PRESENT);
        }
        for (int table = 0; table * ENTRIES < mappedPages(); table++) {
            memory.write32(pageDirectory() + 4 * ((pageOffset >>> 22) + table), top() + table * PAGE | PRESENT);
        }
    }

    private void writeBootPage(PhysicalMemory memory, String arguments) {
        memory.write8(E820_COUNT, 1);
        memory.write32(E820_MAP, 0);
        memory.write32(E820_MAP + 4, 0);
        memory.write32(E820_MAP + 8, bytes);
        memory.write32(E820_MAP + 12, 0);
        memory.write32(E820_MAP + 16, E820_RAM);
        byte[] line = commandLine(arguments).getBytes(StandardCharsets.UTF_8);
        memory.write(PAGE, line, 0, line.length);
        memory.write32(COMMAND_LINE_POINTER, PAGE);
        initrd.ifPresent(data -> {
            memory.write32(INITRD_ADDRESS, bytes - initrdBytes());
            memory.write32(INITRD_SIZE, initrdBytes());
            memory.write8(LOADER_TYPE, UNKNOWN_LOADER);
        });
        memory.write32(SUBARCHITECTURE, 1);
    }
}
