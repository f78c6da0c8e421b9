/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.lguest.dwarf.Function;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.SourceLine;
import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.step.Advance.Calls;

/**
 * A step to the next source line. It ends where a statement of another line begins:
 * <ul>
 * <li>of the same function;
 * <li>of a caller, once the function has returned; what is left of the line with the call is run through;
 * <li>of a function that is called or jumped to, after its prologue, where a breakpoint in it would be. One without
 * line information is run through. A step over does the same for functions that are called, inlined ones included.
 * </ul>
 * In a function without line information it ends where the function is left, be it by a jump to another. A line that
 * jumps to itself is one step, however often it does: the user can suspend.
 */
public final class SourceStep {

    private static final int DWORD = 4;

    private final ProgramImage image;
    private final Calls calls;
    private StackFrame start;
    /** How many frames there are from the start's on, to the outermost. */
    private int depth;
    /** How many of them are no copies of inlined functions. */
    private int activations;
    private final int privilege;
    /** The copy of an inlined function that is to be left first. */
    private final Optional<Function> copy;
    private List<AddressRange> ranges = List.of();
    private boolean inPrologue;
    /** Whether it comes back from a function without line information. */
    private boolean isBack;
    /** Whether it is a step out of a function without line information. */
    private boolean isBlind;

    /**
     * @param begin where the program stands, or will when it is let go: the frames from there outward, the first of no
     *        function that has left by a tail call
     * @param privilege 0 to 3
     */
    public SourceStep(ProgramImage image, Calls calls, List<StackFrame> begin, int privilege) {
        this(image, calls, begin.getFirst(), begin, privilege, Optional.empty());
    }

    private SourceStep(ProgramImage image, Calls calls, StackFrame start, List<StackFrame> begin, int privilege,
            Optional<Function> copy) {
        this.image = image;
        this.calls = calls;
        this.privilege = privilege;
        this.copy = copy;
        startFrom(start, Arrival.standing(begin));
    }

    private void startFrom(StackFrame frame, List<StackFrame> frames) {
        start = frame;
        depth = frames.size();
        activations = activations(frames);
    }

    private static int activations(List<StackFrame> frames) {
        return (int) frames.stream().filter(frame -> !frame.isInlined()).count();
    }

    /**
     * Out of a copy of an inlined function, to the next statement of what it is inlined in.
     *
     * @param begin the copy's frame, and those outward
     */
    public static SourceStep outOf(ProgramImage image, List<StackFrame> begin, int privilege) {
        // The line of the call is as good as any other to end at.
        return new SourceStep(image, Calls.OVER, withoutLine(begin.get(1)), begin.subList(1, begin.size()), privilege,
                begin.getFirst().function());
    }

    private static StackFrame withoutLine(StackFrame frame) {
        return new StackFrame(frame.activation(), frame.function(), Optional.empty(), frame.isInlined(), frame.scope());
    }

    /** What lets the program go. */
    public Advance first() {
        if (copy.isPresent()) {
            return Advance.outOf(copy.get());
        }
        if (start.line().isEmpty() && start.function().isEmpty()) {
            return new Advance.Instruction(calls);
        }
        isBlind = start.line().isEmpty();
        ranges = start.line().isPresent() ? codeOf(start.line().get(), start)
                : start.function().get().ranges();
        return new Advance.Through(ranges, calls);
    }

    /** What to do where the advance before has led; empty when that is where the user wants to be. */
    public Optional<Advance> next(Arrival arrival) {
        StackFrame here = arrival.innermost();
        if (inPrologue) {
            return Optional.empty();
        }
        if (here.line().isEmpty()) {
            boolean isBlindStill = isBlind && arrival.frames().size() == depth;
            return !isBlindStill ? backFromUnknown(arrival)
                    : here.isSameFunctionAs(start) ? Optional.of(new Advance.Through(ranges, calls)) : Optional.empty();
        }
        if (here.isAtEntry()) {
            return throughPrologue(here);
        }
        if (isBack && covers(ranges, here.address())) {
            isBack = false;
            return Optional.of(new Advance.Through(ranges, calls));
        }
        isBack = false;
        if (isInCopy(arrival)) {
            return throughCopy(arrival);
        }
        boolean isSameFrame = here.isSameFunctionAs(start) && arrival.frames().size() == depth;
        // A line that a copy has been left on is still the same: the compiler has moved code of it out of the copy.
        boolean isSameLine = isSameActivation(arrival) && here.isSameLineAs(start);
        if (!isSameLine && here.isAtStatement()) {
            return Optional.empty();
        }
        SourceLine line = here.line().get();
        // A few instructions of another line may be amid those of a line, which goes on behind them.
        boolean isAmid = !isSameLine && line.low() == here.address();
        ranges = isAmid ? List.of(new AddressRange(line.low(), line.high())) : codeOf(line, here);
        if (!isAmid || !isSameFrame) {
            // Copies that begin here are not shown, so that it is their caller that the step goes on in.
            int copies = hidden(arrival.frames());
            StackFrame shown = arrival.frames().get(copies);
            startFrom(isAmid || copies > 0 ? withoutLine(shown) : shown,
                    arrival.frames().subList(copies, arrival.frames().size()));
        }
        return Optional.of(new Advance.Through(ranges, calls));
    }

