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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.frame.CallFrame;
import org.lguest.dwarf.frame.Unwinder;
import org.lguest.dwarf.frame.Unwinder.Step;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.machine.TargetMemory;

/**
 * Collects a stack's frames, one step of the unwinder after another, so that what was found is kept while memory for
 * the next step is fetched.
 */
final class StackWalk {
    private final ProgramImage image;
    private final Declarations declarations;
    private final SourceLines lines;
    private final TargetMemory memory;
    private final int most;
    private final Executor worker;
    private final List<StackFrame> frames = new ArrayList<>();

    /** @param most how many activations are wanted */
    StackWalk(ProgramImage image, Declarations declarations, SourceLines lines, TargetMemory memory, int most,
            Executor worker) {
        this.image = image;
        this.declarations = declarations;
        this.lines = lines;
        this.memory = memory;
        this.most = most;
        this.worker = worker;
    }

    CompletableFuture<Stack> from(CallFrame frame, int depth) {
        return memory.ask(() -> image.callers().caller(frame, memory), worker).thenComposeAsync(step -> {
            frames.addAll(framesOf(frame));
            return switch (step) {
                case Step.End(String reason) -> end(reason);
                case Step.Caller(CallFrame caller) -> {
                    boolean isCode = image.isCode(caller.lookupAddress());
                    if (!isCode && caller.isAtInstruction()) {
                        frames.addAll(framesOf(caller));
                        yield end("what was interrupted at 0x" + Integer.toHexString(caller.address())
                                + " is not of the program");
                    }
                    if (!isCode && caller.address() == 0) {
                        yield end("it was called by nobody");
                    }
                    if (!isCode) {
                        yield end("the caller at 0x" + Integer.toHexString(caller.address())
                                + " is in no function of the program");
                    }
                    yield depth + 1 >= most
                            ? end("no more than " + most + " are shown")
                            : from(caller, depth + 1);
                }
            };
        }, worker);
    }

    private CompletableFuture<Stack> end(String reason) {
        return CompletableFuture.completedFuture(new Stack(frames, reason));
    }

    /** An activation, and before it those that the compiler has put into it. */
    private List<StackFrame> framesOf(CallFrame activation) {
        int address = activation.lookupAddress();
        Optional<SourceLine> line = image.lineOf(address);
        List<StackFrame> found = new ArrayList<>();
        for (EntryReference copy : declarations.inlinedChain(address)) {
            try {
                EntryCursor entry = copy.open();
                List<AddressRange> ranges = entry.ranges();
                Function function = new Function(UnitDeclarations.name(entry), ranges, Optional.empty());
                found.add(new StackFrame(activation, Optional.of(function), line, true, Optional.of(copy)));
                line = call(entry, ranges.getFirst());
            } catch (MalformedException e) {
                image.damaged(e);
            }
        }
        found.add(new StackFrame(activation, image.functionAt(address), line, false,
                declarations.entryAt(address)));
        return found;
    }

    /** The call that a copy stands for. */
    private Optional<SourceLine> call(EntryCursor copy, AddressRange range) throws MalformedException {
        OptionalLong program = copy.unit().lineProgram();
        int line = (int) copy.constant(Attribute.DW_AT_CALL_LINE).orElse(0);
        int column = (int) copy.constant(Attribute.DW_AT_CALL_COLUMN).orElse(0);
        int file = (int) copy.constant(Attribute.DW_AT_CALL_FILE).orElse(0);
        return program.isEmpty() || line <= 0
                ? Optional.empty()
                : lines.file(program.getAsLong(), file)
                        .map(source -> new SourceLine(source, line, column, true, range.low(), range.high()));
    }
}
