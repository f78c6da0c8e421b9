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

import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.x86.Processor;

/**
 * What the Switcher takes the processor back to: the Host's own descriptor table, task and page tables, at privilege
 * level
 * 0. The Host has no IDT to speak of, for an exception in it is a defect and ends the run.
 */
public final class HostState {

    private static final int FLAT_LOW = 0x0000_FFFF;
    private static final int FLAT_CODE_HIGH = 0x00CF_9B00;
    private static final int FLAT_DATA_HIGH = 0x00CF_9300;
    private static final int AVAILABLE_TSS = 0x8900;
    private static final int GDT_LIMIT = 17 * 8 - 1;
    /** The TSS stands behind the table, on the same page. */
    private static final int TSS_OFFSET = 0x400;

    private final Processor processor;
    private final int gdt;
    private final int directory;

    /**
     * @param gdt       linear address of the Host's page of descriptors
     * @param directory machine address of its page directory
     */
    public HostState(Processor processor, int gdt, int directory) {
        this.processor = processor;
        this.gdt = gdt;
        this.directory = directory;
    }

    /** Lays the tables out in memory, tells the Switcher where they are, and puts the processor there. */
    public void build() {
        writeDescriptor(LguestPages.LGUEST_CS, FLAT_LOW, FLAT_CODE_HIGH);
        writeDescriptor(LguestPages.LGUEST_DS, FLAT_LOW, FLAT_DATA_HIGH);
        int tss = gdt + TSS_OFFSET;
        writeDescriptor(LguestPages.TSS_SELECTOR, tss << 16 | LguestPages.TSS_SIZE - 1,
                tss & 0xFF00_0000 | AVAILABLE_TSS | tss >>> 16 & 0xFF);
        var memory = processor.memory();
        memory.write32(LguestPages.HOST_CR3, directory);
        memory.write16(LguestPages.HOST_GDT_DESC, GDT_LIMIT);
        memory.write32(LguestPages.HOST_GDT_DESC + 2, gdt);
        processor.loadGdtr(gdt, GDT_LIMIT);
        processor.setPrivileged(LguestPages.LGUEST_CS, LguestPages.LGUEST_DS, LguestPages.DR7);
        processor.loadTaskRegister(LguestPages.TSS_SELECTOR);
    }

    private void writeDescriptor(int selector, int low, int high) {
        processor.memory().write32(gdt + selector, low);
        processor.memory().write32(gdt + selector + 4, high);
    }
}
