/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.execute;

import org.lguest.x86.ProcessorException;

/**
 * Traps, faults and software interrupts before whose delivery the processor comes back, for whoever runs it to look.
 * Nothing has been pushed then, and the instruction is to be executed again; the next delivery passes.
 */
public final class TrapWatch {

    /** Ends the delivery. It is no exception of the processor's, and never delivered. */
    static final ProcessorException HELD = ProcessorException.of(31, -1);

    private static final long NEVER = -1;

    private final long[] watched = new long[4];
    private boolean any;
    private int vector;
    private int errorCode;
    /** Instructions retired at the delivery that passes. */
    private long passes = NEVER;

    /** Sets whether a vector, 0 to 255, is watched. */
    public void watch(int number, boolean on) {
        watched[number >>> 6] = watched[number >>> 6] & ~(1L << number) | (on ? 1L << number : 0);
        any = (watched[0] | watched[1] | watched[2] | watched[3]) != 0;
    }

    /** The vector that was held. */
    public int vector() {
        return vector;
    }

    /** Its error code; 0 if it has none. */
    public int errorCode() {
        return errorCode;
    }

    /** @param retired instructions so far: until there are more, the next delivery is not held */
    void pass(long retired) {
        passes = retired;
    }

    /** Whether a delivery is to be held, that has come so far that nothing but its pushes can fail. */
    boolean holds(int number, int code, long retired) {
        if (!any || (watched[number >>> 6] >>> number & 1) == 0 || passes == retired) {
            return false;
        }
        vector = number;
        errorCode = code;
        return true;
    }

    /** One has been delivered: if it is the one that was to pass, no other does. */
    void delivered(int number) {
        if (number == vector) {
            passes = NEVER;
        }
    }
}
