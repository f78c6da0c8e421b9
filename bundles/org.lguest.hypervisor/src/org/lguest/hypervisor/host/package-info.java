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
 * The Host: what runs the Guest, and what the Guest's privileged wishes come true in.
 *
 * <p>{@link org.lguest.hypervisor.host.RunLoop} is the plot. It serves the
 * {@link org.lguest.hypervisor.host.Hypercalls} the Guest has made, delivers it an interrupt if one waits, lets the
 * Switcher take it into the Guest, and looks at the trap that brought it back. A page fault it may answer itself, from
 * {@link org.lguest.hypervisor.host.ShadowPageTables}: the tables the processor really walks. An {@code in} or
 * {@code out} ends in {@link org.lguest.hypervisor.host.GeneralProtection} or, in 4.x, with the Launcher. What is left
 * is the Guest's own and is reflected by {@link org.lguest.hypervisor.host.InterruptsAndTraps}.
 *
 * <p>Before each entry {@link org.lguest.hypervisor.host.CopyIn} lays out the state that the processor will find:
 * descriptor tables, and the debug registers that {@link org.lguest.hypervisor.host.DebugRegisters} keeps, one bank for
 * the Guest and more for its debugger. A debugger is served by the same calls as a guest, and then leaves by the door
 * it came in: nothing that the Guest could see happens on its behalf. That is told in {@code GuestStay}; and {@code
 * Events} is where it is shown what is about to happen, if it asked for that.
 *
 * <p>Next chapter: {@code org.lguest.hypervisor.switcher}
 */
@NullMarked
package org.lguest.hypervisor.host;

import org.jspecify.annotations.NullMarked;
