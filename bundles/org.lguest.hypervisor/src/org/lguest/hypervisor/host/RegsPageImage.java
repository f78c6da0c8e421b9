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

import org.lguest.hypervisor.guest.LguestRegs;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * What the guest kernel would find at the end of the page of registers, which it can read. Whatever passes there for
 * the debugger's sake is put back once the guest has been entered: the dwords in which the debugger's DR7 travel, and
 * after an exit that was the debugger's alone the registers it saved.
 */
final class RegsPageImage {

    /** Of lguest_regs and bank 0's DR7, which end the page. */
    private static final int GUESTS = LguestRegs.SIZE + Integer.BYTES;
    private static final int DEBUGGERS = Integer.BYTES * DebugRegisters.DEBUGGER_BANKS;

    private final PhysicalMemory memory;
    private final int end;
    private final byte[] bytes = new byte[DEBUGGERS + GUESTS];
    private int start;
    private int length;

    RegsPageImage(PhysicalMemory memory, MachineLayout layout) {
        this.memory = memory;
        end = layout.lguestPages() + MachineLayout.PAGE;
    }

    /**
     * Before copy-in, for an entry as any other.
     *
     * @param banks that will pass, of the debugger's
     */
    void keepDebuggersWords(int banks) {
        keep(end - GUESTS - Integer.BYTES * banks, Integer.BYTES * banks);
    }

    /** Before an exit for the debugger's sake pushes its frame. More banks may pass when the guest is entered again. */
    void keepAll() {
        keep(end - GUESTS - DEBUGGERS, DEBUGGERS + GUESTS);
    }

    private void keep(int from, int bytesToKeep) {
        start = from;
        length = bytesToKeep;
        memory.read(start, bytes, 0, length);
    }

    /** The exit was the guest's as well: what it left there stays, but for the debugger's words. */
    void leaveRegisters() {
        length = 0;
    }

    /** After the entry. */
    void restore() {
        if (length > 0) {
            memory.write(start, bytes, 0, length);
            length = 0;
        }
    }
}
