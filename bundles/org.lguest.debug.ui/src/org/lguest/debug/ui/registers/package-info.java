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
 * The Debug Registers view: the registers by which everything stops.
 *
 * <p>{@link org.lguest.debug.ui.registers.FollowedGuest} follows the Debug view's selection and the guest's events, and
 * asks the debug model for the registers when they may have changed; while the guest runs, or the view is behind
 * another, nothing is asked.
 * {@link org.lguest.debug.ui.registers.Rows} puts them into rows, and compares them with those of the stop before. What
 * the {@link org.lguest.debug.ui.registers.DebugRegistersView} shows by a colour it says in words too.
 *
 * <p>Next chapter: {@code org.lguest.debug.ui.variables}
 */
@NullMarked
package org.lguest.debug.ui.registers;

import org.jspecify.annotations.NullMarked;
