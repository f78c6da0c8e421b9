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
import java.util.Optional;

import org.lguest.hypervisor.guest.GuestDeath;

/**
 * The configuration space of one function on the bus: 152 bytes, a header and the capabilities by which a driver of
 * virtio 1.0 finds the registers in BAR 0 (section 4.1.4). The last of them is a window through which they can be
 * reached without mapping the BAR: so a kernel prints before it has page tables for that.
 *
 * <p>Without registers it is the host bridge, which is all zeros but for its class.
 */
final class PciFunction {

    /** Bytes of configuration space: beyond there is nothing. */
    static final int SIZE = 152;

    private static final int VENDOR = 0x1AF4;
    private static final int FIRST_DEVICE = 0x1040;
    private static final int STATUS_CAPABILITIES = 0x10;
    private static final int BRIDGE = 0x06;

    private static final int COMMAND = 0x04;
    private static final int STATUS = 0x06;
    private static final int REVISION = 0x08;
    private static final int SUBCLASS = 0x0A;
    private static final int CLASS = 0x0B;
    private static final int CACHE_LINE = 0x0C;
    private static final int BAR0 = 0x10;
    /** Behind the last BAR, and itself writable in the Launcher of 4.x. */
    private static final int BARS_END = 0x28;
    private static final int SUBSYSTEM = 0x2E;
    private static final int EXPANSION_ROM = 0x30;
    private static final int CAPABILITIES = 0x34;
    private static final int IRQ_LINE = 0x3C;

    private static final int COMMON = 0x40;
    private static final int NOTIFY = 0x50;
    private static final int ISR = 0x64;
    private static final int DEVICE = 0x74;
    private static final int WINDOW = 0x84;
    private static final int WINDOW_DATA = 0x94;
    private static final int CAP_NEXT = 1;
    private static final int CAP_BAR = 4;
    private static final int CAP_OFFSET = 8;
    private static final int CAP_LENGTH = 12;
    private static final int VENDOR_CAPABILITY = 9;

    private final ByteBuffer space = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private final Optional<VirtioRegisters> registers;
    private final GuestDeath death;
    private final String label;
    private final int bar;

    /** The host bridge. */
    PciFunction(GuestDeath death) {
        this.death = death;
        registers = Optional.empty();
        label = "PCI Host Bridge";
        bar = 0;
        space.put(CLASS, (byte) BRIDGE);
    }

    /**
     * A device.
     *
     * @param bar guest-physical address of its registers
     * @param irq that it raises
     */
    PciFunction(GuestDeath death, VirtioKind kind, VirtioRegisters registers, int bar, int irq) {
        this.death = death;
        this.registers = Optional.of(registers);
        this.bar = bar;
        label = kind.label();
        space.putShort(0, (short) VENDOR).putShort(2, (short) (FIRST_DEVICE + kind.id()));
        space.putShort(STATUS, (short) STATUS_CAPABILITIES).put(REVISION, (byte) 1);
        space.put(SUBCLASS, (byte) kind.pciSubclass()).put(CLASS, (byte) kind.pciClass());
        space.putInt(BAR0, bar).putShort(SUBSYSTEM, (short) 0x40).put(CAPABILITIES, (byte) COMMON);
        space.put(IRQ_LINE, (byte) irq);
        int own = registers.size() - CommonConfiguration.DEVICE;
        capability(COMMON, 16, 1, 0, CommonConfiguration.LENGTH, NOTIFY);
        capability(NOTIFY, 20, 2, CommonConfiguration.NOTIFY, 2, ISR);
        capability(ISR, 16, 3, CommonConfiguration.ISR, 1, WINDOW);
        capability(WINDOW, 20, 5, 0, 0, own == 0 ? 0 : DEVICE);
        capability(DEVICE, 16, 4, CommonConfiguration.DEVICE, own, 0);
    }

    private void capability(int at, int length, int type, int offset, int bytes, int next) {
        space.put(at, (byte) VENDOR_CAPABILITY).put(at + CAP_NEXT, (byte) next).put(at + 2, (byte) length)
                .put(at + 3, (byte) type).putInt(at + CAP_OFFSET, offset).putInt(at + CAP_LENGTH, bytes);
    }

    /** The registers, if a guest-physical address is one of theirs. Where a guest moves the BAR to does not matter. */
    Optional<VirtioRegisters> at(int address) {
        return registers.filter(all -> Integer.compareUnsigned(address - bar, all.size()) < 0);
    }

    int offset(int address) {
        return address - bar;
    }

    Optional<VirtioRegisters> registers() {
        return registers;
    }

    /**
     * The dword of a register, as the guest reads it.
     *
     * @param register 0 to {@link #SIZE} less 4, a multiple of 4
     */
    int read(int register) {
        if (register == WINDOW_DATA) {
            if (windowIsValid()) {
                space.putInt(WINDOW_DATA, registers.orElseThrow().read(windowOffset(), windowLength()));
            } else {
                death.kill(label + ": bad driver: Invalid cfg_access to bar" + (space.get(WINDOW + CAP_BAR) & 0xFF)
                        + ", offset " + Integer.toUnsignedString(windowOffset()) + " len "
                        + Integer.toUnsignedString(windowLength()));
            }
        }
        return space.getInt(register);
    }

    /**
     * The guest writes a register, or part of it.
     *
     * @param shift of the part, in bits
     * @param mask  0xFF, 0xFFFF or all, for the part's width
     * @return false if it may not: that is a protection fault in the guest
     */
    boolean write(int register, int shift, int mask, int value) {
        switch (register) {
            case BAR0 -> {
                merge(register, shift, mask, value);
                int size = Math.max(1, registers.map(VirtioRegisters::size).orElse(0));
                space.putInt(BAR0, space.getInt(BAR0) & -sizeOfBar(size));
            }
            case CACHE_LINE -> merge(register, shift, mask == -1 ? 0xFFFF : mask, value);
            case COMMAND -> {
                return mask == 0xFFFF;
            }
            case EXPANSION_ROM, WINDOW + CAP_BAR, WINDOW + CAP_OFFSET, WINDOW + CAP_LENGTH -> merge(register, shift, mask, value);
            case WINDOW_DATA -> {
                if (!windowIsValid()) {
                    return false;
                }
                merge(register, shift, mask, value);
                registers.orElseThrow().write(windowOffset(), windowLength(), space.getInt(WINDOW_DATA) & windowMask());
            }
            default -> {
                if (register <= BAR0 || register > BARS_END) {
                    return false;
                }
                merge(register, shift, mask, value);
            }
        }
        return true;
    }

    /** Bytes that a BAR of so many registers covers: a power of two. */
    static int sizeOfBar(int registers) {
        return Integer.highestOneBit(Math.max(1, registers * 2 - 1));
    }

    private void merge(int register, int shift, int mask, int value) {
        int bits = mask << shift;
        space.putInt(register, space.getInt(register) & ~bits | value << shift & bits);
    }

    private int windowOffset() {
        return space.getInt(WINDOW + CAP_OFFSET);
    }

    private int windowLength() {
        return space.getInt(WINDOW + CAP_LENGTH);
    }

    private int windowMask() {
        return windowLength() == 4 ? -1 : (1 << 8 * windowLength()) - 1;
    }

    private boolean windowIsValid() {
        int length = windowLength();
        int size = registers.map(VirtioRegisters::size).orElse(0);
        return space.get(WINDOW + CAP_BAR) == 0 && (length == 1 || length == 2 || length == 4)
                && Integer.compareUnsigned(windowOffset(), size) < 0 && windowOffset() + length <= size
                && windowOffset() % length == 0;
    }
}
