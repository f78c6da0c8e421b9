/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session.predicate;

/** What a program can ask of the guest, which stands at an instruction boundary. Asking alters nothing. */
public interface GuestState {

    /** All 32 bits of a register. */
    int register(Register register);

    /**
     * Reads memory.
     *
     * @param linear address of the first byte
     * @param size   1, 2 or 4
     * @return the bytes, the lowest address's lowest, zero-extended; negative where one of them is not mapped
     */
    long read(int linear, int size);
}
