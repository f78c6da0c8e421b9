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

import org.lguest.hypervisor.net.NetCard;

/**
 * The devices of a guest beside its console. What they hold and what comes through them are inputs of the run.
 *
 * @param blocks  its block devices, {@value GuestConfiguration#MAXIMUM_BLOCKS} at most
 * @param net     its network card
 * @param entropy the seed of its source of random numbers, which only guests of 4.x can have
 */
public record GuestDevices(List<BlockFile> blocks, Optional<NetCard> net, Optional<Long> entropy) {

    /** The console and nothing else. */
    public static final GuestDevices NONE = new GuestDevices(List.of(), Optional.empty(), Optional.empty());

    public GuestDevices {
        blocks = List.copyOf(blocks);
    }

    /** The same with these block devices. */
    public GuestDevices withBlocks(List<BlockFile> files) {
        return new GuestDevices(files, net, entropy);
    }

    /** The same with this network card. */
    public GuestDevices withNet(NetCard card) {
        return new GuestDevices(blocks, Optional.of(card), entropy);
    }

    /** The same with a source of random numbers. */
    public GuestDevices withEntropy(long seed) {
        return new GuestDevices(blocks, net, Optional.of(seed));
    }

    /** How many there are. */
    int count() {
        return blocks.size() + (net.isPresent() ? 1 : 0) + (entropy.isPresent() ? 1 : 0);
    }
}
