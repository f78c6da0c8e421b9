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

/**
 * The x87 instructions (SDM volume 2, each instruction; exceptions by volume 1, 8.5). An unmasked exception that is
 * seen before the operation (invalid, denormal, zero divide) leaves the registers as they were; the others leave the
 * result. Nothing here throws: what is pending shows in {@link X87Registers#pending} and is for the next instruction to
 * meet.
 */
public final class X87Unit extends X87Operands {

    private final Remainders remainders = new Remainders(rounding, arithmetic);
    private final Transcendentals transcendentals = new Transcendentals(rounding, arithmetic);

    /** FADD and its kin on registers, popping or not. */
    public void arithmetic(Operation operation, int destination, int source) {
        begin();
        if (registers.isEmpty(destination) || registers.isEmpty(source)) {
            stackUnderflow();
        } else {
            compute(operation, registers.signExponent(destination), registers.significand(destination),
                    registers.signExponent(source), registers.significand(source));
        }
        boolean pops = switch (operation) {
            case FADDP, FMULP, FSUBP, FSUBRP, FDIVP, FDIVRP -> true;
            default -> false;
        };
        if (finish(destination) && pops) {
            pop();
        }
    }

    /** FCOM, FUCOM and their kin with ST(i): C3, C2, C0; then as many pops. */
    public void compare(int i, boolean quiet, int pops) {
        begin();
        compare(registers.isEmpty(0) || registers.isEmpty(i), registers.signExponent(i), registers.significand(i),
                quiet);
        if (commit()) {
            for (int n = 0; n < pops; n++) {
                pop();
            }
        }
    }

    /**
     * FCOMI, FUCOMI and their kin.
     *
     * @return ZF, PF and CF as the bits 2, 1 and 0, or -1 when they stay because of an unmasked exception
     */
    public int compareForFlags(int i, boolean quiet, boolean pops) {
        begin();
        int conditions = ExtendedArithmetic.UNORDERED;
        if (registers.isEmpty(0) || registers.isEmpty(i)) {
            stackUnderflow();
        } else {
            conditions = arithmetic.compare(registers.signExponent(0), registers.significand(0),
                    registers.signExponent(i), registers.significand(i), quiet);
        }
        if (!commit()) {
            return -1;
        }
        if (pops) {
            pop();
        }
        return (conditions & C3) >>> 12 | (conditions & C2) >>> 9 | (conditions & C0) >>> 8;
    }

    /** FLD ST(i). */
    public void push(int i) {
        begin();
        if (registers.isEmpty(i)) {
            stackUnderflow();
        } else {
            rounding.set(registers.signExponent(i), registers.significand(i));
        }
        push();
    }

    /** FST, FSTP to ST(i). */
    public void copy(int i, boolean pops) {
        begin();
        take(0);
        if (finish(i) && pops) {
            pop();
        }
    }

    /** FCMOVcc from ST(i): but for an empty register, C1 stays. */
    public void conditionalMove(int i, boolean condition) {
        begin();
        if (registers.isEmpty(0) || registers.isEmpty(i)) {
            stackUnderflow();
            finish(0);
        } else if (condition) {
            registers.set(0, registers.signExponent(i), registers.significand(i));
        }
    }

    private void take(int i) {
        if (registers.isEmpty(i)) {
            stackUnderflow();
        } else {
            rounding.set(registers.signExponent(i), registers.significand(i));
        }
    }

    /** FXCH: an empty register counts as the default NaN. */
    public void exchange(int i) {
        begin();
        take(i);
        int a = rounding.signExponent;
        long am = rounding.significand;
        take(0);
        if (commit()) {
            registers.set(i, rounding.signExponent, rounding.significand);
            registers.set(0, a, am);
        }
    }

    /** FFREE. */
    public void free(int i) {
        registers.setEmpty(i);
        registers.changeStatus(C1, 0);
    }

    /** FFREEP, which SDMs do not list and every x87 has. */
    public void freeAndPop(int i) {
        free(i);
        pop();
    }

    /** An instruction without operands but the stack's. */
    public void execute(Operation operation) {
        begin();
        transcendentals.outOfRange = false;
        switch (operation) {
            case FNOP, FNENI, FNDISI, FNSETPM -> {
            }
            case FINCSTP -> turn(1);
            case FDECSTP -> turn(-1);
            case FXAM -> examine();
            case FTST -> {
                compare(registers.isEmpty(0), 0, 0, false);
                commit();
            }
            case FLD1, FLDL2T, FLDL2E, FLDPI, FLDLG2, FLDLN2, FLDZ -> {
                constant(operation);
                push();
            }
            case FXTRACT, FPTAN, FSINCOS -> two(operation);
            case FYL2X, FYL2XP1, FPATAN -> {
                binary(operation);
                if (finish(1)) {
                    pop();
                }
            }
            case FSCALE -> {
                binary(operation);
                finish(0);
            }
            case FPREM, FPREM1 -> {
                registers.changeStatus(C2, 0);
                binary(operation);
                if (finish(0) && (rounding.raised & Rounding.STACK_FAULT) == 0 && remainders.conditions >= 0) {
                    registers.changeStatus(C0 | C1 | C3, remainders.conditions);
                }
            }
            case FSIN, FCOS -> {
                unary(operation);
                registers.changeStatus(C2, transcendentals.outOfRange ? C2 : 0);
                finish(0);
            }
            default -> {
                unary(operation);
                finish(0);
            }
        }
    }

