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
 * The Switcher: the few instructions between two worlds.
 *
 * <p>In lguest it is a page of assembly that is mapped at the same place in every address space, so that it can change
 * CR3 under its own feet. Here it is Java, but what it does it does to the emulated processor, step for step and on
 * real memory: it loads the guest's descriptor tables, changes the page tables, pops DR7 and then the guest's registers
 * off the page that ends in {@code lguest_regs}, and executes {@code iret}. On the way back the processor has pushed
 * the guest's frame on that page itself.
 *
 * <p>It is the only one that loads DR7 for the guest, and the first thing it does when it is back is to clear it.
 *
 * <p>Next chapter: {@code org.lguest.hypervisor.virtio}
 */
@NullMarked
package org.lguest.hypervisor.switcher;

import org.jspecify.annotations.NullMarked;
