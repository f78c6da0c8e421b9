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

import static org.lguest.hypervisor.virtio.CommonConfiguration.DEVICE;
import static org.lguest.hypervisor.virtio.CommonConfiguration.DEVICE_FEATURE;
import static org.lguest.hypervisor.virtio.CommonConfiguration.DEVICE_FEATURE_SELECT;
import static org.lguest.hypervisor.virtio.CommonConfiguration.GENERATION;
import static org.lguest.hypervisor.virtio.CommonConfiguration.GUEST_FEATURE;
import static org.lguest.hypervisor.virtio.CommonConfiguration.GUEST_FEATURE_SELECT;
import static org.lguest.hypervisor.virtio.CommonConfiguration.ISR;
import static org.lguest.hypervisor.virtio.CommonConfiguration.MSIX_CONFIG;
import static org.lguest.hypervisor.virtio.CommonConfiguration.NOTIFY;
import static org.lguest.hypervisor.virtio.CommonConfiguration.NUM_QUEUES;
import static org.lguest.hypervisor.virtio.CommonConfiguration.PADDING;
import static org.lguest.hypervisor.virtio.CommonConfiguration.QUEUE_AVAIL;
import static org.lguest.hypervisor.virtio.CommonConfiguration.QUEUE_DESC;
import static org.lguest.hypervisor.virtio.CommonConfiguration.QUEUE_ENABLE;
import static org.lguest.hypervisor.virtio.CommonConfiguration.QUEUE_MSIX_VECTOR;
import static org.lguest.hypervisor.virtio.CommonConfiguration.QUEUE_NOTIFY_OFF;
import static org.lguest.hypervisor.virtio.CommonConfiguration.QUEUE_SELECT;
import static org.lguest.hypervisor.virtio.CommonConfiguration.QUEUE_SIZE;
import static org.lguest.hypervisor.virtio.CommonConfiguration.QUEUE_USED;
import static org.lguest.hypervisor.virtio.CommonConfiguration.STATUS;

import java.util.List;

import org.lguest.hypervisor.host.Lguest;

/**
 * One virtio device as its driver meets it: what each register that BAR 0 shows does when it is read and written, and
 * when the queues are served.
 *
 * <p>The Launcher of 4.x was written to find fault with drivers: a register is accessed in its own width and in its own
 * time, and whatever else is not to be done ends the guest.
 */
final class VirtioRegisters {

    private final Lguest lguest;
    private final VirtioDevice device;
    private final int irq;
    private final RegisterFile registers;
    private final Negotiation negotiation;
    private final List<Virtqueue> queues;
    private final QueueRegisters queueRegisters;

    VirtioRegisters(Lguest lguest, VirtioDevice device, int irq) {
        this.lguest = lguest;
        this.device = device;
        this.irq = irq;
        registers = new RegisterFile(lguest, device.kind().label(), device.configuration());
        registers.put16(NUM_QUEUES, device.queues().size());
        negotiation = new Negotiation(registers, device.features());
        queues = device.queues().stream()
                .map(name -> new Virtqueue(lguest.memory(), lguest.death(), device.kind().label(), name)).toList();
        queueRegisters = new QueueRegisters(registers, negotiation, queues);
    }

    /** Bytes of all registers. */
    int size() {
        return registers.size();
    }

    /**
     * The guest reads.
     *
     * @param offset 0 to {@link #size} less 1
     * @param width  1, 2 or 4 bytes
     */
    int read(int offset, int width) {
        switch (offset) {
            case DEVICE_FEATURE_SELECT, DEVICE_FEATURE, GUEST_FEATURE_SELECT, GUEST_FEATURE ->
                negotiation.require(Negotiation.DRIVER, "feature read before VIRTIO_CONFIG_S_DRIVER");
            case MSIX_CONFIG -> registers.bad("read of msix_config");
            case STATUS -> negotiation.statusRead();
            case NOTIFY -> negotiation.require(Negotiation.DRIVER_OK, "notify before VIRTIO_CONFIG_S_DRIVER_OK");
            case NUM_QUEUES, GENERATION, ISR -> { /* as they are */ }
            case PADDING -> registers.bad("read from padding (" + registers.eip() + ')');
            default -> {
                if (offset > size() - Integer.BYTES) {
                    registers.bad("read past end (" + registers.eip() + ')');
                }
                negotiation.require(Negotiation.DRIVER, "config read before VIRTIO_CONFIG_S_DRIVER");
            }
        }
        int natural = naturalWidth(offset);
        if (natural != 0 && width != natural) {
            registers.bad("non-" + 8 * natural + "-bit read " + (offset == ISR ? "from" : "to") + " offset " + offset + " ("
                    + registers.eip() + ')');
        }
        if (!registers.alive()) {
            return 0;
        }
        int value = registers.get(offset, width);
        if (offset == ISR) {
            registers.put8(ISR, 0);
        }
        return value;
    }

