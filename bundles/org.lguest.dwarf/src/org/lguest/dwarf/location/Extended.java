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
 * A real number as the FPU's registers hold it, in 80 bits (SDM volume 1, section 4.2.2), which every number of 16, 32
 * or 64 bits fits in exactly. It is computed with as IEEE 754 asks, each operation's exact result rounded once, to the
 * nearest number of its format and between two as near to the even one.
 *
 * @param isNegative its sign, which 0 has too
 * @param exponent biased by 16383
 * @param significand with its integer bit on top
 */
public record Extended(boolean isNegative, int exponent, long significand) {
    /** How many bytes such a number has. */
    public static final int SIZE = 10;
    public static final Extended ZERO = new Extended(false, 0, 0);

    private static final int BIAS = 16383;
    private static final int LARGEST = 0x7FFF;
    private static final int WIDTH = 64;
    /** What the last bit of a significand counts if the exponent field is 0, as a power of 2. */
    private static final int LEAST = 2 - BIAS - WIDTH;
    private static final long QUIET = 1L << 62;
    /** What the processor makes of an invalid operation. */
    private static final Extended INDEFINITE = new Extended(true, LARGEST, Long.MIN_VALUE | QUIET);
    /** Digits that are decimal places more than any number has, on either side of the point. */
    private static final long FAR = 6000;
    /** More bits of a quotient than any significand has, and one that says whether there is a rest. */
    private static final int QUOTIENT_BITS = 70;

