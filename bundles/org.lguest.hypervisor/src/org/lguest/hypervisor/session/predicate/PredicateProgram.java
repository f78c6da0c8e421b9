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

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A condition as a program: an immutable sequence of instructions over a stack, without loops. Its value is what it
 * leaves there, and it holds if that is not 0.
 */
public final class PredicateProgram {

    /** The most instructions there can be: what a condition of a few lines comes to. */
    public static final int MAXIMUM_LENGTH = 1024;
    /** The most values there can be on the stack. */
    public static final int MAXIMUM_DEPTH = 64;

    /** Holds whatever the guest is like. */
    public static final PredicateProgram ALWAYS = of(List.of(Instruction.of(Operation.CONSTANT, 1)));

    private static final int UNREACHED = -1;
    private static final Operation[] OPERATIONS = Operation.values();

    /**
     * One instruction.
     *
     * @param operand 0 for an operation that has none
     */
    public record Instruction(Operation operation, int operand) {

        public static Instruction of(Operation operation) {
            return new Instruction(operation, 0);
        }

        public static Instruction of(Operation operation, int operand) {
            return new Instruction(operation, operand);
        }

        public static Instruction of(Register register) {
            return new Instruction(Operation.REGISTER, register.ordinal());
        }
    }

    /** Operation and operand of each instruction, by turns: what is evaluated. */
    private final int[] code;

    private PredicateProgram(int[] code) {
        this.code = code;
    }

    /**
     * A program of these instructions, verified.
     *
     * @throws IllegalArgumentException if there are too many of them, or the stack does not fit: too deep, too few
     *                                  values for an operation, not the same depth on all ways to an instruction, not
     *                                  one value in the end; if a jump leads back, nowhere or past an instruction that
     *                                  nothing reaches; if there is no such register
     */
    public static PredicateProgram of(List<Instruction> instructions) {
        verify(instructions);
        int[] code = new int[2 * instructions.size()];
        for (int i = 0; i < instructions.size(); i++) {
            code[2 * i] = instructions.get(i).operation.ordinal();
            code[2 * i + 1] = instructions.get(i).operand;
        }
        return new PredicateProgram(code);
    }

    private static void verify(List<Instruction> instructions) {
        int length = instructions.size();
        if (length > MAXIMUM_LENGTH) {
            throw new IllegalArgumentException(length + " instructions, and there can be " + MAXIMUM_LENGTH);
        }
        int[] depths = new int[length + 1];
        Arrays.fill(depths, UNREACHED);
        depths[0] = 0;
        for (int i = 0; i < length; i++) {
            Instruction instruction = instructions.get(i);
            if (depths[i] == UNREACHED) {
                throw bad(i, instruction, "is never reached");
            }
            verify(i, instruction, depths);
        }
        if (depths[length] != 1) {
            throw new IllegalArgumentException("the program leaves " + Math.max(0, depths[length]) + " values, not 1");
        }
    }

    private static void verify(int at, Instruction instruction, int[] depths) {
        Operation operation = instruction.operation;
        if (depths[at] < operation.pops()) {
            throw bad(at, instruction, "finds only " + depths[at] + " values");
        }
        int depth = depths[at] - operation.pops() + operation.pushes();
        if (depth > MAXIMUM_DEPTH) {
            throw bad(at, instruction, "is one value too many");
        }
        if (operation == Operation.REGISTER && (instruction.operand < 0
                || instruction.operand >= Register.values().length)) {
            throw bad(at, instruction, "names no register");
        }
        if (operation.jumps()) {
            int target = instruction.operand;
            if (target <= at || target >= depths.length) {
                throw bad(at, instruction, "does not lead ahead");
            }
            reach(at, instruction, target, depth, depths);
        }
        if (operation != Operation.JUMP) {
            reach(at, instruction, at + 1, depth, depths);
        }
    }

    private static void reach(int at, Instruction instruction, int next, int depth, int[] depths) {
        if (depths[next] != UNREACHED && depths[next] != depth) {
            throw bad(at, instruction, "comes to " + next + " with " + depth + " values, others with " + depths[next]);
        }
        depths[next] = depth;
    }

    private static IllegalArgumentException bad(int at, Instruction instruction, String why) {
        return new IllegalArgumentException("instruction " + at + ", " + instruction + ", " + why);
    }

    int length() {
        return code.length / 2;
    }

    Operation operation(int index) {
        return OPERATIONS[code[2 * index]];
    }

    int operand(int index) {
        return code[2 * index + 1];
    }

    /** Two programs are equal when their instructions are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PredicateProgram program && Arrays.equals(code, program.code);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(code);
    }

    @Override
    public String toString() {
        return IntStream.range(0, length()).mapToObj(i -> operation(i) + (code[2 * i + 1] == 0 ? "" : " " + operand(i)))
                .collect(Collectors.joining("; "));
    }
}
