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

import static org.lguest.hypervisor.virtio.CommonConfiguration.LENGTH;
import static org.lguest.hypervisor.virtio.CommonConfiguration.QUEUE_AVAIL;
import static org.lguest.hypervisor.virtio.CommonConfiguration.QUEUE_DESC;
import static org.lguest.hypervisor.virtio.CommonConfiguration.QUEUE_ENABLE;
import static org.lguest.hypervisor.virtio.CommonConfiguration.QUEUE_SELECT;
import static org.lguest.hypervisor.virtio.CommonConfiguration.QUEUE_SIZE;
import static org.lguest.hypervisor.virtio.CommonConfiguration.QUEUE_USED;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The registers by which a driver hands over its queues: it selects one, and the same registers then are that one's.
 * One
 * that is not there has size 0.
 */
final class QueueRegisters {

    private final RegisterFile registers;
    private final Negotiation negotiation;
    private final List<Virtqueue> queues;
    /** What the registers from {@link CommonConfiguration#QUEUE_SIZE} on hold for each queue. */
    private final List<byte[]> kept = new ArrayList<>();

    QueueRegisters(RegisterFile registers, Negotiation negotiation, List<Virtqueue> queues) {
        this.registers = registers;
        this.negotiation = negotiation;
        this.queues = queues;
        queues.forEach(queue -> kept.add(new byte[LENGTH - QUEUE_SIZE]));
        reset();
    }

    /** Forgets where each queue is. */
    void reset() {
        queues.forEach(Virtqueue::reset);
        for (byte[] values : kept) {
            Arrays.fill(values, (byte) 0);
            ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) Virtqueue.DEFAULT_SIZE);
        }
        show();
    }

    private int selected() {
        return registers.get16(QUEUE_SELECT);
    }

    private void show() {
        registers.show(QUEUE_SIZE, selected() < kept.size() ? kept.get(selected()) : new byte[LENGTH - QUEUE_SIZE]);
    }

    private void keep() {
        if (selected() < kept.size()) {
            registers.keep(QUEUE_SIZE, kept.get(selected()));
        }
    }

    void select(int offset, int width, int value) {
        if (registers.store16(offset, width, value)) {
            show();
        }
    }

    void resize(int offset, int width, int value) {
        if (value == 0 || (value & value - 1) != 0) {
            registers.bad("invalid queue size " + Integer.toUnsignedString(value));
        } else if (registers.get16(QUEUE_ENABLE) != 0) {
            registers.bad("changing queue size on live device");
        } else if (registers.store16(offset, width, value)) {
            keep();
        }
    }

    /** The guest says where a part of the queue is. */
    void place(int offset, int width, int value) {
        if (registers.get16(QUEUE_ENABLE) != 0) {
            registers.bad("changing queue on live device");
        } else if (!negotiation.has(Negotiation.FEATURES_OK)) {
            registers.bad("setting up vq before FEATURES_OK");
        } else if (negotiation.unread()) {
            registers.bad("didn't re-read FEATURES_OK before setup");
        } else if (registers.store32(offset, width, value)) {
            keep();
        }
    }

    void enable(int offset, int width, int value) {
        if (value != 1) {
            registers.bad("setting queue_enable to " + Integer.toUnsignedString(value));
        } else if (negotiation.has(Negotiation.DRIVER_OK)) {
            registers.bad("enabling vq after DRIVER_OK");
        } else if (registers.store16(offset, width, value)) {
            keep();
            enableSelected();
        }
    }

    private void enableSelected() {
        if (selected() >= queues.size()) {
            registers.bad("enabling vq " + selected() + ", which is not there");
            return;
        }
        Virtqueue queue = queues.get(selected());
        if (registers.get32(QUEUE_DESC + 4) != 0 || registers.get32(QUEUE_AVAIL + 4) != 0
                || registers.get32(QUEUE_USED + 4) != 0) {
            queue.bad("invalid 64-bit queue address");
            return;
        }
        queue.enable(registers.get16(QUEUE_SIZE), registers.get32(QUEUE_DESC), registers.get32(QUEUE_AVAIL),
                registers.get32(QUEUE_USED), negotiation.accepted());
    }
}
