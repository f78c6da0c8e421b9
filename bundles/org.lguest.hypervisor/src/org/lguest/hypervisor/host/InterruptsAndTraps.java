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

import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.guest.LguestData;
import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.hypervisor.guest.LguestRegs.Member;
import org.lguest.hypervisor.guest.Trace;
import org.lguest.x86.Eflags;
import org.lguest.x86.Vector;

/**
 * The guest's IDT, and how a trap or a virtual interrupt reaches the guest: either straight from the processor, through
 * a trap gate of the guest's, or bounced off the Host, which pushes the frame as the processor would have.
 *
 * <p>In 4.x a guest's gates are all of the kind that bounces: there the system call comes by the Host too.
 *
 * <p>Two defects of 2.6.23 are mended here as later kernels mended them, for with them no debugger works in the guest:
 * TF is cleared when a trap is reflected, and the gate through which {@code int3} bounces has the guest's own DPL.
 * {@link Fidelity#FAITHFUL} leaves both.
 */
public class InterruptsAndTraps {

    /** The first vector of the guest's virtual interrupts, and of the Host's real ones. */
    public static final int FIRST_EXTERNAL_VECTOR = 0x20;
    public static final int HYPERCALL_VECTOR = 0x1F;
    static final int SYSCALL_VECTOR = 0x80;

    /** Vectors that a guest of 2.6.23 can have a gate for, beside 0x80. */
    private static final int EARLY_GATES = 64;
    private static final int PRESENT = 0x8000;
    private static final int DPL = 0x6000;
    private static final int INTERRUPT_GATE = 0xE;
    private static final int TRAP_GATE = 0xF;
    private static final int STUB_GATE = 0x8E00;
    private static final int DPL_1 = 0x2000;
    /** Bits of a gate's high word that the guest may choose: offset, P, DPL and type. */
    private static final int GATE_MASK = 0xFFFF_EF00;
    private static final int SPURIOUS = 15;
    private static final int LOADED_BY_IRET = Eflags.ALL & ~(Eflags.IF | Eflags.IOPL);
    private static final int CLEARED_BY_TRAPS = Eflags.TF | Eflags.VM | Eflags.RF | Eflags.NT;

    private final Lguest lguest;
    private final Clock clock;
    private final ShadowPageTables pageTables;
    private final int[] low = new int[LguestPages.IDT_ENTRIES];
    private final int[] high = new int[LguestPages.IDT_ENTRIES];

    public InterruptsAndTraps(Lguest lguest, Clock clock, ShadowPageTables pageTables) {
        this.lguest = lguest;
        this.clock = clock;
        this.pageTables = pageTables;
    }

    /** LHCALL_LOAD_IDT_ENTRY. Vectors that are not the guest's to handle are passed over silently. */
    void loadIdtEntry(int vector, int lowWord, int highWord) {
        if (vector == Vector.NMI || vector == Vector.DOUBLE_FAULT || vector == SPURIOUS || vector == HYPERCALL_VECTOR) {
            return;
        }
        lguest.changed.add(Lguest.Changed.IDT);
        if (lguest.era.traps().allVectors() && Integer.compareUnsigned(vector, LguestPages.IDT_ENTRIES) >= 0) {
            lguest.death.kill("Setting idt entry " + Integer.toUnsignedString(vector));
        } else if (canHaveGate(vector)) {
            setGate(vector, lowWord, highWord);
        }
    }

    private boolean canHaveGate(int vector) {
        return vector >= 0
                && (lguest.era.traps().allVectors() ? vector < LguestPages.IDT_ENTRIES : vector < EARLY_GATES || vector == SYSCALL_VECTOR);
    }

    /** Whether a trap through a vector of the Host's real interrupts is a guest's system call all the same. */
    boolean isSystemCall(int vector) {
        return vector == SYSCALL_VECTOR && lguest.era.traps().allVectors();
    }

    private void setGate(int gate, int lowWord, int highWord) {
        if ((highWord & PRESENT) == 0) {
            low[gate] = 0;
            high[gate] = 0;
            return;
        }
        int type = highWord >>> 8 & 0xF;
        if (type != INTERRUPT_GATE && type != TRAP_GATE) {
            lguest.death.kill("bad IDT type " + type);
            return;
        }
        low[gate] = LguestPages.GUEST_KERNEL_CS << 16 | lowWord & 0xFFFF;
        high[gate] = highWord & GATE_MASK;
    }

