/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.switcher;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.hypervisor.guest.LguestRegs.Member;
import org.lguest.hypervisor.guest.Trace;
import org.lguest.x86.Processor;
import org.lguest.x86.ProcessorException;
import org.lguest.x86.Vector;
import org.lguest.x86.debug.DebugUnit;

/** Takes the processor from the Host into the guest and back. */
public class Switcher {

    private static final int EAX = 0;
    private static final int ECX = 1;
    private static final int EDX = 2;
    private static final int EBX = 3;
    private static final int ESP = 4;
    private static final int EBP = 5;
    private static final int ESI = 6;
    private static final int EDI = 7;
    private static final int ES = 0;
    private static final int CS = 1;
    private static final int DS = 3;
    private static final int FS = 4;
    private static final int GS = 5;
    /** DR7 as it reads with nothing enabled: a fixed bit. */
    private static final int DISARMED = 0x400;
    /** Bit 1 of a TSS descriptor's type, in its high dword. */
    private static final int BUSY = 0x200;

    private final Processor processor;
    private final Trace trace;
    /** What is popped, in its order; TRAPNUM and ERRCODE are skipped, and the rest is IRET's. */
    private final Member[] popped;
    /** DR7 of each bank on its way from the stack to the processor. */
    private int[] controls = new int[1];
    /** What the trace was told last of an entry. */
    private String lastLoaded = "";

    /** @param era in whose order the guest's registers are kept */
    public Switcher(Processor processor, Trace trace, Era era) {
        this.processor = processor;
        this.trace = trace;
        popped = era.registers().subList(0, era.registers().indexOf(Member.TRAPNUM)).toArray(Member[]::new);
    }

    /** Takes what the hardware's DR6 of a bank says after a debug trap. */
    @FunctionalInterface
    public interface DebugStatus {
        /**
         * @param dr6     of the bank
         * @param matched what of it this very trap has set
         */
        void save(int bank, int dr6, int matched);
    }

    /**
     * Host to guest.
     *
     * @param directory machine address of the shadow page directory
     * @param banks     how many DR7 lie on top of the stack
     * @return false if one of the guest's values made a step fault; the processor is back in the Host then
     */
    public boolean enter(int directory, int banks) {
        var memory = processor.memory();
        int top = LguestPages.DR7 - Integer.BYTES * (banks - 1);
        processor.setPrivileged(LguestPages.LGUEST_CS, LguestPages.LGUEST_DS, top);
        memory.write32(LguestPages.HOST_SP, top);
        int hostTss = memory.read32(LguestPages.HOST_GDT_DESC + 2) + LguestPages.TSS_SELECTOR + 4;
        loadGdt(LguestPages.GUEST_GDT_DESC);
        processor.loadIdtr(memory.read32(LguestPages.GUEST_IDT_DESC + 2), memory.read16(LguestPages.GUEST_IDT_DESC));
        processor.loadTaskRegister(LguestPages.TSS_SELECTOR);
        memory.write32(hostTss, memory.read32(hostTss) & ~BUSY);
        processor.setCr3(directory);
        try {
            popControls(banks);
            popRegisters();
            processor.iret();
        } catch (ProcessorException e) {
            clearControl();
            backToHost();
            return false;
        }
        traceEntry(banks);
        return true;
    }

    /** All are popped before the first is loaded: no pop of ours has the debug unit look at half of them. */
    private void popControls(int banks) {
        if (controls.length < banks) {
            controls = new int[banks];
        }
        for (int bank = banks - 1; bank >= 0; bank--) {
            controls[bank] = processor.pop();
        }
        for (int bank = banks - 1; bank >= 0; bank--) {
            loadControl(bank, controls[bank]);
        }
    }

    /**
     * Step 6: DR7 is loaded after the change of page tables and before the guest's registers, here and nowhere else.
     */
    protected void loadControl(int bank, int dr7) {
        if (dr7 != 0) {
            processor.debugUnit().setDr7(bank, dr7);
        }
    }

    /** In the order of {@code struct lguest_regs}; trapnum and errcode are skipped. */
    private void popRegisters() {
        for (Member member : popped) {
            switch (member) {
                case EAX -> processor.popRegister(EAX);
                case ECX -> processor.popRegister(ECX);
                case EDX -> processor.popRegister(EDX);
                case EBX -> processor.popRegister(EBX);
                case EBP -> processor.popRegister(EBP);
                case ESI -> processor.popRegister(ESI);
                case EDI -> processor.popRegister(EDI);
                case ES -> processor.popSegment(ES);
                case DS -> processor.popSegment(DS);
                case FS -> processor.popSegment(FS);
                default -> processor.popSegment(GS);
            }
        }
        processor.setRegister(ESP, processor.register(ESP) + 2 * Integer.BYTES);
    }

