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
import org.lguest.hypervisor.guest.LguestRegs;
import org.lguest.hypervisor.guest.LguestRegs.Member;
import org.lguest.x86.Processor;
import org.lguest.x86.execute.TrapWatch;

/**
 * Where the debugger is shown what is about to happen, if it wants to see it. The guest stands outside then, and does
 * what it would have done, unless its debugger moves it.
 */
final class Events {

    /** The gates of the guest's that the processor can go through by itself. */
    private static final int VECTORS = 256;
    private static final int USER = 3;

    private final Debugger debugger;
    private final EventMask wanted;
    private final LguestRegs regs;
    private final GuestDeath death;
    private final InterruptsAndTraps traps;
    private final Processor processor;

    private boolean watching;
    /** The mode that the guest was last seen in, if it is watched. */
    private boolean modeKnown;
    private boolean user;

    Events(Machine machine, Debugger debugger) {
        this.debugger = debugger;
        wanted = debugger.events();
        regs = machine.lguest().regs();
        death = machine.lguest().death();
        traps = machine.traps();
        processor = machine.processor();
        machine.hypercalls().onGuestCall(this::beforeHypercall);
    }

    /** The guest stands outside, and its debugger may have changed what it wants. */
    void attended() {
        if (!modeKnown) {
            user = (regs.get(Member.CS) & USER) == USER;
        }
        modeKnown = wanted.modes();
    }

    /** The guest has been entered. */
    void entered() {
        processor.watchMode(wanted.modes());
        if (watching || wanted.traps()) {
            TrapWatch watch = processor.traps();
            for (int vector = 0; vector < VECTORS; vector++) {
                watch.watch(vector, wanted.trap(vector) && traps.goesDirect(vector));
            }
            watching = wanted.traps();
        }
    }

    /** Whether the guest, in which the processor is, has changed its mode since this was last asked. */
    boolean modeChanged() {
        if (!wanted.modes()) {
            return false;
        }
        boolean was = user;
        user = processor.cpl() == USER;
        return was != user;
    }

    /** The guest stands outside after {@link #modeChanged}. */
    void mode() {
        debugger.mode(user);
    }

    /** @return whether the trap is to go to the guest: it lives, and stands where it stood */
    boolean beforeTrap(int vector, int errorCode) {
        if (!wanted.trap(vector)) {
            return true;
        }
        int eip = regs.eip();
        debugger.trap(vector, errorCode);
        return lives() && regs.eip() == eip;
    }

    /** @return whether the guest lives, to get it */
    boolean beforeInterrupt() {
        int irq = wanted.interrupts() ? traps.due() : -1;
        if (irq < 0) {
            return true;
        }
        debugger.interrupt(irq);
        return lives();
    }

    boolean wantsPorts() {
        return wanted.ports();
    }

    /** @return whether the Host is to emulate the instruction: the guest lives, and stands where it stood */
    boolean beforePort(GeneralProtection instruction) {
        int eip = regs.eip();
        debugger.port(instruction.port(), instruction.bytes(), instruction.in());
        return lives() && regs.eip() == eip;
    }

    private boolean beforeHypercall(HypercallRequest request, boolean queued) {
        if (!wanted.hypercalls()) {
            return true;
        }
        debugger.hypercall(request, queued);
        return lives();
    }

    private boolean lives() {
        attended();
        return !death.dead();
    }
}
