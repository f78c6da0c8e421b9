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

import java.util.OptionalInt;

/**
 * Offsets in {@code struct lguest_data}, which lies in guest memory and is shared: by its own word the Guest enables
 * interrupts here, and the Host tells it the time. What every era has at the same place are constants; the rest moved.
 *
 * @param irqPending    u32, written by the Host: an interrupt waits until the guest enables them; not in every era
 * @param hcallStatus   the states of the asynchronous calls: {@link #HCALL_RING_SIZE} bytes, 0xFF for a free slot
 * @param hcalls        the asynchronous calls: number and arguments each, {@link #hcallBytes} long
 * @param hcallBytes    bytes of one of them
 * @param reserveMem    u32, written by the Host: how much to leave free at the top of the address space
 * @param guestid       u16, written by the Host; not in every era
 * @param tscKhz        u32, written by the Host: 0 if the TSC is not to be trusted
 * @param noirqStart    u32, written by the guest: from here ...
 * @param noirqEnd      ... up to here no interrupt is delivered; the same, if the era has only one such address
 * @param kernelAddress u32, written by the guest: where its kernel's part of each address space begins; not in every
 *                      era
 * @param syscallVector u32, written by the guest; not in every era
 * @param size          bytes of the struct
 */
public record LguestData(OptionalInt irqPending, int hcallStatus, int hcalls, int hcallBytes, int reserveMem,
        OptionalInt guestid, int tscKhz, int noirqStart, int noirqEnd, OptionalInt kernelAddress, OptionalInt syscallVector,
        int size) {

    /** u32, the guest's virtual IF: any EFLAGS image. */
    public static final int IRQ_ENABLED = 0;
    /** u32, one bit for each interrupt the guest does not want now. */
    public static final int BLOCKED_INTERRUPTS = 4;
    /** u32, written by the Host before it reflects a page fault. */
    public static final int CR2 = 8;
    /** Two s32, seconds and nanoseconds, written by the Host. */
    public static final int TIME = 12;

    public static final int HCALL_RING_SIZE = 64;
    /** A free or finished slot of the ring. */
    public static final int HCALL_DONE = 0xFF;

    static final LguestData LINUX_2_6_23 = new LguestData(OptionalInt.empty(), 20, 84, 16, 1108, OptionalInt.of(1112), 1116,
            1120, 1124, OptionalInt.empty(), OptionalInt.empty(), 1128);
    static final LguestData LINUX_4 = new LguestData(OptionalInt.of(20), 24, 88, 20, 1368, OptionalInt.empty(), 1372, 1376,
            1376, OptionalInt.of(1380), OptionalInt.of(1384), 1388);
}
