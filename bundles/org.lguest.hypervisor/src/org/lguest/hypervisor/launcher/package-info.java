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
 * The Launcher: the program that owns the guest's memory and devices.
 *
 * <p>It reads a kernel image, an ELF file or Linux's bzImage, lays it out in guest memory as a boot loader would,
 * writes the boot page and, in 2.6.23, the first page tables, puts the device page at the end of memory, or virtio
 * devices on the bus of 4.x, and asks the Host to run the whole. What a guest sends to a device comes back here: text
 * for the console, and requests for the disks, which are files of this machine
 * ({@link org.lguest.hypervisor.launcher.BlockFile}).
 *
 * <p>Next chapter: {@code org.lguest.hypervisor.session}
 */
@NullMarked
package org.lguest.hypervisor.launcher;

import org.jspecify.annotations.NullMarked;