    /** 0 for a register that the Launcher lets the guest read in any width: those of a queue, and the device's own. */
    private static int naturalWidth(int offset) {
        return switch (offset) {
            case DEVICE_FEATURE_SELECT, DEVICE_FEATURE, GUEST_FEATURE_SELECT, GUEST_FEATURE -> 4;
            case NUM_QUEUES, NOTIFY -> 2;
            case STATUS, GENERATION, ISR -> 1;
            default -> 0;
        };
    }

    /** The guest writes. The parameters are those of {@link #read}. */
    void write(int offset, int width, int value) {
        switch (offset) {
            case DEVICE_FEATURE_SELECT -> negotiation.selectOffered(offset, width, value);
            case GUEST_FEATURE_SELECT -> negotiation.selectAccepted(offset, width, value);
            case GUEST_FEATURE -> negotiation.accept(offset, width, value);
            case STATUS -> {
                if (registers.accepts(1, offset, width)) {
                    setStatus(value & 0xFF);
                }
            }
            case QUEUE_SELECT -> queueRegisters.select(offset, width, value);
            case QUEUE_SIZE -> queueRegisters.resize(offset, width, value);
            case QUEUE_MSIX_VECTOR -> registers.bad("attempt to set MSIX vector to " + Integer.toUnsignedString(value));
            case QUEUE_ENABLE -> queueRegisters.enable(offset, width, value);
            case QUEUE_NOTIFY_OFF -> registers.bad("attempt to write to queue_notify_off");
            case QUEUE_DESC, QUEUE_DESC + 4, QUEUE_AVAIL, QUEUE_AVAIL + 4, QUEUE_USED, QUEUE_USED + 4 ->
                queueRegisters.place(offset, width, value);
            case NOTIFY -> {
                if (registers.store16(offset, width, value)) {
                    kick(value & 0xFFFF);
                }
            }
            case ISR -> registers.bad("Unexpected write to isr");
            default -> configure(offset, width, value);
        }
    }

    private void configure(int offset, int width, int value) {
        if (offset >= DEVICE && offset <= size() - Integer.BYTES && device.configure(offset - DEVICE, value)) {
            registers.store32(offset, width, value);
        } else {
            registers.bad("Unexpected write to offset " + offset);
        }
    }

    private void setStatus(int value) {
        trace("status", negotiation.transition(value));
        if (value == 0) {
            negotiation.reset();
            queueRegisters.reset();
            device.reset();
        } else if (negotiation.advance(value)) {
            for (int queue = 0; queue < queues.size(); queue++) {
                serve(queue);
            }
        }
    }

    /** A kick before DRIVER_OK is forgotten: nobody serves the queue yet. */
    private void kick(int number) {
        if (number >= queues.size()) {
            registers.bad("Invalid vq notification on " + number);
        } else {
            serve(number);
        }
    }

    /** Serves the queues for which something has come from outside, or whose last service was cut short. */
    void poll() {
        for (int queue = 0; queue < queues.size(); queue++) {
            if (queues.get(queue).cutShort() || device.waits(queue)) {
                serve(queue);
            }
        }
    }

    private void serve(int number) {
        Virtqueue queue = queues.get(number);
        if (!negotiation.has(Negotiation.DRIVER_OK) || !queue.enabled() || !registers.alive()) {
            return;
        }
        queue.beginService();
        device.serve(number, queue);
        boolean interrupt = queue.takeInterrupt() && registers.alive();
        if (interrupt) {
            registers.put8(ISR, 1);
            lguest.raise(irq);
        }
        if (queue.served() > 0) {
            trace(device.queues().get(number), queue.served() + (interrupt ? " served, irq " + irq : " served"));
        }
    }

    private void trace(String what, String text) {
        if (lguest.trace().exits()) {
            lguest.trace().line("device", device.kind().label() + ' ' + irq + ' ' + what + ": " + text);
        }
    }
}
