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
 * Segments, rings, and who may load what.
 *
 * <p>A {@link org.lguest.x86.segment.Descriptor} is eight bytes in a table; a {@link
 * org.lguest.x86.segment.SegmentRegister} is the selector that named it and the hidden part that was loaded from it,
 * against which every access is checked. {@link org.lguest.x86.segment.Segments} holds the registers, the CPL, and
 * the rules by which the one is loaded from the other. lguest lives by those rules: its guest kernel runs in ring 1
 * on segments whose DPL the Host has raised, and what keeps it off the Switcher is a page table, not a limit.
 *
 * <p>Almost always CS, SS, DS and ES are flat, and then none of this costs anything: {@link
 * org.lguest.x86.segment.Segments#flat} is what the interpreter asks before it leaves the checks out.
 *
 * <p>Next chapter: {@code org.lguest.x86.debug}
 */
@NullMarked
package org.lguest.x86.segment;

import org.jspecify.annotations.NullMarked;
