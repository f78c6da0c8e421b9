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

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IThread;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.Messages;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.RegisterValues;
import org.lguest.hypervisor.session.ResumeReason;
import org.lguest.hypervisor.session.StepRequest;
import org.lguest.hypervisor.session.StepRequest.Calls;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.StopReason;

/**
 * The virtual processor. Requests go to the session and return at once; what comes of them changes the state here, and
 * is announced after that.
 */
public final class GuestThread extends GuestDebugElement implements IThread {

    /** What the processor does, as last announced. */
    private sealed interface State {

        record Running(boolean stepping) implements State {
        }

        record Suspended(StopReason reason, List<IBreakpoint> breakpoints) implements State {
        }

        record Terminated() implements State {
        }
    }

    private final GuestSession session;
    private volatile State state = new State.Running(false);
    private volatile List<GuestStackFrame> frames = List.of();
    /** The registers as they are shown, and at the stop before. */
    private RegisterValues current = new RegisterValues(List.of());
    private RegisterValues before = current;
    private volatile int stops;
    /** The stop that is to be announced, or was, while the guest stands there. */
    private Optional<Stop> standing = Optional.empty();

    GuestThread(GuestDebugTarget target, GuestSession session) {
        super(target);
        this.session = session;
    }

    /** Reads the frames, then suspends. Called on the emulator thread. */
    void stopped(Stop stop, List<IBreakpoint> breakpoints) {
        stand(Optional.of(stop));
        StackWalk.walk(session, getDebugTarget().image(), stop.registers(), getDebugTarget().worker())
                .thenAccept(positions -> suspended(stop, breakpoints, positions));
    }

    private synchronized void stand(Optional<Stop> where) {
        standing = where;
    }

    private synchronized void suspended(Stop stop, List<IBreakpoint> breakpoints, List<FramePosition> positions) {
        if (standing.filter(where -> where == stop).isEmpty()) {
            // The guest ended while its frames were read, or a second request to resume was faster than the first stop.
            return;
        }
        before = current;
        show(positions, stop.registers(), true);
        state = new State.Suspended(stop.reason(), breakpoints);
        fireSuspendEvent(switch (stop.reason()) {
            case StopReason.DebugRegisters hits -> DebugEvent.BREAKPOINT;
            case StopReason.Stepped step -> DebugEvent.STEP_END;
            case StopReason.Arrived arrival -> DebugEvent.STEP_END;
            case StopReason.Suspended request -> DebugEvent.CLIENT_REQUEST;
        });
    }

    /** Called on the emulator thread. */
    synchronized void resumed(ResumeReason reason) {
        stand(Optional.empty());
        boolean stepping = reason == ResumeReason.STEP;
        state = new State.Running(stepping);
        fireResumeEvent(stepping ? DebugEvent.STEP_INTO : DebugEvent.CLIENT_REQUEST);
    }

    /** The target announces the end, for this element and its own. */
    synchronized void ended() {
        stand(Optional.empty());
        state = new State.Terminated();
    }

    /** Shows registers and frames anew, after one of them was written. Returns at once. */
    void refresh() {
        session.registers().thenAccept(answer -> {
            if (answer instanceof Answer.Given<RegisterValues>(RegisterValues registers)) {
                StackWalk.walk(session, getDebugTarget().image(), registers, getDebugTarget().worker())
                        .thenAccept(positions -> refreshed(registers, positions));
            }
        });
    }

    private synchronized void refreshed(RegisterValues registers, List<FramePosition> positions) {
        if (isSuspended()) {
            show(positions, registers, false);
            fireChangeEvent(DebugEvent.CONTENT);
        }
    }

    /** Frames are told apart from the outermost in: a call or a return leaves the callers' frames what they are. */
    private void show(List<FramePosition> positions, RegisterValues registers, boolean laterStop) {
        current = registers;
        stops += laterStop ? 1 : 0;
        List<GuestStackFrame> known = frames;
        List<GuestStackFrame> now = new ArrayList<>();
        boolean same = true;
        for (int depth = 1; depth <= positions.size(); depth++) {
            int index = positions.size() - depth;
            FramePosition position = positions.get(index);
            List<GuestRegisterGroup> groups = index == 0
                    ? GuestRegisterGroup.of(this, registers, before)
                    : GuestRegisterGroup.of(this, position);
            same = same && depth <= known.size() && known.get(known.size() - depth).isSameFunctionAs(position);
            if (same) {
                GuestStackFrame frame = known.get(known.size() - depth);
                frame.update(position, groups, laterStop);
                now.addFirst(frame);
            } else {
                now.addFirst(new GuestStackFrame(this, position, groups));
            }
        }
        frames = List.copyOf(now);
    }

    /** How often the guest has been suspended: memory that was read is compared with the stop before. */
    int stops() {
        return stops;
    }

    /** The registers as they are shown; none while the guest runs. */
    synchronized RegisterValues registers() {
        return isSuspended() ? current : new RegisterValues(List.of());
    }

    @Override
    public IStackFrame[] getStackFrames() {
        return isSuspended() ? frames.toArray(IStackFrame[]::new) : new IStackFrame[0];
    }

    @Override
    public boolean hasStackFrames() {
        return isSuspended();
    }

    @Override
    public @Nullable IStackFrame getTopStackFrame() {
        List<GuestStackFrame> shown = frames;
        return isSuspended() && !shown.isEmpty() ? shown.getFirst() : null;
    }

    @Override
    public int getPriority() {
        return 0;
    }

    @Override
    public String getName() {
        return Messages.GuestThread_name;
    }

    /** The breakpoints that the stop is due to; none if it is due to something else. */
    @Override
    public IBreakpoint[] getBreakpoints() {
        return state instanceof State.Suspended(StopReason reason, List<IBreakpoint> breakpoints)
                ? breakpoints.toArray(IBreakpoint[]::new) : new IBreakpoint[0];
    }

    @Override
    public boolean canResume() {
        return isSuspended();
    }

    @Override
    public boolean canSuspend() {
        return state instanceof State.Running;
    }

    @Override
    public boolean isSuspended() {
        return state instanceof State.Suspended;
    }

    @Override
    public void resume() throws DebugException {
        session.resume();
    }

    @Override
    public void suspend() throws DebugException {
        session.suspend();
    }

    @Override
    public boolean canStepInto() {
        return isSuspended();
    }

    /** Not yet: a step is one instruction. */
    @Override
    public boolean canStepOver() {
        return false;
    }

    /** Not yet: a step is one instruction. */
    @Override
    public boolean canStepReturn() {
        return false;
    }

    @Override
    public boolean isStepping() {
        return state instanceof State.Running(boolean stepping) && stepping;
    }

    /** One instruction. */
    @Override
    public void stepInto() throws DebugException {
        session.step(StepRequest.instruction(Calls.INTO));
    }

    @Override
    public void stepOver() throws DebugException {
        throw LguestStatus.NOT_SUPPORTED.debugException();
    }

    @Override
    public void stepReturn() throws DebugException {
        throw LguestStatus.NOT_SUPPORTED.debugException();
    }

    @Override
    public boolean canTerminate() {
        return !isTerminated();
    }

    @Override
    public boolean isTerminated() {
        return state instanceof State.Terminated;
    }

    @Override
    public void terminate() throws DebugException {
        getDebugTarget().terminate();
    }
}
