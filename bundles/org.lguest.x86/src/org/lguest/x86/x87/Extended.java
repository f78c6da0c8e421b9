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

/**
 * The double extended-precision format (SDM volume 1, 4.2.2 and table 4-3): sign and biased exponent in the low 16 bits
 * of an {@code int}, significand with its explicit integer bit in a {@code long}. Only functions, so that numbers need
 * not be objects.
 */
public final class Extended {

    /** What a pattern stands for. */
    public enum Kind {
        ZERO,
        /** Exponent 0, with the integer bit (pseudo-denormal) or without. */
        DENORMAL, NORMAL, INFINITY, QUIET_NAN, SIGNALING_NAN,
        /** An exponent above 0 without the integer bit: the 8087 and 80287 knew these, later ones refuse them. */
        UNSUPPORTED
    }

    static final int SIGN = 0x8000;
    static final int EXPONENT = 0x7FFF;
    static final int BIAS = 0x3FFF;
    static final long INTEGER = 1L << 63;
    static final long QUIET = 1L << 62;
    /** The default NaN, "real indefinite". */
    static final int INDEFINITE_HIGH = 0xFFFF;
    static final long INDEFINITE = INTEGER | QUIET;

    private Extended() {
    }

    /** What kind of number this is. */
    public static Kind kind(int signExponent, long significand) {
        int exponent = signExponent & EXPONENT;
        if (exponent == 0) {
            return significand == 0 ? Kind.ZERO : Kind.DENORMAL;
        }
        if (significand >= 0) {
            return Kind.UNSUPPORTED;
        }
        if (exponent != EXPONENT) {
            return Kind.NORMAL;
        }
        return significand == INTEGER ? Kind.INFINITY
                : (significand & QUIET) != 0 ? Kind.QUIET_NAN : Kind.SIGNALING_NAN;
    }

    static boolean isNan(Kind kind) {
        return kind == Kind.QUIET_NAN || kind == Kind.SIGNALING_NAN;
    }

    static boolean negative(int signExponent) {
        return (signExponent & SIGN) != 0;
    }

    /** Biased exponent that the number has once its significand is {@link #normal}. */
    static int exponent(int signExponent, long significand) {
        int exponent = signExponent & EXPONENT;
        return exponent == 0 ? 1 - Long.numberOfLeadingZeros(significand) : exponent;
    }

    /** The significand of a number that is not zero, shifted so that the integer bit is one. */
    static long normal(long significand) {
        return significand << Long.numberOfLeadingZeros(significand);
    }

    /** The number as a double, rounded to nearest: for people to read. */
    public static double toDouble(int signExponent, long significand) {
        return switch (kind(signExponent, significand)) {
            case ZERO -> negative(signExponent) ? -0.0 : 0.0;
            case INFINITY -> negative(signExponent) ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            case QUIET_NAN, SIGNALING_NAN, UNSUPPORTED -> Double.NaN;
            default -> {
                // Two halves, since a long has more bits than a double and is signed; the scaling is exact or rounds.
                double magnitude = (significand >>> 32) * 0x1p32 + (significand & 0xFFFF_FFFFL);
                double value = Math.scalb(magnitude, Math.max((signExponent & EXPONENT), 1) - BIAS - 63);
                yield negative(signExponent) ? -value : value;
            }
        };
    }
}
