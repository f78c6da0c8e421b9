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
 * Sum, product, quotient, root and comparison of extended-precision numbers: the special cases of the SDM (volume 1,
 * tables 4-7 and 8-10, and the tables of each instruction in volume 2), and else an exact result, or as much of it as
 * decides how it is rounded. Results are left in {@link Rounding}.
 */
final class ExtendedArithmetic {

    /** What a comparison leaves in C3, C2, C0 of the status word. */
    static final int LESS = 0x0100;
    static final int EQUAL = 0x4000;
    static final int UNORDERED = 0x4500;

    private final Rounding rounding;

    ExtendedArithmetic(Rounding rounding) {
        this.rounding = rounding;
    }

    /**
     * Deals with operands that are no numbers, and notes denormal ones.
     *
     * @return whether that was all: the result is a NaN
     */
    boolean special(int a, long am, int b, long bm) {
        Kind first = Extended.kind(a, am);
        Kind second = Extended.kind(b, bm);
        if (first == Kind.UNSUPPORTED || second == Kind.UNSUPPORTED) {
            rounding.invalid();
            return true;
        }
        if (Extended.isNan(first) || Extended.isNan(second)) {
            propagate(a, am, first, b, bm, second);
            return true;
        }
        if (first == Kind.DENORMAL || second == Kind.DENORMAL) {
            rounding.raise(Rounding.DENORMAL);
        }
        return false;
    }

    /** {@link #special} for a single operand. */
    boolean special(int a, long am) {
        return special(a, am, 0, 0);
    }

    /** Which NaN comes out (SDM volume 1, table 4-7). */
    private void propagate(int a, long am, Kind first, int b, long bm, Kind second) {
        if (first == Kind.SIGNALING_NAN || second == Kind.SIGNALING_NAN) {
            rounding.raise(Rounding.INVALID);
        }
        boolean takesFirst;
        if (!Extended.isNan(second)) {
            takesFirst = true;
        } else if (!Extended.isNan(first)) {
            takesFirst = false;
        } else if (first != second) {
            takesFirst = first == Kind.QUIET_NAN;
        } else {
            int order = Long.compareUnsigned(am, bm);
            takesFirst = order != 0 ? order > 0 : !Extended.negative(a);
        }
        rounding.set(takesFirst ? a : b, (takesFirst ? am : bm) | Extended.QUIET);
    }

    void add(int a, long am, int b, long bm) {
        if (!special(a, am, b, bm)) {
            sum(a, am, b, bm);
        }
    }

    void subtract(int a, long am, int b, long bm) {
        if (!special(a, am, b, bm)) {
            sum(a, am, b ^ Extended.SIGN, bm);
        }
    }

    private void sum(int a, long am, int b, long bm) {
        boolean negative = Extended.negative(a);
        boolean same = negative == Extended.negative(b);
        boolean infinite = Extended.kind(a, am) == Kind.INFINITY;
        if (infinite || Extended.kind(b, bm) == Kind.INFINITY) {
            if (infinite && Extended.kind(b, bm) == Kind.INFINITY && !same) {
                rounding.invalid();
            } else {
                rounding.setInfinity(infinite ? negative : Extended.negative(b));
            }
        } else if (am == 0 && bm == 0) {
            rounding.setZero(same ? negative : rounding.downward());
        } else if (am == 0 || bm == 0) {
            int only = am == 0 ? b : a;
            long significand = am == 0 ? bm : am;
            rounding.pack(Extended.negative(only), Extended.exponent(only, significand), Extended.normal(significand),
                    0, rounding.precision());
        } else if (same) {
            addMagnitudes(a, am, b, bm, negative);
        } else {
            subtractMagnitudes(a, am, b, bm, negative);
        }
    }

    private void addMagnitudes(int a, long am, int b, long bm, boolean negative) {
        int ea = Extended.exponent(a, am);
        int eb = Extended.exponent(b, bm);
        if (ea < eb) {
            addMagnitudes(b, bm, a, am, negative);
            return;
        }
        long high = Extended.normal(am);
        long addend = Extended.normal(bm);
        long low = shiftedLow(addend, ea - eb);
        long sum = high + shiftedHigh(addend, ea - eb);
        if (Long.compareUnsigned(sum, high) < 0) {
            low = sum << 63 | low >>> 1 | low & 1;
            sum = sum >>> 1 | Extended.INTEGER;
            ea++;
        }
        rounding.pack(negative, ea, sum, low, rounding.precision());
    }

