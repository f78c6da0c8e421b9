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
import java.util.stream.Stream;

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
     * How gdb's step has come to its end.
     *
     * @param frames there
     * @param from the last instruction that was executed
     * @param isCall whether that was a call
     */
    record End(List<StackFrame> frames, int from, boolean isCall) {
    }

    /**
     * Empty where nobody knows.
     *
     * @param before the frames that the step began in
     * @param ours those where our step has led
     */
    String of(Landing theirs, List<StackFrame> before, List<StackFrame> ours, End end) {
        StackFrame start = before.getFirst();
        StackFrame there = end.frames().getFirst();
        boolean isKnown = theirs.line() > 0;
        if (theirs.command().equals("finish") && start.isInlined()
                && end.frames().stream().anyMatch(start::isSameFunctionAs)) {
            return "gdb's step out of an inlined function's copy ends within that copy";
        }
        // Code of a copy that the compiler has left out of it leads back to its start as well.
        if (end.frames().stream().limit(theirs.hidden())
                .anyMatch(frame -> isCalled(frame, end.from()) || frame.isSameFunctionAs(start))) {
            return "gdb takes a jump to where an inlined function's code, or a piece of it, begins for a call of it";
        }
        if (!isKnown && theirs.function().isEmpty() && lines.isInStub(theirs.address())) {
            return "gdb's step ends in a stub of the linker's, which no symbol names";
        }
        if (theirs.command().equals("next") && !isKnown && there.isAtEntry() && !end.isCall()) {
            return "gdb's next ends at the entry of a function without lines that is jumped to, ours where that returns to";
        }
        if (isAmidPieces(theirs, start, there)) {
            return "gdb's step ends amid the line that it began on, among pieces of an inlined function's copies";
        }
        String ofFunction = ofFunction(theirs, ours);
        boolean isGuessed = Stream.of(before, ours, end.frames()).anyMatch(StepExplanation::isGuessed);
        boolean isBehindMain = start.line().isEmpty() && before.stream().noneMatch(StepExplanation::isMain);
        return ofFunction.isEmpty() && isGuessed && isBehindMain
                ? "behind main gdb goes on with frames for code that has neither lines nor call frame information"
                : ofFunction;
    }

    /** Whether they end at once, or have been found by what code pushes, or by ebp. */
    private static boolean isGuessed(List<StackFrame> frames) {
        return frames.size() == 1 || frames.stream().anyMatch(frame -> !frame.activation().recovery().isCertain());
    }

    /** Why gdb makes no step. */
    String ofError(Landing theirs, List<StackFrame> before) {
        return theirs.end().equals("error: Cannot find bounds of current function") && before.getFirst().function().isEmpty()
                && lines.isInStub(before.getFirst().address())
                ? "gdb makes no step in a stub of the linker's, which no symbol names" : "";
    }

    private static boolean isMain(StackFrame frame) {
        return frame.function().filter(f -> f.name().equals("main")).isPresent();
    }

    private static boolean isAmidPieces(Landing theirs, StackFrame start, StackFrame there) {
        boolean isSameLine = start.function().filter(f -> f.name().equals(theirs.function())).isPresent()
                && start.line().filter(row -> row.line() == theirs.line()).isPresent();
        boolean areInPieces = !there.isSameFunctionAs(start)
                || there.function().filter(f -> f.ranges().size() > 1).isPresent();
        return theirs.command().equals("step") && isSameLine && start.isInlined() && there.isInlined()
                && !there.isAtStatement() && areInPieces;
    }

    /** Whether it is a copy at whose second or later piece the program stands, or that it was in already. */
    private static boolean isCalled(StackFrame frame, int from) {
        List<AddressRange> code = frame.function().map(Function::ranges).orElse(List.of());
        return frame.isInlined() && code.stream().anyMatch(range -> range.contains(from)
                || range.low() == frame.address() && range != code.getFirst());
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
