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
 * Rounds exact numbers to a format, by the control word's rounding control, and gathers the exceptions of the
 * instruction under way (SDM volume 1, 4.8.4 and 8.5). An exact number is a sign, a biased exponent that may be out of
 * range, and a significand of 128 bits whose top bit is the integer bit and whose last bit also stands for all bits
 * below it.
 *
 * <p>Tininess is detected after rounding. An unmasked overflow or underflow gives the exponent wrapped by 24576.
 */
final class Rounding {

    static final int INVALID = 0x01;
    static final int DENORMAL = 0x02;
    static final int ZERO_DIVIDE = 0x04;
    static final int OVERFLOW = 0x08;
    static final int UNDERFLOW = 0x10;
    static final int PRECISION = 0x20;
    static final int STACK_FAULT = 0x40;

    private static final int NEAREST = 0;
    private static final int DOWN = 1;
    private static final int UP = 2;
    private static final int WRAP = 0x6000;

    private int control = X87Registers.INITIAL_CONTROL;

    /** Exceptions raised by the instruction under way, as in the status word. */
    int raised;
    /** Whether the last rounding was away from zero: C1 of an inexact result. */
    boolean up;
    /** The result. */
    int signExponent;
    long significand;

    private int exponent;
    private long high;
    private long low;

    /** Begins an instruction under this control word. */
    void begin(int controlWord) {
        control = controlWord;
        raised = 0;
        up = false;
    }

    boolean masked(int exception) {
        return (control & exception) != 0;
    }

    /** Whether rounding is toward minus infinity, where x - x is -0. */
    boolean downward() {
        return (control >>> 10 & 3) == DOWN;
    }

    /** Bits of significand by the precision control; the reserved setting is taken for extended. */
    int precision() {
        return switch (control >>> 8 & 3) {
            case 0 -> 24;
            case 2 -> 53;
            default -> 64;
        };
    }

    void raise(int exception) {
        raised |= exception;
    }

    /** Makes the result of an invalid operation, which leaves denormal operands unmentioned. */
    void invalid() {
        raised = raised & ~DENORMAL | INVALID;
        set(Extended.INDEFINITE_HIGH, Extended.INDEFINITE);
    }

    /** Makes the result of a division by zero, likewise. */
    void zeroDivide(boolean negative) {
        raised = raised & ~DENORMAL | ZERO_DIVIDE;
        setInfinity(negative);
    }

    void set(int resultSignExponent, long resultSignificand) {
        signExponent = resultSignExponent;
        significand = resultSignificand;
    }

    void setZero(boolean negative) {
        set(negative ? Extended.SIGN : 0, 0);
    }

    /** An integer, exactly. */
    void setInteger(long value) {
        if (value == 0) {
            setZero(false);
            return;
        }
        long magnitude = Math.abs(value);
        int shift = Long.numberOfLeadingZeros(magnitude);
        set((value < 0 ? Extended.SIGN : 0) | Extended.BIAS + 63 - shift, magnitude << shift);
    }

    void setInfinity(boolean negative) {
        set((negative ? Extended.SIGN : 0) | Extended.EXPONENT, Extended.INTEGER);
    }

    /** Rounds to this many bits in the extended format's range: the result. */
    void pack(boolean negative, int biasedExponent, long highBits, long lowBits, int bits) {
        high = highBits;
        low = lowBits;
        exponent = biasedExponent;
        round(negative, bits, Extended.EXPONENT, WRAP);
        set((negative ? Extended.SIGN : 0) | exponent, high);
    }

    /**
     * Rounds a number of 64 bits to a narrower format.
     *
     * @param biasedExponent biased as in the extended format
     * @param bits           of significand: 24 or 53
     * @param infinity       the format's exponent of all ones: 0xFF or 0x7FF
     * @return the bits of the number; without meaning when an unmasked exception forbids to store it
     */
    long narrow(boolean negative, int biasedExponent, long highBits, int bits, int infinity) {
        high = highBits;
        low = 0;
        exponent = biasedExponent - Extended.BIAS + (infinity >>> 1);
        round(negative, bits, infinity, 0);
        long sign = negative ? (long) (infinity + 1) << bits - 1 : 0;
        return sign | (long) exponent << bits - 1 | (high & ~Extended.INTEGER) >>> 64 - bits;
    }

