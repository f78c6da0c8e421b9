/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.debug.core.DebugEvent;
import org.lguest.dwarf.Function;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.SourceLine;
import org.lguest.dwarf.elf.AddressRange;
import org.lguest.hypervisor.session.CodeRange;
import org.lguest.hypervisor.session.Destination;
import org.lguest.hypervisor.session.StepRequest;
import org.lguest.hypervisor.session.StepRequest.Calls;

/**
 * A step to the next source line. It ends where a statement of another line begins:
 * <ul>
 * <li>of the same function;
 * <li>of a caller, once the function has returned; what is left of the line with the call is run through;
 * <li>of a function that is called or jumped to, after its prologue, where a breakpoint in it would be. One without
 * line information is run through. A step over does the same for functions that are called, inlined ones included.
 * </ul>
 * In a function without line information it ends where the function is left. A line that jumps to itself is one step,
 * however often it does: the user can suspend.
 */
final class LineStep implements UserStep {

    private static final int DWORD = 4;

    private final ProgramImage image;
    private final Calls calls;
    private FramePosition start;
    /** How many frames there are from the start's on, to the outermost. */
    private int depth;
    private final int privilege;
    private List<CodeRange> ranges = List.of();
    private boolean inPrologue;

    /** @param begin where the guest stands, or will when the first move is asked for: the frames from there outward */
    LineStep(ProgramImage image, Calls calls, List<FramePosition> begin, int privilege) {
        this.image = image;
        this.calls = calls;
        this.start = begin.getFirst();
        this.depth = begin.size();
        this.privilege = privilege;
    }

    @Override
    public int detail() {
        return calls == Calls.INTO ? DebugEvent.STEP_INTO : DebugEvent.STEP_OVER;
    }

    @Override
    public Move first() {
        if (start.line().isPresent()) {
            ranges = codeOf(start.line().get(), start.function());
            return Move.through(ranges, calls);
        }
        return start.function().map(Move::outOf).orElseGet(() -> new Move.Step(StepRequest.instruction(calls)));
    }

    @Override
    public Optional<Move> next(Landing landing) {
        FramePosition here = landing.innermost();
        if (inPrologue) {
            return Optional.empty();
        }
        if (here.line().isEmpty()) {
            return backFromUnknown(landing);
        }
        if (here.isAtEntry()) {
            return throughPrologue(here);
        }
        Optional<Move> copy = throughCopy(landing);
        if (copy.isPresent()) {
            return copy;
        }
        boolean isElsewhere = !here.isSameLineAs(start) || !here.isSameFunctionAs(start)
                || landing.frames().size() != depth;
        if (isElsewhere && here.isAtStatement()) {
            return Optional.empty();
        }
        start = here;
        depth = landing.frames().size();
        ranges = codeOf(here.line().get(), here.function());
        return Optional.of(Move.through(ranges, calls));
    }

    private Optional<Move> throughPrologue(FramePosition entry) {
        int body = image.afterPrologue(entry.function().orElseThrow());
        if (Integer.compareUnsigned(body, entry.address()) <= 0) {
            return Optional.empty();
        }
        inPrologue = true;
        return Optional.of(Move.through(List.of(new CodeRange(entry.address(), body)), Calls.OVER));
    }

    /** Out of a function that nothing is known of, if it was called, or has just been jumped to. */
    private Optional<Move> backFromUnknown(Landing landing) {
        FramePosition here = landing.innermost();
        OptionalInt back = landing.stackTop();
        if (back.isEmpty() || !here.isAtEntry() && !covers(ranges, back.getAsInt() - 1)) {
            return Optional.empty();
        }
        // A handler in another ring has a stack of its own, which says nothing of the depth of ours.
        int depthThere = landing.privilege() == privilege ? here.stackPointer() + DWORD : 0;
        return Optional.of(new Move.RunTo(new Destination(back.getAsInt(), depthThere), Optional.empty()));
    }

    /** A step over runs through a copy of an inlined function as through a call. */
    private Optional<Move> throughCopy(Landing landing) {
        int index = landing.frames().size() - depth;
        boolean isInCopy = calls == Calls.OVER && index > 0 && landing.frames().get(index).isSameFunctionAs(start)
                && landing.frames().subList(0, index).stream().allMatch(FramePosition::isInlined);
        return isInCopy ? landing.frames().get(index - 1).function().map(Move::outOf) : Optional.empty();
    }

    private static boolean covers(List<CodeRange> ranges, int address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** All code of a line in a function: a loop's condition may be far from its beginning. */
    private List<CodeRange> codeOf(SourceLine line, Optional<Function> function) {
        List<CodeRange> code = new ArrayList<>();
        for (AddressRange part : function.map(Function::ranges).orElse(List.of())) {
            int address = part.low();
            while (Integer.compareUnsigned(address, part.high()) < 0) {
                Optional<SourceLine> row = image.lineOf(address);
                int end = row.map(SourceLine::high).orElse(address + 1);
                if (Integer.compareUnsigned(end, part.high()) > 0) {
                    end = part.high();
                }
                if (row.filter(each -> each.line() == line.line() && each.file().equals(line.file())).isPresent()) {
                    code.add(new CodeRange(address, end));
                }
                address = end;
            }
        }
        return code.isEmpty() ? List.of(new CodeRange(line.low(), line.high())) : code;
    }
}
