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

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.step.Advance;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.CodeRange;
import org.lguest.hypervisor.session.Destination;
import org.lguest.hypervisor.session.Done;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Refusal;
import org.lguest.hypervisor.session.StepRequest;
import org.lguest.hypervisor.session.StepRequest.Calls;

/** One request of the session that lets the guest go, and brings it back. */
sealed interface Move {

    CompletableFuture<Answer<Done>> ask(GuestSession session);

    record Step(StepRequest request) implements Move {
        @Override
        public CompletableFuture<Answer<Done>> ask(GuestSession session) {
            return session.step(request);
        }
    }

    /** @param otherwise what to do where no debug register is free for the destination */
    record RunTo(Destination destination, Optional<StepRequest> otherwise) implements Move {
        @Override
        public CompletableFuture<Answer<Done>> ask(GuestSession session) {
            return session.runTo(destination).thenCompose(answer ->
                    otherwise.isPresent() && answer instanceof Answer.Refused<Done>(Refusal refusal)
                            && refusal.code() == Refusal.Code.NO_FREE_SLOT
                                    ? session.step(otherwise.get()) : CompletableFuture.completedFuture(answer));
        }
    }

    /** What lets a guest advance so. */
    static Move of(Advance advance) {
        return switch (advance) {
            case Advance.Instruction(Advance.Calls calls) -> new Step(StepRequest.instruction(session(calls)));
            case Advance.Through(List<AddressRange> ranges, Advance.Calls calls) ->
                new Step(StepRequest.range(code(ranges), session(calls)));
            case Advance.BackTo(int address, int stackPointer) ->
                new RunTo(new Destination(address, stackPointer), Optional.empty());
        };
    }

    private static Calls session(Advance.Calls calls) {
        return switch (calls) {
            case INTO -> Calls.INTO;
            case OVER -> Calls.OVER;
        };
    }

    private static List<CodeRange> code(List<AddressRange> ranges) {
        return ranges.stream().map(range -> new CodeRange(range.low(), range.high())).toList();
    }

    /** To where a frame goes on. */
    static Move backTo(FramePosition caller) {
        return of(Advance.backTo(caller.frame()));
    }

    /** The same from a frame, whose function is left instruction by instruction where no debug register is free. */
    static Move backTo(FramePosition caller, FramePosition from) {
        return new RunTo(new Destination(caller.address(), caller.stackPointer()),
                from.function().map(left -> StepRequest.range(code(left.ranges()), Calls.OVER)));
    }
}
