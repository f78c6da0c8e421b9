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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.lguest.hypervisor.guest.DeviceKind;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.host.Devices;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.launcher.LaunchProblem.Code;
import org.lguest.hypervisor.net.NetCard;
import org.lguest.hypervisor.net.NetPort;
import org.lguest.hypervisor.net.SocketLink;
import org.lguest.hypervisor.virtio.VirtioBus;
import org.lguest.hypervisor.virtio.VirtioDevice;

/**
 * The devices of one guest, from what is asked for to what the Host talks to.
 *
 * @param stores of the block devices, in their order
 */
record DeviceSetup(Era era, GuestDevices asked, List<BlockStore> stores) {

    /** Bytes of a socket's name, as Linux has it. */
    private static final int LONGEST_SOCKET = 107;

    /** @throws LaunchException with the first thing that won't do */
    static DeviceSetup of(Era era, GuestDevices asked) throws LaunchException {
        if (asked.count() > GuestConfiguration.MAXIMUM_BLOCKS) {
            throw problem(Code.TOO_MANY_DEVICES, "A guest can't have " + asked.count() + " devices beside its console.",
                    "Give it " + GuestConfiguration.MAXIMUM_BLOCKS + " at most.");
        }
        List<BlockStore> stores = new ArrayList<>();
        for (BlockFile file : asked.blocks()) {
            stores.add(BlockStore.of(file));
        }
        if (asked.net().isPresent()) {
            check(asked.net().get(), era);
        }
        if (asked.entropy().isPresent() && !era.devices().kinds().contains(DeviceKind.ENTROPY)) {
            throw problem(Code.NO_ENTROPY_DEVICE, "A guest of " + era.label() + " knows no source of random numbers.",
                    "Launch it without.");
        }
        return new DeviceSetup(era, asked, stores);
    }

    private static void check(NetCard card, Era era) throws LaunchException {
        if (!era.devices().onBus() && card.address().guestId().isEmpty()) {
            throw problem(Code.MAC_ADDRESS, "A guest of " + era.label() + " can't have the address " + card.address() + '.',
                    "Choose one of the form 02:00:XX:XX:00:00.");
        }
        Path network = card.network();
        if (network.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET) {
            throw problem(Code.NET_UNUSABLE, "The network " + network + " has too long a name for a socket.",
                    "Choose one of " + LONGEST_SOCKET + " bytes at most.");
        }
        Path folder = network.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw problem(Code.NET_UNUSABLE, "The network " + network + " can't be joined: there is no such folder.",
                    "Choose a socket in a folder that there is; the first guest makes the socket itself.");
        }
        if (Files.exists(network) && !isSocket(network)) {
            throw problem(Code.NET_UNUSABLE, "The network " + network + " is a file or folder, and no socket.",
                    "Choose a name that is not taken; the first guest makes the socket itself.");
        }
        if (card.capture().isPresent()) {
            Path capture = card.capture().get();
            Path into = capture.toAbsolutePath().getParent();
            if (Files.isDirectory(capture) || into == null || !Files.isWritable(Files.exists(capture) ? capture : into)) {
                throw problem(Code.CAPTURE_UNWRITABLE, "The capture can't be written to " + capture + '.',
                        "Choose a file in a folder that you may write to.");
            }
        }
    }

    private static boolean isSocket(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).isOther();
        } catch (IOException e) {
            return false;
        }
    }

    /** Pages of the devices' own, behind that which describes them. */
    int pages() {
        return era.devices().onBus() ? 0 : stores.size() + (asked.net().isPresent() ? 1 : 0);
    }

    /** The port of the network card, if there is one. It is not plugged in yet. */
    Optional<NetPort> port(Machine machine) throws LaunchException {
        if (asked.net().isEmpty()) {
            return Optional.empty();
        }
        NetCard card = asked.net().get();
        card.address().guestId().ifPresent(machine.lguest()::setGuestId);
        try {
            return Optional.of(new NetPort(new SocketLink(card.network()), card.capture(), machine.lguest().trace(),
                    machine.clock()::epochNanos));
        } catch (IOException e) {
            throw problem(Code.CAPTURE_UNWRITABLE, "The capture can't be written to " + card.capture().orElseThrow() + ": "
                    + e.getMessage() + '.', "Choose another file.");
        }
    }

    /** Joins the network. @param emulator has things done on the emulator thread */
    void plugIn(NetPort port, Consumer<Runnable> emulator) throws LaunchException {
        try {
            port.open(emulator);
        } catch (IOException | UnsupportedOperationException e) {
            port.close();
            throw problem(Code.NET_UNUSABLE, "The network " + asked.net().orElseThrow().network() + " can't be joined: "
                    + e.getMessage() + '.', "Choose another name.");
        }
    }

    /** What the Host talks to. */
    Devices build(Machine machine, ConsoleInput input, Consumer<byte[]> output, Optional<NetPort> port) {
        return era.devices().onBus() ? bus(machine, new VirtioConsole(input, output), port)
                : list(machine, new ConsoleDevice(machine, input, output), port);
    }

    /** In the order of 4.x: kernels look for the console at the first place. */
    private VirtioBus bus(Machine machine, VirtioConsole console, Optional<NetPort> port) {
        List<VirtioDevice> devices = new ArrayList<>();
        devices.add(console);
        for (BlockStore store : stores) {
            devices.add(new VirtioBlock(store, machine.lguest().trace()));
        }
        port.ifPresent(plug -> devices.add(new VirtioNet(asked.net().orElseThrow().address(), plug)));
        asked.entropy().ifPresent(seed -> devices.add(new VirtioEntropy(seed)));
        return new VirtioBus(machine, devices);
    }

    /** In the order of 2.6.23: the console comes last. */
    private DeviceList list(Machine machine, ConsoleDevice console, Optional<NetPort> port) {
        var page = new DevicePage(machine.memory(), machine.layout().devicePage());
        List<Device> devices = new ArrayList<>();
        for (BlockStore store : stores) {
            devices.add(new BlockDevice(machine, page.add(DevicePage.BLOCK, 0, 1), store));
        }
        port.ifPresent(plug -> devices.add(new NetDevice(machine,
                page.add(DevicePage.NET, NetDevice.GUESTS_SLOT | NetDevice.RANDOMNESS, 1), plug)));
        page.add(DevicePage.CONSOLE, 0, 0);
        devices.add(console);
        return new DeviceList(machine, devices);
    }

    private static LaunchException problem(Code code, String reason, String remedy) {
        return new LaunchException(new LaunchProblem(code, reason, remedy));
    }
}
