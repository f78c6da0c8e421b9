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

import org.lguest.hypervisor.guest.Hypercall;

/** What a tiny guest needs to run code in ring 3. */
public final class TinyUser {

    public static final int USER_CS = 0x73;
    public static final int USER_DS = 0x7B;
    public static final int USER_STACK = TinyGuest.PAGE_OFFSET + 0x0006_1000;
    /** Top of the stack on which the processor enters ring 1. */
    public static final int KERNEL_STACK = TinyGuest.PAGE_OFFSET + 0x0008_0000;
    private static final int FLAT = 0x0000_FFFF;
    private static final int GDT = TinyGuest.PAGE_OFFSET + 0x0007_0000;

    private TinyUser() {
    }

    /** Loads a GDT as Linux has it, and a kernel stack. */
    public static Code prepare(Code code) {
        segment(code, 12, 0x00CF_9A00);
        segment(code, 13, 0x00CF_9200);
        segment(code, 14, 0x00CF_FA00);
        segment(code, 15, 0x00CF_F200);
        return code.hypercall(Hypercall.LOAD_GDT, GDT - TinyGuest.PAGE_OFFSET, 32)
                .hypercall(Hypercall.SET_STACK, 0x69, KERNEL_STACK, 1);
    }

    /** The same for a guest of 4.x, which loads each entry by itself. */
    public static Code prepareLate(Code code) {
        return code.hypercall(Hypercall.LOAD_GDT_ENTRY, 12, FLAT, 0x00CF_9A00)
                .hypercall(Hypercall.LOAD_GDT_ENTRY, 13, FLAT, 0x00CF_9200)
                .hypercall(Hypercall.LOAD_GDT_ENTRY, 14, FLAT, 0x00CF_FA00)
                .hypercall(Hypercall.LOAD_GDT_ENTRY, 15, FLAT, 0x00CF_F200)
                .hypercall(Hypercall.SET_STACK, 0x69, KERNEL_STACK, 1);
    }

    private static void segment(Code code, int entry, int high) {
        code.store(GDT + 8 * entry, FLAT).store(GDT + 8 * entry + 4, high);
    }

    /** What a handler does that was entered from ring 3: the way there has cleared DS. */
    public static Code kernelData(Code code) {
        return code.bytes(0x68).dword(0x69).bytes(0x1F);
    }

    /** Prepares, and goes to ring 3. */
    public static Code enter(Code code, int eip) {
        return prepare(code).bytes(0x68).dword(USER_DS).bytes(0x68).dword(USER_STACK).bytes(0x68).dword(0x202)
                .bytes(0x68).dword(USER_CS).bytes(0x68).dword(eip).bytes(0xCF);
    }
}
