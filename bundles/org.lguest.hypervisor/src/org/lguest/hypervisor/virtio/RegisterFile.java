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

import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.host.Lguest;

/**
 * The bytes that a virtio device's BAR 0 shows, and the end of a guest whose driver breaks the rules: a register is
 * written in its own width, or the guest dies in the words of the Launcher of 4.x.
 */
final class RegisterFile {

    private final Lguest lguest;
    private final String device;
    private final ByteBuffer bytes;

    /** @param device its name in a cause of death */
    RegisterFile(Lguest lguest, String device, byte[] configuration) {
        this.lguest = lguest;
        this.device = device;
        bytes = ByteBuffer.allocate(CommonConfiguration.DEVICE + configuration.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(CommonConfiguration.DEVICE, configuration);
    }

    int size() {
        return bytes.capacity();
    }

    int get8(int offset) {
        return bytes.get(offset) & 0xFF;
    }

    int get16(int offset) {
        return bytes.getShort(offset) & 0xFFFF;
    }

    int get32(int offset) {
        return bytes.getInt(offset);
    }

    /** @param width 1, 2 or 4 */
    int get(int offset, int width) {
        return switch (width) {
            case 1 -> get8(offset);
            case 2 -> get16(offset);
            default -> get32(offset);
        };
    }

    void put8(int offset, int value) {
        bytes.put(offset, (byte) value);
    }

    void put16(int offset, int value) {
        bytes.putShort(offset, (short) value);
    }

    void put32(int offset, int value) {
        bytes.putInt(offset, value);
    }

    /** Copies registers from here to there. */
    void keep(int offset, byte[] into) {
        bytes.get(offset, into);
    }

    /** Copies registers from there to here. */
    void show(int offset, byte[] from) {
        bytes.put(offset, from);
    }

    /** The guest writes a register of 32 bits. @return whether it has, and lives */
    boolean store32(int offset, int width, int value) {
        if (accepts(Integer.BYTES, offset, width)) {
            bytes.putInt(offset, value);
            return true;
        }
        return false;
    }

    /** The guest writes a register of 16 bits. @return whether it has, and lives */
    boolean store16(int offset, int width, int value) {
        if (accepts(Short.BYTES, offset, width)) {
            bytes.putShort(offset, (short) value);
            return true;
        }
        return false;
    }

    /** Whether a write is of the register's own width, and the guest lives. */
    boolean accepts(int natural, int offset, int width) {
        if (width != natural) {
            bad("non-" + 8 * natural + "-bit write to offset " + offset + " (" + eip() + ')');
        }
        return alive();
    }

    boolean alive() {
        return !lguest.death().dead();
    }

    /** Where the guest is, as a cause of death tells it. */
    String eip() {
        return GuestDeath.hex(lguest.regs().eip());
    }

    /** Kills the guest, whose driver has broken the rules. */
    void bad(String words) {
        lguest.death().kill(device + ": bad driver: " + words);
    }
}
