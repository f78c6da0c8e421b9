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

/**
 * What an instruction can see and change in the processor itself: general registers, EIP, EFLAGS. Flags of arithmetic
 * are lazy: an instruction leaves its result and its carries, and whoever asks works a flag out of them.
 *
 * <p>{@code result} is sign-extended from the operand's size; ZF, SF and PF follow from it. {@code carries} holds CF
 * in bit 31, the carry into the sign bit in bit 30 (so OF is their exclusive or), AF in bit 3, and in bits 0 and 1
 * corrections of SF and PF for flags that were loaded and that no result could have given.
 */
abstract class State {

    static final int EAX = 0;
    static final int ECX = 1;
    static final int EDX = 2;
    static final int EBX = 3;
    static final int ESP = 4;
    static final int EBP = 5;
    static final int ESI = 6;
    static final int EDI = 7;
    /** Always 0: what an address without base or index adds. */
    static final int ZERO = 8;

    private static final int CARRY_BITS = 0xC000_0008;

    final int[] r = new int[9];
    int eip;
    /** EFLAGS but for the status flags. */
    int control;
    int result = 1;
    int carries;

    /** A general register: EAX ECX EDX EBX ESP EBP ESI EDI. */
    public final int register(int number) {
        return r[number & 7];
    }

    /** Sets a general register. */
    public final void setRegister(int number, int value) {
        r[number & 7] = value;
    }

    public final int eip() {
        return eip;
    }

    public final void setEip(int value) {
        eip = value;
    }

    final boolean cf() {
        return carries < 0;
    }

    final boolean zf() {
        return result == 0;
    }

    final boolean sf() {
        return (result ^ carries << 31) < 0;
    }

    final boolean of() {
        return (carries ^ carries << 1) < 0;
    }

    final boolean pf() {
        return (Integer.bitCount(result & 0xFF) + (carries >>> 1) & 1) == 0;
    }

    final boolean af() {
        return (carries & 8) != 0;
    }

    final boolean less() {
        return (result ^ carries << 31 ^ carries ^ carries << 1) < 0;
    }

    /** Condition 0 to 15 of the SDM (volume 1, appendix B). */
    final boolean condition(int number) {
        boolean holds = switch (number >>> 1) {
            case 0 -> of();
            case 1 -> cf();
            case 2 -> zf();
            case 3 -> cf() || zf();
            case 4 -> sf();
            case 5 -> pf();
            case 6 -> less();
            default -> zf() || less();
        };
        return holds == ((number & 1) == 0);
    }

    public final int eflags() {
        return control | Eflags.ONE | (cf() ? Eflags.CF : 0) | (pf() ? Eflags.PF : 0) | (af() ? Eflags.AF : 0)
                | (zf() ? Eflags.ZF : 0) | (sf() ? Eflags.SF : 0) | (of() ? Eflags.OF : 0);
    }

    final void setEflags(int value) {
        control = value & (Eflags.ALL & ~Eflags.STATUS);
        setStatus(value);
    }

    /** Sets the six status flags. */
    final void setStatus(int value) {
        result = (value & Eflags.ZF) != 0 ? 0 : 1;
        int c = (value & Eflags.CF) << 31 | ((value ^ value >>> 11) & 1) << 30 | (value & Eflags.AF) >>> 1;
        c |= value >>> 7 & 1;
        boolean naturalParity = result == 0;
        if (naturalParity != ((value & Eflags.PF) != 0)) {
            c |= 2;
        }
        carries = c;
    }

    /** Sets CF and OF, leaves the others. */
    final void setCarryAndOverflow(boolean carry, boolean overflow) {
        carries = carries & 0x3FFF_FFFF | (carry ? 1 << 31 : 0) | (carry != overflow ? 1 << 30 : 0);
    }

    final void setCarry(boolean carry) {
        setCarryAndOverflow(carry, of());
    }

    final void setZero(boolean zero) {
        setStatus(eflags() & ~Eflags.ZF | (zero ? Eflags.ZF : 0));
    }

    /** Flags of a result without carries: logic. */
    final int logic(int value) {
        carries = 0;
        return result = value;
    }

    final int add32(int a, int b) {
        int sum = a + b;
        carries = (a & b | (a | b) & ~sum) & CARRY_BITS;
        return result = sum;
    }

    final int adc32(int a, int b) {
        int sum = a + b + (carries >>> 31);
        carries = (a & b | (a | b) & ~sum) & CARRY_BITS;
        return result = sum;
    }

    final int sub32(int a, int b) {
        int difference = a - b;
        carries = (~a & b | ~(a ^ b) & difference) & CARRY_BITS;
        return result = difference;
    }

    final int sbb32(int a, int b) {
        int difference = a - b - (carries >>> 31);
        carries = (~a & b | ~(a ^ b) & difference) & CARRY_BITS;
        return result = difference;
    }

    /** INC: as ADD of 1, but CF stays. */
    final int inc32(int a) {
        boolean carry = cf();
        add32(a, 1);
        setCarry(carry);
        return a + 1;
    }

    /** DEC: as SUB of 1, but CF stays. */
    final int dec32(int a) {
        boolean carry = cf();
        sub32(a, 1);
        setCarry(carry);
        return a - 1;
    }

    /** ADD or ADC of 1, 2 or 4 bytes; operands may be extended either way, the result is sign-extended. */
    final int add(int a, int b, int carry, int size) {
        int unused = 32 - 8 * size;
        int sum = a + b + carry;
        int c = a & b | (a | b) & ~sum;
        carries = c << unused & 0xC000_0000 | c & 8;
        return result = sum << unused >> unused;
    }

    /** SUB, SBB or CMP of 1, 2 or 4 bytes; as {@link #add}. */
    final int sub(int a, int b, int borrow, int size) {
        int unused = 32 - 8 * size;
        int difference = a - b - borrow;
        int c = ~a & b | ~(a ^ b) & difference;
        carries = c << unused & 0xC000_0000 | c & 8;
        return result = difference << unused >> unused;
    }

    /** Logic of 1, 2 or 4 bytes. */
    final int logic(int value, int size) {
        int unused = 32 - 8 * size;
        carries = 0;
        return result = value << unused >> unused;
    }

    final int register8(int number) {
        return r[number & 3] >>> ((number & 4) << 1) & 0xFF;
    }

    final void setRegister8(int number, int value) {
        int shift = (number & 4) << 1;
        r[number & 3] = r[number & 3] & ~(0xFF << shift) | (value & 0xFF) << shift;
    }

    /** A register of 1, 2 or 4 bytes, zero-extended. */
    final int register(int number, int size) {
        return size == 4 ? r[number] : size == 2 ? r[number] & 0xFFFF : register8(number);
    }

    final void setRegister(int number, int size, int value) {
        if (size == 4) {
            r[number] = value;
        } else if (size == 2) {
            r[number] = r[number] & 0xFFFF_0000 | value & 0xFFFF;
        } else {
            setRegister8(number, value);
        }
    }
}
