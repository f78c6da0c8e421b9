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

import static org.lguest.hypervisor.virtio.CommonConfiguration.DEVICE_FEATURE;
import static org.lguest.hypervisor.virtio.CommonConfiguration.GUEST_FEATURE_SELECT;
import static org.lguest.hypervisor.virtio.CommonConfiguration.STATUS;

import org.lguest.hypervisor.guest.GuestDeath;

/**
 * How a driver and a device come together (virtio 1.0, section 3.1): the status goes through 1, 3, 11 and 15, in
 * between
 * the driver accepts some of the features that are offered, and it reads again whether the device agrees.
 */
final class Negotiation {

    static final int DRIVER = 2;
    static final int DRIVER_OK = 4;
    static final int FEATURES_OK = 8;
    private static final int ACKNOWLEDGE = 1;
    private static final long VERSION_1 = 1L << 32;

    private final RegisterFile registers;
    private final long offered;
    private long accepted;
    /** FEATURES_OK was written, and the status has not been read since. */
    private boolean unread;

    /** @param features of the device, beside VIRTIO_F_VERSION_1 */
    Negotiation(RegisterFile registers, long features) {
        this.registers = registers;
        offered = features | VERSION_1;
    }

    /** Forgets everything. */
    void reset() {
        accepted = 0;
        unread = false;
        registers.put8(STATUS, 0);
    }

    /** What the guest has accepted. */
    long accepted() {
        return accepted;
    }

    /** Whether the status has that bit. */
    boolean has(int bit) {
        return (registers.get8(STATUS) & bit) != 0;
    }

    /** Kills a guest that is not so far. */
    void require(int bit, String words) {
        if (!has(bit)) {
            registers.bad(words);
        }
    }

    void statusRead() {
        unread = false;
    }

    /** Whether the guest has yet to read the status that it wrote FEATURES_OK to. */
    boolean unread() {
        return unread;
    }

    /** The guest says with which half of the offered features it wants to see. */
    void selectOffered(int offset, int width, int value) {
        if (writing() && registers.store32(offset, width, value)) {
            registers.put32(DEVICE_FEATURE, value == 0 ? (int) offered : value == 1 ? (int) (offered >>> 32) : 0);
        }
    }

    /** The guest says which half it is going to accept some of. */
    void selectAccepted(int offset, int width, int value) {
        if (Integer.compareUnsigned(value, 1) > 0) {
            registers.bad("Unexpected driver select " + Integer.toUnsignedString(value));
        }
        if (writing()) {
            registers.store32(offset, width, value);
        }
    }

    /** The guest accepts features of the half that it has selected. */
    void accept(int offset, int width, int value) {
        if (!writing() || !registers.store32(offset, width, value)) {
            return;
        }
        long bits = Integer.toUnsignedLong(value);
        accepted = registers.get32(GUEST_FEATURE_SELECT) == 0 ? accepted & ~0xFFFF_FFFFL | bits
                : accepted & 0xFFFF_FFFFL | bits << 32;
        if ((accepted & ~offered) != 0) {
            registers.bad(String.format("over-accepted features 0x%x of 0x%x", accepted, offered));
        }
    }

    private boolean writing() {
        require(DRIVER, "feature write before VIRTIO_CONFIG_S_DRIVER");
        if (has(FEATURES_OK)) {
            registers.bad("feature write after VIRTIO_CONFIG_S_FEATURES_OK");
        }
        return registers.alive();
    }

    /** The guest adds a bit to the status. @return whether the driver has just become ready */
    boolean advance(int value) {
        int before = registers.get8(STATUS);
        if ((before & ~value) != 0) {
            registers.bad("unset of device status bit " + transition(value));
            return false;
        }
        int added = value & ~before;
        int expected = switch (added) {
            case ACKNOWLEDGE -> 0;
            case DRIVER -> ACKNOWLEDGE;
            case FEATURES_OK -> ACKNOWLEDGE | DRIVER;
            case DRIVER_OK -> ACKNOWLEDGE | DRIVER | FEATURES_OK;
            default -> -1;
        };
        if (expected < 0) {
            registers.bad("unknown device status bit " + transition(value));
        } else if (before != expected) {
            registers.bad("unexpected status transition " + transition(value));
        } else if (added == DRIVER_OK && unread) {
            registers.bad("did not re-read FEATURES_OK");
        } else {
            unread |= added == FEATURES_OK;
            registers.put8(STATUS, value);
            return added == DRIVER_OK;
        }
        return false;
    }

    /** The status and what it is to become, as causes of death and traces tell it. */
    String transition(int value) {
        return GuestDeath.hex(registers.get8(STATUS)) + " -> " + GuestDeath.hex(value);
    }
}
