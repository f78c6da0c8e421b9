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
 * The guest as the Debug view shows it.
 *
 * <p>A {@link org.lguest.debug.core.model.GuestDebugTarget} has one {@link org.lguest.debug.core.model.GuestThread},
 * the virtual processor, and beside it a {@link org.lguest.debug.core.model.GuestProcess} with the console. The process
 * listens to the session itself, and the other two through {@link org.lguest.debug.core.model.GuestNews}. Events follow
 * one rule: the state changes first, on the emulator thread, and is then announced. A stop is announced once its frames
 * have been read ({@link org.lguest.debug.core.model.Landing}), so that views ask for snapshots and never wait; the
 * exceptions are memory and variables, which views read in jobs of their own, with
 * {@link org.lguest.debug.core.model.Patience}.
 *
 * <p>What happens, as debug events:
 * <ul>
 * <li>launch: CREATE of the target and the thread, CREATE of the process; breakpoints are planted;
 * RESUME(CLIENT_REQUEST);
 * <li>a breakpoint, or the function to stop at: SUSPEND(BREAKPOINT), and {@code getBreakpoints()} says which;
 * <li>resume: RESUME(CLIENT_REQUEST); suspend: SUSPEND(CLIENT_REQUEST);
 * <li>a step: RESUME(STEP_INTO), RESUME(STEP_OVER) or RESUME(STEP_RETURN), then SUSPEND(STEP_END), or
 * SUSPEND(BREAKPOINT) if it met a breakpoint or ended at one, or SUSPEND(CLIENT_REQUEST) if it was suspended;
 * <li>disconnect: TERMINATE of the thread and the target; the guest runs on, and TERMINATE of the process tells its
 * end;
 * <li>the end, whatever brought it: TERMINATE of the thread and the target, TERMINATE of the process.
 * </ul>
 * All but the target's and the process's are fired on the thread.
 *
 * <p>A step is a {@link org.lguest.debug.core.model.UserStep}: by source line, a
 * {@link org.lguest.debug.core.model.LineStep} asks for as many of the session's steps as it takes, and nobody hears of
 * the stops between them. Functions without line information are run through whoever asks, so that step filters would
 * have nothing to add; the platform's are declined.
 * An {@link org.lguest.debug.core.model.InstructionPointer} is moved when the user says so, within one function.
 *
 * <p>A frame shows its own variables ({@link org.lguest.debug.core.model.FrameVariables}) and, when they are
 * unfolded, those of files ({@link org.lguest.debug.core.model.GuestGlobals}). At the first stop a
 * {@link org.lguest.debug.core.model.NameIndexJob} begins to read what names there are, so that views, which wait for
 * an answer only a moment, need not wait for that. What a user has chosen to see as an array is remembered by the
 * target ({@link org.lguest.debug.core.model.ArrayDisplays}).
 * Of a stop for data, an {@link org.lguest.debug.core.model.AccessMarker} shows the line that did it.
 * What reading shows to be missing of debug information, a
 * {@link org.lguest.debug.core.model.DebugInformationReport} tells on the console, each thing once.
 *
 * <p>Next chapter: {@code org.lguest.debug.core.breakpoints}
 */
@NullMarked
package org.lguest.debug.core.model;

import org.jspecify.annotations.NullMarked;
