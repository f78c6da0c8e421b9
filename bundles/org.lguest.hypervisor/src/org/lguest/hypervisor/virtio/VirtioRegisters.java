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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.host.Lguest;

/**
 * The registers of one virtio device, which its BAR 0 shows: the common configuration (virtio 1.0, section 4.1.4.3) of
 * 56 bytes, a word for notifications, a byte of interrupt status, and from offset 60 the device's own configuration.
 *
 * <p>The Launcher of 4.x was written to find fault with drivers: a register is accessed in its own width, the status
 * goes through 1, 3, 11, 15 and is read again in between, and whatever else is not to be done ends the guest.
 */
final class VirtioRegisters {

    /** Where the device's own configuration begins. */
    static final int CONFIGURATION = 60;
    static final int COMMON_LENGTH = 56;
    static final int NOTIFY = 56;
    static final int ISR = 58;

    private static final int DEVICE_FEATURE_SELECT = 0;
    private static final int DEVICE_FEATURE = 4;
    private static final int GUEST_FEATURE_SELECT = 8;
    private static final int GUEST_FEATURE = 12;
    private static final int MSIX_CONFIG = 16;
    private static final int NUM_QUEUES = 18;
    private static final int STATUS = 20;
    private static final int GENERATION = 21;
    private static final int QUEUE_SELECT = 22;
    private static final int QUEUE_SIZE = 24;
    private static final int QUEUE_MSIX_VECTOR = 26;
    private static final int QUEUE_ENABLE = 28;
    private static final int QUEUE_NOTIFY_OFF = 30;
    private static final int QUEUE_DESC = 32;
    private static final int QUEUE_AVAIL = 40;
    private static final int QUEUE_USED = 48;
    private static final int PADDING = 59;

    private static final int ACKNOWLEDGE = 1;
    private static final int DRIVER = 2;
    private static final int DRIVER_OK = 4;
    private static final int FEATURES_OK = 8;
    private static final long VERSION_1 = 1L << 32;

    private final Lguest lguest;
    private final VirtioDevice device;
    private final int irq;
    private final long features;
    private final ByteBuffer registers;
    private final List<Virtqueue> queues = new ArrayList<>();
    /** What the registers from {@link #QUEUE_SIZE} to {@link #COMMON_LENGTH} hold for each queue. */
    private final List<byte[]> queueRegisters = new ArrayList<>();
    private long accepted;
    /** FEATURES_OK was written, and the status has not been read since. */
    private boolean featuresUnread;

    VirtioRegisters(Lguest lguest, VirtioDevice device, int irq) {
        this.lguest = lguest;
        this.device = device;
        this.irq = irq;
        features = device.features() | VERSION_1;
        byte[] configuration = device.configuration();
        registers = ByteBuffer.allocate(CONFIGURATION + configuration.length).order(ByteOrder.LITTLE_ENDIAN);
        registers.put(CONFIGURATION, configuration);
        registers.putShort(NUM_QUEUES, (short) device.queues().size());
        for (String name : device.queues()) {
            queues.add(new Virtqueue(lguest.memory(), lguest.death(), device.kind().label(), name));
            queueRegisters.add(new byte[COMMON_LENGTH - QUEUE_SIZE]);
        }
        resetQueues();
    }

