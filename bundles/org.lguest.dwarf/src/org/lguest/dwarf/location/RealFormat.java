/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.location;

/** The formats of real numbers that i386 computes with (SDM volume 1, section 4.2.2). */
public enum RealFormat {
    HALF(11, 15), SINGLE(24, 127), DOUBLE(53, 1023), EXTENDED(64, 16383);

    final int precision;
    /** The largest exponent of 2. */
    final int largest;
    /** The exponent of 2 of the smallest number that is not 0. */
    final int least;

    RealFormat(int precision, int largest) {
        this.precision = precision;
        this.largest = largest;
        this.least = 2 - largest - precision;
    }

    /** @param size in bytes; numbers of 80 bits have more than 8, for their alignment's sake */
    public static RealFormat of(long size) {
        return size <= Short.BYTES ? HALF : size <= Float.BYTES ? SINGLE : size <= Double.BYTES ? DOUBLE : EXTENDED;
    }
}
