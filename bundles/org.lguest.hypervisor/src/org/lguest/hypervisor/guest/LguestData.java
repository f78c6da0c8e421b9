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
 * Offsets in {@code struct lguest_data}, which lies in guest memory and is shared: by its own word the Guest enables
 * interrupts here, and the Host tells it the time.
 */
public final class LguestData {

    /** u32, the guest's virtual IF: any EFLAGS image. */
    public static final int IRQ_ENABLED = 0;
    /** u32, one bit for each interrupt the guest does not want now. */
    public static final int BLOCKED_INTERRUPTS = 4;
    /** u32, written by the Host before it reflects a page fault. */
    public static final int CR2 = 8;
    /** Two s32, seconds and nanoseconds, written by the Host. */
    public static final int TIME = 12;
    /** The states of the asynchronous calls: {@link #HCALL_RING_SIZE} bytes, 0xFF for a free slot. */
    public static final int HCALL_STATUS = 20;
    /** The asynchronous calls: EAX, EDX, EBX, ECX each. */
    public static final int HCALLS = 84;
    /** u32, written by the Host: how much to leave free at the top of the address space. */
    public static final int RESERVE_MEM = 1108;
    /** u16, written by the Host. */
    public static final int GUESTID = 1112;
    /** u32, written by the Host: 0 if the TSC is not to be trusted. */
    public static final int TSC_KHZ = 1116;
    /** u32, written by the guest: from here ... */
    public static final int NOIRQ_START = 1120;
    /** ... up to here no interrupt is delivered. */
    public static final int NOIRQ_END = 1124;

    public static final int SIZE = 1128;
    public static final int HCALL_RING_SIZE = 64;
    /** A free or finished slot of the ring. */
    public static final int HCALL_DONE = 0xFF;

    private LguestData() {
    }
}
