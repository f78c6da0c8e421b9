/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.execute;

import org.lguest.x86.Eflags;
import org.lguest.x86.ProcessorException;
import org.lguest.x86.Vector;

/**
 * Arithmetic beyond ADD and SUB: shifts, rotates, products, quotients, decimal adjustment. Operands of 1, 2 or 4
 * bytes are zero-extended. What the SDM leaves undefined: after shifts AF is 0 and OF is as for a count of 1; after
 * products SF, ZF and PF are of the low half and AF is 0; after quotients flags are unchanged; after BCD they are of
 * the result.
 */
final class Arithmetic {

    private Arithmetic() {
    }

    static int shl(State s, int value, int count, int size) {
        int n = count & 31;
        if (n == 0) {
            return value;
        }
        int bits = 8 * size;
        long wide = (value & 0xFFFF_FFFFL) << n;
        boolean carry = n <= bits && (wide >>> bits & 1) != 0;
        int shifted = s.logic((int) wide, size);
        s.setCarryAndOverflow(carry, carry != shifted < 0);
        return shifted;
    }

    static int shr(State s, int value, int count, int size) {
        int n = count & 31;
        if (n == 0) {
            return value;
        }
        boolean carry = (value >>> n - 1 & 1) != 0;
        boolean sign = (value >>> 8 * size - 1 & 1) != 0;
        int shifted = s.logic(value >>> n, size);
        s.setCarryAndOverflow(carry, n == 1 && sign);
        return shifted;
    }

    static int sar(State s, int value, int count, int size) {
        int n = count & 31;
        if (n == 0) {
            return value;
        }
        int unused = 32 - 8 * size;
        int signed = value << unused >> unused;
        boolean carry = (signed >> n - 1 & 1) != 0;
        int shifted = s.logic(signed >> n, size);
        s.setCarryAndOverflow(carry, false);
        return shifted;
    }

    static int rol(State s, int value, int count, int size) {
        int bits = 8 * size;
        if ((count & 31) == 0) {
            return value;
        }
        int n = count & bits - 1;
        long wide = value & 0xFFFF_FFFFL;
        int rotated = (int) (wide << n | wide >>> bits - n);
        boolean carry = (rotated & 1) != 0;
        s.setCarryAndOverflow(carry, carry != ((rotated >>> bits - 1 & 1) != 0));
        return rotated;
    }

    static int ror(State s, int value, int count, int size) {
        int bits = 8 * size;
        if ((count & 31) == 0) {
            return value;
        }
        int n = count & bits - 1;
        long wide = value & 0xFFFF_FFFFL;
        int rotated = (int) (wide >>> n | wide << bits - n);
        boolean sign = (rotated >>> bits - 1 & 1) != 0;
        s.setCarryAndOverflow(sign, sign != ((rotated >>> bits - 2 & 1) != 0));
        return rotated;
    }

    static int rcl(State s, int value, int count, int size) {
        int bits = 8 * size;
        int n = (count & 31) % (bits + 1);
        if (n == 0) {
            return value;
        }
        long wide = value & 0xFFFF_FFFFL | (s.cf() ? 1L << bits : 0);
        long rotated = wide << n | wide >>> bits + 1 - n;
        boolean carry = (rotated >>> bits & 1) != 0;
        s.setCarryAndOverflow(carry, carry != ((rotated >>> bits - 1 & 1) != 0));
        return (int) rotated;
    }

    static int rcr(State s, int value, int count, int size) {
        int bits = 8 * size;
        int n = (count & 31) % (bits + 1);
        if (n == 0) {
            return value;
        }
        long wide = value & 0xFFFF_FFFFL | (s.cf() ? 1L << bits : 0);
        long rotated = wide >>> n | wide << bits + 1 - n;
        boolean carry = (rotated >>> bits & 1) != 0;
        s.setCarryAndOverflow(carry, (rotated >>> bits - 1 & 1) != (rotated >>> bits - 2 & 1));
        return (int) rotated;
    }

    static int shld(State s, int value, int from, int count, int size) {
        int n = count & 31;
        if (n == 0) {
            return value;
        }
        int bits = 8 * size;
        long source = from & (1L << bits) - 1;
        // A word shifted by more than 16, undefined by the SDM, takes its bits from value again.
        long wide = size == 4 ? (value & 0xFFFF_FFFFL) << 32 | source
                : (value & 0xFFFFL) << 32 | source << 16 | value & 0xFFFFL;
        long shifted = wide << n;
        boolean carry = size == 4 ? (value >>> 32 - n & 1) != 0 : (shifted >>> 48 & 1) != 0;
        int outcome = s.logic((int) (shifted >>> 32), size);
        s.setCarryAndOverflow(carry, ((outcome ^ value << 32 - bits >> 32 - bits) < 0));
        return outcome;
    }

