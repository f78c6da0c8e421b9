/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.guest;

/**
 * Linear addresses of the Switcher's pages: one of text, then {@code struct lguest_pages}. They are in every address
 * space, the Guest's and the Host's. The page of registers may be written by the guest kernel, for the processor must
 * push there when it leaves ring 1; the page of state may only be read by it.
 */
public final class LguestPages {

    /** First address of the Switcher, and so the first no debug register may name. */
    public static final int SWITCHER = 0xFFC0_0000;
    /** The slot of a page directory that maps the Switcher. */
    public static final int SWITCHER_PGD_INDEX = 1023;
    /** Where the stubs stand: the gate of vector n leads to {@code STUBS + n * STUB_SIZE}. */
    public static final int STUBS = SWITCHER;
    public static final int STUB_SIZE = 16;

    /** {@code struct lguest_pages}. */
    public static final int REGS_PAGE = 0xFFC0_1000;
    public static final int STATE_PAGE = 0xFFC0_2000;
    /** {@code struct lguest_regs}: it ends where the page of registers ends. */
    public static final int REGS = REGS_PAGE + 4024;
    /**
     * The dword just below the registers: bank 0's DR7 on its way to the processor. Further banks lie below, one dword
     * each. Linux has no such thing; no offset of its own moves.
     */
    public static final int DR7 = REGS - 4;

    public static final int HOST_CR3 = REGS_PAGE + 4096;
    public static final int HOST_IDT_DESC = REGS_PAGE + 4100;
    public static final int HOST_GDT_DESC = REGS_PAGE + 4108;
    public static final int HOST_SP = REGS_PAGE + 4116;
    /** u16 limit, u32 base. */
    public static final int GUEST_IDT_DESC = REGS_PAGE + 4120;
    /** u16 limit, u32 base. */
    public static final int GUEST_GDT_DESC = REGS_PAGE + 4128;
    public static final int GUEST_TSS = REGS_PAGE + 4136;
    public static final int GUEST_IDT = REGS_PAGE + 4240;
    public static final int GUEST_GDT = REGS_PAGE + 6288;

    public static final int GDT_ENTRIES = 32;
    public static final int IDT_ENTRIES = 256;
    /** Bytes of a TSS; the I/O bitmap begins beyond its limit, so that every port faults. */
    public static final int TSS_SIZE = 104;

    /** Selectors of the Switcher's own flat segments, the same in the Host and in every guest. */
    public static final int LGUEST_CS = 0x50;
    public static final int LGUEST_DS = 0x58;
    /** Selector of the guest's TSS. */
    public static final int TSS_SELECTOR = 0x80;
    /** Selectors with which a guest kernel starts: Linux's own, at privilege level 1. */
    public static final int GUEST_KERNEL_CS = 0x61;
    public static final int GUEST_KERNEL_DS = 0x69;

    private LguestPages() {
    }
}
