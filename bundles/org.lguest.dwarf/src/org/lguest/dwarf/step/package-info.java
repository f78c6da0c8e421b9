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
 * <h2>From line to line</h2>
 * A user steps over lines, a processor over instructions. {@link org.lguest.dwarf.step.SourceStep} decides what lies
 * between: it asks for one {@link org.lguest.dwarf.step.Advance} after the other, and is told of each
 * {@link org.lguest.dwarf.step.Arrival}, until the program stands where the user wants to be. It runs nothing itself.
 * {@code releng/gdb-compare --steps} makes the same steps with gdb.
 *
 * <p>Next chapter: {@code org.lguest.commandline}
 */
@NullMarked
package org.lguest.dwarf.step;

import org.jspecify.annotations.NullMarked;
