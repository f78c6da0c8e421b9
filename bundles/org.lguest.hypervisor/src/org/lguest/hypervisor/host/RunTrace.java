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
import org.lguest.hypervisor.guest.LguestRegs.Member;
import org.lguest.x86.Processor;
import org.lguest.x86.ProcessorException;
import org.lguest.x86.Vector;
import org.lguest.x86.debug.DebugUnit;

/** What the run loop writes down of a guest's coming and going, if anybody listens. */
final class RunTrace {

    private static final int CS = 1;

    private final Lguest lguest;
    private final Processor processor;

    RunTrace(Machine machine) {
        lguest = machine.lguest();
        processor = machine.processor();
    }

    /** The processor is about to raise #DB. */
    void debugException() {
        if (!lguest.trace.on()) {
            return;
        }
        StringBuilder text = new StringBuilder(String.format("#DB at %04x:%08x", processor.selector(CS), processor.eip()));
        DebugUnit debugUnit = processor.debugUnit();
        for (int bank = 0; bank < debugUnit.banks(); bank++) {
            if (debugUnit.matched(bank) != 0) {
                text.append(String.format(", DR6[%d] = 0x%08x", bank, debugUnit.dr6(bank)));
            }
        }
        lguest.trace.line("processor", text.toString());
    }

    /** The guest has come out. That is counted whether anybody listens or not. */
    void exit(int trap, int errorCode, int cr2) {
        lguest.exits.exit(trap, cr2, processor.retired());
        if (!lguest.trace.exits()) {
            return;
        }
        var regs = lguest.regs;
        String reason = Exit.reason(trap, errorCode, cr2, regs.get(Member.EAX), lguest.era);
        lguest.trace.line("exit", String.format("%04x:%08x %s", regs.get(Member.CS), regs.eip(), reason));
    }

    /** What the Host has decided. */
    void host(String text) {
        if (lguest.trace.on()) {
            lguest.trace.line("host", text);
        }
    }

    /** The cause of death where a debug register has matched what the Host did: DR7 was not 0 there. */
    String hostDefect(ProcessorException e) {
        StringBuilder text = new StringBuilder(RunLoop.HOST_DEFECT).append(e.getMessage());
        DebugUnit debugUnit = processor.debugUnit();
        for (int bank = 0; e.vector() == Vector.DEBUG && bank < debugUnit.banks(); bank++) {
            for (int register = 0; register < DebugRegisters.SLOTS; register++) {
                if ((debugUnit.matched(bank) >>> register & 1) != 0) {
                    text.append(", DR").append(register).append(" of bank ").append(bank).append(" is ")
                            .append(GuestDeath.hex(debugUnit.address(bank, register)));
                }
            }
            text.append(", DR7 of bank ").append(bank).append(" is ").append(GuestDeath.hex(debugUnit.dr7(bank)));
        }
        return text.toString();
    }
}
