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
 * Hands and eyes for a real workbench: what the workbench's tests and the demo share. A {@link
 * org.lguest.workbench.driver.Pointer} clicks what a user would, {@link org.lguest.workbench.driver.Widgets} finds
 * what is on the screen, {@link org.lguest.workbench.driver.Waiter} waits for what should follow, and {@link
 * org.lguest.workbench.driver.Screenshot} keeps what was seen.
 *
 * <p>Everything here is called from a thread that is not the user interface's; only what a method does to a widget runs
 * there.
 */
@NullMarked
package org.lguest.workbench.driver;

import org.jspecify.annotations.NullMarked;