    private void turn(int by) {
        registers.turn(by);
        registers.changeStatus(C1, 0);
    }

    private void unary(Operation operation) {
        int a = registers.signExponent(0);
        long am = registers.significand(0);
        if (registers.isEmpty(0)) {
            stackUnderflow();
            return;
        }
        switch (operation) {
            case FCHS -> rounding.set(a ^ Extended.SIGN, am);
            case FABS -> rounding.set(a & ~Extended.SIGN, am);
            case FSQRT -> arithmetic.squareRoot(a, am);
            case FRNDINT -> remainders.roundToInteger(a, am);
            case F2XM1 -> transcendentals.powerOfTwoLessOne(a, am);
            case FSIN -> transcendentals.sine(a, am);
            case FCOS -> transcendentals.cosine(a, am);
            default -> throw new IllegalArgumentException(operation.name());
        }
    }

    private void binary(Operation operation) {
        int a = registers.signExponent(0);
        long am = registers.significand(0);
        int b = registers.signExponent(1);
        long bm = registers.significand(1);
        if (registers.isEmpty(0) || registers.isEmpty(1)) {
            stackUnderflow();
            return;
        }
        switch (operation) {
            case FPREM, FPREM1 -> remainders.remainder(a, am, b, bm, operation == Operation.FPREM1);
            case FSCALE -> remainders.scale(a, am, b, bm);
            case FYL2X -> transcendentals.logarithm(b, bm, a, am);
            case FYL2XP1 -> transcendentals.logarithmOfOneMore(b, bm, a, am);
            default -> transcendentals.arcTangent(b, bm, a, am);
        }
    }

    /** What replaces the top and pushes one more: FXTRACT, FPTAN, FSINCOS. */
    private void two(Operation operation) {
        int a = registers.signExponent(0);
        long am = registers.significand(0);
        if (registers.isEmpty(0)) {
            stackUnderflow();
        } else if (!registers.isEmpty(7)) {
            stackOverflow();
        } else {
            switch (operation) {
                case FXTRACT -> remainders.extractExponent(a, am);
                case FPTAN -> transcendentals.tangent(a, am);
                default -> transcendentals.sine(a, am);
            }
        }
        boolean reduced = operation == Operation.FXTRACT || !transcendentals.outOfRange;
        boolean special = (rounding.raised & Rounding.INVALID) != 0 || refused(rounding.signExponent,
                rounding.significand);
        if (operation != Operation.FXTRACT) {
            registers.changeStatus(C2, reduced ? 0 : C2);
        }
        if (!commit() || !reduced) {
            return;
        }
        registers.set(0, rounding.signExponent, rounding.significand);
        if (!special) {
            second(operation, a, am);
        }
        registers.turn(-1);
        registers.set(0, rounding.signExponent, rounding.significand);
    }

    private void second(Operation operation, int a, long am) {
        switch (operation) {
            case FXTRACT -> remainders.extractSignificand(a, am);
            case FPTAN -> rounding.set(Extended.BIAS, Extended.INTEGER);
            default -> {
                transcendentals.cosine(a, am);
                commit();
            }
        }
    }

    private void examine() {
        int a = registers.signExponent(0);
        int conditions = registers.isEmpty(0) ? C3 | C0 : switch (Extended.kind(a, registers.significand(0))) {
            case UNSUPPORTED -> 0;
            case QUIET_NAN, SIGNALING_NAN -> C0;
            case NORMAL -> C2;
            case INFINITY -> C2 | C0;
            case ZERO -> C3;
            case DENORMAL -> C3 | C2;
        };
        registers.changeStatus(C0 | C1 | C2 | C3, conditions | (Extended.negative(a) ? C1 : 0));
    }

    /** The constants, with two more bits to round them by. */
    private void constant(Operation operation) {
        switch (operation) {
            case FLD1 -> rounding.set(Extended.BIAS, Extended.INTEGER);
            case FLDZ -> rounding.set(0, 0);
            case FLDL2T -> constant(Extended.BIAS + 1, 0xD49A_784B_CD1B_8AFEL, 1L << 62);
            case FLDL2E -> constant(Extended.BIAS, 0xB8AA_3B29_5C17_F0BBL, 3L << 62);
            case FLDPI -> constant(Extended.BIAS + 1, 0xC90F_DAA2_2168_C234L, 3L << 62);
            case FLDLG2 -> constant(Extended.BIAS - 2, 0x9A20_9A84_FBCF_F798L, 3L << 62);
            default -> constant(Extended.BIAS - 1, 0xB172_17F7_D1CF_79ABL, 3L << 62);
        }
    }

    private void constant(int exponent, long high, long low) {
        rounding.pack(false, exponent, high, low, 64);
        rounding.begin(registers.control());
    }
}
