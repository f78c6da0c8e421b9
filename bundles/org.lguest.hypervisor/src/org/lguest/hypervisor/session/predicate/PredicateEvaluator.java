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

import java.util.Optional;

/** Runs programs. It has one stack and allocates nothing, unless a program faults. On one thread. */
public final class PredicateEvaluator {

    /** How a program ended. */
    public enum Outcome {
        /** It holds. */
        TRUE,
        /** It does not hold. */
        FALSE,
        /** It has no value; {@link #fault} says why. */
        FAULT
    }

    private static final Register[] REGISTERS = Register.values();

    private final int[] stack = new int[PredicateProgram.MAXIMUM_DEPTH + 1];
    private Optional<PredicateFault> fault = Optional.empty();
    private int value;

    /** What the last program that did not fault has left on the stack. */
    public int value() {
        return value;
    }

    /** Why the last program that ended in {@link Outcome#FAULT} has no value. */
    public Optional<PredicateFault> fault() {
        return fault;
    }

    /**
     * Runs a program.
     *
     * @param matches how often the debug register has matched, this time included
     */
    public Outcome evaluate(PredicateProgram program, GuestState guest, long matches) {
        if (program == PredicateProgram.ALWAYS) {
            value = 1;
            return Outcome.TRUE;
        }
        int[] values = stack;
        int top = -1;
        int next = 0;
        while (next < program.length()) {
            int operand = program.operand(next);
            Operation operation = program.operation(next++);
            switch (operation) {
                case CONSTANT -> values[++top] = operand;
                case REGISTER -> values[++top] = guest.register(REGISTERS[operand]);
                case MATCHES -> values[++top] = (int) Math.min(matches, Integer.MAX_VALUE);
                case DUPLICATE -> values[top + 1] = values[top++];
                case DROP -> top--;
                case JUMP -> next = operand;
                case JUMP_IF_ZERO -> next = values[top--] == 0 ? operand : next;
                case LOAD_8_UNSIGNED, LOAD_8_SIGNED, LOAD_16_UNSIGNED, LOAD_16_SIGNED, LOAD_32 -> {
                    long read = guest.read(values[top], size(operation));
                    if (read < 0) {
                        fault = Optional.of(new PredicateFault.Unmapped(values[top]));
                        return Outcome.FAULT;
                    }
                    values[top] = extend(operation, (int) read);
                }
                case DIVIDE_SIGNED, DIVIDE_UNSIGNED, REMAINDER_SIGNED, REMAINDER_UNSIGNED -> {
                    int divisor = values[top--];
                    if (divisor == 0) {
                        fault = Optional.of(new PredicateFault.DivisionByZero());
                        return Outcome.FAULT;
                    }
                    values[top] = divide(operation, values[top], divisor);
                }
                default -> {
                    int last = values[top];
                    if (operation.pops() == 1) {
                        values[top] = unary(operation, last);
                    } else {
                        values[--top] = binary(operation, values[top], last);
                    }
                }
            }
        }
        value = values[top];
        return value != 0 ? Outcome.TRUE : Outcome.FALSE;
    }

    private static int size(Operation load) {
        return switch (load) {
            case LOAD_8_UNSIGNED, LOAD_8_SIGNED -> 1;
            case LOAD_16_UNSIGNED, LOAD_16_SIGNED -> 2;
            default -> 4;
        };
    }

    private static int extend(Operation load, int value) {
        return switch (load) {
            case LOAD_8_SIGNED -> (byte) value;
            case LOAD_16_SIGNED -> (short) value;
            default -> value;
        };
    }

    private static int divide(Operation operation, int a, int b) {
        return switch (operation) {
            case DIVIDE_SIGNED -> a / b;
            case DIVIDE_UNSIGNED -> Integer.divideUnsigned(a, b);
            case REMAINDER_SIGNED -> a % b;
            default -> Integer.remainderUnsigned(a, b);
        };
    }

    private static int unary(Operation operation, int a) {
        return switch (operation) {
            case NEGATE -> -a;
            case COMPLEMENT -> ~a;
            case NOT -> a == 0 ? 1 : 0;
            case TO_8_UNSIGNED -> a & 0xFF;
            case TO_8_SIGNED -> (byte) a;
            case TO_16_UNSIGNED -> a & 0xFFFF;
            case TO_16_SIGNED -> (short) a;
            default -> throw new IllegalStateException(operation.toString());
        };
    }

    private static int binary(Operation operation, int a, int b) {
        return switch (operation) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
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
            default -> throw new IllegalStateException(operation.toString());
        };
    }
}
