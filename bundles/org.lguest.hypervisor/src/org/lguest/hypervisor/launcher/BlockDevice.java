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
import java.util.Optional;

import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.host.Dma;
import org.lguest.hypervisor.host.Lguest;
import org.lguest.hypervisor.host.Machine;

/**
 * A disk. The guest writes what it wants into the device's page, {@code struct lguest_block_page}, and sends to the key
 * that is the page's address: the data to write, or nothing. The answer goes into the buffer that is bound to that key,
 * and the result into the page; then comes the interrupt.
 *
 * <p>A request that can't be done is an I/O error to the guest: beyond the end, of another length than the guest says,
 * or because the file fails. The Launcher of 2.6.23 ended the guest for the first.
 */
final class BlockDevice implements Device {

    private static final int TYPE = 0;
    private static final int SECTOR = 4;
    private static final int BYTES = 8;
    private static final int RESULT = 12;
    private static final int SECTORS = 16;
    private static final int DONE = 1;
    private static final int FAILED = 2;

    private final Lguest lguest;
    private final Dma dma;
    private final int page;
    private final BlockStore store;

    /** @param page guest-physical address of the device's page */
    BlockDevice(Machine machine, int page, BlockStore store) {
        lguest = machine.lguest();
        dma = machine.dma();
        this.page = page;
        this.store = store;
        machine.memory().write32(page + SECTORS, store.sectors());
    }

    @Override
    public int key() {
        return page;
    }

    @Override
    public int output(DmaSections sent) {
        Optional<Dma.Buffer> buffer = dma.buffer(page);
        if (buffer.isEmpty()) {
            lguest.death().kill("Block request didn't give us a dma buffer");
            return 0;
        }
        Optional<DmaSections> reply = DmaSections.read(lguest, buffer.get().dma());
        if (reply.isPresent()) {
            boolean write = lguest.memory().read32(page + TYPE) != 0;
            long start = Integer.toUnsignedLong(lguest.memory().read32(page + SECTOR)) * BlockStore.SECTOR;
            int done = write ? write(start, sent.gather()) : read(start, reply.get());
            reply.get().setUsed(write ? 0 : done);
            int asked = lguest.memory().read32(page + BYTES);
            lguest.memory().write32(page + RESULT, done == asked ? DONE : FAILED);
            lguest.raise(buffer.get().irq());
        }
        return 0;
    }

    private int write(long start, byte[] data) {
        try {
            store.write(start, data);
            return data.length;
        } catch (IOException e) {
            failed("write", start, e);
            return -1;
        }
    }

    private int read(long start, DmaSections reply) {
        try {
            byte[] data = store.read(start, reply.length());
            return reply.scatter(data, data.length);
        } catch (IOException e) {
            failed("read", start, e);
            return 0;
        }
    }

    private void failed(String what, long start, IOException e) {
        if (lguest.trace().on()) {
            lguest.trace().line("launcher", "block " + GuestDeath.hex(page) + ": can't " + what + " at byte " + start + ": "
                    + e.getMessage());
        }
    }
}
