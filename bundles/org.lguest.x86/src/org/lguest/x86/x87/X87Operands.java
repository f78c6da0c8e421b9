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

import org.lguest.x86.opcode.Operation;
import org.lguest.x86.x87.Extended.Kind;

/**
 * The x87 instructions with an operand in memory. It is read or written elsewhere: first read, then operated with; or
 * first asked for, then written if so it says.
 */
abstract class X87Operands extends X87Stack {

    private final Formats formats = new Formats(rounding);

    /** The operand: as read, or as it is to be written; of packed decimal and extended the upper 16 bits. */
    private int operandHigh;
    private long operand;
    private boolean operandDenormal;

    // Operands from memory.

    /** The operand is a single. */
    public final void readSingle(int bits) {
        begin();
        formats.loadSingle(bits);
        operandRead(formats.denormal);
    }

    /** The operand is a double. */
    public final void readDouble(long bits) {
        begin();
        formats.loadDouble(bits);
        operandRead(formats.denormal);
    }

    /** The operand is an integer, sign-extended. */
    public final void readInteger(long value) {
        begin();
        formats.loadInteger(value);
        operandRead(false);
    }

    /** The operand is packed decimal. */
    public final void readDecimal(long low, int high) {
        begin();
        formats.loadDecimal(low, high);
        operandRead(false);
    }

    private void operandRead(boolean denormal) {
        operandHigh = rounding.signExponent;
        operand = rounding.significand;
        operandDenormal = denormal;
    }

    /** FLD of an extended number: a move, without exceptions but for a full stack. */
    public final void loadExtended(int signExponent, long significand) {
        begin();
        rounding.set(signExponent & 0xFFFF, significand);
        push();
    }

    /** FLD, FILD, FBLD of the operand that has been read. */
    public final void load() {
        rounding.set(operandHigh, operand);
        if (registers.isEmpty(7)) {
            if (Extended.kind(operandHigh, operand) == Kind.SIGNALING_NAN) {
                rounding.raise(Rounding.INVALID);
                rounding.set(operandHigh, operand | Extended.QUIET);
            } else if (operandDenormal) {
                // The number is pushed even when the exception is not masked.
                registers.changeStatus(0, Rounding.DENORMAL);
            }
        }
        push();
    }

    /** An operation on the stack top and the operand that has been read. */
    public final void withOperand(Operation operation) {
        int a = registers.signExponent(0);
        long am = registers.significand(0);
        boolean empty = registers.isEmpty(0);
        if (operandDenormal && !empty && !refused(a, am)) {
            rounding.raise(Rounding.DENORMAL);
        }
        switch (operation) {
            case FCOM, FCOMP, FICOM, FICOMP -> {
                compare(empty, operandHigh, operand, false);
                if (commit() && (operation == Operation.FCOMP || operation == Operation.FICOMP)) {
                    pop();
                }
            }
            default -> {
                if (empty) {
                    stackUnderflow();
                } else {
                    compute(operation, a, am, operandHigh, operand);
                }
                finish(0);
            }
        }
    }

    // Operands to memory: whether to write them, then what.

    /** FST, FSTP of a single (24) or double (53); true if {@link #stored} is to be written. */
    public final boolean store(int bits) {
        begin();
        if (registers.isEmpty(0)) {
            stackUnderflow();
            operand = Formats.indefinite(bits);
        } else {
            operand = formats.store(registers.signExponent(0), registers.significand(0), bits);
        }
        return commitStore();
    }

    /** FIST, FISTP of 16, 32 or 64 bits. */
    public final boolean storeInteger(int bits) {
        begin();
        if (registers.isEmpty(0)) {
            stackUnderflow();
            operand = Formats.indefiniteInteger(bits);
        } else {
            operand = formats.storeInteger(registers.signExponent(0), registers.significand(0), bits);
        }
        return commitStore();
    }

    /** FBSTP. */
    public final boolean storeDecimal() {
        begin();
        if (registers.isEmpty(0)) {
            stackUnderflow();
            operand = formats.indefiniteDecimal();
        } else {
            operand = formats.storeDecimal(registers.signExponent(0), registers.significand(0));
        }
        operandHigh = formats.decimalHigh;
        return commitStore();
    }

    /** FSTP of an extended number: a move, without exceptions but for an empty top. */
    public final boolean storeExtended() {
        begin();
        if (registers.isEmpty(0)) {
            stackUnderflow();
            operandHigh = Extended.INDEFINITE_HIGH;
            operand = Extended.INDEFINITE;
        } else {
            operandHigh = registers.signExponent(0);
            operand = registers.significand(0);
        }
        return commitStore();
    }

    /** An unmasked overflow or underflow forbids a store, too, and then nothing has been rounded. */
    private boolean commitStore() {
        int forbidding = rounding.raised & ~registers.control() & (Rounding.OVERFLOW | Rounding.UNDERFLOW);
        if (forbidding != 0) {
            rounding.raised &= ~Rounding.PRECISION;
            rounding.up = false;
        }
        return commit() && forbidding == 0;
    }

    /** What is to be written: the number, or its lower 64 bits. */
    public final long stored() {
        return operand;
    }

    /** The upper 16 bits of an extended number or of packed decimal. */
    public final int storedHigh() {
        return operandHigh;
    }

    /** Pops what has been stored. */
    public final void stored(boolean pops) {
        if (pops) {
            pop();
        }
    }
}
