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
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IThread;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.Messages;
import org.lguest.debug.core.model.Suspension.Cause;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.Done;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Refusal;
import org.lguest.hypervisor.session.RegisterValues;
import org.lguest.hypervisor.session.ResumeReason;
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

        record Suspended(Suspension why) implements State {
        }

        record Terminated() implements State {
        }
    }

    private final GuestSession session;
    private final GuestStack stack = new GuestStack(this);
    private final InstructionPointer instructionPointer = new InstructionPointer(this);
    private volatile State state = new State.Running(false);
    /** The stop that is to be announced, or was, while the guest stands there. */
    private Optional<Stop> standing = Optional.empty();
    private Optional<StepUnderWay> underWay = Optional.empty();

    GuestThread(GuestDebugTarget target, GuestSession session) {
        super(target);
        this.session = session;
    }

    /** Reads the frames, then suspends, unless a step goes on. Called on the emulator thread. */
    void stopped(Stop stop, Suspension why) {
        stand(Optional.of(stop));
        boolean isEndOfMove = stop.reason() instanceof StopReason.Stepped || stop.reason() instanceof StopReason.Arrived;
        Landing.read(session, getDebugTarget().image(), stop.registers(), getDebugTarget().worker())
                .thenAcceptBothAsync(DataAccess.registers(session, stop.reason()), (landing, registers) -> {
                    if (!isEndOfMove || !goesOn(stop, landing)) {
                        suspended(stop, why.explained(stop.reason(), getDebugTarget().image(), registers), landing);
                    }
                }, getDebugTarget().worker());
    }

    private synchronized void stand(Optional<Stop> where) {
        standing = where;
    }

    private synchronized boolean isStanding(Stop stop) {
        return standing.filter(where -> where == stop).isPresent();
    }

    /** Whether the step under way takes the guest on from here; then it has. */
    private boolean goesOn(Stop stop, Landing landing) {
        StepUnderWay way;
        synchronized (this) {
            if (!isStanding(stop) || underWay.isEmpty() || underWay.get().isEnough() || landing.frames().isEmpty()) {
                return false;
            }
            way = underWay.get();
        }
        // Debug information is read, which may take a while: not while others wait for the state.
        Optional<Move> next = way.next(landing);
        synchronized (this) {
            if (next.isEmpty() || way.isEnough() || !isStanding(stop)) {
                return false;
            }
            next.get().ask(session).thenAccept(this::refusedOnTheWay);
            return true;
        }
    }

    /** The guest stands between two moves, and can't make the next one: it is suspended there. */
    private void refusedOnTheWay(Answer<Done> answer) {
        Optional<Stop> where;
        synchronized (this) {
            where = answer instanceof Answer.Refused<Done> ? standing : Optional.empty();
            where.flatMap(stop -> underWay).ifPresent(StepUnderWay::setEnough);
        }
        where.ifPresent(stop -> stopped(stop, Suspension.of(Cause.REQUEST)));
    }

    private synchronized void suspended(Stop stop, Suspension why, Landing landing) {
        if (!isStanding(stop) || isSuspended()) {
            // The guest ended while its frames were read, or a second request to resume was faster than the first stop.
            return;
        }
        boolean asked = underWay.filter(StepUnderWay::isEnough).isPresent() && why.cause() == Cause.STEP;
        int hidden = why.cause() == Cause.STEP ? underWay.map(way -> way.hidden(landing)).orElse(0) : 0;
        underWay = Optional.empty();
        stack.stopped(landing, stop.registers(), hidden);
        Suspension announced = asked ? Suspension.of(Cause.REQUEST) : why;
        state = new State.Suspended(announced);
        GuestDebugTarget.fire(stack.announcement(new DebugEvent(this, DebugEvent.SUSPEND, announced.detail())));
    }

    /** Called on the emulator thread. */
    synchronized void resumed(ResumeReason reason) {
        stand(Optional.empty());
        if (underWay.filter(StepUnderWay::isAnnounced).isPresent()) {
            return;
        }
        underWay.ifPresent(StepUnderWay::setAnnounced);
        int detail = underWay.map(StepUnderWay::detail).orElse(DebugEvent.CLIENT_REQUEST);
        state = new State.Running(detail != DebugEvent.CLIENT_REQUEST);
        fireResumeEvent(detail);
    }

    /** The target announces the end, for this element and its own. */
    synchronized void ended() {
        stand(Optional.empty());
        underWay = Optional.empty();
        stack.ended();
        state = new State.Terminated();
    }

    /** Shows registers and frames anew, after one of them was written. Returns at once. */
    void refresh() {
        session.registers().thenAccept(answer -> {
            if (answer instanceof Answer.Given<RegisterValues>(RegisterValues registers)) {
                Landing.read(session, getDebugTarget().image(), registers, getDebugTarget().worker())
                        .thenAccept(landing -> refreshed(registers, landing));
            }
        });
    }

    private synchronized void refreshed(RegisterValues registers, Landing landing) {
        if (isSuspended()) {
            stack.written(landing, registers);
            fireChangeEvent(DebugEvent.CONTENT);
        }
    }

    /** How often the guest has been suspended. */
    int stops() {
        return stack.stops();
    }

    /** The registers as they are shown; none while the guest runs. */
    RegisterValues registers() {
        return isSuspended() ? stack.registers() : new RegisterValues(List.of());
    }

    @Override
    public IStackFrame[] getStackFrames() {
        return frames().toArray(IStackFrame[]::new);
    }

    /** The innermost first; none while the guest runs. */
    List<GuestStackFrame> frames() {
        return isSuspended() ? stack.frames() : List.of();
    }

    @Override
    public boolean hasStackFrames() {
        return isSuspended();
    }

    @Override
    public @Nullable IStackFrame getTopStackFrame() {
        List<GuestStackFrame> shown = frames();
        return shown.isEmpty() ? null : shown.getFirst();
    }

    @Override
    public int getPriority() {
        return 0;
    }

    @Override
    public String getName() {
        return Messages.GuestThread_name;
    }

    /** Why it is suspended; empty while it is not. */
    public Optional<Suspension> suspension() {
        return state instanceof State.Suspended(Suspension why) ? Optional.of(why) : Optional.empty();
    }

    /** The breakpoints that the stop is due to; none if it is due to something else. */
    @Override
    public IBreakpoint[] getBreakpoints() {
        return suspension().map(Suspension::breakpoints).orElse(List.of()).toArray(IBreakpoint[]::new);
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

    /** Works between the moves of a step too, when the session finds the guest standing. */
    @Override
    public void suspend() throws DebugException {
        session.suspend().thenAccept(answer -> {
            if (answer instanceof Answer.Refused<Done>(Refusal refusal)
                    && refusal.code() == Refusal.Code.ALREADY_STOPPED && isEnough()) {
                session.suspend();
            }
        });
    }

    /**
     * Whether a step was under way, which is not to go on: if its next move has been asked for, the next stop ends it.
     */
    private synchronized boolean isEnough() {
        underWay.ifPresent(StepUnderWay::setEnough);
        return underWay.isPresent();
    }

    /** A second request may come before the views know that the first has let the guest go: it is no error. */
    private void go(Optional<UserStep> wanted) throws DebugException {
        if (!isSuspended()) {
            return;
        }
        UserStep step = wanted.orElseThrow(LguestStatus.NOT_SUPPORTED::debugException);
        synchronized (this) {
            if (!isSuspended() || underWay.isPresent()) {
                return;
            }
            underWay = Optional.of(new StepUnderWay(step));
        }
        step.first().ask(session).thenAccept(answer -> {
            if (answer instanceof Answer.Refused<Done>(Refusal refusal)) {
                giveUp();
                if (refusal.code() != Refusal.Code.GUEST_RUNNING && refusal.code() != Refusal.Code.SESSION_ENDED) {
                    report(LguestStatus.STEP_REFUSED.status(refusal.message()));
                }
            }
        });
    }

    /** Something else has let the guest go, or ended it, or there is no register for it. */
    private synchronized void giveUp() {
        underWay = Optional.empty();
        if (state instanceof State.Running) {
            state = new State.Running(false);
        }
    }

    private Steps steps() {
        return new Steps(getDebugTarget().image(), getDebugTarget().isInstructionStepping(), frames(),
                Landing.privilege(registers()));
    }

    void stepOver(int frame) throws DebugException {
        go(steps().over(frame));
    }

    void stepReturn(int frame) throws DebugException {
        go(steps().returning(frame));
    }

    @Override
    public boolean canStepInto() {
        return isSuspended();
    }

    @Override
    public boolean canStepOver() {
        return isSuspended();
    }

    @Override
    public boolean canStepReturn() {
        return frames().size() > 1;
    }

    @Override
    public boolean isStepping() {
        return state instanceof State.Running(boolean stepping) && stepping;
    }

    @Override
    public void stepInto() throws DebugException {
        if (!isIntoCopy()) {
            go(steps().into());
        }
    }

    /** Whether the step leads into a copy of an inlined function, at whose first instruction the guest stands. */
    private synchronized boolean isIntoCopy() {
        if (!isSuspended() || underWay.isPresent() || getDebugTarget().isInstructionStepping() || !stack.reveal()) {
            return false;
        }
        fireResumeEvent(DebugEvent.STEP_INTO);
        GuestDebugTarget.fire(stack.announcement(new DebugEvent(this, DebugEvent.SUSPEND, DebugEvent.STEP_END)));
        return true;
    }

    @Override
    public void stepOver() throws DebugException {
        stepOver(0);
    }

    @Override
    public void stepReturn() throws DebugException {
        stepReturn(0);
    }

    /** Whether {@link #runToLine} would do something. */
    public boolean canRunToLine() {
        return isSuspended();
    }

    /**
     * Lets the guest go, to a source line, from a breakpoint's place in it on, or to whatever stops it before. Does
     * nothing while it is not suspended. Returns at once; where the line has no code the user is told.
     *
     * @param path            absolute path of the source file on this machine
     * @param line            from 1
     * @param skipBreakpoints whether no breakpoint is to stop it on the way
     */
    public void runToLine(String path, int line, boolean skipBreakpoints) {
        if (canRunToLine()) {
            getDebugTarget().runToLine(path, line, skipBreakpoints);
        }
    }

    /** Where it goes on, to be moved. */
    public InstructionPointer instructionPointer() {
        return instructionPointer;
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
