/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import java.util.Optional;

import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.host.ReturnPoint;
import org.lguest.hypervisor.host.RunLoop;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.StepRequest.Calls;

/**
 * What the guest was let go for, if not simply to run: a step, or a destination. The run loop takes the instructions of
 * a step one by one. A function that is run through runs at full speed, up to a debug register at its return; where
 * none is free, its instructions are taken one by one too. On the emulator thread.
 */
final class Course {

    private final Machine machine;
    private final RunLoop runLoop;
    private final SlotTable slots;

    private Optional<StepRequest> step = Optional.empty();
    private Optional<ReturnPoint> returning = Optional.empty();
    private Optional<Destination> destination = Optional.empty();
    /** The debug register at the return or destination. */
    private Optional<Planted> mark = Optional.empty();

    Course(Machine machine, RunLoop runLoop, SlotTable slots) {
        this.machine = machine;
        this.runLoop = runLoop;
        this.slots = slots;
    }

    /** Takes a destination, or refuses for want of a debug register. */
    Answer<Done> runTo(Destination where) {
        if (plant(where.address(), "the destination", where.condition()) instanceof Answer.Refused<Planted>(Refusal refusal)) {
            return new Answer.Refused<>(refusal);
        }
        destination = Optional.of(where);
        return Answer.done();
    }

    /** Begins a step where the guest stands. */
    void step(StepRequest request) {
        step = Optional.of(request);
        runLoop.step(request::covers, request.calls() == Calls.OVER);
    }

    /** The guest stops, for whatever reason: all is given up. */
    void end() {
        runLoop.cancelStep();
        mark.ifPresent(slots::giveBack);
        mark = Optional.empty();
        step = Optional.empty();
        returning = Optional.empty();
        destination = Optional.empty();
    }

    /** The instructions of a step have come to an end. @return why the guest stops, if it does */
    Optional<StopReason> stepped() {
        Optional<ReturnPoint> called = runLoop.called();
        if (called.isEmpty() || step.orElseThrow().calls() == Calls.INTO) {
            return Optional.of(new StopReason.Stepped());
        }
        runThrough(called.get());
        return Optional.empty();
    }

    private void runThrough(ReturnPoint point) {
        runLoop.cancelStep();
        if (plant(point.eip(), "the return of a step", Condition.NONE) instanceof Answer.Given<Planted>) {
            returning = Optional.of(point);
        } else {
            byInstructions(point);
        }
    }

    private void byInstructions(ReturnPoint point) {
        StepRequest request = step.orElseThrow();
        runLoop.stepBackTo(point, request::covers, request.calls() == Calls.OVER);
    }

    private Answer<Planted> plant(int address, String label, Condition condition) {
        Answer<Planted> answer = slots.plant(new DebugRegisterRequest(Kind.EXECUTE, address, 1, label, condition));
        mark = answer instanceof Answer.Given<Planted>(Planted planted) ? Optional.of(planted) : Optional.empty();
        return answer;
    }

    /** Whether this debug register is the course's own. */
    boolean owns(Planted planted) {
        return mark.isPresent() && mark.get().equals(planted);
    }

    /**
     * Debug registers have matched, but none of the user's for which the guest is to stop.
     *
     * @param own whether the course's own has
     * @return why it stops all the same
     */
    Optional<StopReason> matched(boolean own) {
        if (runLoop.stepComplete()) {
            return stepped();
        }
        if (own && destination.isPresent()) {
            return Optional.of(new StopReason.Arrived());
        }
        return own && returning.filter(runLoop::returnedTo).isPresent() ? returned() : Optional.empty();
    }

    private Optional<StopReason> returned() {
        StepRequest request = step.orElseThrow();
        end();
        if (!request.covers(machine.lguest().regs().eip())) {
            return Optional.of(new StopReason.Stepped());
        }
        step(request);
        return Optional.empty();
    }

    /** The guest has taken the register, or given one back. */
    void moved(Optional<Place> now) {
        if (now.isEmpty() && returning.isPresent()) {
            mark.ifPresent(slots::unplant);
            mark = Optional.empty();
            ReturnPoint point = returning.get();
            returning = Optional.empty();
            byInstructions(point);
        }
    }
}
