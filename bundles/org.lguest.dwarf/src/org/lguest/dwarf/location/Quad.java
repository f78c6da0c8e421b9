/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.location;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A real number of 128 bits, {@code __float128} (IEEE 754, binary128): no register has such numbers. They are read,
 * written and converted, each exactly or rounded once, but not computed with.
 *
 * @param isNegative its sign, which 0 has too
 * @param exponent biased by 16383
 * @param fraction the 112 bits below the integer bit
 */
public record Quad(boolean isNegative, int exponent, BigInteger fraction) {
    /** How many bytes such a number has. */
    public static final int SIZE = 16;
    private static final int LARGEST = 0x7FFF;
    private static final int WIDTH = 112;
    /** What the last bit of a fraction counts if the exponent field is 0, as a power of 2. */
    private static final int LEAST = -16382 - WIDTH;
    /** Digits that are decimal places more than any number has, on either side of the point. */
    private static final long FAR = 6000;
    /** More bits of a quotient than any significand has. */
    private static final int QUOTIENT_BITS = 116;
    /** How many fewer bits a number of 80 bits has. */
    private static final int LESS = WIDTH - 63;

    /** @param bytes 16, in memory's order */
    public static Quad read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] fraction = new byte[WIDTH / 8];
        for (int i = 0; i < fraction.length; i++) {
            fraction[i] = bytes[fraction.length - 1 - i];
        }
        int high = buffer.getShort(WIDTH / 8);
        return new Quad(high < 0, high & LARGEST, new BigInteger(1, fraction));
    }

    /** A number of 80 bits, which always fits in. */
    public static Quad of(Extended value) {
        return new Quad(value.isNegative(), value.exponent(),
                BigInteger.valueOf(value.significand() & Long.MAX_VALUE).shiftLeft(LESS));
    }

    /** The nearest number, of two as near the even one; infinity for what is larger than all. */
    public static Quad of(BigDecimal value) {
        boolean isNegative = value.signum() < 0;
        long magnitude = (long) value.precision() - value.scale();
        if (value.signum() == 0 || magnitude < -FAR) {
            return new Quad(isNegative, 0, BigInteger.ZERO);
        }
        if (magnitude > FAR) {
            return new Quad(isNegative, LARGEST, BigInteger.ZERO);
        }
        BigInteger digits = value.unscaledValue().abs();
        BigInteger dividend = value.scale() < 0 ? digits.multiply(BigInteger.TEN.pow(-value.scale())) : digits;
        BigInteger divisor = value.scale() > 0 ? BigInteger.TEN.pow(value.scale()) : BigInteger.ONE;
        int shift = Math.max(QUOTIENT_BITS + divisor.bitLength() - dividend.bitLength(), 0);
        BigInteger[] parts = dividend.shiftLeft(shift).divideAndRemainder(divisor);
        BigInteger exact = parts[1].signum() == 0 ? parts[0].shiftLeft(1) : parts[0].shiftLeft(1).setBit(0);
        int power = -shift - 1;
        // The quotient has more bits than are kept.
        int cut = Math.max(exact.bitLength() - WIDTH - 1, LEAST - power);
        BigInteger kept = exact.shiftRight(cut);
        boolean isMore = exact.testBit(cut - 1) && exact.getLowestSetBit() < cut - 1;
        if (isMore || exact.testBit(cut - 1) && kept.testBit(0)) {
            kept = kept.add(BigInteger.ONE);
        }
        int exponent = kept.bitLength() <= WIDTH ? 0 : power + cut - LEAST + kept.bitLength() - WIDTH;
        BigInteger fraction = kept.bitLength() > WIDTH + 1 ? BigInteger.ZERO : kept.clearBit(WIDTH);
        return exponent < LARGEST ? new Quad(isNegative, exponent, fraction)
                : new Quad(isNegative, LARGEST, BigInteger.ZERO);
    }

    /** In memory's order. */
    public byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(fraction.longValue()).putLong(fraction.shiftRight(Long.SIZE).longValue());
        return buffer.putShort(WIDTH / 8, (short) (exponent | (isNegative ? 0x8000 : 0))).array();
    }

    public boolean isFinite() {
        return exponent != LARGEST;
    }

    public boolean isNaN() {
        return !isFinite() && fraction.signum() != 0;
    }

    /** The value of a finite number. */
    public BigDecimal exact() {
        BigInteger significand = exponent == 0 ? fraction : fraction.setBit(WIDTH);
        int power = Math.max(exponent, 1) - 1 + LEAST;
        BigDecimal whole = new BigDecimal(significand);
        BigDecimal magnitude = power >= 0
                ? whole.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(power)))
                : whole.multiply(new BigDecimal(BigInteger.valueOf(5).pow(-power))).scaleByPowerOfTen(power);
        return isNegative ? magnitude.negate() : magnitude;
    }

    /** The nearest number of a format. */
    public Extended to(RealFormat format) {
        if (!isFinite()) {
            return new Extended(isNegative, LARGEST, fraction.shiftRight(LESS).longValue() | Long.MIN_VALUE).to(format);
        }
        Extended magnitude = Extended.of(exact().abs(), format);
        return isNegative ? magnitude.negated() : magnitude;
    }

    /** What is in front of the point, as far as 64 bits hold it; 0 for what is no number. */
    public long integer() {
        BigInteger whole = isFinite() ? exact().toBigInteger() : BigInteger.ONE.shiftLeft(Long.SIZE);
        if (whole.bitLength() < Long.SIZE) {
            return whole.longValue();
        }
        return isNaN() ? 0 : isNegative ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
