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
import org.lguest.hypervisor.switcher.Switcher;
import org.lguest.x86.Eflags;
import org.lguest.x86.Processor;
import org.lguest.x86.ProcessorException;
import org.lguest.x86.Vector;

/**
 * {@code run_guest()}: serve what the guest asked for, let it run, see why it came back; until it is dead.
 *
 * <p>An exit for the debugger's sake is no pass of this loop. It is served inside {@link #runGuest}, and the guest
 * re-enters by the door it left: no asynchronous call is made, no interrupt delivered, no time told.
 */
public final class RunLoop {

    /** How the cause of death begins when it is not the guest's fault. */
    public static final String HOST_DEFECT = "the Host took ";

    /** What trapnum holds while the guest runs. A fault in the Switcher leaves it there. */
    private static final int RUNNING = 256;
    /** The Host's timer. */
    static final int TIMER_VECTOR = InterruptsAndTraps.FIRST_EXTERNAL_VECTOR;
    /** The vector on which the debugger takes the guest out. No guest can reach its gate. */
    private static final int DEBUGGER_VECTOR = 0xFE;
    /** Instructions between two looks for a request: less than a millisecond. The guest can't tell where they fall. */
    private static final long SLICE = 50_000;
    private static final int TS = 1 << 3;
    private static final int ESP = 4;

    private final Lguest lguest;
    private final LguestRegs regs;
    private final GuestDeath death;
    private final Processor processor;
    private final Hypercalls hypercalls;
    private final InterruptsAndTraps traps;
    private final ShadowPageTables pageTables;
    private final GeneralProtection generalProtection;
    private final TrappedCode trappedCode;
    private final DebugRegisters debugRegisters;
    private final CopyIn copyIn;
    private final Switcher switcher;
    private final Clock clock;
    private final Dma dma;
    private final Devices devices;
    private final RunTrace words;
    private final Debugger debugger;
    private final RegsPageImage regsPage;
    private final Step step;
    private final ResumePoints resumePoints;

    public RunLoop(Machine machine, Devices devices, Debugger debugger) {
        lguest = machine.lguest();
        regs = lguest.regs();
        death = lguest.death();
        processor = machine.processor();
        hypercalls = machine.hypercalls();
        traps = machine.traps();
        pageTables = machine.pageTables();
        generalProtection = new GeneralProtection(lguest);
        trappedCode = new TrappedCode(machine);
        debugRegisters = machine.debugRegisters();
        copyIn = machine.copyIn();
        switcher = machine.switcher();
        clock = machine.clock();
        dma = machine.dma();
        this.devices = devices;
        words = new RunTrace(machine);
        this.debugger = debugger;
        regsPage = new RegsPageImage(machine.memory(), machine.layout());
        resumePoints = new ResumePoints(processor);
        step = new Step(processor, pageTables::currentGuestTop);
    }

