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

import org.lguest.hypervisor.guest.Era;

/**
 * What the Launcher tells the Host before the guest runs: LHREQ_INITIALIZE.
 *
 * @param era        of the guest's kernel
 * @param pgdir      guest-physical address of its first page directory, if its era starts with one
 * @param eip        address of its first instruction
 * @param pageOffset distance between its linear and physical addresses
 */
public record GuestStart(Era era, int pgdir, int eip, int pageOffset) {

    /** Of 2.6.23. */
    public GuestStart(int pgdir, int eip, int pageOffset) {
        this(Era.LINUX_2_6_23, pgdir, eip, pageOffset);
    }
}
