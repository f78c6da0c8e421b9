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
 * The formats of numbers in memory (SDM volume 1, 4.2 and 4.7), to the extended one, which is exact, and from it, which
 * rounds. What is loaded is left in {@link Rounding} as it stands: whether a signaling NaN or a denormal is an
 * exception is for the instruction to say.
 */
final class Formats {

    /** Greatest magnitude of packed decimal: 18 digits. */
    private static final long DECIMAL_END = 1_000_000_000_000_000_000L;
    private static final int DIGITS = 18;

    private final Rounding rounding;

    /** The number last loaded was a denormal of its format, which no longer shows. */
    boolean denormal;

    Formats(Rounding rounding) {
        this.rounding = rounding;
    }

    void loadSingle(int bits) {
        widen(bits < 0, bits >>> 23 & 0xFF, (long) (bits & 0x7F_FFFF) << 40, 0xFF);
    }

    void loadDouble(long bits) {
        widen(bits < 0, (int) (bits >>> 52) & 0x7FF, (bits & 0xF_FFFF_FFFF_FFFFL) << 11, 0x7FF);
    }

    private void widen(boolean negative, int exponent, long fraction, int infinity) {
        int sign = negative ? Extended.SIGN : 0;
        int bias = infinity >>> 1;
        denormal = false;
        if (exponent == infinity) {
            rounding.set(sign | Extended.EXPONENT, Extended.INTEGER | fraction);
        } else if (exponent != 0) {
            rounding.set(sign | exponent - bias + Extended.BIAS, Extended.INTEGER | fraction);
        } else if (fraction == 0) {
            rounding.setZero(negative);
        } else {
            denormal = true;
            int shift = Long.numberOfLeadingZeros(fraction);
            rounding.set(sign | 1 - shift - bias + Extended.BIAS, fraction << shift);
        }
    }

    /** An integer of any width, sign-extended. */
    void loadInteger(long value) {
        denormal = false;
        rounding.setInteger(value);
    }

    /** Packed decimal: 18 digits, and the sign in the top bit of the tenth byte. Digits above 9 count as they are. */
    void loadDecimal(long low, int high) {
        long value = 0;
        for (int digit = DIGITS - 1; digit >= 0; digit--) {
            int at = 4 * digit;
            value = 10 * value + (digit >= 16 ? high >>> at - 64 & 15 : low >>> at & 15);
        }
        boolean negative = (high & 0x8000) != 0;
        loadInteger(value);
        rounding.signExponent |= negative ? Extended.SIGN : 0;
    }

    /** The number as a single (24 bits) or double (53), with the exceptions of making it one. */
    long store(int signExponent, long significand, int bits) {
        int infinity = bits == 24 ? 0xFF : 0x7FF;
        boolean negative = Extended.negative(signExponent);
        long sign = negative ? (long) (infinity + 1) << bits - 1 : 0;
        long top = (long) infinity << bits - 1;
        Kind kind = Extended.kind(signExponent, significand);
        return switch (kind) {
            case ZERO -> sign;
            case INFINITY -> sign | top;
            case UNSUPPORTED -> {
                rounding.raise(Rounding.INVALID);
                yield indefinite(bits);
            }
            case QUIET_NAN, SIGNALING_NAN -> {
                if (kind == Kind.SIGNALING_NAN) {
                    rounding.raise(Rounding.INVALID);
                }
                yield sign | top | (significand & ~Extended.INTEGER | Extended.QUIET) >>> 64 - bits;
            }
            default -> rounding.narrow(negative, Extended.exponent(signExponent, significand),
                    Extended.normal(significand), bits, infinity);
        };
    }

    /** The default NaN as a single or double. */
    static long indefinite(int bits) {
        return bits == 24 ? 0xFFC0_0000L : 0xFFF8_0000_0000_0000L;
    }

    /** The number as an integer of 16, 32 or 64 bits: invalid, and {@link #indefiniteInteger}, if it is none such. */
    long storeInteger(int signExponent, long significand, int bits) {
        boolean negative = Extended.negative(signExponent);
        long end = 1L << bits - 1;
        long magnitude = magnitude(signExponent, significand, negative ? end : end - 1);
        return (rounding.raised & Rounding.INVALID) != 0 ? indefiniteInteger(bits) : negative ? -magnitude : magnitude;
    }

    /** The integer indefinite: the most negative one. */
    static long indefiniteInteger(int bits) {
        return -1L << bits - 1;
    }

    /** Rounds to an integer's magnitude; invalid if above this, unsigned. */
    private long magnitude(int signExponent, long significand, long most) {
        Kind kind = Extended.kind(signExponent, significand);
        if (kind == Kind.ZERO) {
            return 0;
        }
        int exponent = Extended.exponent(signExponent, significand);
        if (kind != Kind.NORMAL && kind != Kind.DENORMAL || exponent > Extended.BIAS + 63) {
            rounding.raise(Rounding.INVALID);
            return 0;
        }
        long magnitude = rounding.integer(Extended.negative(signExponent), exponent, Extended.normal(significand));
        if (Long.compareUnsigned(magnitude, most) > 0) {
            rounding.raised = rounding.raised & ~Rounding.PRECISION | Rounding.INVALID;
            rounding.up = false;
        }
        return magnitude;
    }

    /** Upper 16 bits of the last {@link #storeDecimal}. */
    int decimalHigh;

    /** The number as packed decimal: the lower 64 bits. Invalid, and the packed decimal indefinite, if it is none. */
    long storeDecimal(int signExponent, long significand) {
        long rest = magnitude(signExponent, significand, DECIMAL_END - 1);
        if ((rounding.raised & Rounding.INVALID) != 0) {
            return indefiniteDecimal();
        }
        long low = 0;
        for (int digit = 0; digit < 16; digit++) {
            low |= rest % 10 << 4 * digit;
            rest /= 10;
        }
        decimalHigh = (int) (rest % 10 | rest / 10 << 4) | (Extended.negative(signExponent) ? 0x8000 : 0);
        return low;
    }

    long indefiniteDecimal() {
        decimalHigh = 0xFFFF;
        return 0xC000_0000_0000_0000L;
    }
}
