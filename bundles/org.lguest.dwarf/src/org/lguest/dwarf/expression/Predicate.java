/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.expression;

import org.lguest.dwarf.machine.I386Register;

/**
 * A condition that needs no debug information any more: 32-bit arithmetic on registers, memory and constants, without
 * loops. It holds if its value is not 0. Immutable.
 */
public sealed interface Predicate {
    /** How many parts it has, this one included. */
    int size();

    record Constant(int value) implements Predicate {
        @Override
        public int size() {
            return 1;
        }
    }

    record Register(I386Register register) implements Predicate {
        @Override
        public int size() {
            return 1;
        }
    }

    /** @param bytes 1, 2 or 4, read at the address, the lowest first, and extended to 32 bits */
    record Load(Predicate address, int bytes, boolean isSigned) implements Predicate {
        @Override
        public int size() {
            return 1 + address.size();
        }
    }

    /** The low bytes, extended to 32 bits. @param bytes 1 or 2 */
    record Narrow(Predicate value, int bytes, boolean isSigned) implements Predicate {
        @Override
        public int size() {
            return 1 + value.size();
        }
    }

    record Unary(UnaryOperation operation, Predicate operand) implements Predicate {
        @Override
        public int size() {
            return 1 + operand.size();
        }
    }

    record Binary(BinaryOperation operation, Predicate left, Predicate right) implements Predicate {
        @Override
        public int size() {
            return 1 + left.size() + right.size();
        }
    }

    /** The one or the other value: of {@code ?:}, {@code &&} and {@code ||}. The one not chosen is not computed. */
    record Choice(Predicate condition, Predicate yes, Predicate no) implements Predicate {
        @Override
        public int size() {
            return 1 + condition.size() + yes.size() + no.size();
        }
    }

    enum UnaryOperation {
        NEGATE, COMPLEMENT,
        /** 1 if it is 0, else 0. */
        NOT
    }

    /** Comparisons give 1 or 0. Divisions by 0 have no value, nor has a condition that comes to one. */
    enum BinaryOperation {
        ADD, SUBTRACT, MULTIPLY, DIVIDE_SIGNED, DIVIDE_UNSIGNED, REMAINDER_SIGNED, REMAINDER_UNSIGNED, AND, OR,
        EXCLUSIVE_OR, SHIFT_LEFT, SHIFT_RIGHT_SIGNED, SHIFT_RIGHT_UNSIGNED, EQUAL, NOT_EQUAL, LESS_SIGNED,
        LESS_UNSIGNED, LESS_OR_EQUAL_SIGNED, LESS_OR_EQUAL_UNSIGNED
    }
}