    /** Builds the IDT that the processor uses while the guest runs. */
    void copyTraps() {
        for (int vector = 0; vector < LguestPages.IDT_ENTRIES; vector++) {
            if (goesDirect(vector)) {
                writeGate(vector, low[vector], high[vector]);
            } else {
                int stub = LguestPages.STUBS + vector * LguestPages.STUB_SIZE;
                writeGate(vector, LguestPages.LGUEST_CS << 16 | stub & 0xFFFF,
                        stub & 0xFFFF_0000 | STUB_GATE | stubDpl(vector));
            }
        }
        lguest.linear.write16(LguestPages.GUEST_IDT_DESC, LguestPages.IDT_ENTRIES * 8 - 1);
        lguest.linear.write32(LguestPages.GUEST_IDT_DESC + 2, LguestPages.GUEST_IDT);
    }

    /** Whether a vector is no real interrupt of the Host's. */
    private static boolean trap(int vector) {
        return vector < FIRST_EXTERNAL_VECTOR || vector == SYSCALL_VECTOR;
    }

    private int stubDpl(int vector) {
        if (vector == HYPERCALL_VECTOR) {
            return DPL_1;
        }
        return lguest.mended() && vector != Vector.DEBUG && trap(vector) ? high[vector] & DPL : 0;
    }

    /** Whether the processor sends a trap to the guest by itself. */
    boolean goesDirect(int vector) {
        return trap(vector) && direct(vector);
    }

    private boolean direct(int vector) {
        return (high[vector] >>> 8 & 0xF) == TRAP_GATE && !neverDirect(vector);
    }

    /**
     * Whether the Host must see a trap whatever gate the guest has for it: the FPU's, for the FPU is lazy; protection
     * faults, for they may be port I/O; page faults, for the tables are shadows; hypercalls; and, for step 7 of the
     * path, debug traps, whose DR6 has to be saved.
     */
    protected boolean neverDirect(int vector) {
        return switch (vector) {
            case Vector.DEBUG, Vector.DEVICE_NOT_AVAILABLE, Vector.GENERAL_PROTECTION, Vector.PAGE_FAULT,
                    HYPERCALL_VECTOR -> true;
            default -> false;
        };
    }

    private void writeGate(int vector, int lowWord, int highWord) {
        lguest.linear.write32(LguestPages.GUEST_IDT + 8 * vector, lowWord);
        lguest.linear.write32(LguestPages.GUEST_IDT + 8 * vector + 4, highWord);
    }

    /** Reflects a trap. @return false if the guest has no gate for it */
    boolean deliverTrap(int vector) {
        if (vector < 0 || vector >= gates() || (high[vector] & PRESENT) == 0) {
            return false;
        }
        pushFrame(Vector.hasErrorCode(vector));
        enterHandler(vector);
        return true;
    }

    /** The guest has no gate for this trap, or none that can be used. */
    void killUnhandled(int vector, int value) {
        lguest.death.kill("unhandled trap " + vector + " at " + GuestDeath.hex(lguest.regs.eip()) + " ("
                + GuestDeath.hex(value) + ")");
    }

    private int gates() {
        return lguest.era.traps().allVectors() ? LguestPages.IDT_ENTRIES : EARLY_GATES;
    }

    /**
     * Delivers the lowest virtual interrupt that waits, unless the guest does not want any now. @return whether one was
     */
    boolean maybeDeliverInterrupt() {
        int wanted = wanted();
        if (wanted == 0) {
            return false;
        }
        if (lguest.halted) {
            lguest.writeData(LguestData.IRQ_ENABLED, Eflags.IF);
            lguest.halted = false;
        } else if (lguest.readData(LguestData.IRQ_ENABLED) == 0) {
            setIrqPending(Eflags.IF);
            return false;
        }
        int irq = Integer.numberOfTrailingZeros(wanted);
        int gate = FIRST_EXTERNAL_VECTOR + irq;
        boolean delivered = (high[gate] & PRESENT) != 0;
        if (delivered) {
            lguest.irqsPending &= ~(1 << irq);
            lguest.exits.interrupt(irq);
            if (lguest.trace.exits()) {
                lguest.trace.line("interrupt", "irq " + irq + " at " + Trace.hex(lguest.regs.eip()));
            }
            if (onlyIret() && lguest.regs.eip() == lguest.noirqStart) {
                reuseFrame();
            } else {
                pushFrame(false);
            }
            enterHandler(gate);
        }
        clock.publish();
        if ((wanted & wanted - 1) == 0 && lguest.fidelity == Fidelity.MENDED) {
            setIrqPending(0);
        }
        return delivered;
    }

