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

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lguest.dwarf.Function;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.gdb.Stepping.Landing;

/**
 * Why a step has led to another place than gdb's.
 *
 * @param places where gdb stops for a function
 */
record StepExplanation(ProgramImage image, Map<String, Integer> places, LineExplanation lines) {
    /**
     * Empty where nobody knows.
     *
     * @param before the frames that the step began in
     * @param ours those where our step has led
     * @param others those where gdb's has led
     */
    String of(Landing theirs, List<StackFrame> before, List<StackFrame> ours, List<StackFrame> others) {
        if (theirs.hidden() > 0 && others.stream().limit(theirs.hidden()).anyMatch(f -> isCalled(f, before))) {
            return "gdb takes a jump to where an inlined function's code, or a piece of it, begins for a call of it";
        }
        StackFrame start = before.getFirst();
        boolean isSameLine = start.function().filter(f -> f.name().equals(theirs.function())).isPresent()
                && start.line().filter(row -> row.line() == theirs.line()).isPresent();
        StackFrame there = others.getFirst();
        boolean areInPieces = !there.isSameFunctionAs(start) || there.function().filter(f -> f.ranges().size() > 1).isPresent();
        if (theirs.command().equals("step") && isSameLine && start.isInlined() && there.isInlined()
                && !there.isAtStatement() && areInPieces) {
            return "gdb's step ends amid the line that it began on, among pieces of an inlined function's copies";
        }
        return ofFunction(theirs, ours);
    }

    /** Whether it is a copy at whose beginning the program stands, but was in before, or at that of another piece. */
    private static boolean isCalled(StackFrame frame, List<StackFrame> before) {
        List<AddressRange> code = frame.function().map(Function::ranges).orElse(List.of());
        return frame.isInlined() && (code.stream().skip(1).anyMatch(range -> range.low() == frame.address())
                || before.stream().anyMatch(f -> f.isSameFunctionAs(frame)));
    }

    /** A step into a function, or over one that jumps to it. */
    private String ofFunction(Landing theirs, List<StackFrame> ours) {
        Optional<Function> function = ours.stream().filter(f -> !f.isInlined()).findFirst()
                .flatMap(StackFrame::function).filter(f -> f.name().equals(theirs.function()));
        if (theirs.command().equals("finish") || function.isEmpty()
                || image.afterPrologue(function.get()) != ours.getFirst().address()) {
            return "";
        }
        if (theirs.command().equals("next")) {
            return theirs.address() == function.get().lowPc()
                    ? "gdb's next stops at the entry of a function that is jumped to, ours where arguments are in place"
                    : "";
        }
        int breakpoint = places.getOrDefault(theirs.function(), 0);
        return breakpoint == ours.getFirst().address() ? "gdb's step skips a prologue that it guesses, its breakpoint does not"
                : lines.guessed(function.get()).filter(guess -> guess == theirs.address()).isPresent()
                        ? LineExplanation.GUESSED
                : breakpoint == theirs.address()
                        ? "gdb 13.1 does not read where the compiler says that a prologue ends"
                : "";
    }
}
