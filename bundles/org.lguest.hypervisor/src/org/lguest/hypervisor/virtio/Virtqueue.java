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

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.guest.GuestMemory;

/**
 * A virtqueue of virtio 1.0 (section 2.4, split rings) in guest memory, as the device sees it. The guest can write
 * anything there: whatever the Launcher of 4.x would not have put up with kills the guest, in the Launcher's words.
 *
 * <p>In one go no more is handed out than {@value #SERVICE} bytes or as many chains as the ring has entries, so that no
 * guest keeps the emulator busy for long; the rest has its turn at the next pass of the run loop.
 */
public final class Virtqueue {

    /** Bytes of the longest chain that is taken; Linux makes none of more than half of that. */
    public static final int LONGEST_CHAIN = 32 << 20;
    /** Bytes after which a service ends. */
    static final int SERVICE = 1 << 20;
    /** Entries of a ring, unless the guest wants fewer. */
    static final int DEFAULT_SIZE = 256;

    private static final int DESCRIPTOR = 16;
    private static final int LENGTH = 8;
    private static final int FLAGS = 12;
    private static final int NEXT = 14;
    private static final int F_NEXT = 1;
    private static final int F_WRITE = 2;
    private static final int F_INDIRECT = 4;
    /** VIRTIO_RING_F_INDIRECT_DESC. */
    private static final long FEATURE_INDIRECT = 1L << 28;
    private static final int AVAIL_INDEX = 2;
    private static final int AVAIL_RING = 4;
    private static final int USED_INDEX = 2;
    private static final int USED_RING = 4;
    private static final int USED_ELEMENT = 8;

    private final GuestMemory memory;
    private final GuestDeath death;
    private final String name;
    private final String device;

    private boolean enabled;
    private boolean indirect;
    private int size;
    private int descriptors;
    private int avail;
    private int used;
    private int lastAvail;
    private int chainsLeft;
    private int bytesLeft;
    private boolean cutShort;
    private boolean anyUsed;

    /**
     * @param device the name of the device that has it
     * @param name   of the queue itself
     */
    Virtqueue(GuestMemory memory, GuestDeath death, String device, String name) {
        this.memory = memory;
        this.death = death;
        this.device = device;
        this.name = name;
    }

    /** Forgets everything. */
    void reset() {
        enabled = false;
        lastAvail = 0;
        anyUsed = false;
        cutShort = false;
    }

    /**
     * The guest enables the queue. Kills it if the rings are not where rings can be.
     *
     * @param features what the guest has accepted
     */
    void enable(int entries, int descriptorTable, int availableRing, int usedRing, long features) {
        size = entries;
        descriptors = descriptorTable;
        avail = availableRing;
        used = usedRing;
        indirect = (features & FEATURE_INDIRECT) != 0;
        if ((descriptors & 15) != 0 || (avail & 1) != 0 || (used & 3) != 0) {
            bad("invalid alignment in queue addresses");
            return;
        }
        if (inside(descriptors, DESCRIPTOR * size) && inside(avail, AVAIL_RING + 2 * size)
                && inside(used, USED_RING + USED_ELEMENT * size)) {
            int flags = read16(used);
            if (flags != 0) {
                bad("invalid initial used.flags " + GuestDeath.hex(flags));
            }
            enabled = true;
        }
    }

    boolean enabled() {
        return enabled;
    }

    /** Kills the guest, whose driver has broken the rules. */
    public void bad(String words) {
        death.kill(device + " vq " + name + ": bad driver: " + words);
    }

    /** Before the device is asked to serve it. */
    void beginService() {
        chainsLeft = size;
        bytesLeft = SERVICE;
        cutShort = false;
    }

    /** How many chains were taken in the last service. */
    int served() {
        return size - chainsLeft;
    }

    /** Whether the last service ended with something left to do. */
    boolean cutShort() {
        return cutShort;
    }

    /** Takes the next chain that the guest has made available; empty if there is none, or none for now. */
    public Optional<Chain> take() {
        if (!enabled || death.dead()) {
            return Optional.empty();
        }
        int index = read16(avail + AVAIL_INDEX);
        int waiting = index - lastAvail & 0xFFFF;
        if (waiting == 0) {
            return Optional.empty();
        }
        if (waiting > size) {
            bad("Guest moved used index from " + lastAvail + " to " + index);
            return Optional.empty();
        }
        if (chainsLeft == 0 || bytesLeft <= 0) {
            cutShort = true;
            return Optional.empty();
        }
        int head = read16(avail + AVAIL_RING + 2 * (lastAvail % size));
        lastAvail = lastAvail + 1 & 0xFFFF;
        chainsLeft--;
        if (head >= size) {
            bad("Guest says index " + head + " is available");
            return Optional.empty();
        }
        return Optional.ofNullable(chain(head));
    }

