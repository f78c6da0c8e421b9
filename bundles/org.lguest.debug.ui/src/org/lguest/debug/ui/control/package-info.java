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
 * Making a guest go.
 *
 * <p>Resume, step, suspend, terminate and disconnect are the platform's own buttons, which ask the debug model. Four
 * commands need a user interface's help: {@link org.lguest.debug.ui.control.RunToGuestLine} reads the editor's
 * selection, {@link org.lguest.debug.ui.control.InstructionStepping} is a button that keeps its state with the guest
 * that is selected, {@link org.lguest.debug.ui.control.PrintExits} asks that guest's session, and {@link
 * org.lguest.debug.ui.control.RestartGuest} ends a guest and launches it again.
 *
 * <p>Next chapter: {@code org.lguest.debug.ui.registers}
 */
@NullMarked
package org.lguest.debug.ui.control;

import org.jspecify.annotations.NullMarked;
