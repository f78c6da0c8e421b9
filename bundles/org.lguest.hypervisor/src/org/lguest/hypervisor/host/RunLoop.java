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

import java.util.Optional;
import java.util.function.IntPredicate;

import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.guest.LguestData;
import org.lguest.hypervisor.guest.LguestRegs;
import org.lguest.hypervisor.guest.LguestRegs.Member;
import org.lguest.hypervisor.host.Debugger.SafePoint;
import org.lguest.x86.ProcessorException;
import org.lguest.x86.Vector;

/**
 * {@code run_guest()}: serve what the guest asked for, let it run, see why it came back; until it is dead.
 *
 * <p>An exit for the debugger's sake is no pass of this loop: a {@link GuestStay} serves it.
 */
public final class RunLoop {

    /** How the cause of death begins when it is not the guest's fault. */
    public static final String HOST_DEFECT = "the Host took ";

    /** Of a page fault's error code: the page is there, and what was done to it is not allowed. */
    private static final int PRESENT = 1;
    private static final int KERNEL = 1;

    private final Lguest lguest;
    private final LguestRegs regs;
    private final GuestDeath death;
    private final Hypercalls hypercalls;
    private final InterruptsAndTraps traps;
    private final ShadowPageTables pageTables;
    private final GeneralProtection generalProtection;
    private final TrappedCode trappedCode;
    private final Clock clock;
    private final Dma dma;
    private final Devices devices;
    private final RunTrace words;
    private final Debugger debugger;
    private final Step step;
    private final ResumePoints resumePoints;
    private final Events events;
    private final GuestStay stay;

    public RunLoop(Machine machine, Devices devices, Debugger debugger) {
        lguest = machine.lguest();
        regs = lguest.regs();
        death = lguest.death();
        hypercalls = machine.hypercalls();
        traps = machine.traps();
        pageTables = machine.pageTables();
        generalProtection = new GeneralProtection(lguest);
        trappedCode = new TrappedCode(machine);
        clock = machine.clock();
        dma = machine.dma();
        this.devices = devices;
        words = new RunTrace(machine);
        this.debugger = debugger;
        resumePoints = new ResumePoints(machine.processor());
        step = new Step(machine.processor(), pageTables::currentGuestTop);
        events = new Events(machine, debugger);
        stay = new GuestStay(machine, debugger, events, step, resumePoints, words);
    }

    /** Runs the guest until it is dead; {@link Lguest#death} then says of what. */
    public void run() {
        try {
            stay.attend(SafePoint.LAUNCHED);
            while (!death.dead()) {
                pass();
            }
        } catch (ProcessorException e) {
            death.kill(words.hostDefect(e));
        }
    }

    /**
     * The debugger, in {@link Debugger#attend}, asks for a step from where the guest stands: one instruction, and more
     * while they end in the scope and call no function. {@link SafePoint#STEPPED} will follow.
     *
     * @param scope of EIP
     * @param over  whether a trap that an instruction takes is run through, as an interrupt always is
     */
    public void step(IntPredicate scope, boolean over) {
        step.begin(scope, over, regs.eip(), regs.get(Member.ESP), cpl());
    }

    /** As {@link #step}, but the first instruction is the one that returns to this point. */
    public void stepBackTo(ReturnPoint point, IntPredicate scope, boolean over) {
        step.returnTo(point, scope, over, regs.eip(), regs.get(Member.ESP), cpl());
    }

    /** Whether the step is done; as the debugger may ask in {@link Debugger#attend}, whatever it was called for. */
    public boolean stepComplete() {
        return step.complete();
    }

    /** If the step is done because a function was called: where that will return to. */
    public Optional<ReturnPoint> called() {
        return step.called();
    }

    /** Whether the guest, which stands outside, has returned here. */
    public boolean returnedTo(ReturnPoint point) {
        return point.reached(regs.eip(), regs.get(Member.ESP), cpl(), pageTables.currentGuestTop());
    }

