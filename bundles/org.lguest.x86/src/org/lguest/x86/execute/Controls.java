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

import org.lguest.x86.Eflags;
import org.lguest.x86.ProcessorException;
import org.lguest.x86.ProcessorModel;
import org.lguest.x86.Vector;
import org.lguest.x86.debug.AccessKind;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * What governs how instructions are run: control registers, the mode that CPL and segments make, which flags may be
 * loaded, and the stamp under which decoded blocks stay good.
 */
abstract class Controls extends Accesses {

    private static final int CR0_PE = 0x0000_0001;
    private static final int CR0_ET = 0x0000_0010;
    private static final int CR0_WP = 0x0001_0000;
    static final int CR4_TSD = 0x0000_0004;
    static final int CR4_DE = 0x0000_0008;
    private static final int CR4_PSE = 0x0000_0010;
    private static final int CR4_PGE = 0x0000_0080;
    private static final int CR0_AM = 0x0004_0000;
    private static final int CR0_PG = 0x8000_0000;

    private int cr0 = CR0_PE | CR0_ET;
    private int cr4;

    private long stamp;
    private long generation;

    private boolean watchesMode;
    private boolean wasUser;
    private boolean crossed;

    private final ProcessorModel model;

    Controls(PhysicalMemory memory, ProcessorModel model) {
        super(memory);
        this.model = model;
        modeChanged();
    }

    /** Names a state of translation and mode: a block found good under it needs no further look. */
    final long stamp() {
        return stamp;
    }

    /** Gathers anew what asks for attention between two instructions. */
    abstract void attend();

    /** To be called when CPL or a segment may have changed. */
    public void modeChanged() {
        selectTlb();
        if (!segments.flat()) {
            generation++;
        }
        stamp = generation << 2 | (segments.flat() ? 2 : 0) | (segments.cpl() == 3 ? 1 : 0);
        if (watchesMode && wasUser != (segments.cpl() == 3)) {
            wasUser = !wasUser;
            crossed = true;
            crossed();
        }
    }

    /** See {@link org.lguest.x86.Processor#watchMode}. */
    public void watchMode(boolean on) {
        watchesMode = on;
        wasUser = segments.cpl() == 3;
        crossed = false;
        attend();
    }

    /** The instruction under way has gone from user to supervisor or back, and that is watched: it is the last. */
    abstract void crossed();

    final boolean hasCrossed() {
        return crossed;
    }

    final boolean takeCrossed() {
        boolean was = crossed;
        crossed = false;
        return was;
    }

    /** Which processor it is. */
    public ProcessorModel model() {
        return model;
    }

    int iopl() {
        return control >>> Eflags.IOPL_SHIFT & 3;
    }

    /** POPF: what may not be changed stays; RF is cleared. */
    void loadFlags(int value, int size) {
        int mask = loadableFlags(size, segments.cpl());
        replaceFlags((eflags() & ~mask | value & mask) & ~Eflags.RF);
    }

    /** The image that IRET pops, which was at {@code cpl}: as POPF, but it can set RF. */
    void loadReturnFlags(int value, int size, int cpl) {
        int mask = loadableFlags(size, cpl) | (size == 4 ? Eflags.RF : 0);
        replaceFlags(eflags() & ~mask | value & mask);
    }

    private int loadableFlags(int size, int cpl) {
        int mask = Eflags.STATUS | Eflags.TF | Eflags.DF | Eflags.NT;
        if (size == 4) {
            mask |= Eflags.AC | Eflags.ID;
        }
        if (cpl <= iopl()) {
            mask |= Eflags.IF;
        }
        return cpl == 0 ? mask | Eflags.IOPL : mask;
    }

    /** Sets every flag that there is. */
    public void replaceFlags(int value) {
        setEflags(value);
        attend();
    }

    void checkPorts(int port, int count) {
        if (segments.cpl() > iopl() && !segments.portsAllowed(port, count)) {
            throw ProcessorException.of(Vector.GENERAL_PROTECTION);
        }
    }

    /** The instruction under way reads or writes ports, as it may: with CR4.DE an I/O breakpoint can match. */
    void usePorts(int port, int count, AccessKind kind) {
        if ((cr4 & CR4_DE) != 0 && debug.portsArmed() && debug.uses(port, count, kind)) {
            matched();
        }
    }

    public int cr0() {
        return cr0;
    }

    public int cr4() {
        return cr4;
    }

    /** Of CR4 there is what the model has; a change of PSE or PGE flushes the TLB, global pages too. */
    public void setCr4(int value) {
        int changes = cr4 ^ value;
        cr4 = value & model.cr4();
        if ((changes & (CR4_PSE | CR4_PGE)) != 0) {
            paging.extend((cr4 & CR4_PSE) != 0, (cr4 & CR4_PGE) != 0);
            flush();
        }
    }

    /** PE and ET stay set: there is no real mode. */
    public void setCr0(int value) {
        int changes = cr0 ^ value;
        cr0 = value | CR0_PE | CR0_ET;
        setAlignmentMask((value & CR0_AM) != 0);
        if ((changes & (CR0_PG | CR0_WP)) != 0) {
            paging.enable((value & CR0_PG) != 0, (value & CR0_WP) != 0);
            flush();
        }
    }

    /** Flushes the TLB, but for global pages. */
    public void setCr3(int value) {
        paging.setDirectory(value);
        flushLocalTlb();
        generation++;
        modeChanged();
    }

    /** INVLPG. */
    public void invalidatePage(int linear) {
        invalidateTlb(linear);
        generation++;
        modeChanged();
    }

    private void flush() {
        flushTlb();
        generation++;
        modeChanged();
    }

    /** Makes watched pages known to the TLB, by being unknown to it. */
    public void debugChanged() {
        if (debug.takeChanged()) {
            debug.watchedPages(tlb::evict, physical -> tlb.evictPhysical(physical >>> 12));
        }
    }
}
