/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.virtio;

import java.util.List;

/**
 * What stands behind a function of the PCI bus in the guests of 4.x: a console, a disk. The transport keeps the
 * registers and the rules of virtio 1.0; the device only says what it is and serves its queues. On the emulator thread.
 */
public interface VirtioDevice {

    /** What kind of device it is, as PCI and the guest's drivers know it. */
    VirtioKind kind();

    /** The feature bits it offers beside VIRTIO_F_VERSION_1, which the transport adds. */
    long features();

    /** What its queues are called in a cause of death, by their number. */
    List<String> queues();

    /** Its configuration as the guest reads it, asked for once; no bytes if it has none. */
    byte[] configuration();

    /**
     * The guest writes a dword of the configuration.
     *
     * @param offset in the configuration, in bytes
     * @return whether it may; if not, the guest is killed
     */
    default boolean configure(int offset, int value) {
        return false;
    }

    /**
     * Does what can be done with the buffers that the guest has made available in a queue: the guest has kicked it, the
     * driver has just become ready, or something has come from outside. Buffers that it does not take stay. Not called
     * before the driver is ready.
     *
     * @param number of the queue
     */
    void serve(int number, Virtqueue queue);

    /** Whether something from outside waits for a buffer of that queue. Asked at each pass of the run loop. */
    default boolean waits(int number) {
        return false;
    }

    /** The guest has ended. */
    default void close() {
        // nothing is held
    }

    /** The guest has reset the device. */
    default void reset() {
        // nothing to forget
    }
}
