/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.guest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.lguest.x86.memory.LinearMemory;

/**
 * Guest memory as the Host reaches it. In 2.6.23 a guest-physical address is also the Launcher's linear address, so the
 * Host reads and writes it as any kernel does user memory: through the processor, its page tables and its debug unit.
 * That is why DR7 has to be 0 here: a guest's watch would else hit in the Host.
 *
 * <p>An address outside kills the guest; a read then yields zeros.
 */
public final class GuestMemory {

    private static final int PAGE_SHIFT = 12;

    private final LinearMemory memory;
    private final int pfnLimit;
    private final boolean toTheEnd;
    private final GuestDeath death;

    /**
     * @param memory   of the processor, with the Host's page tables
     * @param pfnLimit pages of guest memory and devices
     * @param toTheEnd whether the last page can be used up to its end
     */
    public GuestMemory(LinearMemory memory, int pfnLimit, boolean toTheEnd, GuestDeath death) {
        this.toTheEnd = toTheEnd;
        this.memory = memory;
        this.pfnLimit = pfnLimit;
        this.death = death;
    }

    /** Pages of guest memory and devices: the first frame number that is not the guest's. */
    public int pfnLimit() {
        return pfnLimit;
    }

    /**
     * The rule for a range the Host is asked to touch. In 2.6.23 it compares the page in which the range <em>ends</em>,
     * so the last page can't be used up to its very end.
     */
    public boolean contains(int address, int length) {
        int end = address + length;
        return Integer.compareUnsigned(end, address) >= 0
                && (end >>> PAGE_SHIFT < pfnLimit || toTheEnd && end == pfnLimit << PAGE_SHIFT);
    }

    public int read32(int address) {
        if (!contains(address, Integer.BYTES)) {
            death.kill("bad read address " + GuestDeath.hex(address));
            return 0;
        }
        return memory.read32(address);
    }

    public void write32(int address, int value) {
        if (contains(address, Integer.BYTES)) {
            memory.write32(address, value);
        } else {
            death.kill("bad write address " + GuestDeath.hex(address));
        }
    }

    /** Reads a block; zeros if any of it is outside. */
    public byte[] read(int address, int length) {
        byte[] bytes = new byte[length];
        if (!contains(address, length)) {
            death.kill("bad read address " + GuestDeath.hex(address) + " len " + length);
            return bytes;
        }
        int i = 0;
        for (ByteBuffer dwords = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN); i + 4 <= length; i += 4) {
            dwords.putInt(memory.read32(address + i));
        }
        for (; i < length; i++) {
            bytes[i] = (byte) memory.read8(address + i);
        }
        return bytes;
    }

    /** Writes a block: the whole, or nothing if any of it is outside. */
    public void write(int address, byte[] bytes) {
        if (!contains(address, bytes.length)) {
            death.kill("bad write address " + GuestDeath.hex(address) + " len " + bytes.length);
            return;
        }
        int i = 0;
        for (ByteBuffer dwords = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN); i + 4 <= bytes.length; i += 4) {
            memory.write32(address + i, dwords.getInt());
        }
        for (; i < bytes.length; i++) {
            memory.write8(address + i, bytes[i]);
        }
    }
}
