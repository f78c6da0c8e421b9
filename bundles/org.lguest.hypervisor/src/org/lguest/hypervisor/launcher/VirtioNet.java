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

import java.nio.ByteBuffer;
import java.util.List;

import org.lguest.hypervisor.net.MacAddress;
import org.lguest.hypervisor.net.NetPort;
import org.lguest.hypervisor.virtio.Chain;
import org.lguest.hypervisor.virtio.VirtioDevice;
import org.lguest.hypervisor.virtio.VirtioKind;
import org.lguest.hypervisor.virtio.Virtqueue;

/**
 * A network card of 4.x (virtio 1.0, section 5.1). Each frame is preceded by a header of twelve bytes, which says
 * nothing here: the Launcher of 4.x left checksums and the division of long segments to the kernel's tap device, and
 * there is none, so neither is offered. What comes before the driver is ready is lost.
 */
final class VirtioNet implements VirtioDevice {

    private static final int INPUT = 0;
    /** VIRTIO_NET_F_MAC. */
    private static final long HAS_ADDRESS = 1 << 5;
    /** Of {@code struct virtio_net_config} as 4.x has it. */
    private static final int CONFIGURATION = 12;
    private static final int HEADER = 12;
    /** In the header: the frame takes one buffer. */
    private static final int BUFFERS = 10;

    private final MacAddress address;
    private final NetPort port;
    private boolean ready;

    VirtioNet(MacAddress address, NetPort port) {
        this.address = address;
        this.port = port;
    }

    @Override
    public VirtioKind kind() {
        return VirtioKind.NET;
    }

    @Override
    public long features() {
        return HAS_ADDRESS;
    }

    @Override
    public List<String> queues() {
        return List.of("rx", "tx");
    }

    @Override
    public byte[] configuration() {
        return ByteBuffer.allocate(CONFIGURATION).put(address.bytes()).array();
    }

    @Override
    public boolean waits(int number) {
        return number == INPUT && port.next().isPresent();
    }

    @Override
    public void serve(int number, Virtqueue queue) {
        if (number == INPUT) {
            if (!ready) {
                ready = true;
                port.discard();
            }
            receive(queue);
        } else {
            send(queue);
        }
    }

    private void receive(Virtqueue queue) {
        for (var frame = port.next(); frame.isPresent(); frame = port.next()) {
            var chain = queue.take();
            if (chain.isEmpty()) {
                return;
            }
            if (chain.get().outPieces() > 0) {
                queue.bad("Output buffers in net input queue?");
                return;
            }
            byte[] bytes = ByteBuffer.allocate(HEADER + frame.get().length).put(BUFFERS, (byte) 1).put(HEADER, frame.get())
                    .array();
            queue.give(chain.get(), chain.get().write(0, bytes));
            port.remove();
        }
    }

    private void send(Virtqueue queue) {
        for (var chain = queue.take(); chain.isPresent(); chain = queue.take()) {
            Chain sent = chain.get();
            if (sent.inPieces() > 0) {
                queue.bad("Input buffers in net output queue?");
                return;
            }
            if (sent.readable() > HEADER) {
                port.send(sent.read(HEADER, sent.readable() - HEADER));
            }
            queue.give(sent, 0);
        }
    }

    @Override
    public void reset() {
        ready = false;
    }

    @Override
    public void close() {
        port.close();
    }
}
