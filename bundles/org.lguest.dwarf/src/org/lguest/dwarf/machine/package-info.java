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
 * <h2>The machine as a debugger sees it</h2>
 * All that follows asks a stopped program for bytes and registers: where the caller's frame is, what a variable holds.
 * The program may be on another thread that is never waited for, so bytes come as futures. Yet nobody wants to write an
 * unwinder as a chain of callbacks. {@link org.lguest.dwarf.machine.TargetMemory} lets a question be written as if all
 * memory were here: when it touches bytes that are not, the question is put aside, the bytes are sent for, and it is
 * asked again from the start.
 *
 * <p>Registers have the numbers that the i386 psABI gives them: {@link org.lguest.dwarf.machine.I386Register}.
 *
 * <p>Next chapter: {@code org.lguest.dwarf.location}
 */
@NullMarked
package org.lguest.dwarf.machine;

import org.jspecify.annotations.NullMarked;