    private int cpl() {
        return regs.get(Member.CS) & 3;
    }

    /** The debugger, in {@link Debugger#attend}, stops the guest: a step that is under way is given up. */
    public void cancelStep() {
        step.cancel();
    }

    private void pass() {
        hypercalls.process();
        var sent = dma.take();
        if (sent.isPresent()) {
            // The rest of the ring, and the call that brought the guest out, were left for the next pass.
            devices.send(sent.get().key(), sent.get().dma());
            return;
        }
        devices.receive();
        if (events.beforeInterrupt()) {
            deliverInterrupt();
        }
        if (death.dead()) {
            return;
        }
        if (lguest.halted) {
            halt();
            return;
        }
        if (stay.enter()) {
            int cr2 = stay.run();
            if (!death.dead()) {
                handleTrap(cr2);
            }
        }
    }

    private void deliverInterrupt() {
        int eip = regs.eip();
        int esp = regs.get(Member.ESP);
        int cpl = cpl();
        if (traps.maybeDeliverInterrupt()) {
            step.interrupted(eip, esp, cpl);
            resumePoints.handlerFirst();
        }
    }

    /** Time passes, and nothing else, until the clock or the debugger has something to say. */
    private void halt() {
        boolean event = clock.eventArmed();
        debugger.sleep(event ? clock.nanosToEvent() : Long.MAX_VALUE);
        if (debugger.wanted()) {
            stay.attend(SafePoint.HALTED);
        } else if (event) {
            clock.skipToEvent();
        }
    }

    private void handleTrap(int cr2) {
        int trap = regs.trapnum();
        int errorCode = regs.errcode();
        words.exit(trap, errorCode, cr2);
        switch (trap) {
            case Vector.GENERAL_PROTECTION -> {
                if (errorCode == 0 && events.wantsPorts() && decodePort() && !events.beforePort(generalProtection)) {
                    return;
                }
                if (errorCode == 0 && portAccess()) {
                    step.progressed();
                    return;
                }
            }
            case Vector.PAGE_FAULT -> {
                if (pageTables.demandPage(cr2, errorCode)) {
                    return;
                }
                var device = pageTables.deviceAddress();
                if (device.isPresent()) {
                    if (devices.memoryAccess(device.getAsInt(), trappedCode.fetch())) {
                        step.progressed();
                        return;
                    }
                } else if (lguest.data.isPresent()) {
                    lguest.writeData(LguestData.CR2, cr2);
                    if (lguest.tellsPresence() && pageTables.guestPhysical(cr2).isPresent()) {
                        regs.set(Member.ERRCODE, errorCode | PRESENT);
                    }
                }
            }
            case InterruptsAndTraps.HYPERCALL_VECTOR -> {
                step.progressed();
                return;
            }
            default -> {
                if (trap >= InterruptsAndTraps.FIRST_EXTERNAL_VECTOR && !traps.isSystemCall(trap)) {
                    return;
                }
            }
        }
        if (!events.beforeTrap(trap, errorCode)) {
            return;
        }
        step.trapped(regs.eip(), regs.get(Member.ESP), cpl());
        resumePoints.handlerFirst();
        if (!traps.deliverTrap(trap)) {
            traps.killUnhandled(trap, trap == Vector.PAGE_FAULT ? cr2 : errorCode);
        }
    }

    /** In 2.6.23 the Host does it itself, in 4.x the Launcher. */
    private boolean portAccess() {
        return lguest.era.paging().launcherSeesFaults() ? devices.portAccess(trappedCode.fetch()) : generalProtection.emulate();
    }

    /** Whether the instruction will be taken for one; it is in {@link #generalProtection} then. */
    private boolean decodePort() {
        if (!lguest.era.paging().launcherSeesFaults()) {
            return generalProtection.decode();
        }
        byte[] code = trappedCode.fetch();
        return !death.dead() && cpl() == KERNEL && generalProtection.decode(at -> code[at] & 0xFF);
    }
}
