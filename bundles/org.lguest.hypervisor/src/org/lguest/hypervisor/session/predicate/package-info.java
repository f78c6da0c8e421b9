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
 * What a condition of a breakpoint becomes before it crosses the seam: a program that the emulator thread can run at
 * every hit, without asking anybody.
 *
 * <p>A {@link org.lguest.hypervisor.session.predicate.PredicateProgram} is immutable and verified once, when it is
 * made: no loops, a bounded length and stack, every operand there. So it ends, it allocates nothing, and whatever it
 * computes it can only read. Where the guest gives it no value, for nothing is mapped there or a divisor is 0, it ends
 * in a {@link org.lguest.hypervisor.session.predicate.PredicateFault}, which is a value too. It reads as the debugger
 * reads: no accessed bit, no page brought in, no debug register matched.
 *
 * <p>A {@link org.lguest.hypervisor.session.predicate.PrintProgram} is what a dynamic printf becomes: a format, and one
 * such program for each of its values.
 *
 * <p>Next chapter: {@code org.lguest.dwarf.elf}
 */
@NullMarked
package org.lguest.hypervisor.session.predicate;

import org.jspecify.annotations.NullMarked;