    /** The virtual interrupt that {@link #maybeDeliverInterrupt} would deliver now, or -1. */
    int due() {
        int wanted = wanted();
        if (wanted == 0 || !lguest.halted && lguest.readData(LguestData.IRQ_ENABLED) == 0) {
            return -1;
        }
        int irq = Integer.numberOfTrailingZeros(wanted);
        return (high[FIRST_EXTERNAL_VECTOR + irq] & PRESENT) != 0 ? irq : -1;
    }

    /** Those that wait and that the guest does not keep out one by one, or by where it is. */
    private int wanted() {
        if (lguest.data.isEmpty()) {
            return 0;
        }
        int wanted = lguest.irqsPending & ~lguest.readData(LguestData.BLOCKED_INTERRUPTS);
        return wanted == 0 || !onlyIret() && inNoirqRange() ? 0 : wanted;
    }

    private boolean onlyIret() {
        return lguest.era.data().noirqStart() == lguest.era.data().noirqEnd();
    }

    /**
     * Where there is such a word, a guest that enables its interrupts looks there whether to make a call. The Host of
     * 4.x never took it back, for a test of its that is always true; then the guest calls at nearly every turn.
     */
    private void setIrqPending(int value) {
        lguest.era.data().irqPending().ifPresent(word -> lguest.writeData(word, value));
    }

    /**
     * The guest is about to execute the IRET at which it wants no interrupt: the frame that this would pop is the one
     * that the interrupt would push. Its flags become the guest's, as IRET in ring 1 would load them: IF and IOPL
     * stay.
     */
    private void reuseFrame() {
        int flags = lguest.memory.read32(stackAddress(lguest.regs.get(Member.ESP)) + 2 * Integer.BYTES);
        lguest.regs.set(Member.EFLAGS, lguest.regs.get(Member.EFLAGS) & ~LOADED_BY_IRET | flags & LOADED_BY_IRET);
    }

    private boolean inNoirqRange() {
        int eip = lguest.regs.eip();
        return Integer.compareUnsigned(eip, lguest.noirqStart) >= 0
                && Integer.compareUnsigned(eip, lguest.noirqEnd) < 0;
    }

    /** Where a place on the guest's stack is in its memory. */
    int stackAddress(int linear) {
        return lguest.era.traps().stackIsWalked() ? pageTables.guestPhysicalOrKill(linear) : linear - lguest.pageOffset;
    }

    /** Pushes the frame on the guest's stack, at addresses that are next to each other in guest memory. */
    private void pushFrame(boolean errorCode) {
        var regs = lguest.regs;
        int oldEsp = regs.get(Member.ESP);
        int oldSs = regs.get(Member.SS);
        boolean switchStack = (oldSs & 3) != 1;
        int top = switchStack ? lguest.esp1 : oldEsp;
        int bottom = stackAddress(top);
        int stack = bottom;
        if (switchStack) {
            stack = push(push(stack, oldSs), oldEsp);
            regs.set(Member.SS, lguest.ss1);
        }
        int eflags = regs.get(Member.EFLAGS);
        int image = lguest.data.isPresent() && (lguest.readData(LguestData.IRQ_ENABLED) & Eflags.IF) != 0
                ? eflags : eflags & ~Eflags.IF;
        stack = push(push(push(stack, image), regs.get(Member.CS)), regs.eip());
        if (errorCode) {
            stack = push(stack, regs.errcode());
        }
        regs.set(Member.ESP, stack - bottom + top);
    }

    /** Sends the guest to its handler. */
    private void enterHandler(int gate) {
        var regs = lguest.regs;
        regs.set(Member.CS, LguestPages.GUEST_KERNEL_CS);
        regs.set(Member.EIP, high[gate] & 0xFFFF_0000 | low[gate] & 0xFFFF);
        if (lguest.mended()) {
            regs.set(Member.EFLAGS, regs.get(Member.EFLAGS) & ~CLEARED_BY_TRAPS);
        }
        if ((high[gate] >>> 8 & 0xF) == INTERRUPT_GATE && lguest.data.isPresent()) {
            lguest.writeData(LguestData.IRQ_ENABLED, 0);
        }
    }

    private int push(int stack, int value) {
        lguest.memory.write32(stack - Integer.BYTES, value);
        return stack - Integer.BYTES;
    }
}
