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
 * The hypercalls of all eras ({@code include/linux/lguest.h}, later {@code asm/lguest_hcall.h}), by the number a guest
 * puts into EAX, and the two that this product adds. Which of them there are, and which registers hold the arguments,
 * is for the {@link Era} to say.
 */
public enum Hypercall {
    FLUSH_ASYNC(0, 0),
    LGUEST_INIT(1, 1),
    CRASH(2, 1),
    /** CRASH, and whether the guest wants to be started again. */
    SHUTDOWN(2, 2),
    LOAD_GDT(3, 2),
    NEW_PGTABLE(4, 1),
    FLUSH_TLB(5, 1),
    LOAD_IDT_ENTRY(6, 3),
    SET_STACK(7, 3),
    TS(8, 1),
    SET_CLOCKEVENT(9, 1),
    HALT(10, 0),
    BIND_DMA(12, 3),
    SEND_DMA(13, 2),
    SET_PTE(14, 3),
    SET_PMD(15, 2),
    /** What was SET_PMD, when the name was needed for another level. */
    SET_PGD(15, 2),
    LOAD_TLS(16, 1),
    LOAD_GDT_ENTRY(18, 3),
    SEND_INTERRUPTS(19, 0),
    /** {@code (regnum, value)}: 0, or -22 in EAX. Not in any Linux; 20 is free in every era. */
    SET_DEBUGREG(20, 2),
    /** {@code (regnum)}: the value in EAX. */
    GET_DEBUGREG(21, 1);

    private final int number;
    private final int arguments;

    Hypercall(int number, int arguments) {
        this.number = number;
        this.arguments = arguments;
    }

    /** What EAX holds. */
    public int number() {
        return number;
    }

    /** How many arguments it takes, 0 to 3. */
    public int arguments() {
        return arguments;
    }

    /** The name as it stands in the header file: {@code LHCALL_SET_PTE}. */
    public String symbol() {
        return "LHCALL_" + name();
    }
}
