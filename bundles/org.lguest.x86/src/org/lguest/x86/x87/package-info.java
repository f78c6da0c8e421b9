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
 * Numbers of 80 bits, and the eight registers that hold them.
 *
 * <p>The x87 computes in a format that Java has not: 64 bits of significand under 15 of exponent, rounded in four
 * directions to one of three precisions, with six exceptions that are masked or not, one by one. {@link
 * org.lguest.x86.x87.Extended} says what a pattern of 80 bits means. {@link org.lguest.x86.x87.Rounding} is where every
 * result ends: exact numbers come in, with as many bits as they have, and what fits goes out, with the exceptions that
 * fitting it raised. {@link org.lguest.x86.x87.ExtendedArithmetic}, {@link org.lguest.x86.x87.Remainders}, {@link
 * org.lguest.x86.x87.Formats} and {@link org.lguest.x86.x87.Transcendentals} make those exact numbers. {@link
 * org.lguest.x86.x87.X87Registers} are what a context switch saves, and {@link org.lguest.x86.x87.X87Unit} is the
 * instructions on them, stack faults included.
 *
 * <p>Memory, and what control register 0 has to say, is left to the next chapter.
 *
 * <p>Next chapter: {@code org.lguest.x86.execute}
 */
@NullMarked
package org.lguest.x86.x87;

import org.jspecify.annotations.NullMarked;
