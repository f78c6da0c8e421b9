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

import org.lguest.x86.memory.PhysicalMemory;

/**
 * What the guest kernel would find at the end of the page of registers, which it can read. Whatever passes there for
 * the debugger's sake is put back once the guest has been entered: the dwords in which the debugger's DR7 travel, and
 * after an exit that was the debugger's alone the registers it saved.
 */
final class RegsPageImage {

    /** Bytes at the end of the page: lguest_regs, bank 0's DR7, the debugger's banks. */
    private static final int ALL = 72 + 4 + 4 * DebugRegisters.DEBUGGER_BANKS;
    private static final int DEBUGGERS = 4 * DebugRegisters.DEBUGGER_BANKS;

    private final PhysicalMemory memory;
    private final int start;
    private final byte[] bytes = new byte[ALL];
    private int length;

    RegsPageImage(PhysicalMemory memory, MachineLayout layout) {
        this.memory = memory;
        start = layout.lguestPages() + MachineLayout.PAGE - ALL;
    }

    /** Before copy-in, for an entry as any other. */
    void keepDebuggersWords() {
        keep(DEBUGGERS);
    }

    /** Before an exit for the debugger's sake pushes its frame. */
    void keepAll() {
        keep(ALL);
    }

    private void keep(int bytesToKeep) {
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
