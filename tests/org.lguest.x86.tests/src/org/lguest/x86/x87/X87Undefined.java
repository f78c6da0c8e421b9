/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.x87;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the SDM leaves undefined of x87 instructions, or gives within an error, and where the real processor at hand
 * (an AMD) differs from the SDM, which ours follows. All else that the SDM has undefined, C0 to C3 above all, ours does
 * as that processor does: bit for bit, as long as it is compared here.
 */
final class X87Undefined {

    private static final int C1 = 0x0200;
    private static final int SUMMARY = 0x80;
    private static final int STATUS_FLAGS = 0x8D5;

    private X87Undefined() {
    }

    /** Bits of the status word: C1 of a result that may be rounded the other way, and of FCOMI, which AMD leaves. */
    static int status(X87Case testCase) {
        return lastPlace(testCase) || comparesIntoFlags(testCase) ? C1 : 0;
    }

    /** Flags: FCOMI sets none on an exception that is not masked (volume 2, FCOMI); AMD does. */
    static int eflags(X87Case testCase, X87Case.Outcome real) {
        int status = ByteBuffer.wrap(real.image()).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        return comparesIntoFlags(testCase) && (status & SUMMARY) != 0 ? STATUS_FLAGS : 0;
    }

    private static boolean comparesIntoFlags(X87Case testCase) {
        return switch (testCase.instruction().operation) {
            case FCOMI, FCOMIP, FUCOMI, FUCOMIP -> true;
            default -> false;
        };
    }

    /** Whether the result may be off by one in the last place (volume 1, 8.3.10). */
    static boolean lastPlace(X87Case testCase) {
        return switch (testCase.instruction().operation) {
            case F2XM1, FYL2X, FYL2XP1, FPTAN, FPATAN, FSIN, FCOS, FSINCOS -> true;
            default -> false;
        };
    }
}
