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
 * What the Guest and its Host have in common.
 *
 * <p>The Guest is an i386 kernel that knows it is not alone. It runs in ring 1, never touches a control register, and
 * asks for what it may not do itself by {@code int 0x1F}: a {@link org.lguest.hypervisor.guest.Hypercall}. The rest of
 * the treaty is three layouts: {@link org.lguest.hypervisor.guest.LguestData}, a struct in the Guest's own memory that
 * both sides read and write; {@link org.lguest.hypervisor.guest.LguestPages}, two pages at the top of every address
 * space where the Switcher keeps its state; and {@link org.lguest.hypervisor.guest.LguestRegs}, the Guest's registers
 * at the end of the first of them. None of it was ever stable: what a kernel of which release expects is its
 * {@link org.lguest.hypervisor.guest.Era}.
 *
 * <p>The Host believes nothing the Guest says. Every address goes through
 * {@link org.lguest.hypervisor.guest.GuestMemory}, and whatever is beyond the pale ends in
 * {@link org.lguest.hypervisor.guest.GuestDeath}: a guest dies once, of the first cause, in the Host's own words.
 *
 * <p>Next chapter: {@code org.lguest.hypervisor.host}
 */
@NullMarked
package org.lguest.hypervisor.guest;

import org.jspecify.annotations.NullMarked;
