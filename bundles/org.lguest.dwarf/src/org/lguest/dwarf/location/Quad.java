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
import java.util.OptionalInt;

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

    /** What x86 processors make of an invalid operation, in all their formats. */
    private static final Quad NAN = new Quad(true, LARGEST, BigInteger.ONE.shiftLeft(WIDTH - 1));

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
        return quotient(isNegative,
                value.scale() < 0 ? digits.multiply(BigInteger.TEN.pow(-value.scale())) : digits,
                value.scale() > 0 ? BigInteger.TEN.pow(value.scale()) : BigInteger.ONE, 0);
    }

    /** The nearest number to a quotient of positive numbers times a power of 2. */
    private static Quad quotient(boolean isNegative, BigInteger dividend, BigInteger divisor, int scale) {
        int shift = Math.max(QUOTIENT_BITS + divisor.bitLength() - dividend.bitLength(), 0);
        BigInteger[] parts = dividend.shiftLeft(shift).divideAndRemainder(divisor);
        BigInteger exact = parts[1].signum() == 0 ? parts[0].shiftLeft(1) : parts[0].shiftLeft(1).setBit(0);
        int power = scale - shift - 1;
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
        int power = power();
        BigDecimal whole = new BigDecimal(significand());
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

    public boolean isZero() {
        return exponent == 0 && fraction.signum() == 0;
    }

    public Quad negated() {
        return new Quad(!isNegative, exponent, fraction);
    }

    /** The sum, as the others are: the number that is nearest to what is exact (IEEE 754). */
    public Quad plus(Quad other) {
        if (isNaN() || !isFinite() && !other.isNaN()) {
            return isNaN() || other.isFinite() || isNegative == other.isNegative ? quieted() : NAN;
        }
        if (!other.isFinite()) {
            return other.quieted();
        }
        int power = Math.min(power(), other.power());
        BigInteger sum = signed(power).add(other.signed(power));
        return sum.signum() == 0 ? new Quad(isNegative && other.isNegative, 0, BigInteger.ZERO)
                : quotient(sum.signum() < 0, sum.abs(), BigInteger.ONE, power);
    }

    public Quad minus(Quad other) {
        return plus(other.isNaN() ? other : other.negated());
    }

    public Quad times(Quad other) {
        boolean isOpposite = isNegative != other.isNegative;
        if (isNaN() || other.isNaN()) {
            return isNaN() ? quieted() : other.quieted();
        }
        if (isZero() || other.isZero()) {
            return isFinite() && other.isFinite() ? new Quad(isOpposite, 0, BigInteger.ZERO) : NAN;
        }
        return isFinite() && other.isFinite()
                ? quotient(isOpposite, significand().multiply(other.significand()), BigInteger.ONE, power() + other.power())
                : new Quad(isOpposite, LARGEST, BigInteger.ZERO);
    }

    public Quad over(Quad other) {
        boolean isOpposite = isNegative != other.isNegative;
        if (isNaN() || other.isNaN()) {
            return isNaN() ? quieted() : other.quieted();
        }
        if (isZero() && other.isZero() || !isFinite() && !other.isFinite()) {
            return NAN;
        }
        if (isZero() || !other.isFinite()) {
            return new Quad(isOpposite, 0, BigInteger.ZERO);
        }
        return isFinite() && !other.isZero()
                ? quotient(isOpposite, significand(), other.significand(), power() - other.power())
                : new Quad(isOpposite, LARGEST, BigInteger.ZERO);
    }

    /** Less than 0, 0 or more; empty where one is no number. */
    public OptionalInt compared(Quad other) {
        if (isNaN() || other.isNaN()) {
            return OptionalInt.empty();
        }
        if (!isFinite() || !other.isFinite()) {
            return OptionalInt.of(Integer.compare(infinities(), other.infinities()));
        }
        int power = Math.min(power(), other.power());
        return OptionalInt.of(signed(power).compareTo(other.signed(power)));
    }

    private int infinities() {
        return isFinite() ? 0 : isNegative ? -1 : 1;
    }

    private Quad quieted() {
        return isNaN() ? new Quad(isNegative, exponent, fraction.setBit(WIDTH - 1)) : this;
    }

    private BigInteger significand() {
        return exponent == 0 ? fraction : fraction.setBit(WIDTH);
    }

    /** What the last bit of the significand counts, as a power of 2. */
    private int power() {
        return Math.max(exponent, 1) - 1 + LEAST;
    }

    /** @param power no more than its own */
    private BigInteger signed(int power) {
        BigInteger magnitude = significand().shiftLeft(power() - power);
        return isNegative ? magnitude.negate() : magnitude;
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