    /**
     * Guest to Host. A gate of the IDT has led to a stub: the frame is on the page of registers already.
     *
     * @param status told of each bank, if it was a debug trap
     * @return the vector
     */
    public int leave(DebugStatus status) {
        clearControl();
        int vector = (processor.eip() - LguestPages.STUBS) / LguestPages.STUB_SIZE;
        if (!Vector.hasErrorCode(vector)) {
            processor.push(0);
        }
        processor.push(vector);
        pushRegisters();
        backToHost();
        if (vector == Vector.DEBUG) {
            saveStatus(status);
            lastLoaded = "";
        }
        return vector;
    }

    /** Before anything touches memory: the Host's own accesses, and the Switcher's, must match nothing. */
    protected void clearControl() {
        DebugUnit debugUnit = processor.debugUnit();
        for (int bank = 0; bank < debugUnit.banks(); bank++) {
            debugUnit.setDr7(bank, 0);
        }
    }

    private void pushRegisters() {
        for (int i = popped.length - 1; i >= 0; i--) {
            processor.push(switch (popped[i]) {
                case EAX -> processor.register(EAX);
                case ECX -> processor.register(ECX);
                case EDX -> processor.register(EDX);
                case EBX -> processor.register(EBX);
                case EBP -> processor.register(EBP);
                case ESI -> processor.register(ESI);
                case EDI -> processor.register(EDI);
                case ES -> processor.selector(ES);
                case DS -> processor.selector(DS);
                case FS -> processor.selector(FS);
                default -> processor.selector(GS);
            });
        }
    }

    private void backToHost() {
        var memory = processor.memory();
        processor.setCr3(memory.read32(LguestPages.HOST_CR3));
        int guestTss = LguestPages.GUEST_GDT + LguestPages.TSS_SELECTOR + 4;
        memory.write32(guestTss, memory.read32(guestTss) & ~BUSY);
        loadGdt(LguestPages.HOST_GDT_DESC);
        processor.loadIdtr(0, 0);
        processor.setPrivileged(LguestPages.LGUEST_CS, LguestPages.LGUEST_DS, memory.read32(LguestPages.HOST_SP));
        processor.loadTaskRegister(LguestPages.TSS_SELECTOR);
    }

    private void loadGdt(int descriptor) {
        var memory = processor.memory();
        processor.loadGdtr(memory.read32(descriptor + 2), memory.read16(descriptor));
    }

    /** Step 7. */
    protected void saveStatus(DebugStatus status) {
        DebugUnit debugUnit = processor.debugUnit();
        for (int bank = 0; bank < debugUnit.banks(); bank++) {
            if (bank > 0 && debugUnit.matched(bank) == 0) {
                continue; // its DR6 is as it was loaded
            }
            status.save(bank, debugUnit.dr6(bank), debugUnit.matched(bank));
            if (trace.on() && debugUnit.matched(bank) != 0) {
                trace.line("switcher", String.format("DR7 := 0, DR6[%d] = %s saved", bank,
                        Trace.hex(debugUnit.dr6(bank))));
            }
            debugUnit.setDr6(bank, 0);
        }
    }

    /**
     * Written when it differs from what the last entry did, and after each debug trap: an entry as any other goes
     * unmentioned.
     */
    private void traceEntry(int banks) {
        if (!trace.on()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (int bank = banks - 1; bank >= 0; bank--) {
            int dr7 = processor.debugUnit().dr7(bank);
            if (dr7 != DISARMED) {
                text.append(String.format("DR7[%d] := %s popped from %s, ", bank, Trace.hex(dr7),
                        Trace.hex(LguestPages.DR7 - Integer.BYTES * bank)));
            }
        }
        String loaded = text.toString();
        if (!loaded.equals(lastLoaded)) {
            lastLoaded = loaded;
            trace.line("switcher", String.format("%siret to %04x:%08x", loaded.isEmpty() ? "DR7 stays 0, " : loaded,
                    processor.selector(CS), processor.eip()));
        }
    }
}
