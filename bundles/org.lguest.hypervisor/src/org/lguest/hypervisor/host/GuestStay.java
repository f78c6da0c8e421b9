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
import org.lguest.hypervisor.host.Debugger.SafePoint;
import org.lguest.hypervisor.switcher.Switcher;
import org.lguest.x86.Eflags;
import org.lguest.x86.Processor;

/**
 * From an entry into the guest to the exit for a reason of its own or the Host's. An exit for the debugger's sake in
 * between is served here, and the guest re-enters by the door it left: no asynchronous call is made, no interrupt
 * delivered, no time told.
 */
final class GuestStay {

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
    private final ShadowPageTables pageTables;
    private final DebugRegisters debugRegisters;
    private final CopyIn copyIn;
    private final Switcher switcher;
    private final InterruptsAndTraps traps;
    private final Clock clock;
    private final RunTrace words;
    private final Debugger debugger;
    private final Events events;
    private final RegsPageImage regsPage;
    private final Step step;
    private final ResumePoints resumePoints;

    GuestStay(Machine machine, Debugger debugger, Events events, Step step, ResumePoints resumePoints, RunTrace words) {
        lguest = machine.lguest();
        regs = lguest.regs();
        death = lguest.death();
        processor = machine.processor();
        pageTables = machine.pageTables();
        debugRegisters = machine.debugRegisters();
        copyIn = machine.copyIn();
        switcher = machine.switcher();
        traps = machine.traps();
        clock = machine.clock();
        this.words = words;
        this.debugger = debugger;
        this.events = events;
        this.step = step;
        this.resumePoints = resumePoints;
        regsPage = new RegsPageImage(machine.memory(), machine.layout());
    }

    /**
     * Takes the processor into the guest.
     *
     * @return false if the Switcher faulted: then the guest is dead
     */
    boolean enter() {
        int banks = debugRegisters.banksInUse();
        if (banks > 1) {
            regsPage.keepDebuggersWords(banks - 1);
        }
        regs.setTrapnum(RUNNING);
        return enter(banks);
    }

    /** The guest goes on where the debugger took it out. */
    private boolean enterAgain() {
        return enter(debugRegisters.banksInUse());
    }

    private boolean enter(int banks) {
        copyIn.copyInGuestInfo();
        int cr0 = lguest.ts ? processor.cr0() | TS : processor.cr0() & ~TS;
        if (cr0 != processor.cr0()) {
            processor.setCr0(cr0);
        }
        if (!switcher.enter(pageTables.currentDirectory(), banks)) {
            traps.killUnhandled(RUNNING, regs.errcode());
            return false;
        }
        regsPage.restore();
        if (resumePoints.suppress()) {
            processor.suppressDebuggerExecuteMatchOnce();
        }
        events.entered();
        return true;
    }

    /**
     * Lets the guest run until it comes back for a reason of its own or the Host's, however often the debugger takes it
     * out meanwhile.
     *
     * @return CR2 as it was then
     */
    int run() {
        while (true) {
            long budget = Math.min(SLICE, clock.instructionsToInterrupt());
            if (processor.interruptible()) {
                boolean stepped = step.done() && !debuggerMatchesNext();
                boolean crossed = events.modeChanged();
                if (stepped || crossed || debugger.wanted()) {
                    boolean ahead = matchAhead();
                    takeOut();
                    if (crossed) {
                        events.mode();
                        events.attended();
                    } else {
                        attend(stepped ? SafePoint.STEPPED : SafePoint.REQUEST, ahead);
                    }
                    if (death.dead() || !enterAgain()) {
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
                case TRAP -> {
                    takeOut();
                    boolean goesOn = events.beforeTrap(processor.traps().vector(), processor.traps().errorCode());
                    if (death.dead()) {
                        return 0;
                    }
                    if (goesOn) {
                        processor.passTrap();
                    }
                    if (!enterAgain()) {
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

    /** For the debugger's sake. */
    private void takeOut() {
        regsPage.keepAll();
        processor.interrupt(DEBUGGER_VECTOR);
        switcher.leave(debugRegisters::saveStatus);
    }

    /** @return whether the guest has left for good, to take its trap or because it is dead; else it runs */
    private boolean debugException() {
        words.debugException();
        int eip = processor.eip();
        int esp = processor.register(ESP);
        boolean ahead = matchAhead();
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
            beforeGuestsTrap(ahead);
            return true;
        }
        if (guests) {
            words.host("the debugger's: stop; then the guest's");
            regsPage.leaveRegisters();
            attend(SafePoint.DEBUG_EXCEPTION, ahead);
            beforeGuestsTrap(ahead);
            return true;
        }
        if (resumePoints.returned(eip, esp)) {
            return !enterAgain();
        }
        words.host("the debugger's: stop");
        attend(SafePoint.DEBUG_EXCEPTION, ahead);
        return death.dead() || !enterAgain();
    }

    private void beforeGuestsTrap(boolean ahead) {
        if (debugger.wantsGuestDebugTraps() && !death.dead()) {
            attend(SafePoint.GUEST_DEBUG_TRAP, ahead);
        }
    }

    /** The guest stands outside and has not come to its next instruction: the debugger may do with it what it will. */
    void attend(SafePoint safePoint) {
        attend(safePoint, true);
    }

    /**
     * The guest stands outside: the debugger may do with it what it will. Where it has stopped nothing hits that it
     * plants there, but what was there and has had no say yet does, as behind a data breakpoint (SDM volume 3, table
     * 7-2: traps of an instruction come before the code breakpoint of the next).
     *
     * @param ahead whether an execute slot of the debugger's has yet to match the next instruction
     */
    private void attend(SafePoint safePoint, boolean ahead) {
        boolean refused = safePoint == SafePoint.DEBUG_EXCEPTION && debugRegisters.executeMatched();
        int eip = regs.eip();
        if (debugger.attend(safePoint)) {
            if (refused || !ahead || regs.eip() != eip) {
                resumePoints.resumed(regs.eip(), regs.get(Member.ESP));
            }
        } else if (refused) {
            resumePoints.passed(regs.eip(), regs.get(Member.ESP));
        }
        events.attended();
    }

    /** As {@link #debuggerMatchesNext}, and it is not where the guest comes by for the second time. */
    private boolean matchAhead() {
        return debuggerMatchesNext() && !resumePoints.suppress();
    }

    /** A step that ends where a debugger's execute slot matches ends with that match, so that it is not overlooked. */
    private boolean debuggerMatchesNext() {
        return (processor.eflags() & Eflags.RF) == 0 && processor.debugUnit().debuggersExecuteAt(processor.eip());
    }
}
