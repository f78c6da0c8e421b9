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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

/** Numbers of 80 bits hold every double exactly. */
class ExtendedTest {
    @Test
    void everyDoubleIsReadAsWritten() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            assertEquals(value, Extended.read(Extended.write(value)));
        }
        for (double value : new double[] {0, -0.0, 1, -1, Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL,
                Double.NEGATIVE_INFINITY, Double.NaN}) {
            assertEquals(value, Extended.read(Extended.write(value)));
        }
    }

    @Test
    void theExactValueIsTheDoublesOwn() {
        assertEquals(0, new java.math.BigDecimal(0.1).compareTo(Extended.exact(Extended.write(0.1))));
        assertEquals(0, new java.math.BigDecimal(-3e200).compareTo(Extended.exact(Extended.write(-3e200))));
    }

    /** The integer bit is there if the exponent is not 0, and only then. */
    @Test
    void aWrongIntegerBitMakesItNoNumber() {
        byte[] one = Extended.write(1);
        assertTrue(Extended.isValid(one));
        assertTrue(Extended.isValid(Extended.write(0)));
        assertTrue(Extended.isValid(Extended.write(Double.POSITIVE_INFINITY)));
        one[7] = 0;
        assertFalse(Extended.isValid(one));
        byte[] denormal = new byte[Extended.SIZE];
        denormal[7] = 0x40;
        assertTrue(Extended.isValid(denormal));
        denormal[7] = (byte) 0x80;
        assertFalse(Extended.isValid(denormal));
    }
}
