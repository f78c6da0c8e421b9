/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session.predicate;

/**
 * What an instruction of a {@link PredicateProgram} does. Values are 32 bits; {@code a b} are the topmost two of the
 * stack, {@code b} the last one pushed. A comparison gives 1 or 0.
 */
public enum Operation {

    /** Pushes the operand. */
    CONSTANT(0, 1),
    /** Pushes a register; the operand is the ordinal of a {@link Register}. */
    REGISTER(0, 1),
    /** Pushes how often the debug register has matched, this time included; at most 0x7FFFFFFF. */
    MATCHES(0, 1),

    /** Replaces a linear address by the byte there, zero-extended. Faults where nothing is mapped, as all loads. */
    LOAD_8_UNSIGNED(1, 1),
    /** The byte, sign-extended. */
    LOAD_8_SIGNED(1, 1),
    /** The two bytes there, the lower first, zero-extended. */
    LOAD_16_UNSIGNED(1, 1),
    /** The two bytes, sign-extended. */
    LOAD_16_SIGNED(1, 1),
    /** The four bytes there. */
    LOAD_32(1, 1),

    ADD(2, 1),
    /** a - b. */
    SUBTRACT(2, 1),
    /** The low 32 bits, which are the same signed and unsigned. */
    MULTIPLY(2, 1),
    /** a / b towards 0; faults if b is 0. The most negative value by -1 is itself. */
    DIVIDE_SIGNED(2, 1),
    /** a / b; faults if b is 0. */
    DIVIDE_UNSIGNED(2, 1),
    /** What {@link #DIVIDE_SIGNED} leaves, with the sign of a. */
    REMAINDER_SIGNED(2, 1),
    /** What {@link #DIVIDE_UNSIGNED} leaves. */
    REMAINDER_UNSIGNED(2, 1),
    AND(2, 1),
    OR(2, 1),
    EXCLUSIVE_OR(2, 1),
    /** a << b; the low five bits of b count, as on the processor. */
    SHIFT_LEFT(2, 1),
    /** a >> b, the sign shifted in; the low five bits of b count. */
    SHIFT_RIGHT_SIGNED(2, 1),
    /** a >> b, 0 shifted in; the low five bits of b count. */
    SHIFT_RIGHT_UNSIGNED(2, 1),
    /** -a. */
    NEGATE(1, 1),
    /** Every bit the other way. */
    COMPLEMENT(1, 1),
    /** 1 if it is 0, else 0. */
    NOT(1, 1),
    /** The low byte, zero-extended: a cast. */
    TO_8_UNSIGNED(1, 1),
    /** The low byte, sign-extended. */
    TO_8_SIGNED(1, 1),
    /** The low two bytes, zero-extended. */
    TO_16_UNSIGNED(1, 1),
    /** The low two bytes, sign-extended. */
    TO_16_SIGNED(1, 1),

    EQUAL(2, 1),
    NOT_EQUAL(2, 1),
    LESS_SIGNED(2, 1),
    LESS_UNSIGNED(2, 1),
    LESS_OR_EQUAL_SIGNED(2, 1),
    LESS_OR_EQUAL_UNSIGNED(2, 1),

    /** Pushes the topmost value again. */
    DUPLICATE(1, 2),
    /** Drops the topmost value. */
    DROP(1, 0),
    /** Goes on at the instruction whose index is the operand: a later one, or behind the last. */
    JUMP(0, 0),
    /**
     * Drops the topmost value, and jumps if it was 0: with this and {@link #JUMP}, {@code &&}, {@code ||}, {@code ?:}.
     */
    JUMP_IF_ZERO(1, 0);

    private final int pops;
    private final int pushes;

    Operation(int pops, int pushes) {
        this.pops = pops;
        this.pushes = pushes;
    }

    int pops() {
        return pops;
    }

    int pushes() {
        return pushes;
    }

    boolean jumps() {
        return this == JUMP || this == JUMP_IF_ZERO;
    }
}
