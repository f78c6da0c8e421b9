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
import org.lguest.x86.debug.AccessKind;
import org.lguest.x86.debug.DebugUnit;

/**
 * Memory by linear address, through the page tables in CR3, as ring 0 sees it: how the Host and the debugger reach
 * it. The reads and writes are accesses like any other: they fault, set A and D, and pass the debug unit, so that a
 * debug register left armed while the Host runs is the Host's death and not a silent difference. The probing forms
 * leave no trace.
 */
public final class LinearMemory {

    private final PhysicalMemory memory;
    private final Paging paging;
    private final DebugUnit debugUnit;

    /** Memory through these page tables and this debug unit. */
    public LinearMemory(PhysicalMemory memory, Paging paging, DebugUnit debugUnit) {
        this.memory = memory;
        this.paging = paging;
        this.debugUnit = debugUnit;
    }

    /**
     * Reads a byte.
     *
     * @throws ProcessorException #PF (CR2 is set), or #DB when a loaded debug register matches
     */
    public int read8(int linear) {
        return read(linear, 1);
    }

    /** Reads a word; as {@link #read8}. */
    public int read16(int linear) {
        return read(linear, 2);
    }

    /** Reads a dword; as {@link #read8}. */
    public int read32(int linear) {
        return read(linear, 4);
    }

    /** Writes a byte; as {@link #read8}. */
    public void write8(int linear, int value) {
        write(linear, 1, value);
    }

    /** Writes a word; as {@link #read8}. */
    public void write16(int linear, int value) {
        write(linear, 2, value);
    }

    /** Writes a dword; as {@link #read8}. */
    public void write32(int linear, int value) {
        write(linear, 4, value);
    }

    /** Reads a byte without a fault, a match or an A bit; empty where nothing is mapped. */
    public OptionalInt probe8(int linear) {
        OptionalInt physical = paging.probe(linear);
        return physical.isPresent() ? OptionalInt.of(memory.read8(physical.getAsInt())) : physical;
    }

    /** Reads a dword as {@link #probe8} does. */
    public OptionalInt probe32(int linear) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            OptionalInt b = probe8(linear + i);
            if (b.isEmpty()) {
                return b;
            }
            value |= b.getAsInt() << 8 * i;
        }
        return OptionalInt.of(value);
    }

    /**
     * Writes a byte without a fault, a match, an A or D bit, and whatever the protection says.
     *
     * @return false where nothing is mapped
     */
    public boolean poke8(int linear, int value) {
        OptionalInt physical = paging.probe(linear);
        physical.ifPresent(address -> memory.write8(address, value));
        return physical.isPresent();
    }

    /** The physical address that a linear one is mapped to; empty where nothing is. */
    public OptionalInt translate(int linear) {
        return paging.probe(linear);
    }

    private int read(int linear, int size) {
        if ((linear & 0xFFF) + size <= PhysicalMemory.PAGE) {
            int physical = paging.translate(linear, false, false);
            match(linear, size, physical, size, AccessKind.READ);
            return switch (size) {
                case 1 -> memory.read8(physical);
                case 2 -> memory.read16(physical);
                default -> memory.read32(physical);
            };
        }
        int last = paging.translate(linear + size - 1, false, false);
        int first = paging.translate(linear, false, false);
        match(linear, size, first, PhysicalMemory.PAGE - (linear & 0xFFF), AccessKind.READ);
        matchRest(linear, size, last, AccessKind.READ);
        int value = 0;
        for (int i = 0; i < size; i++) {
            value |= memory.read8(at(first, last, linear, i, size)) << 8 * i;
        }
        return value;
    }

    private void write(int linear, int size, int value) {
        if ((linear & 0xFFF) + size <= PhysicalMemory.PAGE) {
            int physical = paging.translate(linear, true, false);
            match(linear, size, physical, size, AccessKind.WRITE);
            switch (size) {
                case 1 -> memory.write8(physical, value);
                case 2 -> memory.write16(physical, value);
                default -> memory.write32(physical, value);
            }
            return;
        }
        int last = paging.translate(linear + size - 1, true, false);
        int first = paging.translate(linear, true, false);
        match(linear, size, first, PhysicalMemory.PAGE - (linear & 0xFFF), AccessKind.WRITE);
        matchRest(linear, size, last, AccessKind.WRITE);
        for (int i = 0; i < size; i++) {
            memory.write8(at(first, last, linear, i, size), value >>> 8 * i);
        }
    }

    /** Physical address of byte {@code i}, which may stand on the second of two pages. */
    private static int at(int first, int last, int linear, int i, int size) {
        return (linear & 0xFFF) + i < PhysicalMemory.PAGE ? first + i : last - (size - 1 - i);
    }

    /** @param onFirst bytes of it that lie from the physical address on */
    private void match(int linear, int size, int physical, int onFirst, AccessKind kind) {
        if (debugUnit.dataArmed() && (debugUnit.accesses(linear, size, kind)
                | debugUnit.accessesPhysical(physical, onFirst, kind))) {
            raise();
        }
    }

    /** The bytes on the second page. */
    private void matchRest(int linear, int size, int last, AccessKind kind) {
        int rest = (linear & 0xFFF) + size - PhysicalMemory.PAGE;
        if (debugUnit.dataArmed() && debugUnit.accessesPhysical(last & ~0xFFF, rest, kind)) {
            raise();
        }
    }

    private void raise() {
        debugUnit.trap(false);
        throw ProcessorException.of(Vector.DEBUG);
    }
}
