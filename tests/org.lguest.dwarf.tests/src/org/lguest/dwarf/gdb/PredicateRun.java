/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

import org.lguest.dwarf.expression.Predicate;
import org.lguest.dwarf.expression.Predicate.Binary;
import org.lguest.dwarf.expression.Predicate.Choice;
import org.lguest.dwarf.expression.Predicate.Constant;
import org.lguest.dwarf.expression.Predicate.Load;
import org.lguest.dwarf.expression.Predicate.Narrow;
import org.lguest.dwarf.expression.Predicate.Register;
import org.lguest.dwarf.expression.Predicate.Unary;

/** Gives predicates their value at a recorded stop, by what their Javadoc says. */
final class PredicateRun {
    private final Machine machine;

    PredicateRun(Machine machine) {
        this.machine = machine;
    }

    int value(Predicate predicate) {
        return switch (predicate) {
            case Constant(int value) -> value;
            case Register(var register) -> machine.value(register.number()).orElseThrow();
            case Load(Predicate address, int bytes, boolean isSigned) -> load(value(address), bytes, isSigned);
            case Narrow(Predicate value, int bytes, boolean isSigned) -> extended(value(value), bytes, isSigned);
            case Unary(var operation, Predicate operand) -> {
                int value = value(operand);
                yield switch (operation) {
                    case NEGATE -> -value;
                    case COMPLEMENT -> ~value;
                    case NOT -> value == 0 ? 1 : 0;
                };
            }
            case Binary binary -> binary(binary, value(binary.left()), value(binary.right()));
            case Choice(Predicate condition, Predicate yes, Predicate no) -> value(value(condition) != 0 ? yes : no);
        };
    }

    private int load(int address, int bytes, boolean isSigned) {
        byte[] read = machine.read(address, bytes).join();
        if (read.length < bytes) {
            throw new ArithmeticException("no memory at 0x" + Integer.toHexString(address));
        }
        int value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | read[i] & 0xFF;
        }
        return extended(value, bytes, isSigned);
    }

    private static int extended(int value, int bytes, boolean isSigned) {
        int unused = 32 - 8 * bytes;
        return isSigned ? value << unused >> unused : value << unused >>> unused;
    }

    private static int binary(Binary node, int a, int b) {
        return switch (node.operation()) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE_SIGNED -> a / b;
            case DIVIDE_UNSIGNED -> Integer.divideUnsigned(a, b);
            case REMAINDER_SIGNED -> a % b;
            case REMAINDER_UNSIGNED -> Integer.remainderUnsigned(a, b);
            case AND -> a & b;
            case OR -> a | b;
            case EXCLUSIVE_OR -> a ^ b;
            case SHIFT_LEFT -> a << b;
            case SHIFT_RIGHT_SIGNED -> a >> b;
            case SHIFT_RIGHT_UNSIGNED -> a >>> b;
            case EQUAL -> a == b ? 1 : 0;
            case NOT_EQUAL -> a != b ? 1 : 0;
            case LESS_SIGNED -> a < b ? 1 : 0;
            case LESS_UNSIGNED -> Integer.compareUnsigned(a, b) < 0 ? 1 : 0;
            case LESS_OR_EQUAL_SIGNED -> a <= b ? 1 : 0;
            case LESS_OR_EQUAL_UNSIGNED -> Integer.compareUnsigned(a, b) <= 0 ? 1 : 0;
        };
    }
}