    private void round(boolean negative, int bits, int infinity, int wrap) {
        boolean tiny = false;
        if (exponent <= 0) {
            tiny = exponent < 0 || !carries(negative, bits);
            if (tiny && !masked(UNDERFLOW)) {
                raised |= UNDERFLOW;
                tiny = false;
                exponent += wrap;
                if (exponent <= 0) {
                    vanish();
                    return;
                }
            } else {
                denormalise();
            }
        }
        long mask = bits == 64 ? 0 : -1L >>> bits;
        long fraction = fraction(bits);
        boolean increment = increments(negative, fraction, (high >>> 64 - bits & 1) != 0);
        high &= ~mask;
        if (increment) {
            high += mask + 1;
            if (high == 0) {
                high = Extended.INTEGER;
                exponent++;
            } else if (exponent == 0 && high < 0) {
                exponent = 1;
            }
        }
        if (fraction != 0) {
            raised |= PRECISION | (tiny ? UNDERFLOW : 0);
            up = increment;
        }
        if (exponent >= infinity) {
            overflow(negative, mask, infinity, wrap);
        }
    }

    /** Too small even for the wrapped exponent, as only FSCALE can make it. */
    private void vanish() {
        exponent = 0;
        high = 0;
        raised |= PRECISION;
        up = false;
    }

    private void overflow(boolean negative, long mask, int infinity, int wrap) {
        raised |= OVERFLOW;
        if (!masked(OVERFLOW)) {
            exponent -= wrap;
            if (exponent >= infinity) {
                exponent = infinity;
                high = Extended.INTEGER;
                raised |= PRECISION;
                up = true;
            }
            return;
        }
        raised |= PRECISION;
        int direction = control >>> 10 & 3;
        up = direction == NEAREST || direction == (negative ? DOWN : UP);
        exponent = up ? infinity : infinity - 1;
        high = up ? Extended.INTEGER : ~mask;
    }

    /** Whether rounding to normal precision carries into the next exponent. */
    private boolean carries(boolean negative, int bits) {
        long mask = bits == 64 ? 0 : -1L >>> bits;
        return (high | mask) == -1 && increments(negative, fraction(bits), true);
    }

    private long fraction(int bits) {
        return bits == 64 ? low : high << bits | (low != 0 ? 1 : 0);
    }

    /** Shifts right until the exponent is the least there is, which is written as 0. */
    private void denormalise() {
        shiftRight(1 - exponent);
        exponent = 0;
    }

    private void shiftRight(int by) {
        if (by < 64) {
            low = high << 64 - by | low >>> by | (low << 64 - by != 0 ? 1 : 0);
            high >>>= by;
        } else if (by < 128) {
            long lost = by == 64 ? low : high << 128 - by | low;
            low = high >>> by - 64 | (lost != 0 ? 1 : 0);
            high = 0;
        } else {
            low = (high | low) != 0 ? 1 : 0;
            high = 0;
        }
    }

    /** Whether to round away from zero, given what is cut off as a fraction of the last place, unsigned. */
    private boolean increments(boolean negative, long fraction, boolean odd) {
        return switch (control >>> 10 & 3) {
            case NEAREST -> fraction < 0 && (fraction != Long.MIN_VALUE || odd);
            case DOWN -> negative && fraction != 0;
            case UP -> !negative && fraction != 0;
            default -> false;
        };
    }

    /**
     * Rounds to an integer.
     *
     * @param biasedExponent at most 63 above the bias
     * @return its magnitude, unsigned
     */
    long integer(boolean negative, int biasedExponent, long highBits) {
        high = highBits;
        low = 0;
        int by = 63 + Extended.BIAS - biasedExponent;
        if (by > 0) {
            shiftRight(by);
        }
        boolean increment = increments(negative, low, (high & 1) != 0);
        if (low != 0) {
            raised |= PRECISION;
            up = increment;
        }
        return increment ? high + 1 : high;
    }
}
