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

/**
 * Elementary functions on binary fractions of {@value #BITS} places, by their series. Results are good to some 250
 * places, so that 64 significant bits can be rounded from them as if they were exact.
 */
final class FixedPoint {

    /** Places behind the binary point. */
    static final int BITS = 256;

    static final BigInteger ONE = BigInteger.ONE.shiftLeft(BITS);
    static final BigInteger ROOT_2 = ONE.shiftLeft(BITS + 1).sqrt();
    static final BigInteger LN2 = naturalLogarithm(ONE.shiftLeft(1));
    static final BigInteger PI = arcTangent(ONE).shiftLeft(2);

    private FixedPoint() {
    }

    static BigInteger multiply(BigInteger a, BigInteger b) {
        return a.multiply(b).shiftRight(BITS);
    }

    static BigInteger divide(BigInteger a, BigInteger b) {
        return a.shiftLeft(BITS).divide(b);
    }

    /** e to the x, less one; for x between -1 and 1. */
    static BigInteger exponentialLessOne(BigInteger x) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger term = x;
        for (int n = 2; term.abs().bitLength() > 1; n++) {
            sum = sum.add(term);
            term = multiply(term, x).divide(BigInteger.valueOf(n));
        }
        return sum;
    }

    /** Natural logarithm of a number near 1, by twice the inverse hyperbolic tangent of (x - 1) / (x + 1). */
    static BigInteger naturalLogarithm(BigInteger x) {
        return logarithmOfRatio(divide(x.subtract(ONE), x.add(ONE)));
    }

    /** Natural logarithm of (1 + s) / (1 - s). */
    static BigInteger logarithmOfRatio(BigInteger s) {
        BigInteger square = multiply(s, s);
        BigInteger sum = BigInteger.ZERO;
        BigInteger power = s;
        for (int n = 1; power.abs().bitLength() > 1; n += 2) {
            sum = sum.add(power.divide(BigInteger.valueOf(n)));
            power = multiply(power, square);
        }
        return sum.shiftLeft(1);
    }

    /** Sine, for up to about a quarter of pi either way. */
    static BigInteger sine(BigInteger x) {
        return alternating(x, multiply(x, x), 2);
    }

    /** Cosine, likewise. */
    static BigInteger cosine(BigInteger x) {
        return alternating(ONE, multiply(x, x), 1);
    }

    private static BigInteger alternating(BigInteger first, BigInteger square, int from) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger term = first;
        for (int n = from; term.abs().bitLength() > 1; n += 2) {
            sum = sum.add(term);
            term = multiply(term, square).negate().divide(BigInteger.valueOf((long) n * (n + 1)));
        }
        return sum;
    }

    /** Arc tangent, from 0 to 1: three times the half of the angle, then the series. */
    static BigInteger arcTangent(BigInteger x) {
        BigInteger t = x;
        for (int halving = 0; halving < 3; halving++) {
            BigInteger root = ONE.add(multiply(t, t)).shiftLeft(BITS).sqrt();
            t = divide(t, ONE.add(root));
        }
        BigInteger square = multiply(t, t);
        BigInteger sum = BigInteger.ZERO;
        BigInteger power = t;
        for (int n = 1; power.abs().bitLength() > 1; n += 2) {
            sum = sum.add(power.divide(BigInteger.valueOf(n)));
            power = multiply(power, square).negate();
        }
        return sum.shiftLeft(3);
    }
}
