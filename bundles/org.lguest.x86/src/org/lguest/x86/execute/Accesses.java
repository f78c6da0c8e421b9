/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.execute;

import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

import org.lguest.x86.Eflags;
import org.lguest.x86.ProcessorException;
import org.lguest.x86.Vector;
import org.lguest.x86.debug.AccessKind;
import org.lguest.x86.debug.DebugUnit;
import org.lguest.x86.memory.Paging;
import org.lguest.x86.memory.PhysicalMemory;
import org.lguest.x86.memory.Tlb;
import org.lguest.x86.segment.Descriptor;
import org.lguest.x86.segment.SegmentRegister;
import org.lguest.x86.segment.Segments;
import org.lguest.x86.segment.SystemMemory;
import org.lguest.x86.x87.X87Unit;

/**
 * How instructions reach memory. Linear accesses try the TLB, inline; what is not there (unaligned, page-crossing,
 * watched, code, not mapped) goes the slow way, which translates every byte before it touches one, so that a fault
 * leaves nothing half done. Segmented accesses check first and then do the same. What is not aligned goes the slow
 * way too, and so #AC costs nothing where it does not apply.
 */
abstract class Accesses extends State implements SystemMemory {

    private static final int PAGE_MASK = 0xFFFF_F000;

    final PhysicalMemory memory;
    final byte[] ram;
    public final Paging paging;
    final Tlb tlb;
    public final Segments segments;
    public final DebugUnit debug = new DebugUnit();
    public final X87Unit x87 = new X87Unit();

    /** Instructions of the block under way that may still run: 0 stops after the one under way. */
    int limit;

    private final IntUnaryOperator untraced = this::readUntraced;

    private long[] reads;
    private long[] writes;
    private int tag;
    private boolean user;
    private boolean alignmentMask;

    /** The read-modify-write under way: its place in RAM, or -1 and its linear address. */
    private int updateAt;
    private int updateLinear;

    Accesses(PhysicalMemory memory) {
        this.memory = memory;
        ram = memory.ram();
        paging = new Paging(memory);
        tlb = new Tlb();
        segments = new Segments(this);
        reads = tlb.reads(false);
        writes = tlb.writes(false);
        tag = tlb.tag();
    }

    /** To be called when the CPL has changed. */
    final void selectTlb() {
        user = segments.cpl() == 3;
        reads = tlb.reads(user);
        writes = tlb.writes(user);
    }

    final void flushTlb() {
        tlb.flush();
        tag = tlb.tag();
    }

    /** A load of CR3: global pages stay. */
    final void flushLocalTlb() {
        tlb.flushLocal();
        tag = tlb.tag();
    }

    final void invalidateTlb(int linear) {
        tlb.invalidate(linear);
        tag = tlb.tag();
    }

    /** CR0.AM. */
    final void setAlignmentMask(boolean set) {
        alignmentMask = set;
    }

    /** Whether programs must align their operands now (SDM volume 3, 2.5, CR0.AM). */
    final boolean checksAlignment() {
        return alignmentMask && user && (control & Eflags.AC) != 0;
    }

    /** #AC unless this address, of an access of its own, is a multiple of {@code to}, a power of two. */
    final void align(int linear, int to) {
        if ((linear & to - 1) != 0 && checksAlignment()) {
            throw ProcessorException.of(Vector.ALIGNMENT_CHECK);
        }
    }

    final int load8(int linear) {
        long entry = reads[linear >>> 12 & Tlb.ENTRIES - 1];
        if ((int) entry == (linear & PAGE_MASK | tag)) {
            return ram[linear + (int) (entry >>> 32)] & 0xFF;
        }
        return loadSlowly(linear, 1);
    }

    final int load16(int linear) {
        long entry = reads[linear >>> 12 & Tlb.ENTRIES - 1];
        if ((int) entry == (linear & (PAGE_MASK | 1) | tag)) {
            return (short) PhysicalMemory.SHORT.get(ram, linear + (int) (entry >>> 32)) & 0xFFFF;
        }
        return loadSlowly(linear, 2);
    }

    final int load32(int linear) {
        long entry = reads[linear >>> 12 & Tlb.ENTRIES - 1];
        if ((int) entry == (linear & (PAGE_MASK | 3) | tag)) {
            return (int) PhysicalMemory.INT.get(ram, linear + (int) (entry >>> 32));
        }
        return loadSlowly(linear, 4);
    }

    final void store8(int linear, int value) {
        long entry = writes[linear >>> 12 & Tlb.ENTRIES - 1];
        if ((int) entry == (linear & PAGE_MASK | tag)) {
            ram[linear + (int) (entry >>> 32)] = (byte) value;
        } else {
            storeSlowly(linear, 1, value);
        }
    }

