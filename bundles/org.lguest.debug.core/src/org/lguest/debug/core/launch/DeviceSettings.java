/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.lguest.debug.core.LguestStatus;
import org.lguest.hypervisor.launcher.BlockFile;
import org.lguest.hypervisor.launcher.GuestDevices;
import org.lguest.hypervisor.net.MacAddress;
import org.lguest.hypervisor.net.NetCard;

/** What a configuration's attributes say of the guest's devices. */
final class DeviceSettings {

    private DeviceSettings() {
    }

    static GuestDevices read(ILaunchConfiguration configuration) throws CoreException {
        return new GuestDevices(blocks(configuration), net(configuration), entropy(configuration));
    }

    private static List<BlockFile> blocks(ILaunchConfiguration configuration) throws CoreException {
        List<BlockFile> blocks = new ArrayList<>();
        for (String attribute : configuration.getAttribute(LaunchAttributes.BLOCKS, List.of())) {
            BlockAttribute block = BlockAttribute.of(attribute);
            Path file = LaunchSettings.path(LaunchSettings.substituted(block.path()))
                    .orElseThrow(() -> LguestStatus.BLOCK_MALFORMED.exception(attribute));
            blocks.add(new BlockFile(file, block.mode().forLauncher()));
        }
        return blocks;
    }

    private static Optional<NetCard> net(ILaunchConfiguration configuration) throws CoreException {
        Optional<Path> network = LaunchSettings.path(configuration, LaunchAttributes.NET);
        if (network.isEmpty()) {
            return Optional.empty();
        }
        String address = configuration.getAttribute(LaunchAttributes.NET_ADDRESS, LaunchAttributes.DEFAULT_NET_ADDRESS);
        return Optional.of(new NetCard(network.get(),
                MacAddress.parse(address.strip()).orElseThrow(() -> LguestStatus.MAC_MALFORMED.exception(address)),
                LaunchSettings.path(configuration, LaunchAttributes.NET_CAPTURE)));
    }

    private static Optional<Long> entropy(ILaunchConfiguration configuration) throws CoreException {
        String seed = configuration.getAttribute(LaunchAttributes.ENTROPY, "").strip();
        if (seed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.decode(seed));
        } catch (NumberFormatException e) {
            throw LguestStatus.SEED_MALFORMED.exception(seed);
        }
    }
}
