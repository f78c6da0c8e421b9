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
 * The walk through page directory and page table (SDM volume 3, chapter 4.3): 4 KiB pages, A and D bits, write
 * protection, user and supervisor. There are no 4 MiB pages (CR4.PSE is 0, so PS is ignored), no global pages, no
 * PAE. Nothing is cached here.
 */
public final class Paging {

    private static final int PRESENT = 0x01;
    private static final int WRITABLE = 0x02;
    private static final int USER = 0x04;
    private static final int ACCESSED = 0x20;
    private static final int DIRTY = 0x40;
    private static final int FRAME = ~0xFFF;

    private static final int FAULT_PRESENT = 1;
    private static final int FAULT_WRITE = 2;
    private static final int FAULT_USER = 4;

    private final PhysicalMemory memory;
    private boolean enabled;
    private boolean writeProtect;
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
        if (!enabled) {
            return linear;
        }
        int access = (write ? FAULT_WRITE : 0) | (user ? FAULT_USER : 0);
        int directoryAddress = (directory & FRAME) + (linear >>> 22 << 2);
        int directoryEntry = memory.read32(directoryAddress);
        if ((directoryEntry & PRESENT) == 0) {
            throw fault(linear, access);
        }
        int tableAddress = (directoryEntry & FRAME) + (linear >>> 10 & 0xFFC);
        int tableEntry = memory.read32(tableAddress);
        if ((tableEntry & PRESENT) == 0) {
            throw fault(linear, access);
        }
        int rights = directoryEntry & tableEntry;
        if (user && (rights & USER) == 0 || write && (rights & WRITABLE) == 0 && (user || writeProtect)) {
            throw fault(linear, access | FAULT_PRESENT);
        }
        if ((directoryEntry & ACCESSED) == 0) {
            memory.write32(directoryAddress, directoryEntry | ACCESSED);
        }
        int used = ACCESSED | (write ? DIRTY : 0);
        if ((tableEntry & used) != used) {
            memory.write32(tableAddress, tableEntry | used);
        }
        return tableEntry & FRAME | linear & ~FRAME;
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
        int tableEntry = memory.read32((directoryEntry & FRAME) + (linear >>> 10 & 0xFFC));
        return (tableEntry & PRESENT) == 0 ? OptionalInt.empty()
                : OptionalInt.of(tableEntry & FRAME | linear & ~FRAME);
    }

    private ProcessorException fault(int linear, int errorCode) {
        faultAddress = linear;
        return ProcessorException.of(Vector.PAGE_FAULT, errorCode);
    }
}