    final void store16(int linear, int value) {
        long entry = writes[linear >>> 12 & Tlb.ENTRIES - 1];
        if ((int) entry == (linear & (PAGE_MASK | 1) | tag)) {
            PhysicalMemory.SHORT.set(ram, linear + (int) (entry >>> 32), (short) value);
        } else {
            storeSlowly(linear, 2, value);
        }
    }

    final void store32(int linear, int value) {
        long entry = writes[linear >>> 12 & Tlb.ENTRIES - 1];
        if ((int) entry == (linear & (PAGE_MASK | 3) | tag)) {
            PhysicalMemory.INT.set(ram, linear + (int) (entry >>> 32), value);
        } else {
            storeSlowly(linear, 4, value);
        }
    }

    /** Reads what {@link #updated32} will write: one access, which faults as a write. */
    final int update32(int linear) {
        long entry = writes[linear >>> 12 & Tlb.ENTRIES - 1];
        if ((int) entry == (linear & (PAGE_MASK | 3) | tag)) {
            return (int) PhysicalMemory.INT.get(ram, updateAt = linear + (int) (entry >>> 32));
        }
        return updateSlowly(linear, 4);
    }

    final void updated32(int value) {
        if (updateAt >= 0) {
            PhysicalMemory.INT.set(ram, updateAt, value);
        } else {
            writeTranslated(updateLinear, 4, value);
        }
    }

    /** As {@link #update32}, of 1, 2 or 4 bytes. */
    final int update(int linear, int size) {
        return size == 4 ? update32(linear) : updateSlowly(linear, size);
    }

    final void updated(int size, int value) {
        if (size == 4) {
            updated32(value);
        } else {
            writeTranslated(updateLinear, size, value);
        }
    }

    final int load(int linear, int size) {
        return size == 4 ? load32(linear) : size == 2 ? load16(linear) : load8(linear);
    }

    final void store(int linear, int size, int value) {
        if (size == 4) {
            store32(linear, value);
        } else if (size == 2) {
            store16(linear, value);
        } else {
            store8(linear, value);
        }
    }

    final int linear(int segment, int offset, int size, boolean write) {
        return segments.register(segment).linear(offset, size, write);
    }

    /** Checks that all these bytes can be accessed, touching none: for what must not be half done. */
    final void reach(int linear, int size, boolean write) {
        if ((size & size - 1) == 0) {
            align(linear, size);
        }
        translate(linear, write, user);
        translateLast(linear, size, write);
    }

    /** Translates the last byte; a fault of the second page is one of its first byte. */
    private int translateLast(int linear, int size, boolean write) {
        int last = linear + size - 1;
        return crossesPage(linear, size) ? translate(last & PAGE_MASK, write, user) + (last & 0xFFF)
                : translate(last, write, user);
    }

    // The stack: SS:ESP, or SS:SP when the stack segment is not big.

    final boolean bigStack() {
        return Descriptor.big(segments.register(SegmentRegister.SS).access());
    }

    final int stackPointer() {
        return bigStack() ? r[ESP] : r[ESP] & 0xFFFF;
    }

    final void setStackPointer(int value) {
        r[ESP] = bigStack() ? value : r[ESP] & 0xFFFF_0000 | value & 0xFFFF;
    }

    /** Where {@code offset} bytes from the stack pointer are. */
    final int stackLinear(int offset, int size, boolean write) {
        int at = stackPointer() + offset;
        return linear(SegmentRegister.SS, bigStack() ? at : at & 0xFFFF, size, write);
    }

    public final void push(int size, int value) {
        store(stackLinear(-size, size, true), size, value);
        setStackPointer(stackPointer() - size);
    }

    public final int pop(int size) {
        int value = load(stackLinear(0, size, false), size);
        setStackPointer(stackPointer() + size);
        return value;
    }

    @Override
    public final int systemRead(int linear) {
        if ((linear & 0xFFF) <= PhysicalMemory.PAGE - 4) {
            return memory.read32(translate(linear, false, false));
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value |= memory.read8(translate(linear + i, false, false)) << 8 * i;
        }
        return value;
    }

    @Override
    public final void systemWrite(int linear, int value) {
        translate(linear + 3, true, false);
        for (int i = 0; i < 4; i++) {
            memory.write8(translate(linear + i, true, false), value >>> 8 * i);
        }
    }

