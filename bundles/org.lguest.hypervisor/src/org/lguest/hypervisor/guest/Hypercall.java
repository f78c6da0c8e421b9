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

import java.util.Optional;

/**
 * The hypercalls of Linux 2.6.23 ({@code include/linux/lguest.h}), by the number a guest puts into EAX, and the two
 * that this product adds. The arguments travel in EDX, EBX and ECX.
 */
public enum Hypercall {
    FLUSH_ASYNC(0, 0),
    LGUEST_INIT(1, 1),
    CRASH(2, 1),
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
    LOAD_TLS(16, 1),
    /** {@code (regnum, value)}: 0, or -22 in EAX. Not in any Linux; 20 is free in every era. */
    SET_DEBUGREG(20, 2),
    /** {@code (regnum)}: the value in EAX. */
    GET_DEBUGREG(21, 1);

    private static final Hypercall[] BY_NUMBER = new Hypercall[22];

    static {
        for (Hypercall call : values()) {
            BY_NUMBER[call.number] = call;
        }
    }

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

    /** The hypercall of that number, if there is one. */
    public static Optional<Hypercall> of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? Optional.ofNullable(BY_NUMBER[number]) : Optional.empty();
    }
}
