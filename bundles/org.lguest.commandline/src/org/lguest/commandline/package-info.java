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
 * The Launcher's command line: a guest without a workbench, its console on standard input and output.
 *
 * <p>{@link org.lguest.commandline.Lguest} is what {@code tools/lguest} was to lguest: it takes megabytes, an image and
 * the kernel's arguments, runs the guest, and says of what it died. It is a client of the session as the workbench is,
 * and a smaller one. {@link org.lguest.commandline.CommandLine} says what is wished for,
 * {@link org.lguest.commandline.Run} attends the guest: every hit of a debug register is counted, and the guest goes on
 * at once. What the guest says passes an {@link org.lguest.commandline.Outlet}, so that a slow reader makes the guest
 * wait and never the emulator.
 *
 * <p>Next chapter: {@code org.lguest.debug.core}
 */
@NullMarked
package org.lguest.commandline;

import org.jspecify.annotations.NullMarked;
