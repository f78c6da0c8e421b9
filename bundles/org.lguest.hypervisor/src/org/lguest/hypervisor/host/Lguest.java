/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.guest.GuestMemory;
import org.lguest.hypervisor.guest.LguestData;
import org.lguest.hypervisor.guest.LguestRegs;
import org.lguest.hypervisor.guest.Trace;
import org.lguest.x86.memory.LinearMemory;

/**
 * {@code struct lguest}: what the Host knows of its guest and no one station keeps for itself. On the emulator thread.
 */
public final class Lguest {

    /** What copy-in has to lay out again. */
    enum Changed {
        IDT, GDT, GDT_TLS, DEBUG_REGISTERS
    }

    /** What {@code irqs_pending} has bits for. */
    public static final int IRQS = 32;
    /** The virtual interrupt of the clock. */
    public static final int TIMER_IRQ = 0;

    final LinearMemory linear;
    final GuestMemory memory;
    final GuestDeath death;
    final LguestRegs regs;
    final Trace trace;
    final Era era;
    final Fidelity fidelity;
    final ExitLog exits;
    final Set<Changed> changed = EnumSet.allOf(Changed.class);

    /**
     * Where the guest kernel's linear map begins, and with it the part that is the same in all its address spaces. In
     * 4.x it is 0 until the guest says it.
     */
    int pageOffset;
    /** Guest-physical address of {@code struct lguest_data}, once the guest has said it. */
    OptionalInt data = OptionalInt.empty();
    int noirqStart;
    int noirqEnd;
    boolean halted;
    /** The guest wants CR0.TS. */
    boolean ts;
    int nextHcall;
    /** The ring-1 stack for the TSS. */
    int esp1;
    int ss1;
    int stackPages;
    int irqsPending;
    /** What a guest of 2.6.23 is told that it is: it makes its network address of that. */
    int guestId;
    Optional<Interposition> interposition = Optional.empty();

    Lguest(LinearMemory linear, GuestMemory memory, GuestDeath death, Trace trace, Era era, int pageOffset,
            Fidelity fidelity, ExitLog exits) {
        this.linear = linear;
        this.memory = memory;
        this.death = death;
        this.trace = trace;
        this.era = era;
        this.pageOffset = pageOffset;
        this.fidelity = fidelity;
        this.exits = exits;
        regs = new LguestRegs(linear, era);
    }

    public GuestMemory memory() {
        return memory;
    }

    public GuestDeath death() {
        return death;
    }

    public LguestRegs regs() {
        return regs;
    }

    public Trace trace() {
        return trace;
    }

    public Era era() {
        return era;
    }

    /** Whether the defects of early releases are mended, by the guest's own era or because that is wanted. */
    boolean mended() {
        return fidelity == Fidelity.MENDED || era.traps().mended();
    }

    /**
     * Whether a page fault says of the page that it is present as the guest's tables have it. A genuine Host said what
     * its own had, from which the page may have been dropped; Linux 4.12 and 4.13 do not boot so.
     */
    boolean tellsPresence() {
        return fidelity == Fidelity.MENDED && era.paging().launcherSeesFaults();
    }

    /** Whether a CR4 of 0 is read by a kernel that reads it itself. */
    public boolean answersForCr4() {
        return fidelity == Fidelity.MENDED && era.traps().cr4IsRead();
    }

    /** Where the guest kernel's addresses begin. */
    public int pageOffset() {
        return pageOffset;
    }

    /** Whether the guest sleeps until an interrupt. */
    public boolean halted() {
        return halted;
    }

    /** Before the guest runs: tells it which one it is, 0 to 65535. */
    public void setGuestId(int id) {
        guestId = id;
    }

    /** Makes a virtual interrupt wait for delivery. */
    public void raise(int irq) {
        irqsPending |= 1 << irq;
    }

    /** The address of the last page fault that was reflected, as the guest finds it; 0 before LGUEST_INIT. */
    public int cr2() {
        return data.isPresent() ? readData(LguestData.CR2) : 0;
    }

    /** Whether the guest has made LGUEST_INIT. */
    public boolean initialized() {
        return data.isPresent();
    }

    /** Sets what {@link #cr2} gives; the guest is {@link #initialized}. */
    public void setCr2(int address) {
        writeData(LguestData.CR2, address);
    }

    /** A word of {@code struct lguest_data}; the guest has told where it is. */
    int readData(int offset) {
        return memory.read32(data.orElseThrow() + offset);
    }

    void writeData(int offset, int value) {
        memory.write32(data.orElseThrow() + offset, value);
    }
}