    static int shrd(State s, int value, int from, int count, int size) {
        int n = count & 31;
        if (n == 0) {
            return value;
        }
        int bits = 8 * size;
        long source = from & (1L << bits) - 1;
        long wide = size == 4 ? source << 32 | value & 0xFFFF_FFFFL
                : (value & 0xFFFFL) << 32 | source << 16 | value & 0xFFFFL;
        boolean carry = (wide >>> n - 1 & 1) != 0;
        int outcome = s.logic((int) (wide >>> n), size);
        s.setCarryAndOverflow(carry, ((outcome ^ value << 32 - bits >> 32 - bits) < 0));
        return outcome;
    }

    /** IMUL of two operands: the low half; CF and OF when it is not the whole product. */
    static int imul(State s, int a, int b, int size) {
        int unused = 32 - 8 * size;
        long product = (long) (a << unused >> unused) * (b << unused >> unused);
        int low = s.logic((int) product, size);
        s.setCarryAndOverflow(product != low, product != low);
        return low;
    }

    /** MUL and IMUL of the accumulator. */
    static void multiply(State s, int factor, int size, boolean signed) {
        int unused = 32 - 8 * size;
        int accumulator = s.register(State.EAX, size);
        long product = signed ? (long) (accumulator << unused >> unused) * (factor << unused >> unused)
                : (accumulator & 0xFFFF_FFFFL) * (factor & 0xFFFF_FFFFL);
        int low = s.logic((int) product, size);
        boolean more = signed ? product != low : product >>> 8 * size != 0;
        s.setCarryAndOverflow(more, more);
        if (size == 1) {
            s.setRegister(State.EAX, 2, (int) product);
        } else {
            s.setRegister(State.EAX, size, (int) product);
            s.setRegister(State.EDX, size, (int) (product >>> 8 * size));
        }
    }

    /**
     * DIV and IDIV.
     *
     * @throws ProcessorException #DE
     */
    static void divide(State s, int divisor, int size, boolean signed) {
        if (divisor == 0) {
            throw ProcessorException.of(Vector.DIVIDE_ERROR);
        }
        int bits = 8 * size;
        long dividend = size == 1 ? s.register(State.EAX, 2)
                : (long) s.register(State.EDX, size) << bits | s.register(State.EAX, size) & 0xFFFF_FFFFL;
        long quotient;
        long remainder;
        if (signed) {
            int unused = 64 - 2 * bits;
            dividend = dividend << unused >> unused;
            int signedDivisor = divisor << 32 - bits >> 32 - bits;
            if (dividend == Long.MIN_VALUE && signedDivisor == -1) {
                throw ProcessorException.of(Vector.DIVIDE_ERROR);
            }
            quotient = dividend / signedDivisor;
            remainder = dividend % signedDivisor;
            if (quotient << 64 - bits >> 64 - bits != quotient) {
                throw ProcessorException.of(Vector.DIVIDE_ERROR);
            }
        } else {
            long unsignedDivisor = divisor & 0xFFFF_FFFFL;
            quotient = Long.divideUnsigned(dividend, unsignedDivisor);
            remainder = Long.remainderUnsigned(dividend, unsignedDivisor);
            if (quotient >>> bits != 0) {
                throw ProcessorException.of(Vector.DIVIDE_ERROR);
            }
        }
        if (size == 1) {
            s.setRegister(State.EAX, 2, (int) quotient & 0xFF | (int) remainder << 8);
        } else {
            s.setRegister(State.EAX, size, (int) quotient);
            s.setRegister(State.EDX, size, (int) remainder);
        }
    }

    /** AAA and AAS. */
    static void asciiAdjust(State s, boolean subtract) {
        int ax = s.register(State.EAX, 2);
        boolean adjust = (ax & 0xF) > 9 || s.af();
        if (adjust) {
            ax = subtract ? ax - 0x106 : ax + 0x106;
        }
        ax &= 0xFF0F;
        s.setRegister(State.EAX, 2, ax);
        s.logic(ax, 1);
        s.setStatus(s.eflags() & ~(Eflags.AF | Eflags.CF) | (adjust ? Eflags.AF | Eflags.CF : 0));
    }

    /** DAA and DAS. */
    static void decimalAdjust(State s, boolean subtract) {
        int al = s.register8(0);
        boolean low = (al & 0xF) > 9 || s.af();
        boolean high = al > 0x99 || s.cf();
        boolean carry = high || subtract && low && al < 6;
        int by = (low ? 6 : 0) + (high ? 0x60 : 0);
        int adjusted = subtract ? al - by : al + by;
        s.setRegister8(0, adjusted);
        s.logic(adjusted, 1);
        s.setStatus(s.eflags() & ~(Eflags.AF | Eflags.CF) | (low ? Eflags.AF : 0) | (carry ? Eflags.CF : 0));
    }

    static void aam(State s, int base) {
        if (base == 0) {
            throw ProcessorException.of(Vector.DIVIDE_ERROR);
        }
        int al = s.register8(0);
        s.setRegister(State.EAX, 2, al / base << 8 | al % base);
        s.logic(al % base, 1);
    }

    static void aad(State s, int base) {
        int ax = s.register(State.EAX, 2);
        int al = (ax & 0xFF) + (ax >>> 8) * base & 0xFF;
        s.setRegister(State.EAX, 2, al);
        s.logic(al, 1);
    }
}
