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
 * From a breakpoint in the Breakpoints view to a debug register of the guest.
 *
 * <p>The path is one line. A {@link org.lguest.debug.core.breakpoints.BreakpointReader} reads a breakpoint, whoever's
 * it is, into a {@link org.lguest.debug.core.breakpoints.BreakpointRequest}: a place and what to watch there. An
 * {@link org.lguest.debug.core.breakpoints.AddressResolver} asks the debug information for addresses and cuts data
 * ranges into pieces that a debug register can watch. The {@link org.lguest.debug.core.breakpoints.BreakpointBridge} of
 * each running guest plants them in its {@code GuestSession}, and writes back through the reader what became of it.
 *
 * <p>The bridge hears the breakpoint manager and hands on: events become operations of an
 * {@link org.lguest.debug.core.breakpoints.OperationQueue}, the {@link org.lguest.debug.core.breakpoints.Planter}
 * plants and frees, {@link org.lguest.debug.core.breakpoints.StopBreakpoints} names what a stop is due to, and
 * {@link org.lguest.debug.core.breakpoints.Feedback} tells readers. There may be ten thousand breakpoints, so the
 * {@link org.lguest.debug.core.breakpoints.InstallationTable} finds each by a map, a change waits once however often it
 * is announced, and of what waits for a register only so many try again as may get one.
 *
 * <p>What becomes of a breakpoint in a guest is one value, a {@link org.lguest.debug.core.breakpoints.BreakpointState}:
 * installed in which slots and hit how often, pending for what, or refused. Hits that do not stop the guest are counted
 * on the emulator thread, and looked up now and then; none is told of by itself. Conditions and printouts are C,
 * compiled once, and run there too.
 *
 * <p>An {@link org.lguest.debug.core.breakpoints.EventFilter event of the machine} takes no debug register: the session
 * is asked for it. A watch of a variable of a frame ends with that frame.
 *
 * <p>CDT's breakpoints and our own differ in their reader only. Our own serve where CDT is absent.
 *
 * <p>Next chapter: {@code org.lguest.debug.core.sourcelookup}
 */
@NullMarked
package org.lguest.debug.core.breakpoints;

import org.jspecify.annotations.NullMarked;