    /** Bytes of all registers. */
    int size() {
        return registers.capacity();
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
                require(DRIVER, "feature read before VIRTIO_CONFIG_S_DRIVER");
            case MSIX_CONFIG -> bad("read of msix_config");
            case STATUS -> featuresUnread = false;
            case NOTIFY -> require(DRIVER_OK, "notify before VIRTIO_CONFIG_S_DRIVER_OK");
            case NUM_QUEUES, GENERATION, ISR -> { /* as they are */ }
            case PADDING -> bad("read from padding (" + eip() + ')');
            default -> {
                if (offset > size() - Integer.BYTES) {
                    bad("read past end (" + eip() + ')');
                }
                require(DRIVER, "config read before VIRTIO_CONFIG_S_DRIVER");
            }
        }
        int natural = naturalWidth(offset);
        if (natural != 0 && width != natural) {
            bad("non-" + 8 * natural + "-bit read " + (offset == ISR ? "from" : "to") + " offset " + offset + " (" + eip()
                    + ')');
        }
        if (lguest.death().dead()) {
            return 0;
        }
        int value = switch (width) {
            case 1 -> registers.get(offset) & 0xFF;
            case 2 -> registers.getShort(offset) & 0xFFFF;
            default -> registers.getInt(offset);
        };
        if (offset == ISR) {
            registers.put(ISR, (byte) 0);
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
            case DEVICE_FEATURE_SELECT -> {
                if (settingFeatures() && store32(offset, width, value)) {
                    registers.putInt(DEVICE_FEATURE, value == 0 ? (int) features : value == 1 ? (int) (features >>> 32) : 0);
                }
            }
            case GUEST_FEATURE_SELECT -> {
                if (Integer.compareUnsigned(value, 1) > 0) {
                    bad("Unexpected driver select " + Integer.toUnsignedString(value));
                }
                if (settingFeatures()) {
                    store32(offset, width, value);
                }
            }
            case GUEST_FEATURE -> {
                if (settingFeatures() && store32(offset, width, value)) {
                    accept(value);
                }
            }
            case STATUS -> {
                if (width == 1) {
                    setStatus(value & 0xFF);
                } else {
                    badWidth(1, offset);
                }
            }
            case QUEUE_SELECT -> {
                if (store16(offset, width, value)) {
                    showQueue();
                }
            }
            case QUEUE_SIZE -> {
                if (value == 0 || (value & value - 1) != 0) {
                    bad("invalid queue size " + Integer.toUnsignedString(value));
                } else if (registers.getShort(QUEUE_ENABLE) != 0) {
                    bad("changing queue size on live device");
                } else if (store16(offset, width, value)) {
                    keepQueue();
                }
            }
            case QUEUE_MSIX_VECTOR -> bad("attempt to set MSIX vector to " + Integer.toUnsignedString(value));
            case QUEUE_ENABLE -> {
                if (value != 1) {
                    bad("setting queue_enable to " + Integer.toUnsignedString(value));
                } else if ((status() & DRIVER_OK) != 0) {
                    bad("enabling vq after DRIVER_OK");
                } else if (store16(offset, width, value)) {
                    keepQueue();
                    enableQueue();
                }
            }
            case QUEUE_NOTIFY_OFF -> bad("attempt to write to queue_notify_off");
            case QUEUE_DESC, QUEUE_DESC + 4, QUEUE_AVAIL, QUEUE_AVAIL + 4, QUEUE_USED, QUEUE_USED + 4 ->
                placeQueue(offset, width, value);
            case NOTIFY -> {
                if (store16(offset, width, value)) {
                    kick(value & 0xFFFF);
                }
            }
            case ISR -> bad("Unexpected write to isr");
            default -> {
                if (offset >= CONFIGURATION && offset <= size() - Integer.BYTES && device.configure(offset - CONFIGURATION, value)) {
                    store32(offset, width, value);
                } else {
                    bad("Unexpected write to offset " + offset);
                }
            }
        }
    }

    private boolean settingFeatures() {
        require(DRIVER, "feature write before VIRTIO_CONFIG_S_DRIVER");
        if ((status() & FEATURES_OK) != 0) {
            bad("feature write after VIRTIO_CONFIG_S_FEATURES_OK");
        }
        return !lguest.death().dead();
    }

    private void accept(int value) {
        long bits = Integer.toUnsignedLong(value);
        accepted = registers.getInt(GUEST_FEATURE_SELECT) == 0 ? accepted & ~0xFFFF_FFFFL | bits
                : accepted & 0xFFFF_FFFFL | bits << 32;
        if ((accepted & ~features) != 0) {
            bad(String.format("over-accepted features 0x%x of 0x%x", accepted, features));
        }
    }

    private int status() {
        return registers.get(STATUS) & 0xFF;
    }

    private void setStatus(int value) {
        int before = status();
        trace("status", transition(before, value));
        if (value == 0) {
            reset();
            return;
        }
        int added = value & ~before;
        if ((before & ~value) != 0) {
            bad("unset of device status bit " + transition(before, value));
            return;
        }
        int expected = switch (added) {
            case ACKNOWLEDGE -> 0;
            case DRIVER -> ACKNOWLEDGE;
            case FEATURES_OK -> ACKNOWLEDGE | DRIVER;
            case DRIVER_OK -> ACKNOWLEDGE | DRIVER | FEATURES_OK;
            default -> -1;
        };
        if (expected < 0) {
            bad("unknown device status bit " + transition(before, value));
        } else if (before != expected) {
            bad("unexpected status transition " + transition(before, value));
        } else if (added == DRIVER_OK && featuresUnread) {
            bad("did not re-read FEATURES_OK");
        } else {
            featuresUnread |= added == FEATURES_OK;
            registers.put(STATUS, (byte) value);
            if (added == DRIVER_OK) {
                for (int queue = 0; queue < queues.size(); queue++) {
                    serve(queue);
                }
            }
        }
    }

    private static String transition(int before, int value) {
        return GuestDeath.hex(before) + " -> " + GuestDeath.hex(value);
    }

    private void reset() {
        accepted = 0;
        featuresUnread = false;
        registers.put(STATUS, (byte) 0);
        queues.forEach(Virtqueue::reset);
        resetQueues();
        device.reset();
    }

    private void resetQueues() {
        for (byte[] values : queueRegisters) {
            Arrays.fill(values, (byte) 0);
            ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) Virtqueue.DEFAULT_SIZE);
        }
        showQueue();
    }

    private int selected() {
        return registers.getShort(QUEUE_SELECT) & 0xFFFF;
    }

    private boolean isQueue(int number) {
        return number < queues.size();
    }

    /** A queue that is not there has size 0. */
    private void showQueue() {
        registers.put(QUEUE_SIZE, isQueue(selected()) ? queueRegisters.get(selected()) : new byte[COMMON_LENGTH - QUEUE_SIZE]);
    }

    private void keepQueue() {
        if (isQueue(selected())) {
            registers.get(QUEUE_SIZE, queueRegisters.get(selected()));
        }
    }

    private void placeQueue(int offset, int width, int value) {
        if (registers.getShort(QUEUE_ENABLE) != 0) {
            bad("changing queue on live device");
        } else if ((status() & FEATURES_OK) == 0) {
            bad("setting up vq before FEATURES_OK");
        } else if (featuresUnread) {
            bad("didn't re-read FEATURES_OK before setup");
        } else if (store32(offset, width, value)) {
            keepQueue();
        }
    }

    private void enableQueue() {
        if (!isQueue(selected())) {
            bad("enabling vq " + selected() + ", which is not there");
            return;
        }
        Virtqueue queue = queues.get(selected());
        if (registers.getInt(QUEUE_DESC + 4) != 0 || registers.getInt(QUEUE_AVAIL + 4) != 0
                || registers.getInt(QUEUE_USED + 4) != 0) {
            queue.bad("invalid 64-bit queue address");
            return;
        }
        queue.enable(registers.getShort(QUEUE_SIZE) & 0xFFFF, registers.getInt(QUEUE_DESC), registers.getInt(QUEUE_AVAIL),
                registers.getInt(QUEUE_USED), accepted);
    }

    /** A kick before DRIVER_OK is forgotten: nobody serves the queue yet. */
    private void kick(int number) {
        if (!isQueue(number)) {
            bad("Invalid vq notification on " + number);
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
        if ((status() & DRIVER_OK) == 0 || !queue.enabled() || lguest.death().dead()) {
            return;
        }
        queue.beginService();
        device.serve(number, queue);
        boolean interrupt = queue.takeInterrupt() && !lguest.death().dead();
        if (interrupt) {
            registers.put(ISR, (byte) 1);
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

    private boolean store32(int offset, int width, int value) {
        if (width != 4) {
            badWidth(4, offset);
        } else if (!lguest.death().dead()) {
            registers.putInt(offset, value);
            return true;
        }
        return false;
    }

    private boolean store16(int offset, int width, int value) {
        if (width != 2) {
            badWidth(2, offset);
        } else if (!lguest.death().dead()) {
            registers.putShort(offset, (short) value);
            return true;
        }
        return false;
    }

    private void badWidth(int natural, int offset) {
        bad("non-" + 8 * natural + "-bit write to offset " + offset + " (" + eip() + ')');
    }

    private void require(int bit, String words) {
        if ((status() & bit) == 0) {
            bad(words);
        }
    }

    private String eip() {
        return GuestDeath.hex(lguest.regs().eip());
    }

    private void bad(String words) {
        lguest.death().kill(device.kind().label() + ": bad driver: " + words);
    }
}
