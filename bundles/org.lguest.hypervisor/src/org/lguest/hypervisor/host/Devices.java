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
}
