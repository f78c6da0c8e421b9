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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Numbers of 80 bits hold every other exactly, and rounded to the others' formats compute as Java does. */
class ExtendedTest {
    private static final double[] PARTICULAR = {0, -0.0, 1, -1, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MAX_VALUE,
            Double.MIN_NORMAL, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN, 1.5, 3};

    private final Random random = new Random(7);

    /** Numbers near each other, far apart, too small to be normal, and particular ones. */
    private double any() {
        return switch (random.nextInt(4)) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> Double.longBitsToDouble(random.nextLong() & 0x800F_FFFF_FFFF_FFFFL | random.nextLong(3) << 52);
            case 2 -> PARTICULAR[random.nextInt(PARTICULAR.length)];
            default -> random.nextInt(1 << 20) * 0x1p-10 - 512;
        };
    }

    private static byte[] bytes(double value) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array();
    }

    private static byte[] bytes(float value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
    }

    private static double real(Extended value) {
        return ByteBuffer.wrap(value.bytes(8)).order(ByteOrder.LITTLE_ENDIAN).getDouble(0);
    }

    @Test
    void everyNumberIsReadAsWritten() {
        for (int i = 0; i < 100_000; i++) {
            double value = any();
            if (!Double.isNaN(value)) {
                assertArrayEquals(bytes(value), Extended.of(value).bytes(8));
            }
            float small = Float.intBitsToFloat(random.nextInt());
            if (!Float.isNaN(small)) {
                assertArrayEquals(bytes(small), Extended.read(bytes(small)).bytes(4));
            }
        }
    }

    @Test
    void computesAndRoundsAsJavaDoes() {
        for (int i = 0; i < 200_000; i++) {
            double a = any();
            double b = any();
            Extended left = Extended.of(a);
            Extended right = Extended.of(b);
            String both = a + " and " + b;
            assertEquals(a + b, real(left.plus(right, RealFormat.DOUBLE)), both);
            assertEquals(a - b, real(left.minus(right, RealFormat.DOUBLE)), both);
            assertEquals(a * b, real(left.times(right, RealFormat.DOUBLE)), both);
            assertEquals(a / b, real(left.over(right, RealFormat.DOUBLE)), both);
            assertEquals(Double.isNaN(a) ? Long.MAX_VALUE : (long) a, left.integer(), both);
            assertEquals((float) a, (float) real(left.to(RealFormat.SINGLE)), both);
            assertArrayEquals(bytes((double) i * i * i * 977), Extended.of((long) i * i * i * 977, false).bytes(8));
            boolean isOrdered = !Double.isNaN(a) && !Double.isNaN(b);
            assertEquals(isOrdered ? OptionalInt.of(a < b ? -1 : a > b ? 1 : 0) : OptionalInt.empty(),
                    left.compared(right), both);
        }
    }

    @Test
    void roundsDecimalNumbersAsJavaDoes() {
        for (int i = 0; i < 20_000; i++) {
            String text = random.nextInt() + "." + random.nextInt(1_000_000_000) + "e" + (random.nextInt(680) - 340);
            assertEquals(Double.parseDouble(text), real(Extended.of(new BigDecimal(text), RealFormat.DOUBLE)), text);
        }
        assertEquals(Double.POSITIVE_INFINITY, real(Extended.of(new BigDecimal("1e2000000000"), RealFormat.DOUBLE)));
        assertEquals(0, real(Extended.of(new BigDecimal("1e-2000000000"), RealFormat.EXTENDED)));
    }

    @Test
    void theExactValueIsTheNumbersOwn() {
        assertEquals(0, new BigDecimal(0.1).compareTo(Extended.of(0.1).exact()));
        assertEquals(0, new BigDecimal(-3e200).compareTo(Extended.of(-3e200).exact()));
        for (int i = 0; i < 1000; i++) {
            Extended any = new Extended(random.nextBoolean(), 1 + random.nextInt(0x7FFE), random.nextLong() | Long.MIN_VALUE);
            assertEquals(any, Extended.of(any.exact(), RealFormat.EXTENDED));
        }
    }

    /** The integer bit is there if the exponent is not 0, and only then. */
    @Test
    void aWrongIntegerBitMakesItNoNumber() {
        assertTrue(Extended.of(1).isValid());
        assertTrue(Extended.of(0).isValid());
        assertTrue(Extended.of(Double.POSITIVE_INFINITY).isValid());
        assertFalse(new Extended(false, 16383, Long.MAX_VALUE).isValid());
        assertTrue(new Extended(false, 0, Long.MAX_VALUE).isValid());
        assertFalse(new Extended(false, 0, Long.MIN_VALUE).isValid());
    }
}
