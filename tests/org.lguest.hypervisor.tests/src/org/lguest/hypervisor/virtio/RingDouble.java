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

import org.lguest.hypervisor.host.Machine;
import org.lguest.x86.memory.PhysicalMemory;

/** The driver's side of a ring of four entries, in guest memory. */
public final class RingDouble {

    public static final int SIZE = 4;
    static final int DESCRIPTORS = 0x8000;
    static final int AVAIL = 0x8100;
    static final int USED = 0x8200;
    /** Pages for buffers. */
    public static final int BUFFERS = 0x9000;
    public static final int NEXT = 1;
    public static final int WRITE = 2;
    static final int INDIRECT = 4;

    private final PhysicalMemory memory;
    private int available;

    public RingDouble(PhysicalMemory memory) {
        this.memory = memory;
    }

    /** The device's side of the ring, ready to be served once. */
    public static Virtqueue queue(Machine machine, String device, String name) {
        var queue = new Virtqueue(machine.lguest().memory(), machine.lguest().death(), device, name);
        queue.enable(SIZE, DESCRIPTORS, AVAIL, USED, 0);
        queue.beginService();
        return queue;
    }

    /** Writes a descriptor at an index of the table. */
    public RingDouble descriptor(int index, long address, int length, int flags, int next) {
        return descriptorAt(DESCRIPTORS + 16 * index, address, length, flags, next);
    }

    RingDouble descriptorAt(int entry, long address, int length, int flags, int next) {
        memory.write32(entry, (int) address);
        memory.write32(entry + 4, (int) (address >>> 32));
        memory.write32(entry + 8, length);
        memory.write16(entry + 12, flags);
        memory.write16(entry + 14, next);
        return this;
    }

    /** Makes a chain available. */
    public RingDouble offer(int head) {
        memory.write16(AVAIL + 4 + 2 * (available++ % SIZE), head);
        memory.write16(AVAIL + 2, available);
        return this;
    }

    public int usedIndex() {
        return memory.read16(USED + 2);
    }

    public int usedHead(int index) {
        return memory.read32(USED + 4 + 8 * index);
    }

    public int usedLength(int index) {
        return memory.read32(USED + 8 + 8 * index);
    }
}
