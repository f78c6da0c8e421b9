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
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

import org.lguest.hypervisor.guest.GuestMemory;
import org.lguest.hypervisor.host.Dma;
import org.lguest.hypervisor.host.Lguest;

/**
 * A {@code struct lguest_dma} as the Launcher reads it: up to sixteen pieces of the guest's memory, 65535 bytes at most
 * each. The Launcher of 2.6.23 takes a piece that crosses pages or is longer than one, which the Host would not.
 *
 * @param address guest-physical, of the struct
 */
record DmaSections(GuestMemory memory, int address, int[] addresses, int[] lengths) {

    private static final int USED_LENGTH = 0;

    /** Reads one. Empty if any of it lies outside guest memory: then the guest is dead, of the Launcher's words. */
    static Optional<DmaSections> read(Lguest lguest, int dma) {
        GuestMemory memory = lguest.memory();
        if (!inside(lguest, dma, Dma.SIZE)) {
            return Optional.empty();
        }
        ByteBuffer struct = ByteBuffer.wrap(memory.read(dma, Dma.SIZE)).order(ByteOrder.LITTLE_ENDIAN);
        int[] addresses = new int[Dma.SECTIONS];
        int[] lengths = new int[Dma.SECTIONS];
        int count = 0;
        for (; count < Dma.SECTIONS; count++) {
            addresses[count] = struct.getInt(Dma.ADDRESSES + Integer.BYTES * count);
            lengths[count] = struct.getShort(Dma.LENGTHS + Short.BYTES * count) & 0xFFFF;
            if (lengths[count] == 0) {
                break;
            }
            if (!inside(lguest, addresses[count], lengths[count])) {
                return Optional.empty();
            }
        }
        return Optional.of(new DmaSections(memory, dma, Arrays.copyOf(addresses, count), Arrays.copyOf(lengths, count)));
    }

    private static boolean inside(Lguest lguest, int address, int length) {
        boolean inside = lguest.memory().contains(address, length);
        if (!inside) {
            lguest.death().kill("Invalid address " + address);
        }
        return inside;
    }

    /** Bytes in all its pieces. */
    int length() {
        return Arrays.stream(lengths).sum();
    }

    /** What is in them. */
    byte[] gather() {
        ByteBuffer bytes = ByteBuffer.allocate(length());
        for (int section = 0; section < lengths.length; section++) {
            bytes.put(memory.read(addresses[section], lengths[section]));
        }
        return bytes.array();
    }

    /** Fills them from the front. @return how many of the bytes found room */
    int scatter(byte[] bytes, int length) {
        int done = 0;
        for (int section = 0; section < lengths.length && done < length; section++) {
            int piece = Math.min(lengths[section], length - done);
            memory.write(addresses[section], Arrays.copyOfRange(bytes, done, done + piece));
            done += piece;
        }
        return done;
    }

    /** Says how much of it was used. To the guest a value but 0 means that the buffer is full. */
    void setUsed(int length) {
        memory.write32(address + USED_LENGTH, length);
    }
}
