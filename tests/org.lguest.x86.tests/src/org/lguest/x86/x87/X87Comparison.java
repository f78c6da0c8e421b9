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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares two outcomes of one case in everything that is defined. The pointers to the last instruction are left out:
 * the real one ran at another address.
 */
final class X87Comparison {

    private static final int POINTERS = 12;
    private static final int NUMBERS = 28;

    private X87Comparison() {
    }

    /** One line for each difference; empty if there is none. */
    static List<String> differences(X87Case testCase, X87Case.Outcome real, X87Case.Outcome ours) {
        List<String> differences = new ArrayList<>();
        ByteBuffer a = ByteBuffer.wrap(real.image()).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer b = ByteBuffer.wrap(ours.image()).order(ByteOrder.LITTLE_ENDIAN);
        differ(differences, "control", a.getInt(0), b.getInt(0));
        int undefined = X87Undefined.status(testCase);
        differ(differences, "status", a.getInt(4) & ~undefined, b.getInt(4) & ~undefined);
        differ(differences, "tags", a.getInt(8), b.getInt(8));
        for (int i = 0; i < 8; i++) {
            number(differences, testCase, i, a, b);
        }
        int from = writesPointers(testCase) ? POINTERS : 0;
        int to = writesPointers(testCase) ? NUMBERS : 0;
        for (int at = 0; at < X87Case.OPERAND; at++) {
            if ((at < from || at >= to) && real.operand()[at] != ours.operand()[at]) {
                differences.add("operand " + Arrays.toString(real.operand()) + " is "
                        + Arrays.toString(ours.operand()));
                break;
            }
        }
        int flags = X87Undefined.eflags(testCase, real);
        differ(differences, "eflags", real.eflags() & ~flags, ours.eflags() & ~flags);
        differ(differences, "eax", real.eax() & ~undefined, ours.eax() & ~undefined);
        return differences;
    }

    private static boolean writesPointers(X87Case testCase) {
        return switch (testCase.instruction().operation) {
            case FNSTENV, FNSAVE -> true;
            default -> false;
        };
    }

    private static void number(List<String> differences, X87Case testCase, int i, ByteBuffer a, ByteBuffer b) {
        int at = NUMBERS + 10 * i;
        long realBits = a.getLong(at);
        long ourBits = b.getLong(at);
        int realHigh = a.getShort(at + 8) & 0xFFFF;
        int ourHigh = b.getShort(at + 8) & 0xFFFF;
        boolean near = X87Undefined.lastPlace(testCase) && i < 2 && (realHigh == ourHigh
                && Math.abs(realBits - ourBits) <= 1 || neighbours(realHigh, realBits, ourHigh, ourBits)
                || neighbours(ourHigh, ourBits, realHigh, realBits));
        if (!near && (realBits != ourBits || realHigh != ourHigh)) {
            differences.add("ST(%d) %04x:%016x is %04x:%016x".formatted(i, realHigh, realBits, ourHigh, ourBits));
        }
    }

    /** The last number of one exponent, and the first of the next. */
    private static boolean neighbours(int lowHigh, long lowBits, int highHigh, long highBits) {
        return lowHigh + 1 == highHigh && lowBits == -1 && highBits == Long.MIN_VALUE;
    }

    private static void differ(List<String> differences, String what, int real, int ours) {
        if (real != ours) {
            differences.add("%s %x is %x".formatted(what, real, ours));
        }
    }
}
