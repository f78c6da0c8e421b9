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

import java.util.Optional;

import org.lguest.hypervisor.host.Dma;
import org.lguest.hypervisor.host.Lguest;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.net.NetPort;

/**
 * A network card of 2.6.23. Its page is an array of addresses, six bytes for each member of the network: the guest
 * writes its own into slot 1 and sends a frame to every slot whose address it is meant for, by the key that is the
 * page's address and four times the slot. Slot 0 is the Launcher's, and has the bit that asks for every frame. What
 * comes in goes into the buffers that the guest has bound to its own key; while there are none it is lost.
 */
final class NetDevice implements Device {

    /** The slot of the guest, which the low bits of the features tell it. */
    static final int GUESTS_SLOT = 1;
    /** LGUEST_DEVICE_F_RANDOMNESS: when frames come, nobody knows beforehand. */
    static final int RANDOMNESS = 0x8000;

    private static final int KEY = 4;
    /** The Launcher's address: a local one, with the bit of a group. */
    private static final int EVERY_FRAME = 0x03;

    private final Lguest lguest;
    private final Dma dma;
    private final int page;
    private final NetPort port;

    /** @param page guest-physical address of the device's page */
    NetDevice(Machine machine, int page, NetPort port) {
        lguest = machine.lguest();
        dma = machine.dma();
        this.page = page;
        this.port = port;
        machine.memory().write8(page, EVERY_FRAME);
    }

    @Override
    public int key() {
        return page;
    }

    @Override
    public int output(DmaSections sent) {
        byte[] frame = sent.gather();
        port.send(frame);
        return frame.length;
    }

    @Override
    public void receive() {
        for (var frame = port.next(); frame.isPresent() && !lguest.death().dead(); frame = port.next()) {
            if (!dma.isBound(page + KEY * GUESTS_SLOT)) {
                port.discard();
                return;
            }
            Optional<Dma.Buffer> buffer = dma.emptyBuffer(page + KEY * GUESTS_SLOT);
            if (buffer.isEmpty() || !fill(buffer.get(), frame.get())) {
                return;
            }
            port.remove();
        }
    }

    private boolean fill(Dma.Buffer buffer, byte[] frame) {
        Optional<DmaSections> sections = DmaSections.read(lguest, buffer.dma());
        int taken = sections.isPresent() ? sections.get().scatter(frame, frame.length) : 0;
        if (taken == 0) {
            return false;
        }
        sections.get().setUsed(taken);
        lguest.raise(buffer.irq());
        return true;
    }

    @Override
    public void close() {
        port.close();
    }
}
