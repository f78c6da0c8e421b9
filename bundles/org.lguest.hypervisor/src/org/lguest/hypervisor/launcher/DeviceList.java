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

import java.util.List;
import java.util.Optional;

import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.host.Devices;
import org.lguest.hypervisor.host.Lguest;
import org.lguest.hypervisor.host.Machine;

/**
 * The devices of a guest of 2.6.23, each behind its key. On the emulator thread.
 *
 * <p>In 2.6.23 a key that lies in memory which guests share leads to another guest. Here guests share none, and so
 * every key is the Launcher's.
 */
final class DeviceList implements Devices {

    private final Lguest lguest;
    private final List<Device> devices;

    DeviceList(Machine machine, List<Device> devices) {
        lguest = machine.lguest();
        this.devices = List.copyOf(devices);
    }

    @Override
    public void send(int key, int dma) {
        Optional<DmaSections> sent = DmaSections.read(lguest, dma);
        if (sent.isEmpty()) {
            return;
        }
        for (Device device : devices) {
            if (device.key() == key) {
                int used = device.output(sent.get());
                sent.get().setUsed(used);
                if (lguest.trace().exits()) {
                    lguest.trace().line("device", "key " + GuestDeath.hex(key) + ": " + sent.get().length() + " bytes sent, "
                            + used + " used");
                }
                return;
            }
        }
        if (lguest.trace().on()) {
            lguest.trace().line("launcher", "no device has the key " + GuestDeath.hex(key));
        }
    }

    @Override
    public void receive() {
        for (int i = 0; i < devices.size(); i++) {
            devices.get(i).receive();
        }
    }

    @Override
    public void close() {
        devices.forEach(Device::close);
    }
}
