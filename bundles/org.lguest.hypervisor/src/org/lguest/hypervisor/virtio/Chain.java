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

import org.lguest.hypervisor.guest.GuestMemory;

/**
 * A chain of descriptors: pieces of guest memory, first those that the device reads, then those that it writes. All of
 * them have been found to lie in guest memory.
 */
public final class Chain {

    private final GuestMemory memory;
    private final int head;
    private final int[] addresses;
    private final int[] lengths;
    private final int out;
    private final int count;

    /**
     * @param head  number of its first descriptor
     * @param out   how many pieces the device reads
     * @param count how many pieces there are
     */
    Chain(GuestMemory memory, int head, int[] addresses, int[] lengths, int out, int count) {
        this.memory = memory;
        this.head = head;
        this.addresses = addresses;
        this.lengths = lengths;
        this.out = out;
        this.count = count;
    }

    int head() {
        return head;
    }

    /** How many pieces the device may read. */
    public int outPieces() {
        return out;
    }

    /** How many pieces the device may write. */
    public int inPieces() {
        return count - out;
    }

    /** Bytes that the device may read, {@link Virtqueue#LONGEST_CHAIN} at most, as with those that it may write. */
    public int readable() {
        return sum(0, out);
    }

    /** Bytes that the device may write. */
    public int writable() {
        return sum(out, count);
    }

    private int sum(int from, int to) {
        int sum = 0;
        for (int piece = from; piece < to; piece++) {
            sum += lengths[piece];
        }
        return sum;
    }

    /**
     * Bytes of what the guest has put there.
     *
     * @param offset in the readable pieces
     * @param length 0 to {@link #readable} less the offset
     */
    public byte[] read(int offset, int length) {
        byte[] bytes = new byte[length];
        int done = 0;
        int skip = offset;
        for (int piece = 0; piece < out && done < length; piece++) {
            int from = Math.min(skip, lengths[piece]);
            int part = Math.min(lengths[piece] - from, length - done);
            skip -= from;
            System.arraycopy(memory.read(addresses[piece] + from, part), 0, bytes, done, part);
            done += part;
        }
        return bytes;
    }

    /**
     * Puts bytes where the device may write.
     *
     * @param offset in the writable pieces
     * @return how many of them found room
     */
    public int write(int offset, byte[] bytes) {
        int done = 0;
        int skip = offset;
        for (int piece = out; piece < count && done < bytes.length; piece++) {
            int from = Math.min(skip, lengths[piece]);
            int part = Math.min(lengths[piece] - from, bytes.length - done);
            skip -= from;
            byte[] some = new byte[part];
            System.arraycopy(bytes, done, some, 0, part);
            memory.write(addresses[piece] + from, some);
            done += part;
        }
        return done;
    }
}
