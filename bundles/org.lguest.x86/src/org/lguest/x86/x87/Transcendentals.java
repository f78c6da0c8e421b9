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

import java.math.BigInteger;

import org.lguest.x86.x87.Extended.Kind;

/**
 * The transcendental instructions (SDM volume 1, 8.3.5 to 8.3.10, and the tables of volume 2). Results are those of
 * exact arithmetic, rounded: within half a unit of the last place, where the SDM promises less than one. Angles are
 * reduced by the processor's pi of 66 bits, as the SDM tells; angles of 2<sup>63</sup> and more are not reduced at
 * all.
 */
final class Transcendentals {

    /** Numbers below this power of two are so small that a function's first term decides its rounding. */
    private static final int TINY = -68;
    /** Pi of 66 bits, halved. */
    private static final BigInteger HALF_PI_66 = FixedPoint.PI.shiftRight(FixedPoint.BITS - 64)
            .shiftLeft(FixedPoint.BITS - 65);

    private final Rounding rounding;
    private final ExtendedArithmetic arithmetic;

    /** The angle was out of range: C2. */
    boolean outOfRange;

    Transcendentals(Rounding rounding, ExtendedArithmetic arithmetic) {
        this.rounding = rounding;
        this.arithmetic = arithmetic;
    }

    /** F2XM1. Beyond -1 to 1 the SDM has it undefined; here the number stays. */
    void powerOfTwoLessOne(int a, long am) {
        if (arithmetic.special(a, am)) {
            return;
        }
        boolean negative = Extended.negative(a);
        int exponent = Extended.exponent(a, am) - Extended.BIAS;
        if (Extended.kind(a, am) == Kind.INFINITY && negative) {
            rounding.set(Extended.SIGN | Extended.BIAS, Extended.INTEGER);
        } else if (am == 0 || Extended.kind(a, am) == Kind.INFINITY) {
            rounding.set(a, am);
        } else if (exponent > 0 || exponent == 0 && Extended.normal(am) != Extended.INTEGER) {
            rounding.set(a, am);
            rounding.raise(Rounding.PRECISION);
        } else if (exponent == 0) {
            justBelow(negative, Extended.BIAS - (negative ? 1 : 0), Extended.INTEGER);
        } else if (exponent < TINY) {
            product(negative, exponent, am, FixedPoint.LN2);
        } else {
            BigInteger x = FixedPoint.multiply(fixed(a, am), FixedPoint.LN2);
            pack(FixedPoint.exponentialLessOne(x), FixedPoint.BITS);
        }
    }

    /** FYL2X: y times the logarithm to base 2 of x. */
    void logarithm(int y, long ym, int x, long xm) {
        if (arithmetic.special(y, ym, x, xm)) {
            return;
        }
        boolean infinite = Extended.kind(y, ym) == Kind.INFINITY;
        boolean negative = Extended.negative(y);
        if (xm == 0) {
            if (ym == 0) {
                rounding.invalid();
                return;
            }
            if (infinite) {
                rounding.setInfinity(!negative);
            } else {
                rounding.zeroDivide(!negative);
            }
        } else if (Extended.negative(x)) {
            rounding.invalid();
        } else if (Extended.kind(x, xm) == Kind.INFINITY) {
            infinity(ym == 0, negative);
        } else {
            int exponent = Extended.exponent(x, xm) - Extended.BIAS;
            boolean one = exponent == 0 && Extended.normal(xm) == Extended.INTEGER;
            boolean below = exponent < 0;
            if (infinite) {
                infinity(one, negative != below);
            } else if (one || ym == 0) {
                rounding.setZero(negative != below);
            } else {
                times(y, ym, logarithm(unsigned(Extended.normal(xm)).shiftLeft(FixedPoint.BITS - 63), exponent));
            }
        }
    }

    private void infinity(boolean invalid, boolean negative) {
        if (invalid) {
            rounding.invalid();
        } else {
            rounding.setInfinity(negative);
        }
    }

    /** Logarithm to base 2 of a fixed-point number times a power of two. */
    private static BigInteger logarithm(BigInteger value, int exponent) {
        int shift = value.bitLength() - 1 - FixedPoint.BITS;
        BigInteger m = shift >= 0 ? value.shiftRight(shift) : value.shiftLeft(-shift);
        int whole = exponent + shift;
        if (m.compareTo(FixedPoint.ROOT_2) > 0) {
            m = m.shiftRight(1);
            whole++;
        }
        BigInteger fraction = FixedPoint.divide(FixedPoint.naturalLogarithm(m), FixedPoint.LN2);
        return FixedPoint.ONE.multiply(BigInteger.valueOf(whole)).add(fraction);
    }

