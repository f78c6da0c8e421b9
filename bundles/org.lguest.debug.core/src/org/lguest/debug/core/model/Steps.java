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

import org.eclipse.debug.core.DebugEvent;
import org.lguest.dwarf.ProgramImage;
import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.step.Advance;
import org.lguest.dwarf.step.Advance.Calls;
import org.lguest.dwarf.step.SourceStep;

/**
 * The steps that lead on from where a guest stands. A step of an outer frame is taken once the guest has returned to
 * it; of one whose function has left by a tail call, it is the return to that one's caller.
 *
 * @param byInstruction whether a step is one instruction, and not one source line
 * @param frames        the innermost first
 * @param privilege     the ring, 0 to 3
 */
record Steps(ProgramImage image, boolean byInstruction, List<GuestStackFrame> frames, int privilege) {

    Optional<UserStep> into() {
        return frames.isEmpty() ? Optional.empty() : Optional.of(step(DebugEvent.STEP_INTO, Calls.INTO, 0));
    }

    Optional<UserStep> over(int frame) {
        if (frame < 0 || frame >= frames.size()) {
            return Optional.empty();
        }
        if (position(frame).isTailCall()) {
            return Optional.of(UserStep.of(DebugEvent.STEP_OVER, backTo(callerOf(frame))));
        }
        UserStep step = step(DebugEvent.STEP_OVER, Calls.OVER, frame);
        return Optional.of(activation(frame) == 0 ? step : step.after(backTo(activation(frame))));
    }

    private UserStep step(int detail, Calls calls, int frame) {
        return byInstruction ? UserStep.of(detail, Move.of(new Advance.Instruction(calls)))
                : new LineStep(detail, new SourceStep(image, calls, from(frame), privilege));
    }

    /** Until the function has returned, or the copy of an inlined one has been left. */
    Optional<UserStep> returning(int frame) {
        if (frame < 0 || frame + 1 >= frames.size()) {
            return Optional.empty();
        }
        if (!position(frame).isInlined() || position(frame).isTailCall()) {
            return Optional.of(UserStep.of(DebugEvent.STEP_RETURN, backTo(callerOf(frame))));
        }
        UserStep out = new LineStep(DebugEvent.STEP_RETURN, SourceStep.outOf(image, from(frame), privilege));
        return Optional.of(activation(frame) == 0 ? out : out.after(backTo(activation(frame))));
    }

    /** The next frame that will be returned to: not one whose function has left by a tail call. */
    private int callerOf(int frame) {
        int caller = frame + 1;
        while (caller + 1 < frames.size() && position(caller).isTailCall()) {
            caller++;
        }
        return caller;
    }

    private Move backTo(int frame) {
        return !position(0).isInlined() && frame == callerOf(0) ? Move.backTo(position(frame), position(0)) : Move.backTo(position(frame));
    }

    /** The innermost frame of the activation that a frame belongs to. */
    private int activation(int frame) {
        int innermost = frame;
        while (innermost > 0 && position(innermost - 1).isInlined()) {
            innermost--;
        }
        return innermost;
    }

    private FramePosition position(int frame) {
        return frames.get(frame).position();
    }

    /** A frame, and those outward. */
    private List<StackFrame> from(int frame) {
        return frames.subList(frame, frames.size()).stream().map(each -> each.position().frame()).toList();
    }
}
