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
 * Describing a guest before it runs.
 *
 * <p>A launch configuration is a handful of attributes, and the tabs here are their form:
 * {@link org.lguest.debug.ui.launch.MainTab} for the machine and what it boots,
 * {@link org.lguest.debug.ui.launch.HypervisorTab} for what lies below it,
 * {@link org.lguest.debug.ui.launch.DevicesTab} for its disks, {@link org.lguest.debug.ui.launch.NetworkTab} for its
 * neighbours, {@link org.lguest.debug.ui.launch.DebugTab} for the debugger, and
 * {@link org.lguest.debug.ui.launch.SymbolsTab} for where the debugger finds what a stripped image lacks. A form should
 * say what it wants before it says what is wrong, and should find out what is wrong before the user does:
 * {@link org.lguest.debug.ui.launch.LaunchCheck} asks the same question as the launch itself, in a job, for an image
 * may lie at the far end of a network and the user interface waits for nobody; {@link org.lguest.debug.ui.launch.Page}
 * knows where to say it.
 *
 * <p>Who has a kernel in the workspace need not fill in any of it.
 * {@link org.lguest.debug.ui.launch.GuestLaunchShortcut} is there for images that
 * {@link org.lguest.debug.ui.launch.GuestImages} knows to be kernels, and makes a configuration where there is none.
 *
 * <p>Next chapter: {@code org.lguest.debug.ui.source}
 */
@NullMarked
package org.lguest.debug.ui.launch;

import org.jspecify.annotations.NullMarked;