    /**
     * How many of the frames to leave out where the step has ended: copies of inlined functions at whose start the
     * program stands. As with other functions, the call comes first, and the next step leads into the copy.
     */
    public int hidden(Arrival arrival) {
        int copies = hidden(arrival.frames());
        int entered = arrival.frames().size() - depth;
        boolean isCalledHere = calls == Calls.INTO && copies == entered && isInCopy(arrival)
                && arrival.frames().get(entered).isSameLineAs(start);
        return isCalledHere ? copies - 1 : copies;
    }

    /** How many of the frames are copies at whose start the program stands. */
    public static int hidden(List<StackFrame> frames) {
        int copies = 0;
        while (copies + 1 < frames.size() && frames.get(copies).isInlined() && isAtStart(frames.get(copies))) {
            copies++;
        }
        return copies;
    }

    private Optional<Advance> throughPrologue(StackFrame entry) {
        int body = image.afterPrologue(entry.function().orElseThrow());
        if (Integer.compareUnsigned(body, entry.address()) <= 0) {
            return Optional.empty();
        }
        inPrologue = true;
        return Optional.of(new Advance.Through(List.of(new AddressRange(entry.address(), body)), Calls.OVER));
    }

    /** Out of a function that nothing is known of, if it was called, or has just been jumped to. */
    private Optional<Advance> backFromUnknown(Arrival arrival) {
        StackFrame here = arrival.innermost();
        OptionalInt back = arrival.stackTop();
        if (back.isEmpty() || !here.isAtEntry() && !covers(ranges, back.getAsInt() - 1)) {
            return Optional.empty();
        }
        // A handler in another ring has a stack of its own, which says nothing of the depth of ours.
        int depthThere = arrival.privilege() == privilege ? here.stackPointer() + DWORD : 0;
        isBack = true;
        return Optional.of(new Advance.BackTo(back.getAsInt(), depthThere));
    }

    private boolean isSameActivation(Arrival arrival) {
        return activations(arrival.frames()) == activations && image.functionAt(arrival.innermost().address())
                .equals(image.functionAt(start.address()));
    }

    /** Whether the step has come from a function to a copy of another that is inlined in it. */
    private boolean isInCopy(Arrival arrival) {
        int entered = arrival.frames().size() - depth;
        return entered > 0 && arrival.frames().get(entered).isSameFunctionAs(start)
                && arrival.frames().subList(0, entered).stream().allMatch(StackFrame::isInlined);
    }

    /** A step over runs through a copy as through a call, but ends where a line begins with one. */
    private Optional<Advance> throughCopy(Arrival arrival) {
        int entered = arrival.frames().size() - depth;
        StackFrame inlined = arrival.frames().get(entered - 1);
        boolean isNewLine = isAtStart(inlined) && !arrival.frames().get(entered).isSameLineAs(start);
        return calls == Calls.INTO || isNewLine ? Optional.empty() : inlined.function().map(Advance::outOf);
    }

    private static boolean isAtStart(StackFrame inlined) {
        List<AddressRange> code = inlined.function().map(Function::ranges).orElse(List.of());
        return code.stream().anyMatch(range -> range.low() == inlined.address())
                && !covers(code, inlined.address() - 1);
    }

    private static boolean covers(List<AddressRange> ranges, int address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** All code of a frame's line in its function: a loop's condition may be far from its beginning. */
    private List<AddressRange> codeOf(SourceLine line, StackFrame frame) {
        Optional<Function> function = frame.function();
        Optional<EntryReference> scope = frame.isInlined() ? frame.scope() : Optional.empty();
        List<AddressRange> code = new ArrayList<>();
        for (AddressRange part : function.map(Function::ranges).orElse(List.of())) {
            int address = part.low();
            while (Integer.compareUnsigned(address, part.high()) < 0) {
                Optional<SourceLine> row = image.lineOf(address);
                // The code of a row may be that of two copies, one behind the other, of which neither begins a line.
                int end = row.map(SourceLine::high).orElse(address + 1);
                boolean isSame = row.filter(each -> each.line() == line.line() && each.file().equals(line.file()))
                        .isPresent();
                if (isSame && image.inlinedAt(address).equals(scope)) {
                    code.add(new AddressRange(address, end));
                }
                address = end;
            }
        }
        return code.isEmpty() ? List.of(new AddressRange(line.low(), line.high())) : code;
    }
}
