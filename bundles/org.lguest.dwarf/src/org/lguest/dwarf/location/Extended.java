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

/** The FPU's numbers of 80 bits (SDM volume 1, section 4.2.2): a sign, 15 bits of exponent, 64 of significand. */
public final class Extended {
    /** How many bytes such a number has. */
    public static final int SIZE = 10;
    private static final int BIAS = 16383;
    private static final int LARGEST = 0x7FFF;

    private Extended() {
    }

    /** The nearest double. */
    public static double read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long significand = buffer.getLong(0);
        int high = buffer.getShort(8);
        int exponent = high & LARGEST;
        double sign = high < 0 ? -1 : 1;
        if (exponent == LARGEST) {
            return significand << 1 == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        return significand == 0 ? sign * 0.0 : exact(bytes).doubleValue();
    }

    /** Whether the number is finite, so that it has an exact value. */
    public static boolean isFinite(byte[] bytes) {
        return (ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(8) & LARGEST) != LARGEST;
    }

    /** Whether the processor takes the number for one: whether its integer bit is as its exponent wants (8.2.2). */
    public static boolean isValid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return (buffer.getLong(0) < 0) == ((buffer.getShort(8) & LARGEST) != 0);
    }

    /** The value of a finite number. */
    public static BigDecimal exact(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int high = buffer.getShort(8);
        int shift = Math.max(high & LARGEST, 1) - BIAS - 63;
        BigDecimal significand = new BigDecimal(new BigInteger(Long.toUnsignedString(buffer.getLong(0))));
        BigDecimal power = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(shift)));
        BigDecimal magnitude = shift >= 0
                ? significand.multiply(power)
                : significand.multiply(new BigDecimal(BigInteger.valueOf(5).pow(-shift))).scaleByPowerOfTen(shift);
        return high < 0 ? magnitude.negate() : magnitude;
    }

    /** A double as ten bytes. */
    public static byte[] write(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >> 52) & 0x7FF;
        long fraction = bits << 12 >>> 1;
        long significand = exponent == 0 ? fraction : fraction | Long.MIN_VALUE;
        int high;
        if (exponent == 0x7FF) {
            high = LARGEST;
        } else if (exponent != 0) {
            high = exponent - 1023 + BIAS;
        } else if (fraction == 0) {
            high = 0;
        } else {
            int shift = Long.numberOfLeadingZeros(fraction);
            significand = fraction << shift;
            high = 1 - 1023 + BIAS - shift;
        }
        short sign = (short) (bits < 0 ? 0x8000 : 0);
        return ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN).putLong(significand)
                .putShort((short) (high | sign)).array();
    }
}
