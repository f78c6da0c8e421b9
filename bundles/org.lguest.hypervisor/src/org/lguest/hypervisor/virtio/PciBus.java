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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.lguest.hypervisor.host.Lguest;

/**
 * The PCI bus of 4.x: configuration mechanism 1 at the ports 0xCF8 and 0xCFC, a host bridge as device 0, and the virtio
 * devices from 1 on. The first has to be the console: kernels print there before they look at the bus.
 */
final class PciBus {

    private static final int ADDRESS = 0xCF8;
    private static final int DATA = 0xCFC;
    private static final int ENABLED = 1 << 31;
    /** Bus and function: there is but bus 0, function 0. */
    private static final int ELSEWHERE = 0x00FF_0700;
    private static final int NOTHING = -1;

    private final Lguest lguest;
    private final List<PciFunction> functions = new ArrayList<>();
    private int nextBar;
    private int address;

    /** @param firstBar guest-physical address of the first device's registers */
    PciBus(Lguest lguest, int firstBar) {
        this.lguest = lguest;
        nextBar = firstBar;
        functions.add(new PciFunction(lguest.death()));
    }

    /** Adds a device, whose interrupt is its number on the bus. */
    void add(VirtioDevice device) {
        int irq = functions.size();
        var registers = new VirtioRegisters(lguest, device, irq);
        functions.add(new PciFunction(lguest.death(), device.kind(), registers, nextBar, irq));
        nextBar += PciFunction.sizeOfBar(registers.size());
    }

    /** Guest-physical address behind the last device's registers. */
    int end() {
        return nextBar;
    }

    List<PciFunction> functions() {
        return functions;
    }

    /** Whether a port is the bus's. */
    static boolean isPort(int port) {
        return port >= ADDRESS && port < DATA + Integer.BYTES;
    }

    /** What the guest reads at such a port: a dword, shifted so that the port's byte is the lowest. */
    int read(int port) {
        if (port < DATA) {
            return address >>> 8 * (port - ADDRESS);
        }
        return function().map(function -> function.read(register()) >>> 8 * (port - DATA)).orElse(NOTHING);
    }

    /** The guest writes to such a port. @return false if it may not: that is a protection fault in the guest */
    boolean write(int port, int mask, int value) {
        if (port < DATA) {
            int shift = 8 * (port - ADDRESS);
            address = address & ~(mask << shift) | (value & mask) << shift;
            return true;
        }
        return function().map(function -> function.write(register(), 8 * (port - DATA), mask, value)).orElse(false);
    }

    private int register() {
        return address & 0xFC;
    }

    private Optional<PciFunction> function() {
        int device = address >>> 11 & 31;
        return (address & ENABLED) != 0 && (address & ELSEWHERE) == 0 && register() < PciFunction.SIZE
                && device < functions.size() ? Optional.of(functions.get(device)) : Optional.empty();
    }
}
