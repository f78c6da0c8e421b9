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
 * From a launch configuration to a running guest.
 *
 * <p>A launch has two halves. {@link org.lguest.debug.core.launch.LaunchSettings} reads the attributes and finds out,
 * before anything exists, what would keep the guest from running: the dialog asks it too, so that a bad image is an
 * error message in the dialog and not a dead launch. {@link org.lguest.debug.core.launch.LguestLaunchDelegate} then
 * lets the Launcher build the machine, whose guest stands before its first instruction, and puts a process, and in
 * debug mode a target, into the launch. Breakpoints are planted while the guest still stands; only then does it take
 * its first step. {@link org.lguest.debug.core.launch.StartAgain} waits for a guest's end if that guest may ask for
 * another start.
 *
 * <p>Next chapter: {@code org.lguest.debug.core.model}
 */
@NullMarked
package org.lguest.debug.core.launch;

import org.jspecify.annotations.NullMarked;
