/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.memory;

import java.util.Arrays;

/**
 * The software TLB: for reads and writes, by user and by supervisor, one {@code long} a page. Its low half holds
 * linear page and generation, its high half what must be added to the linear address to get the index in RAM. An
 * entry is there only for what needs no further look: permission given, A and D set, RAM behind it, no watched byte
 * on the page, and for writes no decoded code.
 *
 * <p>The compare {@code (int) entry == (linear & mask | tag)}, where {@code mask} keeps the page number and the bits
 * that alignment forbids, answers all that at once. Flushing is one increment: ten bits of generation between page
 * number and alignment make old entries strangers.
 */
public final class Tlb {

    /** Entries of each array; a power of two. */
    public static final int ENTRIES = 1024;

    /** More global pages than these are forgotten with the others, as a processor may forget any. */
    private static final int GLOBALS = 512;
    private static final int GENERATION_STEP = 4;
    private static final int GENERATION_END = 1 << 12;

    private final long[] readUser = new long[ENTRIES];
    private final long[] readSupervisor = new long[ENTRIES];
    private final long[] writeUser = new long[ENTRIES];
    private final long[] writeSupervisor = new long[ENTRIES];
    private int tag = GENERATION_STEP;

    /** Pages entered as global since the last flush of everything, and how many. */
    private final int[] globals = new int[GLOBALS];
    private int globalCount;
    /** A piece of a 4 MiB page has been entered since then. */
    private boolean large;

    /** The entries for reads. */
    public long[] reads(boolean user) {
        return user ? readUser : readSupervisor;
    }

    /** The entries for writes. */
    public long[] writes(boolean user) {
        return user ? writeUser : writeSupervisor;
    }

    /** Generation as it stands in valid entries. */
    public int tag() {
        return tag;
    }

    /** Forgets everything. */
    public void flush() {
        globalCount = 0;
        large = false;
        nextGeneration();
    }

    /** Forgets everything but global pages: CR3 has been loaded. */
    public void flushLocal() {
        int before = tag;
        nextGeneration();
        for (int i = 0; i < globalCount; i++) {
            keep(readUser, globals[i], before);
            keep(readSupervisor, globals[i], before);
            keep(writeUser, globals[i], before);
            keep(writeSupervisor, globals[i], before);
        }
    }

    private void keep(long[] entries, int page, int before) {
        long entry = entries[index(page)];
        if ((int) entry == (page | before)) {
            entries[index(page)] = entry & ~0xFFFF_FFFFL | (page | tag) & 0xFFFF_FFFFL;
        }
    }

    private void nextGeneration() {
        tag += GENERATION_STEP;
        if (tag == GENERATION_END) {
            tag = GENERATION_STEP;
            Arrays.fill(readUser, 0);
            Arrays.fill(readSupervisor, 0);
            Arrays.fill(writeUser, 0);
            Arrays.fill(writeSupervisor, 0);
        }
    }

    /** INVLPG: forgets one page; everything, if it might be a large one. */
    public void invalidate(int linear) {
        if (large) {
            flush();
        } else {
            evict(linear);
        }
    }

    /** Forgets 4 KiB. */
    public void evict(int linear) {
        int i = index(linear);
        readUser[i] = 0;
        readSupervisor[i] = 0;
        writeUser[i] = 0;
        writeSupervisor[i] = 0;
    }

    /** Sends writes to a physical page the slow way: code has been decoded there. */
    public void evictWrites(int physicalPage) {
        evict(writeUser, physicalPage);
        evict(writeSupervisor, physicalPage);
    }

    /** Sends all accesses to a physical page the slow way: it has come to be watched. */
    public void evictPhysical(int physicalPage) {
        evict(readUser, physicalPage);
        evict(readSupervisor, physicalPage);
        evict(writeUser, physicalPage);
        evict(writeSupervisor, physicalPage);
    }

    private static void evict(long[] entries, int physicalPage) {
        for (int i = 0; i < ENTRIES; i++) {
            if (physical(entries[i]) == physicalPage) {
                entries[i] = 0;
            }
        }
    }

    /** Notes of a page that is about to be entered what kind it is. */
    public void note(int linear, boolean isLarge, boolean isGlobal) {
        large |= isLarge;
        if (isGlobal && globalCount < GLOBALS) {
            globals[globalCount++] = linear & ~0xFFF;
        }
    }

    /** Enters a page in one of the arrays. */
    public void enter(long[] entries, int linear, int physical) {
        int page = linear & ~0xFFF;
        entries[index(linear)] = (long) ((physical & ~0xFFF) - page) << 32 | (page | tag) & 0xFFFF_FFFFL;
    }

    /** Where a linear address stands in each array. */
    public static int index(int linear) {
        return linear >>> 12 & ENTRIES - 1;
    }

    private static int physical(long entry) {
        return ((int) entry & ~0xFFF) + (int) (entry >>> 32) >>> 12;
    }
}
