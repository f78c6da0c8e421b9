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

import java.util.OptionalInt;

import org.lguest.x86.ProcessorException;
import org.lguest.x86.Vector;

/**
 * The walk through page directory and page table (SDM volume 3, chapter 4.3): pages of 4 KiB and, with CR4.PSE, of
 * 4 MiB, whose reserved bits must be 0; A and D bits, write protection, user and supervisor. There is no PAE and no
 * PSE-36. Nothing is cached here.
 */
public final class Paging {

    private static final int PRESENT = 0x01;
    private static final int WRITABLE = 0x02;
    private static final int USER = 0x04;
    private static final int ACCESSED = 0x20;
    private static final int DIRTY = 0x40;
    private static final int LARGE = 0x80;
    private static final int GLOBAL = 0x100;
    private static final int FRAME = ~0xFFF;
    private static final int LARGE_FRAME = ~0x3F_FFFF;
    /** Between the flags and the frame of a 4 MiB page; bit 12 is the PAT's, and reserved without one. */
    private static final int LARGE_RESERVED = 0x3F_F000;

    private static final int FAULT_PRESENT = 1;
    private static final int FAULT_WRITE = 2;
    private static final int FAULT_USER = 4;
    private static final int FAULT_RESERVED = 8;

    private final PhysicalMemory memory;
    private boolean enabled;
    private boolean writeProtect;
    private boolean largePages;
    private boolean globalPages;
    private boolean large;
    private boolean global;
    private int directory;
    private int faultAddress;

    /** Page tables in {@code memory}; paging is off. */
    public Paging(PhysicalMemory memory) {
        this.memory = memory;
    }

    /** CR0.PG and CR0.WP. */
    public void enable(boolean enabled, boolean writeProtect) {
        this.enabled = enabled;
        this.writeProtect = writeProtect;
    }

    /** CR4.PSE and CR4.PGE. */
    public void extend(boolean largePages, boolean globalPages) {
        this.largePages = largePages;
        this.globalPages = globalPages;
    }

    /** Whether the last {@link #translate} found a 4 MiB page. */
    public boolean isLarge() {
        return large;
    }

    /** Whether the last {@link #translate} found a page that outlives a change of CR3. */
    public boolean isGlobal() {
        return global;
    }

    /** CR3. */
    public int directory() {
        return directory;
    }

    /** Sets CR3. */
    public void setDirectory(int directory) {
        this.directory = directory;
    }

    /** CR2: the linear address of the last page fault. */
    public int faultAddress() {
        return faultAddress;
    }

    /** Sets CR2. */
    public void setFaultAddress(int linear) {
        faultAddress = linear;
    }

    /**
     * Translates one address for an access, setting A and D as it does so.
     *
     * @throws ProcessorException #PF; CR2 is set
     */
    public int translate(int linear, boolean write, boolean user) {
        large = false;
        global = false;
        if (!enabled) {
            return linear;
        }
        int access = (write ? FAULT_WRITE : 0) | (user ? FAULT_USER : 0);
        int directoryAddress = (directory & FRAME) + (linear >>> 22 << 2);
        int directoryEntry = memory.read32(directoryAddress);
        if ((directoryEntry & PRESENT) == 0) {
            throw fault(linear, access);
        }
        if (largePages && (directoryEntry & LARGE) != 0) {
            return translateLarge(linear, access, directoryAddress, directoryEntry);
        }
        int tableAddress = (directoryEntry & FRAME) + (linear >>> 10 & 0xFFC);
        int tableEntry = memory.read32(tableAddress);
        if ((tableEntry & PRESENT) == 0) {
            throw fault(linear, access);
        }
        check(linear, access, directoryEntry & tableEntry);
        if ((directoryEntry & ACCESSED) == 0) {
            memory.write32(directoryAddress, directoryEntry | ACCESSED);
        }
        use(tableAddress, tableEntry, write);
        return tableEntry & FRAME | linear & ~FRAME;
    }

    private int translateLarge(int linear, int access, int address, int entry) {
        if ((entry & LARGE_RESERVED) != 0) {
            throw fault(linear, access | FAULT_PRESENT | FAULT_RESERVED);
        }
        check(linear, access, entry);
        use(address, entry, (access & FAULT_WRITE) != 0);
        large = true;
        return entry & LARGE_FRAME | linear & ~LARGE_FRAME;
    }

    private void check(int linear, int access, int rights) {
        boolean user = (access & FAULT_USER) != 0;
        if (user && (rights & USER) == 0
                || (access & FAULT_WRITE) != 0 && (rights & WRITABLE) == 0 && (user || writeProtect)) {
            throw fault(linear, access | FAULT_PRESENT);
        }
    }

    /** Sets A and D in the entry that maps the page. */
    private void use(int address, int entry, boolean write) {
        int used = ACCESSED | (write ? DIRTY : 0);
        if ((entry & used) != used) {
            memory.write32(address, entry | used);
        }
        global = globalPages && (entry & GLOBAL) != 0;
    }

    /** Translates without a trace: no fault, no permission, no A or D bit. */
    public OptionalInt probe(int linear) {
        if (!enabled) {
            return OptionalInt.of(linear);
        }
        int directoryEntry = memory.read32((directory & FRAME) + (linear >>> 22 << 2));
        if ((directoryEntry & PRESENT) == 0) {
            return OptionalInt.empty();
        }
        if (largePages && (directoryEntry & LARGE) != 0) {
            return OptionalInt.of(directoryEntry & LARGE_FRAME | linear & ~LARGE_FRAME);
        }
        int tableEntry = memory.read32((directoryEntry & FRAME) + (linear >>> 10 & 0xFFC));
        return (tableEntry & PRESENT) == 0 ? OptionalInt.empty()
                : OptionalInt.of(tableEntry & FRAME | linear & ~FRAME);
    }

    private ProcessorException fault(int linear, int errorCode) {
        faultAddress = linear;
        return ProcessorException.of(Vector.PAGE_FAULT, errorCode);
    }
}
