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
 * The one seam between the emulator and whoever debugs the guest.
 *
 * <p>A {@link org.lguest.hypervisor.session.GuestSession} takes requests from any thread and serves them on the
 * emulator thread at <em>safe points</em>: instruction boundaries, with the guest outside the Switcher. Answers are
 * futures of immutable records, and a failure that is to be expected is a value with a code, never an exception. In the
 * other direction a {@link org.lguest.hypervisor.session.SessionListener} is told of stops, console output and the
 * trace. The emulator waits for neither side.
 *
 * <p>A wish for a breakpoint becomes a slot here, and the slot a pair of hypercalls whose caller is the debugger. That
 * is the last place where an address is called a breakpoint: below it there are only debug registers.
 *
 * <p>What comes back is a match, and {@link org.lguest.hypervisor.session.Matches} says what becomes of it: the
 * condition that went with the request is evaluated here, and only a hit for which the guest is to stop is told. A step
 * or a run to a destination is a {@link org.lguest.hypervisor.session.Course}, which may take a debug register of its
 * own on the way.
 *
 * <p>What of the machine has no address, a trap or a hypercall, is an {@link
 * org.lguest.hypervisor.session.EventRequest}. The {@link org.lguest.hypervisor.session.Station} is shown each by the
 * run loop, asks the {@link org.lguest.hypervisor.session.EventTable} for whom the guest is to stop, and leaves the
 * rest to {@link org.lguest.hypervisor.session.StopAndGo}. Conditions, ignore counts and prints are the same for both
 * kinds: {@link org.lguest.hypervisor.session.Reactions}.
 *
 * <p>Next chapter: {@code org.lguest.hypervisor.session.predicate}
 */
@NullMarked
package org.lguest.hypervisor.session;

import org.jspecify.annotations.NullMarked;
