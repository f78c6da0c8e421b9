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
 * How every x87 instruction ends: what it raised goes into the status word, and, unless an unmasked exception forbids,
 * its result into a register (SDM volume 1, 8.5). Stack faults too (8.5.1.1).
 */
abstract class X87Stack {

    static final int C0 = 0x0100;
    static final int C1 = 0x0200;
    static final int C2 = 0x0400;
    static final int C3 = 0x4000;
    private static final int BEFORE = Rounding.INVALID | Rounding.DENORMAL | Rounding.ZERO_DIVIDE;

    final X87Registers registers = new X87Registers();
    final Rounding rounding = new Rounding();
    final ExtendedArithmetic arithmetic = new ExtendedArithmetic(rounding);

    /** A push found no room: C1. */
    private boolean overflowed;

    /** The registers. */
    public final X87Registers registers() {
        return registers;
    }

    final void begin() {
        rounding.begin(registers.control());
        overflowed = false;
    }

    /** Enters the exceptions into the status word, and says whether the result may be stored. */
    final boolean commit() {
        boolean goes = (rounding.raised & ~registers.control() & BEFORE) == 0;
        int raised = goes ? rounding.raised : rounding.raised & (BEFORE | Rounding.STACK_FAULT);
        registers.changeStatus(C1, raised | (overflowed || goes && rounding.up ? C1 : 0));
        return goes;
    }

    final boolean finish(int i) {
        boolean goes = commit();
        if (goes) {
            registers.set(i, rounding.signExponent, rounding.significand);
        }
        return goes;
    }

    final void stackUnderflow() {
        rounding.invalid();
        rounding.raise(Rounding.STACK_FAULT);
    }

    final void stackOverflow() {
        stackUnderflow();
        overflowed = true;
    }

    final void pop() {
        registers.setEmpty(0);
        registers.turn(1);
    }

    /** Pushes the number that is in {@link #rounding}, or what a full stack gets instead. */
    final void push() {
        if (!registers.isEmpty(7) && (rounding.raised & Rounding.STACK_FAULT) == 0) {
            stackOverflow();
        }
        if (commit()) {
            registers.turn(-1);
            registers.set(0, rounding.signExponent, rounding.significand);
        }
    }

    final void compute(Operation operation, int a, long am, int b, long bm) {
        switch (operation) {
            case FADD, FADDP, FIADD -> arithmetic.add(a, am, b, bm);
            case FSUB, FSUBP, FISUB -> arithmetic.subtract(a, am, b, bm);
            case FSUBR, FSUBRP, FISUBR -> arithmetic.subtract(b, bm, a, am);
            case FMUL, FMULP, FIMUL -> arithmetic.multiply(a, am, b, bm);
            case FDIV, FDIVP, FIDIV -> arithmetic.divide(a, am, b, bm);
            case FDIVR, FDIVRP, FIDIVR -> arithmetic.divide(b, bm, a, am);
            default -> throw new IllegalArgumentException(operation.name());
        }
    }

    final void compare(boolean empty, int b, long bm, boolean quiet) {
        int conditions = ExtendedArithmetic.UNORDERED;
        if (empty) {
            stackUnderflow();
        } else {
            conditions = arithmetic.compare(registers.signExponent(0), registers.significand(0), b, bm, quiet);
        }
        registers.changeStatus(C0 | C2 | C3, conditions);
    }

    /** Whether a number is a NaN or none that is supported. */
    static boolean refused(int a, long am) {
        Kind kind = Extended.kind(a, am);
        return kind == Kind.UNSUPPORTED || Extended.isNan(kind);
    }

    /** FNINIT. */
    public final void initialise() {
        registers.initialise();
    }

    /** FNCLEX. */
    public final void clearExceptions() {
        registers.changeStatus(0x80FF, 0);
    }

    /** FLDCW. */
    public final void loadControl(int value) {
        registers.setControl(value);
    }
}