    /** Translates one address, by the TLB or by a walk that fills it. */
    final int translate(int linear, boolean write, boolean asUser) {
        long[] entries = write ? tlb.writes(asUser) : tlb.reads(asUser);
        long entry = entries[Tlb.index(linear)];
        if ((int) entry == (linear & PAGE_MASK | tag)) {
            return linear + (int) (entry >>> 32);
        }
        int physical = paging.translate(linear, write, asUser);
        if (memory.inside(physical & PAGE_MASK, PhysicalMemory.PAGE)) {
            if (!debug.watches(linear, write) && !debug.watchesPhysical(physical, write) && !(write && memory.holdsCode(physical >>> 12))) {
                if (paging.isLarge() || paging.isGlobal()) {
                    tlb.note(linear, paging.isLarge(), paging.isGlobal());
                }
                tlb.enter(entries, linear, physical);
            }
        }
        return physical;
    }

    /** Translates for a store as the present CPL. */
    final int translateStore(int linear) {
        return translate(linear, true, user);
    }

    /** Writes a word or dword of a frame whose bytes have all been translated for writing; nothing matches. */
    final void frameWrite(int linear, int size, int value, boolean asUser) {
        for (int i = 0; i < size; i++) {
            memory.write8(translate(linear + i, true, asUser), value >>> 8 * i);
        }
    }

    /** Translates for a load or a fetch as the present CPL. */
    final int translateFetch(int linear) {
        return translate(linear, false, user);
    }

    private int loadSlowly(int linear, int size) {
        align(linear, size);
        int first = translate(linear, false, user);
        int last = crossesPage(linear, size) ? translateLast(linear, size, false) : first + size - 1;
        match(linear, size, first, last, AccessKind.READ);
        return readTranslated(linear, size, first, last);
    }

    private int readTranslated(int linear, int size, int first, int last) {
        if (!crossesPage(linear, size)) {
            return size == 4 ? memory.read32(first) : size == 2 ? memory.read16(first) : memory.read8(first);
        }
        int onFirst = PhysicalMemory.PAGE - (linear & 0xFFF);
        int value = 0;
        for (int i = 0; i < size; i++) {
            value |= memory.read8(i < onFirst ? first + i : last - (size - 1 - i)) << 8 * i;
        }
        return value;
    }

    private void storeSlowly(int linear, int size, int value) {
        align(linear, size);
        int first = translate(linear, true, user);
        int last = translateLast(linear, size, true);
        match(linear, size, first, last, AccessKind.WRITE);
        writeTranslated(linear, size, value);
    }

    private int updateSlowly(int linear, int size) {
        align(linear, size);
        int first = translate(linear, true, user);
        int last = translateLast(linear, size, true);
        match(linear, size, first, last, AccessKind.READ_WRITE);
        updateAt = -1;
        updateLinear = linear;
        return readTranslated(linear, size, first, last);
    }

    private void writeTranslated(int linear, int size, int value) {
        int first = translate(linear, true, user);
        if (!crossesPage(linear, size)) {
            if (size == 4) {
                memory.write32(first, value);
            } else if (size == 2) {
                memory.write16(first, value);
            } else {
                memory.write8(first, value);
            }
            return;
        }
        int last = translateLast(linear, size, true);
        int onFirst = PhysicalMemory.PAGE - (linear & 0xFFF);
        for (int i = 0; i < size; i++) {
            memory.write8(i < onFirst ? first + i : last - (size - 1 - i), value >>> 8 * i);
        }
    }

    private void match(int linear, int size, int first, int last, AccessKind kind) {
        if (!debug.dataArmed()) {
            return;
        }
        if (debug.accesses(linear, size, kind)) {
            debug.note(linear, size, untraced);
            matched();
        }
        if (debug.physicalArmed()) {
            int onFirst = Math.min(size, PhysicalMemory.PAGE - (linear & 0xFFF));
            matchPhysical(first, onFirst, kind);
            if (onFirst < size) {
                matchPhysical(last & PAGE_MASK, size - onFirst, kind);
            }
        }
    }

    private void matchPhysical(int physical, int size, AccessKind kind) {
        if (debug.accessesPhysical(physical, size, kind)) {
            debug.notePhysical(physical, size, memory::read8);
            matched();
        }
    }

    /** The byte at a linear address; 0 where nothing is mapped. */
    private int readUntraced(int linear) {
        OptionalInt physical = paging.probe(linear);
        return physical.isPresent() ? memory.read8(physical.getAsInt()) : 0;
    }

    /** An access of the instruction under way has matched. */
    abstract void matched();

    private static boolean crossesPage(int linear, int size) {
        return (linear & 0xFFF) > PhysicalMemory.PAGE - size;
    }
}