    private void subtractMagnitudes(int a, long am, int b, long bm, boolean negative) {
        int ea = Extended.exponent(a, am);
        int eb = Extended.exponent(b, bm);
        long high = Extended.normal(am);
        long subtrahend = Extended.normal(bm);
        int order = ea != eb ? Integer.compare(ea, eb) : Long.compareUnsigned(high, subtrahend);
        if (order == 0) {
            rounding.setZero(rounding.downward());
            return;
        }
        if (order < 0) {
            subtractMagnitudes(b, bm, a, am, !negative);
            return;
        }
        long low = -shiftedLow(subtrahend, ea - eb);
        high -= shiftedHigh(subtrahend, ea - eb) + (low != 0 ? 1 : 0);
        if (high == 0) {
            high = low;
            low = 0;
            ea -= 64;
        }
        int shift = Long.numberOfLeadingZeros(high);
        if (shift > 0) {
            high = high << shift | low >>> 64 - shift;
            low <<= shift;
        }
        rounding.pack(negative, ea - shift, high, low, rounding.precision());
    }

    /** High half of a 128-bit number that was {@code value} in its high half, shifted right. */
    private static long shiftedHigh(long value, int by) {
        return by < 64 ? value >>> by : 0;
    }

    /** Its low half, the last bit standing for all that were lost. */
    private static long shiftedLow(long value, int by) {
        if (by == 0) {
            return 0;
        }
        return by < 64 ? value << 64 - by : by == 64 ? value
                : by < 128 ? value >>> by - 64 | (value << 128 - by != 0 ? 1 : 0) : 1;
    }

    void multiply(int a, long am, int b, long bm) {
        if (special(a, am, b, bm)) {
            return;
        }
        boolean negative = Extended.negative(a ^ b);
        if (Extended.kind(a, am) == Kind.INFINITY || Extended.kind(b, bm) == Kind.INFINITY) {
            if (am == 0 || bm == 0) {
                rounding.invalid();
            } else {
                rounding.setInfinity(negative);
            }
        } else if (am == 0 || bm == 0) {
            rounding.setZero(negative);
        } else {
            long x = Extended.normal(am);
            long y = Extended.normal(bm);
            long high = Math.unsignedMultiplyHigh(x, y);
            long low = x * y;
            int exponent = Extended.exponent(a, am) + Extended.exponent(b, bm) - Extended.BIAS + 1;
            if (high >= 0) {
                high = high << 1 | low >>> 63;
                low <<= 1;
                exponent--;
            }
            rounding.pack(negative, exponent, high, low, rounding.precision());
        }
    }

    void divide(int a, long am, int b, long bm) {
        if (special(a, am, b, bm)) {
            return;
        }
        boolean negative = Extended.negative(a ^ b);
        if (Extended.kind(a, am) == Kind.INFINITY) {
            if (Extended.kind(b, bm) == Kind.INFINITY) {
                rounding.invalid();
            } else {
                rounding.setInfinity(negative);
            }
        } else if (Extended.kind(b, bm) == Kind.INFINITY) {
            rounding.setZero(negative);
        } else if (bm == 0) {
            if (am == 0) {
                rounding.invalid();
            } else {
                rounding.zeroDivide(negative);
            }
        } else if (am == 0) {
            rounding.setZero(negative);
        } else {
            long x = Extended.normal(am);
            long y = Extended.normal(bm);
            int exponent = Extended.exponent(a, am) - Extended.exponent(b, bm) + Extended.BIAS;
            boolean less = Long.compareUnsigned(x, y) < 0;
            long high = less ? divide(x, 0, y) : divide(x >>> 1, x << 63, y);
            long rest = (less ? 0 : x << 63) - high * y;
            long low = divide(rest, 0, y);
            boolean more = low * y != 0;
            rounding.pack(negative, less ? exponent - 1 : exponent, high, more ? low | 1 : low, rounding.precision());
        }
    }

