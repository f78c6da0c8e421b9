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

/** The devices behind the keys of SEND_DMA: the Launcher's part. Called on the emulator thread, between two entries. */
public interface Devices {

    /** The guest sent a {@code struct lguest_dma} (at this guest-physical address) to the device of that key. */
    void send(int key, int dma);

    /** Gives the guest what waits for it, as far as it has made room. */
    void receive();

    /** The guest has ended: lets go of what is held of the outer world. Does not block. */
    default void close() {
        // nothing is held
    }

    /**
     * A general protection fault without an error code, of a guest whose Launcher emulates port I/O. If it is done the
     * registers are as after the instruction.
     *
     * @param code bytes at EIP
     * @return false if it was no port I/O: then the fault is the guest's
     */
    default boolean portAccess(byte[] code) {
        return false;
    }

    /**
     * A page fault where the guest has mapped device memory. If it is done the registers are as after the instruction.
     *
     * @param address guest-physical
     * @param code    bytes at EIP
     * @return false if it was no access that a device knows: then the fault is the guest's
     */
    default boolean memoryAccess(int address, byte[] code) {
        return false;
    }
}