    private @Nullable Chain chain(int head) {
        int[] addresses = new int[size];
        int[] lengths = new int[size];
        int table = descriptors;
        int limit = size;
        int count = 0;
        int out = 0;
        long bytes = 0;
        for (int next = head; next >= 0;) {
            int entry = table + DESCRIPTOR * next;
            int flags = read16(entry + FLAGS);
            if ((flags & F_INDIRECT) != 0) {
                int length = memory.read32(entry + LENGTH);
                if (!validIndirect(entry, flags, length, table != descriptors)) {
                    return null;
                }
                limit = length / DESCRIPTOR;
                table = memory.read32(entry);
                entry = table;
                flags = read16(entry + FLAGS);
            }
            if (count >= limit) {
                bad("Looped descriptor");
                return null;
            }
            lengths[count] = memory.read32(entry + LENGTH);
            addresses[count] = memory.read32(entry);
            if (!insideRange(entry, lengths[count])) {
                return null;
            }
            bytes += Integer.toUnsignedLong(lengths[count]);
            if ((flags & F_WRITE) == 0) {
                if (out != count) {
                    bad("Descriptor has out after in");
                    return null;
                }
                out++;
            }
            count++;
            next = (flags & F_NEXT) == 0 ? -1 : read16(entry + NEXT);
            if (next >= limit) {
                death.kill(device + ": bad driver: Desc next is " + next);
                return null;
            }
        }
        if (bytes > LONGEST_CHAIN) {
            bad("a chain of " + bytes + " bytes");
            return null;
        }
        bytesLeft -= (int) bytes;
        return new Chain(memory, head, addresses, lengths, out, count);
    }

    private boolean validIndirect(int entry, int flags, int length, boolean nested) {
        if (!indirect) {
            bad("vq indirect not negotiated");
        } else if (nested) {
            bad("Indirect within indirect");
        } else if ((flags & F_NEXT) != 0) {
            bad("indirect and next together");
        } else if (length % DESCRIPTOR != 0 || length == 0) {
            bad("Invalid size for indirect table");
        } else if (Integer.compareUnsigned(length / DESCRIPTOR, size) > 0) {
            bad("indirect has too many entries");
        } else if (insideRange(entry, length)) {
            return true;
        }
        return false;
    }

    /** Whether what a descriptor describes lies in guest memory; the upper half of its address has to be 0. */
    private boolean insideRange(int entry, int length) {
        int address = memory.read32(entry);
        int high = memory.read32(entry + Integer.BYTES);
        if (high != 0 || length < 0) {
            invalid(high == 0 ? GuestDeath.hex(address) : String.format("0x%x%08x", high, address));
            return false;
        }
        return inside(address, length);
    }

    private boolean inside(int address, int length) {
        boolean inside = memory.contains(address, length);
        if (!inside) {
            invalid(GuestDeath.hex(address));
        }
        return inside;
    }

    private void invalid(String address) {
        death.kill(device + ": bad driver: Invalid address " + address);
    }

    /**
     * Gives a chain back to the guest.
     *
     * @param length how many bytes of it were written
     */
    public void give(Chain chain, int length) {
        int index = read16(used + USED_INDEX);
        int element = used + USED_RING + USED_ELEMENT * (index % size);
        memory.write32(element, chain.head());
        memory.write32(element + Integer.BYTES, length);
        write16(used + USED_INDEX, index + 1);
        anyUsed = true;
    }

    /** Whether the guest is owed an interrupt for what was given since this was last asked. */
    boolean takeInterrupt() {
        if (!anyUsed) {
            return false;
        }
        anyUsed = false;
        int flags = read16(avail);
        if (flags > 1) {
            bad("avail->flags = " + flags + "\n");
        }
        return flags == 0;
    }

    private int read16(int address) {
        byte[] bytes = memory.read(address, Short.BYTES);
        return bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8;
    }

    private void write16(int address, int value) {
        memory.write(address, new byte[] {(byte) value, (byte) (value >>> 8)});
    }
}
