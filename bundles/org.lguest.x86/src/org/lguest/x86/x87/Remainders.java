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

import org.lguest.x86.x87.Extended.Kind;

/**
 * What takes numbers apart: FPREM, FPREM1, FRNDINT, FSCALE, FXTRACT (SDM volume 2, each instruction). Results are left
 * in {@link Rounding}; precision control means nothing here.
 */
final class Remainders {

    /** C2: the reduction is not complete. */
    private static final int INCOMPLETE = 0x0400;
    private static final int C0 = 0x0100;
    private static final int C1 = 0x0200;
    private static final int C3 = 0x4000;

    private final Rounding rounding;
    private final ExtendedArithmetic arithmetic;

    /** C3 to C0 of the last {@link #remainder}; -1 if it had no quotient. */
    int conditions;

    Remainders(Rounding rounding, ExtendedArithmetic arithmetic) {
        this.rounding = rounding;
        this.arithmetic = arithmetic;
    }

    /**
     * FPREM, or FPREM1 where the quotient is rounded to nearest. An exponent difference of 64 and more is brought down
     * by 32 to 63 at a time, to a multiple of 32 as processors do; SDM: "implementation-dependent".
     */
    void remainder(int a, long am, int b, long bm, boolean nearest) {
        conditions = -1;
        if (arithmetic.special(a, am, b, bm)) {
            return;
        }
        if (Extended.kind(a, am) == Kind.INFINITY || bm == 0) {
            rounding.invalid();
            return;
        }
        conditions = 0;
        if (am == 0 || Extended.kind(b, bm) == Kind.INFINITY) {
            pack(Extended.negative(a), a, am);
        } else {
            reduce(a, am, b, bm, nearest);
        }
    }

    private void reduce(int a, long am, int b, long bm, boolean nearest) {
        int ea = Extended.exponent(a, am);
        int difference = ea - Extended.exponent(b, bm);
        long divisor = Extended.normal(bm);
        long rest = Extended.normal(am);
        boolean negative = Extended.negative(a);
        if (difference < 0) {
            if (nearest && difference == -1 && Long.compareUnsigned(rest, divisor) > 0) {
                // More than half of the divisor: the quotient is 1, the rest on the other side.
                rest = divisor - (rest - divisor);
                negative = !negative;
                quotient(1);
            }
            packRest(negative, ea, rest);
            return;
        }
        boolean partial = difference >= 64;
        int steps = partial ? 32 + (difference & 31) : difference;
        long quotient = 0;
        boolean carry = false;
        for (int step = 0; step <= steps; step++) {
            quotient <<= 1;
            if (carry || Long.compareUnsigned(rest, divisor) >= 0) {
                rest -= divisor;
                quotient |= 1;
            }
            if (step < steps) {
                carry = rest < 0;
                rest <<= 1;
            }
        }
        int exponent = ea - steps;
        if (partial) {
            conditions = INCOMPLETE;
        } else {
            if (nearest) {
                int half = Long.compareUnsigned(rest, divisor - rest);
                if (half > 0 || half == 0 && (quotient & 1) != 0) {
                    rest = divisor - rest;
                    negative = !negative;
                    quotient++;
                }
            }
            quotient(quotient);
        }
        if (rest == 0) {
            rounding.setZero(Extended.negative(a));
        } else {
            packRest(negative, exponent, rest);
        }
    }

    private void packRest(boolean negative, int exponent, long rest) {
        int shift = Long.numberOfLeadingZeros(rest);
        rounding.pack(negative, exponent - shift, rest << shift, 0, 64);
    }

    private void pack(boolean negative, int signExponent, long significand) {
        if (significand == 0) {
            rounding.setZero(negative);
        } else {
            packRest(negative, Extended.exponent(signExponent, significand), Extended.normal(significand));
        }
    }

    /** The quotient's last three bits: Q2 is C0, Q1 C3, Q0 C1. */
    private void quotient(long quotient) {
        conditions = ((quotient & 4) != 0 ? C0 : 0) | ((quotient & 2) != 0 ? C3 : 0) | ((quotient & 1) != 0 ? C1 : 0);
    }

    /** FRNDINT. */
    void roundToInteger(int a, long am) {
        if (arithmetic.special(a, am)) {
            return;
        }
        int exponent = Extended.exponent(a, am);
        if (am == 0 || exponent >= Extended.BIAS + 63) {
            rounding.set(a, am);
            return;
        }
        boolean negative = Extended.negative(a);
        long integer = rounding.integer(negative, exponent, Extended.normal(am));
        if (integer == 0) {
            rounding.setZero(negative);
        } else {
            int shift = Long.numberOfLeadingZeros(integer);
            rounding.set((negative ? Extended.SIGN : 0) | Extended.BIAS + 63 - shift, integer << shift);
        }
    }

    /** FSCALE: the first times two to the power of the second, which is cut to an integer. */
    void scale(int a, long am, int b, long bm) {
        if (arithmetic.special(a, am, b, bm)) {
            return;
        }
        boolean negative = Extended.negative(a);
        boolean infinite = Extended.kind(a, am) == Kind.INFINITY;
        if (Extended.kind(b, bm) == Kind.INFINITY) {
            boolean down = Extended.negative(b);
            if (down ? infinite : am == 0) {
                rounding.invalid();
            } else if (down) {
                rounding.setZero(negative);
            } else {
                rounding.setInfinity(negative);
            }
        } else if (infinite || am == 0) {
            rounding.set(a, am);
        } else {
            rounding.pack(negative, Extended.exponent(a, am) + power(b, bm), Extended.normal(am), 0, 64);
        }
    }

    /** An integer so far out when it is large that any number scaled by it is out of range. */
    private static int power(int b, long bm) {
        int exponent = bm == 0 ? -1 : Extended.exponent(b, bm) - Extended.BIAS;
        int magnitude = exponent < 0 ? 0 : exponent > 16 ? 0x2_0000 : (int) (Extended.normal(bm) >>> 63 - exponent);
        return Extended.negative(b) ? -magnitude : magnitude;
    }

    /** The exponent of FXTRACT, which takes the top's place; {@link #significand} is pushed. */
    void extractExponent(int a, long am) {
        if (arithmetic.special(a, am)) {
            return;
        }
        if (am == 0) {
            rounding.zeroDivide(true);
        } else if (Extended.kind(a, am) == Kind.INFINITY) {
            rounding.setInfinity(false);
        } else {
            rounding.setInteger(Extended.exponent(a, am) - Extended.BIAS);
        }
    }

    /** The significand of FXTRACT, of a number that is neither NaN nor unsupported. */
    void extractSignificand(int a, long am) {
        if (am == 0 || Extended.kind(a, am) == Kind.INFINITY) {
            rounding.set(a, am);
        } else {
            rounding.set(a & Extended.SIGN | Extended.BIAS, Extended.normal(am));
        }
    }
}
