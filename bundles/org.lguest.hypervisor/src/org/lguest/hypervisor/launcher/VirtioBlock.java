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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.lguest.hypervisor.guest.Trace;
import org.lguest.hypervisor.virtio.Chain;
import org.lguest.hypervisor.virtio.VirtioDevice;
import org.lguest.hypervisor.virtio.VirtioKind;
import org.lguest.hypervisor.virtio.Virtqueue;

/**
 * A disk of 4.x (virtio 1.0, section 5.2). A request is a header of type, priority and sector, then the data, and a
 * byte for the result. What the store refuses is an I/O error to the guest; the Launcher of 4.x killed one that wrote
 * beyond the end.
 */
final class VirtioBlock implements VirtioDevice {

    /** VIRTIO_BLK_F_SEG_MAX, VIRTIO_BLK_F_RO. */
    private static final long SEG_MAX = 1 << 2;
    private static final long READ_ONLY = 1 << 5;
    /** Of {@code struct virtio_blk_config} as 4.x has it. */
    private static final int CONFIGURATION = 60;
    private static final int CONFIGURED_SEG_MAX = 12;
    /** Two entries of the ring are the header's and the result's. */
    private static final int SEGMENTS = 254;
    private static final int HEADER = 16;
    private static final int TYPE_OUT = 1;
    private static final int TYPE_FLUSH = 4;
    private static final int OK = 0;
    private static final int IO_ERROR = 1;

    private final BlockStore store;
    private final Trace trace;

    VirtioBlock(BlockStore store, Trace trace) {
        this.store = store;
        this.trace = trace;
    }

    @Override
    public VirtioKind kind() {
        return VirtioKind.BLOCK;
    }

    @Override
    public long features() {
        return store.readOnly() ? SEG_MAX | READ_ONLY : SEG_MAX;
    }

    @Override
    public List<String> queues() {
        return List.of("request");
    }

    @Override
    public byte[] configuration() {
        return ByteBuffer.allocate(CONFIGURATION).order(ByteOrder.LITTLE_ENDIAN).putLong(0, store.sectors())
                .putInt(CONFIGURED_SEG_MAX, SEGMENTS).array();
    }

    @Override
    public void serve(int number, Virtqueue queue) {
        for (var chain = queue.take(); chain.isPresent(); chain = queue.take()) {
            Chain request = chain.get();
            if (request.readable() < HEADER) {
                queue.bad("iovec too short!");
                return;
            }
            if (request.writable() == 0) {
                queue.bad("Bad virtblk cmd with no room for status");
                return;
            }
            queue.give(request, done(request));
        }
    }

    /** @return how many bytes of the request were written */
    private int done(Chain request) {
        ByteBuffer header = ByteBuffer.wrap(request.read(0, HEADER)).order(ByteOrder.LITTLE_ENDIAN);
        int type = header.getInt(0);
        long sector = header.getLong(8);
        int status = request.writable() - 1;
        int written = 1;
        int result = OK;
        try {
            if (sector < 0 || sector > Integer.MAX_VALUE) {
                throw new IOException("there is no sector " + Long.toUnsignedString(sector));
            }
            long start = sector * BlockStore.SECTOR;
            if ((type & TYPE_OUT) != 0) {
                store.write(start, request.read(HEADER, request.readable() - HEADER));
            } else if ((type & TYPE_FLUSH) == 0) {
                written += request.write(0, store.read(start, status));
            }
        } catch (IOException e) {
            result = IO_ERROR;
            if (trace.on()) {
                trace.line("launcher", "block: request of type " + type + " at sector " + Long.toUnsignedString(sector) + ": "
                        + e.getMessage());
            }
        }
        request.write(status, new byte[] {(byte) result});
        return written;
    }
}
