/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86;

/** The exception vectors of the architecture (SDM volume 3, table 6-1). */
public final class Vector {

    public static final int DIVIDE_ERROR = 0;
    public static final int DEBUG = 1;
    public static final int NMI = 2;
    public static final int BREAKPOINT = 3;
    public static final int OVERFLOW = 4;
    public static final int BOUND = 5;
    public static final int INVALID_OPCODE = 6;
    public static final int DEVICE_NOT_AVAILABLE = 7;
    public static final int DOUBLE_FAULT = 8;
    public static final int INVALID_TSS = 10;
    public static final int SEGMENT_NOT_PRESENT = 11;
    public static final int STACK_FAULT = 12;
    public static final int GENERAL_PROTECTION = 13;
    public static final int PAGE_FAULT = 14;
    public static final int X87_ERROR = 16;
    public static final int ALIGNMENT_CHECK = 17;

    private static final int WITH_ERROR_CODE = 1 << DOUBLE_FAULT | 1 << INVALID_TSS | 1 << SEGMENT_NOT_PRESENT
            | 1 << STACK_FAULT | 1 << GENERAL_PROTECTION | 1 << PAGE_FAULT | 1 << ALIGNMENT_CHECK;

    private static final String[] NAMES = {"#DE", "#DB", "NMI", "#BP", "#OF", "#BR", "#UD", "#NM", "#DF", "vector 9",
            "#TS", "#NP", "#SS", "#GP", "#PF", "vector 15", "#MF", "#AC", "#MC"};

    private Vector() {
    }

    /** Whether the processor pushes an error code for this exception. */
    public static boolean hasErrorCode(int vector) {
        return vector >= 0 && vector < 32 && (WITH_ERROR_CODE >>> vector & 1) != 0;
    }

    /** The SDM's mnemonic, as in {@code #GP}; {@code vector N} for those without one. */
    public static String name(int vector) {
        return vector >= 0 && vector < NAMES.length ? NAMES[vector] : "vector " + vector;
    }
}
