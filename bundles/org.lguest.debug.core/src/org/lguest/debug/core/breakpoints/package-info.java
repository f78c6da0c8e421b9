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
 * <p>CDT's breakpoints and our own differ in their reader only. Our own serve where CDT is absent.
 *
 * <p>Next chapter: {@code org.lguest.debug.core.sourcelookup}
 */
@NullMarked
package org.lguest.debug.core.breakpoints;

import org.jspecify.annotations.NullMarked;