    /** Runs the guest until it is dead; {@link Lguest#death} then says of what. */
    public void run() {
        try {
            debugger.attend(SafePoint.LAUNCHED);
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
        deliverInterrupt();
        if (death.dead()) {
            return;
        }
        if (lguest.halted) {
            halt();
            return;
        }
        if (enter(true)) {
            int cr2 = runGuest();
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
            attend(SafePoint.HALTED);
        } else if (event) {
            clock.skipToEvent();
        }
    }

    /**
     * Takes the processor into the guest.
     *
     * @param byTheLoop whether this is a pass of the loop; if not, the guest goes on where the debugger took it out
     * @return false if the Switcher faulted: then the guest is dead
     */
    private boolean enter(boolean byTheLoop) {
        int banks = debugRegisters.banksInUse();
        if (byTheLoop) {
            if (banks > 1) {
                regsPage.keepDebuggersWords(banks - 1);
            }
            regs.setTrapnum(RUNNING);
        }
        copyIn.copyInGuestInfo();
        int cr0 = lguest.ts ? processor.cr0() | TS : processor.cr0() & ~TS;
        if (cr0 != processor.cr0()) {
            processor.setCr0(cr0);
        }
        if (!switcher.enter(pageTables.currentDirectory(), banks)) {
            killUnhandled(RUNNING, regs.errcode());
            return false;
        }
        regsPage.restore();
        if (resumePoints.suppress()) {
            processor.suppressDebuggerExecuteMatchOnce();
        }
        return true;
    }

    /**
     * Lets the guest run until it comes back for a reason of its own or the Host's, however often the debugger takes it
     * out meanwhile.
     *
     * @return CR2 as it was then
     */
    private int runGuest() {
        while (true) {
            long budget = Math.min(SLICE, clock.instructionsToInterrupt());
            if (processor.interruptible()) {
                boolean stepped = step.done() && !debuggerMatchesNext();
                if (stepped || debugger.wanted()) {
                    regsPage.keepAll();
                    processor.interrupt(DEBUGGER_VECTOR);
                    switcher.leave(debugRegisters::saveStatus);
                    if (!reenter(stepped ? SafePoint.STEPPED : SafePoint.REQUEST)) {
                        return 0;
                    }
                    continue;
                }
                if (budget == 0) {
                    processor.interrupt(TIMER_VECTOR);
                    switcher.leave(debugRegisters::saveStatus);
                    clock.interrupt();
                    return 0;
                }
            }
            long retired = processor.retired();
            switch (processor.run(step.active() || budget == 0 ? 1 : budget)) {
                case BUDGET -> {
                    if (processor.retired() == retired) {
                        step.faulted();
                    }
                }
                case PRIVILEGED -> {
                    int cr2 = processor.cr2();
                    switcher.leave(debugRegisters::saveStatus);
                    return cr2;
                }
                case CALL_GATE -> {
                    death.kill(String.format("call gate to ring 0, %04x:%08x", processor.selector(1), processor.eip()));
                    return 0;
                }
                case DEBUG_EXCEPTION -> {
                    if (debugException()) {
                        return 0;
                    }
                }
                case SHUTDOWN -> {
                    death.kill("triple fault: " + processor.shutdownCause());
                    return 0;
                }
            }
        }
    }

    /** @return whether the guest has left for good, to take its trap or because it is dead; else it runs */
    private boolean debugException() {
        words.debugException();
        int eip = processor.eip();
        int esp = processor.register(ESP);
        regsPage.keepAll();
        processor.deliverDebugException();
        if (processor.cpl() != 0) {
            regsPage.leaveRegisters();
            return false;
        }
        switcher.leave(debugRegisters::saveStatus);
        boolean guests = debugRegisters.guestsTrap();
        if (!debugRegisters.debuggersTrap()) {
            regsPage.leaveRegisters();
            words.host("the guest's: trap 1");
            beforeGuestsTrap();
            return true;
        }
        if (guests) {
            words.host("the debugger's: stop; then the guest's");
            regsPage.leaveRegisters();
            attend(SafePoint.DEBUG_EXCEPTION);
            beforeGuestsTrap();
            return true;
        }
        if (resumePoints.returned(eip, esp)) {
            return !enter(false);
        }
        words.host("the debugger's: stop");
        return !reenter(SafePoint.DEBUG_EXCEPTION);
    }

    private void beforeGuestsTrap() {
        if (debugger.wantsGuestDebugTraps() && !death.dead()) {
            attend(SafePoint.GUEST_DEBUG_TRAP);
        }
    }

    private boolean reenter(SafePoint safePoint) {
        attend(safePoint);
        return !death.dead() && enter(false);
    }

    private void attend(SafePoint safePoint) {
        boolean refused = safePoint == SafePoint.DEBUG_EXCEPTION && debugRegisters.executeMatched();
        if (debugger.attend(safePoint)) {
            resumePoints.resumed(regs.eip(), regs.get(Member.ESP));
        } else if (refused) {
            resumePoints.passed(regs.eip(), regs.get(Member.ESP));
        }
    }

    /** A step that ends where a debugger's execute slot matches ends with that match, so that it is not overlooked. */
    private boolean debuggerMatchesNext() {
        return (processor.eflags() & Eflags.RF) == 0 && processor.debugUnit().debuggersExecuteAt(processor.eip());
    }

    private void handleTrap(int cr2) {
        int trap = regs.trapnum();
        int errorCode = regs.errcode();
        words.exit(trap, errorCode, cr2);
        switch (trap) {
            case Vector.GENERAL_PROTECTION -> {
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
        step.trapped(regs.eip(), regs.get(Member.ESP), cpl());
        resumePoints.handlerFirst();
        if (!traps.deliverTrap(trap)) {
            killUnhandled(trap, trap == Vector.PAGE_FAULT ? cr2 : errorCode);
        }
    }

    /** In 2.6.23 the Host does it itself, in 4.x the Launcher. */
    private boolean portAccess() {
        return lguest.era.paging().launcherSeesFaults() ? devices.portAccess(trappedCode.fetch()) : generalProtection.emulate();
    }

    private void killUnhandled(int trap, int value) {
        death.kill("unhandled trap " + trap + " at " + GuestDeath.hex(regs.eip()) + " (" + GuestDeath.hex(value) + ")");
    }
}
