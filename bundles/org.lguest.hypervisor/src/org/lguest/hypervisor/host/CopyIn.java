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

import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.hypervisor.guest.Trace;
import org.lguest.x86.debug.DebugUnit;

/**
 * {@code copy_in_guest_info()}, which is step 5 of the path: lays out for the processor what the guest will run with.
 * DR7 first, all others after: a half-programmed set of debug registers must not match.
 */
public class CopyIn {

    private static final int TSS_ESP0 = 4;
    private static final int TSS_SS0 = 8;
    private static final int TSS_ESP1 = 12;
    private static final int TSS_SS1 = 16;
    private static final int TSS_IO_BITMAP = 102;

    private final Lguest lguest;
    private final DebugUnit debugUnit;
    private final DebugRegisters debugRegisters;
    private final Segments segments;
    private final InterruptsAndTraps traps;

    public CopyIn(Lguest lguest, DebugUnit debugUnit, DebugRegisters debugRegisters, Segments segments,
            InterruptsAndTraps traps) {
        this.lguest = lguest;
        this.debugUnit = debugUnit;
        this.debugRegisters = debugRegisters;
        this.segments = segments;
        this.traps = traps;
    }

    /** Makes the processor and the Switcher's pages ready for the guest. */
    public void copyInGuestInfo() {
        boolean changed = lguest.changed.contains(Lguest.Changed.DEBUG_REGISTERS);
        int banks = debugRegisters.banksInUse();
        if (changed && debugUnit.banks() != banks) {
            debugUnit.setBanks(banks);
        }
        copyDebugRegisters(banks, changed);
        for (int bank = 0; bank < banks; bank++) {
            passControl(bank);
        }
        debugRegisters.beforeEntry();
        copyStack();
        if (lguest.changed.contains(Lguest.Changed.IDT)) {
            traps.copyTraps();
        }
        if (lguest.changed.contains(Lguest.Changed.GDT)) {
            segments.copyGdt();
        } else if (lguest.changed.contains(Lguest.Changed.GDT_TLS)) {
            segments.copyTls();
        }
        lguest.changed.clear();
    }

    /** Step 5: nothing may match half-way, so every DR7 is 0 before the first address is loaded. */
    protected void copyDebugRegisters(int banks, boolean changed) {
        for (int bank = 0; bank < banks; bank++) {
            debugUnit.setDr7(bank, 0);
        }
        for (int bank = 0; changed && bank < banks; bank++) {
            if (debugRegisters.takeChanged(bank)) {
                copyBank(bank);
            }
        }
    }

    private void copyBank(int bank) {
        debugUnit.setPhysical(bank, debugRegisters.physical(bank));
        for (int register = 0; register < DebugRegisters.SLOTS; register++) {
            debugUnit.setAddress(bank, register, debugRegisters.get(bank, register));
        }
        debugUnit.setDr6(bank, debugRegisters.get(bank, DebugRegisters.STATUS));
        if (lguest.trace.on() && (bank > 0 || debugRegisters.get(0, DebugRegisters.CONTROL) != 0)) {
            lguest.trace.line("copy-in", String.format("bank %d: DR7 := 0; DR0 := %s, DR1 := %s, DR2 := %s, DR3 := %s", bank,
                    Trace.hex(debugRegisters.get(bank, 0)), Trace.hex(debugRegisters.get(bank, 1)),
                    Trace.hex(debugRegisters.get(bank, 2)), Trace.hex(debugRegisters.get(bank, 3))));
        }
    }

    /** DR7 itself is the Switcher's to load. It finds it on top of its stack, the last bank's first. */
    private void passControl(int bank) {
        lguest.linear.write32(LguestPages.DR7 - Integer.BYTES * bank, debugRegisters.get(bank, DebugRegisters.CONTROL));
    }

    private void copyStack() {
        lguest.linear.write32(LguestPages.GUEST_TSS + TSS_ESP0, LguestPages.STATE_PAGE);
        lguest.linear.write32(LguestPages.GUEST_TSS + TSS_SS0, LguestPages.LGUEST_DS);
        lguest.linear.write32(LguestPages.GUEST_TSS + TSS_ESP1, lguest.esp1);
        lguest.linear.write32(LguestPages.GUEST_TSS + TSS_SS1, lguest.ss1);
        lguest.linear.write16(LguestPages.GUEST_TSS + TSS_IO_BITMAP, LguestPages.TSS_SIZE);
    }
}
