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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.gdb.Recording.Start;
import org.lguest.dwarf.gdb.StepExplanation.End;
import org.lguest.dwarf.gdb.Stepping.Landing;
import org.lguest.dwarf.gdb.Stepping.Walk;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.UnreadableException;
import org.lguest.dwarf.step.Advance;
import org.lguest.dwarf.step.Advance.Calls;
import org.lguest.dwarf.step.Arrival;
import org.lguest.dwarf.step.SourceStep;

/** Makes in our own machine, by our own decisions, the steps that gdb has made. */
final class SteppedRun {
    /** As many instructions as no step of a corpus takes. */
    private static final long LONGEST = 100_000_000;
    private static final int USER = 3;
    private static final int ESP = 4;

    private final ProgramImage image;
    private final Supplier<UserProgram> fresh;
    private final Comparison comparison;
    private final StepExplanation explanation;
    private final boolean isFaulty;
    private UserProgram program;
    private long executed;
    /** For people. */
    private String underWay = "from the entry";
    private long left;

    /** @param fresh gives the program at its entry */
    SteppedRun(ProgramImage image, Supplier<UserProgram> fresh, Comparison comparison, StepExplanation explanation,
            Fault fault) {
        this.image = image;
        this.isFaulty = fault == Fault.STEP;
        this.fresh = fresh;
        this.program = fresh.get();
        this.comparison = comparison;
        this.explanation = explanation;
    }

    /** @throws IllegalStateException if the program takes another way here */
    void compare(Stepping stepping) {
        Start start = stepping.recording().start()
                .orElseThrow(() -> new IllegalStateException("how it began is not recorded"));
        runTo(Set.of(start.body()));
        Set<Integer> planted = new HashSet<>(start.planted());
        for (Walk walk : stepping.walks()) {
            run();
            runTo(planted);
            if (program.eip() != walk.breakpoint()) {
                throw new IllegalStateException("a stop is at 0x%x, and under gdb at 0x%x".formatted(program.eip(),
                        walk.breakpoint()));
            }
            run();
            if (walk.isLast()) {
                planted.remove(walk.breakpoint());
            }
            for (Landing landing : walk.landings()) {
                compare(landing);
            }
        }
    }

    private void compare(Landing theirs) {
        left = LONGEST;
        long begun = executed;
        List<StackFrame> before = frames();
        String place = "%s from %s".formatted(theirs.command(), text(before, 0));
        underWay = place;
        int hidden = step(theirs.command(), before);
        boolean isOver = program.hasEnded();
        List<StackFrame> reached = isOver ? List.of() : frames();
        String others = theirs.end().isEmpty()
                ? "%x in %s at %s:%d, depth %d".formatted(theirs.address(), theirs.function(), theirs.file(),
                        theirs.line(), theirs.depth())
                : theirs.end();
        underWay = place + " to " + others;
        String ours = isOver ? "ended" : text(reached, hidden);
        String why = "";
        if (theirs.end().isEmpty() && !isAt(theirs)) {
            restart(begun);
            int from = program.eip();
            boolean isCall = false;
            while (!isAt(theirs)) {
                from = program.eip();
                isCall = program.afterCall() != 0;
                run();
            }
            why = isOver ? "" : explanation.of(theirs, before, reached, new End(frames(), from, isCall));
        } else if (!isOver && !ours.equals(others)) {
            why = theirs.end().isEmpty() ? explanation.of(theirs, before, reached, new End(reached, program.eip(), false))
                    : explanation.ofError(theirs, before);
        }
        comparison.step(place, ours, others, why);
    }

    /** Runs the program anew to where so many instructions have been executed. */
    private void restart(long instructions) {
        program = fresh.get();
        left = LONGEST;
        executed = 0;
        while (executed < instructions) {
            run();
        }
    }

    private boolean isAt(Landing landing) {
        return program.eip() == landing.address() && program.register(ESP) == landing.stackPointer();
    }

    /** @return how many frames are not shown where it ends */
    private int step(String command, List<StackFrame> frames) {
        if (command.equals("stepi")) {
            run();
            return 0;
        }
        if (command.equals("finish") && !frames.getFirst().isInlined()) {
            run(Advance.backTo(frames.get(1)));
            return SourceStep.hidden(frames());
        }
        if (command.equals("finish")) {
            return step(SourceStep.outOf(image, frames, USER));
        }
        Calls calls = command.equals("step") && !isFaulty ? Calls.INTO : Calls.OVER;
        return step(new SourceStep(image, calls, frames, USER));
    }

    private int step(SourceStep step) {
        Optional<Advance> next = Optional.of(step.first());
        while (next.isPresent()) {
            run(next.get());
            if (hasStopped()) {
                return 0;
            }
            next = step.next(new Arrival(frames(), USER, top()));
        }
        return step.hidden(new Arrival(frames(), USER, top()));
    }

    private OptionalInt top() {
        TargetMemory memory = new TargetMemory(program);
        return memory.ask(() -> {
            try {
                return OptionalInt.of(memory.word(program.register(ESP)));
            } catch (UnreadableException e) {
                return OptionalInt.empty();
            }
        }, Runnable::run).join();
    }

    /** As a session runs a guest for a step. */
    private void run(Advance advance) {
        switch (advance) {
            case Advance.Instruction(Calls calls) -> instruction(calls);
            case Advance.Through(List<AddressRange> ranges, Calls calls) -> {
                boolean isCalled = false;
                do {
                    isCalled = instruction(calls);
                } while (!hasStopped() && !(isCalled && calls == Calls.INTO)
                        && ranges.stream().anyMatch(range -> range.contains(program.eip())));
            }
            case Advance.BackTo(int address, int stackPointer) -> {
                do {
                    run();
                } while (!hasStopped() && (program.eip() != address
                        || Integer.compareUnsigned(program.register(ESP), stackPointer) < 0));
            }
        }
    }

    /** @return whether it was a call, which is run through unless it is to be stepped into */
    private boolean instruction(Calls calls) {
        int esp = program.register(ESP);
        int after = program.afterCall();
        run();
        if (after == 0) {
            return false;
        }
        while (calls == Calls.OVER && !hasStopped() && (program.eip() != after || program.register(ESP) < esp)) {
            run();
        }
        return true;
    }

    private boolean hasStopped() {
        return program.hasEnded() || program.isSignalled();
    }

    private void run() {
        if (program.hasEnded() || left-- == 0) {
            throw new IllegalStateException((left < 0 ? "a step does not end: " : "it has ended: ") + underWay);
        }
        program.step();
        executed++;
    }

    private void runTo(Set<Integer> places) {
        for (left = LONGEST; !places.contains(program.eip());) {
            run();
        }
    }

    /** The frames to main's. */
    private List<StackFrame> frames() {
        List<StackFrame> all = image.stack(program::value, new TargetMemory(program), 200, Runnable::run).join().frames();
        List<StackFrame> found = new ArrayList<>();
        for (StackFrame frame : all) {
            if (!frame.isTailCall()) {
                found.add(frame);
            }
            if (!frame.isInlined() && frame.function().filter(f -> f.name().equals("main")).isPresent()) {
                break;
            }
        }
        return found;
    }

    private static String text(List<StackFrame> frames, int hidden) {
        if (frames.size() <= hidden) {
            return "fewer frames than gdb hides";
        }
        StackFrame frame = frames.get(hidden);
        return "%x in %s at %s:%d, depth %d".formatted(frame.address(), frame.function().map(f -> f.name()).orElse(""),
                frame.line().map(l -> l.file().name()).orElse(""), frame.line().map(l -> l.line()).orElse(0),
                frames.size() - hidden);
    }
}
