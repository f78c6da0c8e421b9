/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
/**
 * The devices' side of 4.x: a PCI bus with virtio 1.0 behind it.
 *
 * <p>Nothing of it is ever touched directly. The Guest executes {@code in} or {@code out}, which ring 1 may not, or
 * reads where no memory is; the Host hands the bytes of that instruction to the Launcher, and
 * {@link org.lguest.hypervisor.virtio.VirtioBus} looks what it is. Behind the ports is the configuration space of
 * {@link org.lguest.hypervisor.virtio.PciFunction}s, behind the addresses are their
 * {@link org.lguest.hypervisor.virtio.VirtioRegisters}: by these a driver and a device agree in a
 * {@link org.lguest.hypervisor.virtio.Negotiation}, and by {@link org.lguest.hypervisor.virtio.QueueRegisters} it
 * hands over
 * its rings, each a {@link org.lguest.hypervisor.virtio.Virtqueue}. What is in the buffers is for the
 * {@link org.lguest.hypervisor.virtio.VirtioDevice} to say.
 *
 * <p>A driver that breaks the rules of the standard has its guest killed: the Launcher of 4.x was strict on purpose.
 *
 * <p>Next chapter: {@code org.lguest.hypervisor.net}
 */
@NullMarked
package org.lguest.hypervisor.virtio;

import org.jspecify.annotations.NullMarked;