    /** @param bytes 2, 4, 8, or 10 and what aligns them, in memory's order */
    public static Extended read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (RealFormat.of(bytes.length)) {
            case HALF -> {
                int bits = buffer.getShort(0);
                yield unpacked(bits < 0, bits >> 10 & 0x1F, (long) bits << 54 >>> 1, RealFormat.HALF);
            }
            case SINGLE -> {
                int bits = buffer.getInt(0);
                yield unpacked(bits < 0, bits >> 23 & 0xFF, (long) bits << 41 >>> 1, RealFormat.SINGLE);
            }
            case DOUBLE -> {
                long bits = buffer.getLong(0);
                yield unpacked(bits < 0, (int) (bits >> 52) & 0x7FF, bits << 12 >>> 1, RealFormat.DOUBLE);
            }
            case EXTENDED -> {
                int high = buffer.getShort(8);
                yield new Extended(high < 0, high & LARGEST, buffer.getLong(0));
            }
        };
    }

    /** @param fraction below a significand's integer bit */
    private static Extended unpacked(boolean isNegative, int exponent, long fraction, RealFormat format) {
        if (exponent > 2 * format.largest) {
            return new Extended(isNegative, LARGEST, fraction | Long.MIN_VALUE);
        }
        if (exponent != 0) {
            return new Extended(isNegative, exponent - format.largest + BIAS, fraction | Long.MIN_VALUE);
        }
        int shift = Long.numberOfLeadingZeros(fraction);
        return fraction == 0
                ? new Extended(isNegative, 0, 0)
                : new Extended(isNegative, 1 - format.largest + BIAS - shift, fraction << shift);
    }

    public static Extended of(double value) {
        return read(ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array());
    }

    /** An integer, which always fits in. */
    public static Extended of(long value, boolean isUnsigned) {
        return rounded(value < 0 && !isUnsigned, isUnsigned ? unsigned(value) : BigInteger.valueOf(value).abs(), 0,
                RealFormat.EXTENDED);
    }

    /** The nearest number of a format. */
    public static Extended of(BigDecimal value, RealFormat format) {
        boolean isNegative = value.signum() < 0;
        BigInteger digits = value.unscaledValue().abs();
        long magnitude = (long) value.precision() - value.scale();
        if (digits.signum() == 0 || magnitude < -FAR) {
            return new Extended(isNegative, 0, 0);
        }
        if (magnitude > FAR) {
            return infinity(isNegative);
        }
        return value.scale() <= 0
                ? rounded(isNegative, digits.multiply(BigInteger.TEN.pow(-value.scale())), 0, format)
                : quotient(isNegative, digits, BigInteger.TEN.pow(value.scale()), 0, format);
    }

    /** The nearest number of another format, if that has fewer bits. */
    public Extended to(RealFormat format) {
        if (!isFinite()) {
            return isNaN() ? quieted() : this;
        }
        return rounded(isNegative, unsigned(significand), power(), format);
    }

    public boolean isFinite() {
        return exponent != LARGEST;
    }

    public boolean isNaN() {
        return exponent == LARGEST && significand << 1 != 0;
    }

    public boolean isZero() {
        return significand == 0 && exponent != LARGEST;
    }

    /** Whether the processor takes it for a number: whether the integer bit is as the exponent wants (8.2.2). */
    public boolean isValid() {
        return significand < 0 == (exponent != 0);
    }

    /** The value of a finite number. */
    public BigDecimal exact() {
        int power = power();
        BigDecimal whole = new BigDecimal(unsigned(significand));
        BigDecimal magnitude = power >= 0
                ? whole.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(power)))
                : whole.multiply(new BigDecimal(BigInteger.valueOf(5).pow(-power))).scaleByPowerOfTen(power);
        return isNegative ? magnitude.negate() : magnitude;
    }

    /** What is in front of the point, as far as 64 bits hold it; for what is no number the largest, as gdb has it. */
    public long integer() {
        if (!isFinite()) {
            return isNegative && !isNaN() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        int power = power();
        if (power > 0) {
            return isNegative ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        long magnitude = power > -WIDTH ? significand >>> -power : 0;
        if (magnitude < 0) {
            return isNegative ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return isNegative ? -magnitude : magnitude;
    }

    /** In memory's order. @param size 2, 4, 8, or 10 and what aligns it; to a smaller format the number is rounded */
    public byte[] bytes(int size) {
        RealFormat format = RealFormat.of(size);
        Extended fitting = format == RealFormat.EXTENDED ? this : to(format);
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        switch (format) {
            case HALF -> buffer.putShort((short) (fitting.packed(format) >>> 48));
            case SINGLE -> buffer.putInt((int) (fitting.packed(format) >>> 32));
            case DOUBLE -> buffer.putLong(fitting.packed(format));
            case EXTENDED -> buffer.putLong(significand).putShort((short) (exponent | (isNegative ? 0x8000 : 0)));
        }
        return buffer.array();
    }

    /** Sign, exponent and fraction from the top bit on, of a number that the format holds exactly. */
    private long packed(RealFormat format) {
        int width = switch (format) {
            case HALF -> Short.SIZE;
            case SINGLE -> Integer.SIZE;
            default -> Long.SIZE;
        } - format.precision;
        long field = exponent - BIAS + format.largest;
        long fraction = significand << 1;
        if (!isFinite()) {
            field = 2L * format.largest + 1;
        } else if (field <= 0) {
            fraction = significand == 0 || field <= -WIDTH ? 0 : significand >>> -field;
            field = 0;
        }
        return (isNegative ? Long.MIN_VALUE : 0) | field << Long.SIZE - 1 - width | fraction >>> 1 + width;
    }

    public Extended negated() {
        return new Extended(!isNegative, exponent, significand);
    }

    public Extended magnitude() {
        return new Extended(false, exponent, significand);
    }

    public Extended plus(Extended other, RealFormat format) {
        if (isNaN() || other.isNaN()) {
            return noNumber(other);
        }
        if (!isFinite() || !other.isFinite()) {
            boolean isOpposed = !isFinite() && !other.isFinite() && isNegative != other.isNegative;
            return isOpposed ? INDEFINITE : isFinite() ? other : this;
        }
        int power = Math.min(power(), other.power());
        BigInteger sum = signed(power).add(other.signed(power));
        return sum.signum() == 0
                ? new Extended(isNegative && other.isNegative, 0, 0)
                : rounded(sum.signum() < 0, sum.abs(), power, format);
    }

    public Extended minus(Extended other, RealFormat format) {
        return other.isNaN() ? noNumber(other) : plus(other.negated(), format);
    }

    public Extended times(Extended other, RealFormat format) {
        if (isNaN() || other.isNaN()) {
            return noNumber(other);
        }
        boolean sign = isNegative != other.isNegative;
        if (!isFinite() || !other.isFinite()) {
            return isZero() || other.isZero() ? INDEFINITE : infinity(sign);
        }
        return rounded(sign, unsigned(significand).multiply(unsigned(other.significand)), power() + other.power(),
                format);
    }

    /** A number by 0 is infinite; 0 by 0 is none. */
    public Extended over(Extended other, RealFormat format) {
        if (isNaN() || other.isNaN()) {
            return noNumber(other);
        }
        boolean sign = isNegative != other.isNegative;
        if (!isFinite() || other.isZero()) {
            return other.isFinite() && !isZero() ? infinity(sign) : INDEFINITE;
        }
        return isZero() || !other.isFinite()
                ? new Extended(sign, 0, 0)
                : quotient(sign, unsigned(significand), unsigned(other.significand), power() - other.power(), format);
    }

    /** Less than 0, 0 or more as this is less than, equal to or more than the other; empty if either is no number. */
    public OptionalInt compared(Extended other) {
        if (isNaN() || other.isNaN()) {
            return OptionalInt.empty();
        }
        if (isZero() && other.isZero()) {
            return OptionalInt.of(0);
        }
        if (isNegative != other.isNegative) {
            return OptionalInt.of(isNegative ? -1 : 1);
        }
        int order = exponent != other.exponent
                ? Integer.compare(exponent, other.exponent)
                : Long.compareUnsigned(significand, other.significand);
        return OptionalInt.of(isNegative ? -order : order);
    }

    /** What an operation makes of what is no number: that, or of two the larger significand (SDM volume 1, 4.8.3.5). */
    private Extended noNumber(Extended other) {
        boolean isLarger = isNaN() && (!other.isNaN() || Long.compareUnsigned(significand, other.significand) >= 0);
        return (isLarger ? this : other).quieted();
    }

    private Extended quieted() {
        return new Extended(isNegative, exponent, significand | QUIET);
    }

    /** What the last bit of the significand counts, as a power of 2. */
    private int power() {
        return Math.max(exponent, 1) - 1 + LEAST;
    }

    private BigInteger signed(int power) {
        BigInteger magnitude = unsigned(significand).shiftLeft(power() - power);
        return isNegative ? magnitude.negate() : magnitude;
    }

    private static BigInteger unsigned(long value) {
        BigInteger low = BigInteger.valueOf(value & Long.MAX_VALUE);
        return value < 0 ? low.setBit(Long.SIZE - 1) : low;
    }

    private static Extended infinity(boolean isNegative) {
        return new Extended(isNegative, LARGEST, Long.MIN_VALUE);
    }

    private static Extended quotient(boolean isNegative, BigInteger dividend, BigInteger divisor, int power,
            RealFormat format) {
        int shift = Math.max(QUOTIENT_BITS + divisor.bitLength() - dividend.bitLength(), 0);
        BigInteger[] parts = dividend.shiftLeft(shift).divideAndRemainder(divisor);
        BigInteger whole = parts[0].shiftLeft(1);
        return rounded(isNegative, parts[1].signum() == 0 ? whole : whole.setBit(0), power - shift - 1, format);
    }

    /** The number of a format that is nearest to a magnitude times a power of 2. */
    private static Extended rounded(boolean isNegative, BigInteger magnitude, int power, RealFormat format) {
        BigInteger kept = magnitude;
        int cut = Math.max(magnitude.bitLength() - format.precision, format.least - power);
        if (cut > 0) {
            kept = magnitude.shiftRight(cut);
            boolean isHalf = magnitude.testBit(cut - 1);
            boolean isMore = isHalf && magnitude.getLowestSetBit() < cut - 1;
            if (isMore || isHalf && kept.testBit(0)) {
                kept = kept.add(BigInteger.ONE);
            }
        }
        int last = power + Math.max(cut, 0);
        int length = kept.bitLength();
        int first = last + length - 1;
        if (length == 0) {
            return new Extended(isNegative, 0, 0);
        }
        if (first > format.largest) {
            return infinity(isNegative);
        }
        // A number whose first bit counts less than the smallest exponent says has leading zeros.
        int lowest = Math.max(first - WIDTH + 1, LEAST);
        long significand = last >= lowest
                ? kept.shiftLeft(last - lowest).longValue()
                : kept.shiftRight(lowest - last).longValue();
        return new Extended(isNegative, significand < 0 ? lowest - LEAST + 1 : 0, significand);
    }
}
