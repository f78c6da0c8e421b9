/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import org.lguest.dwarf.expression.Evaluation;
import org.lguest.dwarf.expression.Evaluator;
import org.lguest.dwarf.expression.InvalidExpressionException;
import org.lguest.dwarf.expression.Predicate;
import org.lguest.dwarf.expression.PredicateCompiler;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.type.Types;
import org.lguest.dwarf.value.Children;
import org.lguest.dwarf.value.Value;

/**
 * What variables and C expressions of a program mean: in the program alone, and where it stands.
 *
 * @param indexes of the program
 * @param types   of the program, each made once
 */
record ProgramValues(Indexes indexes, Types types) {

    /** As {@link ProgramImage#resolve(String, int)}. */
    DataLocation resolve(String expression, int range) throws ExpressionException {
        StaticNames names = new StaticNames(indexes.declarations(), indexes.symbols(), types);
        try {
            return new DataLocations(indexes.symbols()).of(expression, Evaluator.locate(expression, names), range);
        } catch (InvalidExpressionException e) {
            throw ExpressionException.of(expression, e);
        }
    }

    /** As {@link ProgramImage#locate}. */
    FrameLocation locate(String expression, int range, StackFrame frame, TargetMemory memory)
            throws ExpressionException {
        try {
            Value value = Evaluator.locate(expression, names(frame, memory), memory);
            DataLocation data = new DataLocations(indexes.symbols()).of(expression, value, range);
            return new FrameLocation(data, reader(memory).frameOf(data.address(), frame));
        } catch (InvalidExpressionException e) {
            throw ExpressionException.of(expression, e);
        }
    }

    /** As {@link ProgramImage#evaluate}. */
    Evaluation evaluate(String expression, StackFrame frame, TargetMemory memory) throws ExpressionException {
        try {
            return Evaluator.evaluate(expression, names(frame, memory), memory);
        } catch (InvalidExpressionException e) {
            throw ExpressionException.of(expression, e);
        }
    }

    /** As {@link ProgramImage#condition}. */
    Predicate condition(String expression, int address) throws ExpressionException {
        try {
            return PredicateCompiler.compile(expression, new ConditionNames(address, indexes.declarations(),
                    indexes.unwinder(), types, indexes::damaged));
        } catch (InvalidExpressionException e) {
            throw ExpressionException.of(expression, e);
        }
    }

    private FrameNames names(StackFrame frame, TargetMemory memory) {
        return new FrameNames(frame, reader(memory), indexes.declarations(), indexes.symbols(), types);
    }

    /** Reads variables of a machine that the program stands in. */
    VariableReader reader(TargetMemory memory) {
        return new VariableReader(indexes.declarations(), types, indexes.callers(), memory, indexes::damaged);
    }

    /** The parts of values. */
    Children children(TargetMemory memory) {
        return new Children(memory, new TypeNames(indexes.declarations(), types)::completed);
    }
}