    /** FYL2XP1: y times the logarithm to base 2 of x + 1. */
    void logarithmOfOneMore(int y, long ym, int x, long xm) {
        if (arithmetic.special(y, ym, x, xm)) {
            return;
        }
        boolean infinite = Extended.kind(y, ym) == Kind.INFINITY;
        boolean negative = Extended.negative(y ^ x);
        int exponent = Extended.exponent(x, xm) - Extended.BIAS;
        if (Extended.kind(x, xm) == Kind.INFINITY) {
            infinity(ym == 0 || Extended.negative(x), negative);
        } else if (infinite) {
            infinity(xm == 0, negative);
        } else if (xm == 0 || ym == 0) {
            rounding.setZero(negative);
        } else if (exponent < TINY) {
            // The logarithm's first term: x / ln 2.
            BigInteger inverse = FixedPoint.divide(FixedPoint.ONE, FixedPoint.LN2);
            BigInteger product = unsigned(Extended.normal(xm)).multiply(unsigned(Extended.normal(ym)))
                    .multiply(inverse);
            int places = FixedPoint.BITS + 126 - exponent - Extended.exponent(y, ym) + Extended.BIAS;
            pack(negative ? product.negate() : product, places);
        } else if (exponent >= 0 && Extended.negative(x)) {
            rounding.set(x, xm);
            rounding.raise(Rounding.PRECISION);
        } else if (exponent >= 64) {
            times(y, ym, logarithm(unsigned(Extended.normal(xm)).shiftLeft(FixedPoint.BITS - 63), exponent));
        } else if (exponent >= -2) {
            times(y, ym, logarithm(fixed(x, xm).add(FixedPoint.ONE), 0));
        } else {
            BigInteger value = fixed(x, xm);
            BigInteger ratio = FixedPoint.divide(value, value.add(FixedPoint.ONE.shiftLeft(1)));
            times(y, ym, FixedPoint.divide(FixedPoint.logarithmOfRatio(ratio), FixedPoint.LN2));
        }
    }

    private void times(int y, long ym, BigInteger factor) {
        BigInteger product = factor.multiply(unsigned(Extended.normal(ym)));
        int places = FixedPoint.BITS + 63 - Extended.exponent(y, ym) + Extended.BIAS;
        pack(Extended.negative(y) ? product.negate() : product, places);
    }

    /** FPATAN: the angle of the point (x, y). */
    void arcTangent(int y, long ym, int x, long xm) {
        if (arithmetic.special(y, ym, x, xm)) {
            return;
        }
        boolean negative = Extended.negative(y);
        boolean left = Extended.negative(x);
        boolean farUp = Extended.kind(y, ym) == Kind.INFINITY;
        boolean farOut = Extended.kind(x, xm) == Kind.INFINITY;
        BigInteger quarter = FixedPoint.PI.shiftRight(2);
        BigInteger angle;
        if (farUp && farOut) {
            angle = left ? FixedPoint.PI.subtract(quarter) : quarter;
        } else if (farUp || xm == 0 && ym != 0) {
            angle = FixedPoint.PI.shiftRight(1);
        } else if (ym == 0 || farOut) {
            if (!left) {
                rounding.setZero(negative);
                return;
            }
            angle = FixedPoint.PI;
        } else {
            int difference = Extended.exponent(y, ym) - Extended.exponent(x, xm);
            if (difference < TINY && !left) {
                quotient(negative, difference, Extended.normal(ym), Extended.normal(xm));
                return;
            }
            angle = angle(difference, unsigned(Extended.normal(ym)), unsigned(Extended.normal(xm)));
            angle = left ? FixedPoint.PI.subtract(angle) : angle;
        }
        pack(negative ? angle.negate() : angle, FixedPoint.BITS);
    }

    /** Arc tangent of y / x, which are not zero and by this many powers of two apart. */
    private static BigInteger angle(int difference, BigInteger y, BigInteger x) {
        boolean steep = difference > 0 || difference == 0 && y.compareTo(x) > 0;
        BigInteger small = steep ? x : y;
        BigInteger large = steep ? y : x;
        int apart = Math.min(Math.abs(difference), 2 * FixedPoint.BITS);
        BigInteger tangent = FixedPoint.divide(small, large).shiftRight(apart);
        BigInteger angle = FixedPoint.arcTangent(tangent);
        return steep ? FixedPoint.PI.shiftRight(1).subtract(angle) : angle;
    }

