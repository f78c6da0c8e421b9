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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

import org.lguest.hypervisor.virtio.Chain;
import org.lguest.hypervisor.virtio.VirtioDevice;
import org.lguest.hypervisor.virtio.VirtioKind;
import org.lguest.hypervisor.virtio.Virtqueue;

/**
 * A source of random numbers of 4.x (virtio 1.0, section 5.4). The Launcher of 4.x read {@code /dev/urandom}; here the
 * numbers are a function of the seed, SHA-256 of the seed and a counter, so that a run can be repeated. They are no
 * secret.
 */
final class VirtioEntropy implements VirtioDevice {

    /** Bytes of one answer, however much is asked for. */
    private static final int MOST = 4096;

    private final long seed;
    private final MessageDigest digest;
    private long counter;
    private byte[] block = new byte[0];

    VirtioEntropy(long seed) {
        this.seed = seed;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public VirtioKind kind() {
        return VirtioKind.ENTROPY;
    }

    @Override
    public long features() {
        return 0;
    }

    @Override
    public List<String> queues() {
        return List.of("input");
    }

    @Override
    public byte[] configuration() {
        return new byte[0];
    }

    @Override
    public void serve(int number, Virtqueue queue) {
        for (var chain = queue.take(); chain.isPresent(); chain = queue.take()) {
            Chain asked = chain.get();
            if (asked.outPieces() > 0) {
                queue.bad("Output buffers in rng?");
                return;
            }
            queue.give(asked, asked.write(0, numbers(Math.min(asked.writable(), MOST))));
        }
    }

    /** The next so many bytes. */
    byte[] numbers(int length) {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length;) {
            if (block.length == 0) {
                block = digest.digest(ByteBuffer.allocate(2 * Long.BYTES).putLong(seed).putLong(counter++).array());
            }
            int part = Math.min(block.length, length - done);
            System.arraycopy(block, 0, bytes, done, part);
            block = Arrays.copyOfRange(block, part, block.length);
            done += part;
        }
        return bytes;
    }
}
