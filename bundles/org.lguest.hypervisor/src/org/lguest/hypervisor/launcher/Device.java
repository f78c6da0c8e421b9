/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

/** What stands behind a key of SEND_DMA. On the emulator thread. */
interface Device {

    /** What the guest names it by. */
    int key();

    /**
     * Takes what the guest has sent.
     *
     * @return what the guest finds in used_len
     */
    int output(DmaSections sent);

    /** Gives the guest what waits for it, as far as it has made room. */
    default void receive() {
        // nothing comes from outside
    }

    /** The guest has ended. */
    default void close() {
        // nothing is held
    }
}