    /** A tiny angle: its tangent, or what lies just below. */
    private void quotient(boolean negative, int difference, long y, long x) {
        int places = 200;
        BigInteger[] parts = unsigned(y).shiftLeft(places).divideAndRemainder(unsigned(x));
        BigInteger value = parts[1].signum() == 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        pack(negative ? value.negate() : value, places - difference);
    }

    /** FSIN. */
    void sine(int a, long am) {
        if (!angle(a, am)) {
            return;
        }
        if (am == 0) {
            rounding.set(a, am);
        } else if (Extended.exponent(a, am) - Extended.BIAS < TINY) {
            justBelow(Extended.negative(a), Extended.exponent(a, am), Extended.normal(am));
        } else {
            pack(turned(a, am, 0), FixedPoint.BITS);
        }
    }

    /** FCOS. */
    void cosine(int a, long am) {
        if (!angle(a, am)) {
            return;
        }
        if (am == 0) {
            rounding.set(Extended.BIAS, Extended.INTEGER);
        } else if (Extended.exponent(a, am) - Extended.BIAS < TINY) {
            justBelow(false, Extended.BIAS, Extended.INTEGER);
        } else {
            pack(turned(a, am, 1), FixedPoint.BITS);
        }
    }

    /** The number that FPTAN leaves under the 1 that it pushes. */
    void tangent(int a, long am) {
        if (!angle(a, am)) {
            return;
        }
        if (am == 0) {
            rounding.set(a, am);
        } else if (Extended.exponent(a, am) - Extended.BIAS < TINY) {
            rounding.pack(Extended.negative(a), Extended.exponent(a, am), Extended.normal(am), 1, 64);
        } else {
            pack(FixedPoint.divide(turned(a, am, 0), turned(a, am, 1)), FixedPoint.BITS);
        }
    }

    /** Whether there is an angle to work on; else the result is there, or the angle is out of range. */
    private boolean angle(int a, long am) {
        outOfRange = false;
        if (arithmetic.special(a, am)) {
            return false;
        }
        if (Extended.kind(a, am) == Kind.INFINITY) {
            rounding.invalid();
            return false;
        }
        if (am != 0 && Extended.exponent(a, am) >= Extended.BIAS + 63) {
            outOfRange = true;
            rounding.set(a, am);
            return false;
        }
        return true;
    }

    /** Sine of an angle, or of the angle that is this many quarters of a turn further. */
    private static BigInteger turned(int a, long am, int quarters) {
        BigInteger angle = fixed(a, am);
        BigInteger turns = angle.add(HALF_PI_66.shiftRight(1)).divide(HALF_PI_66);
        if (angle.signum() < 0) {
            turns = angle.subtract(HALF_PI_66.shiftRight(1)).divide(HALF_PI_66);
        }
        BigInteger rest = angle.subtract(turns.multiply(HALF_PI_66));
        int quadrant = turns.intValue() + quarters & 3;
        BigInteger value = (quadrant & 1) == 0 ? FixedPoint.sine(rest) : FixedPoint.cosine(rest);
        return quadrant >= 2 ? value.negate() : value;
    }

    private void justBelow(boolean negative, int exponent, long significand) {
        if (significand == Extended.INTEGER) {
            rounding.pack(negative, exponent - 1, -1, -1, 64);
        } else {
            rounding.pack(negative, exponent, significand - 1, -1, 64);
        }
    }

    /** A tiny number, by its unbiased exponent, times a constant. */
    private void product(boolean negative, int exponent, long significand, BigInteger constant) {
        BigInteger product = unsigned(Extended.normal(significand)).multiply(constant);
        pack(negative ? product.negate() : product, FixedPoint.BITS + 63 - exponent);
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    /** A number that is not tiny, exactly. */
    private static BigInteger fixed(int a, long am) {
        int shift = FixedPoint.BITS - 63 + Extended.exponent(a, am) - Extended.BIAS;
        BigInteger value = unsigned(Extended.normal(am)).shiftLeft(shift);
        return Extended.negative(a) ? value.negate() : value;
    }

    /** Rounds a number with this many places; it counts as inexact. */
    private void pack(BigInteger value, int places) {
        BigInteger magnitude = value.abs();
        int length = magnitude.bitLength();
        BigInteger top = magnitude.shiftLeft(Math.max(0, 128 - length)).shiftRight(Math.max(0, length - 128));
        long high = top.shiftRight(64).longValue();
        rounding.pack(value.signum() < 0, Extended.BIAS + length - 1 - places, high, top.longValue() | 1, 64);
    }
}
