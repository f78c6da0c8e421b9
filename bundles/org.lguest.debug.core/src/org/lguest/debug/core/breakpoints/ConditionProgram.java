/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.lguest.debug.core.LguestStatus;
import org.lguest.dwarf.ExpressionException;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.expression.Predicate;
import org.lguest.dwarf.expression.Predicate.Binary;
import org.lguest.dwarf.expression.Predicate.BinaryOperation;
import org.lguest.dwarf.expression.Predicate.Choice;
import org.lguest.dwarf.expression.Predicate.Constant;
import org.lguest.dwarf.expression.Predicate.Load;
import org.lguest.dwarf.expression.Predicate.Narrow;
import org.lguest.dwarf.expression.Predicate.Unary;
import org.lguest.dwarf.expression.Predicate.UnaryOperation;
import org.lguest.hypervisor.session.predicate.Operation;
import org.lguest.hypervisor.session.predicate.PredicateProgram;
import org.lguest.hypervisor.session.predicate.PredicateProgram.Instruction;
import org.lguest.hypervisor.session.predicate.Register;

/**
 * Compiles a breakpoint's condition, as C of the guest's image, to the program that the emulator runs at each match.
 */
final class ConditionProgram {

    private final List<Instruction> instructions = new ArrayList<>();

    private ConditionProgram() {
    }

    /**
     * The program that a condition is.
     *
     * @param condition in C; blank for none
     * @param address   where its names are to mean something: of the instruction, or of watched data, where only global
     *                  names do
     * @throws CoreException if it is no C, names what is not there, or can't be asked at every match
     */
    static PredicateProgram compile(ProgramImage image, String condition, int address) throws CoreException {
        if (condition.isBlank()) {
            return PredicateProgram.ALWAYS;
        }
        try {
            ConditionProgram program = new ConditionProgram();
            program.append(image.condition(condition, address));
            return PredicateProgram.of(program.instructions);
        } catch (ExpressionException e) {
            throw LguestStatus.CONDITION_REFUSED.exception(condition, e.getMessage());
        } catch (IllegalArgumentException e) {
            throw LguestStatus.CONDITION_REFUSED.exception(condition, "It is too long or too deep: " + e.getMessage() + '.');
        }
    }

    private void append(Predicate predicate) {
        switch (predicate) {
            case Constant(int value) -> add(Operation.CONSTANT, value);
            case Predicate.Register(var register) -> instructions.add(Instruction.of(Register.valueOf(register.name())));
            case Load(Predicate address, int bytes, boolean isSigned) -> {
                append(address);
                add(load(bytes, isSigned), 0);
            }
            case Narrow(Predicate value, int bytes, boolean isSigned) -> {
                append(value);
                add(narrow(bytes, isSigned), 0);
            }
            case Unary(UnaryOperation operation, Predicate operand) -> {
                append(operand);
                add(Operation.valueOf(operation.name()), 0);
            }
            case Binary(BinaryOperation operation, Predicate left, Predicate right) -> {
                append(left);
                append(right);
                add(Operation.valueOf(operation.name()), 0);
            }
            case Choice(Predicate condition, Predicate yes, Predicate no) -> {
                append(condition);
                int otherwise = add(Operation.JUMP_IF_ZERO, 0);
                append(yes);
                int end = add(Operation.JUMP, 0);
                leadHere(otherwise, Operation.JUMP_IF_ZERO);
                append(no);
                leadHere(end, Operation.JUMP);
            }
        }
    }

    /** @return the index of the instruction */
    private int add(Operation operation, int operand) {
        instructions.add(Instruction.of(operation, operand));
        return instructions.size() - 1;
    }

    private void leadHere(int jump, Operation operation) {
        instructions.set(jump, Instruction.of(operation, instructions.size()));
    }

    private static Operation load(int bytes, boolean isSigned) {
        return switch (bytes) {
            case 1 -> isSigned ? Operation.LOAD_8_SIGNED : Operation.LOAD_8_UNSIGNED;
            case 2 -> isSigned ? Operation.LOAD_16_SIGNED : Operation.LOAD_16_UNSIGNED;
            default -> Operation.LOAD_32;
        };
    }

    private static Operation narrow(int bytes, boolean isSigned) {
        return bytes == 1 ? isSigned ? Operation.TO_8_SIGNED : Operation.TO_8_UNSIGNED
                : isSigned ? Operation.TO_16_SIGNED : Operation.TO_16_UNSIGNED;
    }
}