    /** Quotient of 128 bits by 64, unsigned; {@code high} is below the divisor, whose top bit is one. */
    private static long divide(long high, long low, long divisor) {
        long quotient = 0;
        long rest = high;
        for (int half = 32; half >= 0; half -= 32) {
            // A digit of 32 bits: estimated by the divisor's upper half, at most two too large.
            long next = low >>> half & 0xFFFF_FFFFL;
            long digit = Long.divideUnsigned(rest, divisor >>> 32);
            if (digit > 0xFFFF_FFFFL) {
                digit = 0xFFFF_FFFFL;
            }
            long high96 = Math.unsignedMultiplyHigh(digit, divisor);
            long low96 = digit * divisor;
            long restHigh = rest >>> 32;
            long restLow = rest << 32 | next;
            while (high96 > restHigh || high96 == restHigh && Long.compareUnsigned(low96, restLow) > 0) {
                digit--;
                high96 -= Long.compareUnsigned(low96, divisor) < 0 ? 1 : 0;
                low96 -= divisor;
            }
            rest = restLow - low96;
            quotient = quotient << 32 | digit;
        }
        return quotient;
    }

    void squareRoot(int a, long am) {
        if (Extended.negative(a) && am != 0) {
            Kind kind = Extended.kind(a, am);
            if (Extended.isNan(kind)) {
                special(a, am);
            } else {
                rounding.invalid();
            }
        } else if (!special(a, am)) {
            if (am == 0 || Extended.kind(a, am) == Kind.INFINITY) {
                rounding.set(a, am);
            } else {
                root(Extended.exponent(a, am) - Extended.BIAS, Extended.normal(am));
            }
        }
    }

    /** Two bits of the radicand give one of the root; what is left over tells how to round. */
    private void root(int exponent, long radicand) {
        boolean odd = (exponent & 1) != 0;
        long high = odd ? radicand : radicand >>> 1;
        long low = odd ? 0 : radicand << 63;
        long root = 0;
        long restHigh = 0;
        long restLow = 0;
        for (int bit = 0; bit < 64; bit++) {
            restHigh = restHigh << 2 | restLow >>> 62;
            restLow = restLow << 2 | high >>> 62;
            high = high << 2 | low >>> 62;
            low <<= 2;
            long tryHigh = root >>> 62;
            long tryLow = root << 2 | 1;
            root <<= 1;
            if (restHigh > tryHigh || restHigh == tryHigh && Long.compareUnsigned(restLow, tryLow) >= 0) {
                restHigh -= tryHigh + (Long.compareUnsigned(restLow, tryLow) < 0 ? 1 : 0);
                restLow -= tryLow;
                root |= 1;
            }
        }
        boolean above = restHigh != 0 || Long.compareUnsigned(restLow, root) > 0;
        long rest = (restHigh | restLow) == 0 ? 0 : above ? 0xC000_0000_0000_0000L : 0x4000_0000_0000_0000L;
        rounding.pack(false, (exponent >> 1) + Extended.BIAS, root, rest, rounding.precision());
    }

    /**
     * Compares.
     *
     * @param quiet a quiet NaN is no invalid operand
     * @return C3, C2, C0 as in the status word
     */
    int compare(int a, long am, int b, long bm, boolean quiet) {
        Kind first = Extended.kind(a, am);
        Kind second = Extended.kind(b, bm);
        boolean refused = first == Kind.UNSUPPORTED || second == Kind.UNSUPPORTED;
        if (refused || Extended.isNan(first) || Extended.isNan(second)) {
            boolean signaling = first == Kind.SIGNALING_NAN || second == Kind.SIGNALING_NAN;
            if (refused || signaling || !quiet) {
                rounding.raise(Rounding.INVALID);
            }
            return UNORDERED;
        }
        if (first == Kind.DENORMAL || second == Kind.DENORMAL) {
            rounding.raise(Rounding.DENORMAL);
        }
        int order = order(a, am, b, bm);
        return order == 0 ? EQUAL : order < 0 ? LESS : 0;
    }

    private static int order(int a, long am, int b, long bm) {
        if (am == 0 && bm == 0) {
            return 0;
        }
        boolean negative = Extended.negative(a);
        if (am == 0 || bm == 0 || negative != Extended.negative(b)) {
            return (am == 0 ? Extended.negative(b) : !negative) ? 1 : -1;
        }
        int ea = Extended.exponent(a, am);
        int eb = Extended.exponent(b, bm);
        int magnitudes = ea != eb ? Integer.compare(ea, eb)
                : Long.compareUnsigned(Extended.normal(am), Extended.normal(bm));
        return negative ? -magnitudes : magnitudes;
    }
}
