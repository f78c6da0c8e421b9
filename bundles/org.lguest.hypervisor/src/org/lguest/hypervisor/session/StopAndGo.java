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

import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.session.Refusal.Code;

/** Whether the guest stands or runs, and the requests that say so. On the emulator thread, but for {@link #state}. */
final class StopAndGo {

    /** What the request that was served last makes of the guest. */
    private enum Next {
        AS_BEFORE, STOP, RESUME, STEP
    }

    private final Machine machine;
    private final GuestDeath death;
    private final RequestQueue requests;
    private final GuestView view;
    private final SessionOutput output;
    private final SessionListener listener;

    private volatile SessionState state = SessionState.STOPPED;
    private Next next = Next.AS_BEFORE;

    StopAndGo(Machine machine, RequestQueue requests, GuestView view, SessionOutput output, SessionListener listener) {
        this.machine = machine;
        death = machine.lguest().death();
        this.requests = requests;
        this.view = view;
        this.output = output;
        this.listener = listener;
    }

    /** On any thread. */
    SessionState state() {
        return state;
    }

    /** The emulator thread is about to end. */
    void end() {
        state = SessionState.ENDED;
    }

    /** Whether the guest stands, and the requests served so far have left it so. */
    boolean stands() {
        return state == SessionState.STOPPED && next == Next.AS_BEFORE;
    }

    /** A request lets the guest run on, from where it {@link #stands}. */
    Answer<Done> resume() {
        return then(Next.RESUME);
    }

    /** A request lets the guest take a step. */
    Answer<Done> step() {
        return then(Next.STEP);
    }

    /** A request stops the guest. */
    Answer<Done> suspend() {
        return state == SessionState.STOPPED || next == Next.STOP
                ? Answer.refused(Code.ALREADY_STOPPED, "The guest is stopped already.") : then(Next.STOP);
    }

    private Answer<Done> then(Next what) {
        next = what;
        return Answer.done();
    }

    /** Whether {@link #suspend} is to be done now. */
    boolean isToStop() {
        return next == Next.STOP;
    }

    /** The guest stops; returns when it is to go on, or is dead. */
    void stop(StopReason reason) {
        output.flush();
        next = Next.AS_BEFORE;
        state = SessionState.STOPPED;
        listener.stopped(new Stop(reason, view.registers().values(), machine.processor().retired(), machine.clock().now()));
        while (next == Next.AS_BEFORE && !death.dead()) {
            await(Optional.empty());
            serveAll();
            output.flush();
        }
        if (death.dead()) {
            return;
        }
        boolean step = next == Next.STEP;
        next = Next.AS_BEFORE;
        state = SessionState.RUNNING;
        listener.resumed(step ? ResumeReason.STEP : ResumeReason.RESUME);
    }

    /** Serves what waits, up to the request after which the guest is no longer as it was. */
    void serveAll() {
        while (next == Next.AS_BEFORE && !death.dead()) {
            var request = requests.poll();
            if (request.isEmpty()) {
                return;
            }
            request.get().serve();
        }
    }

    /** Waits for a request, at most until the deadline; an interrupt ends the session. */
    void await(Optional<Long> deadline) {
        try {
            if (deadline.isPresent()) {
                requests.await(deadline.get());
            } else {
                requests.await();
            }
        } catch (InterruptedException e) {
            death.kill(GuestEnd.TERMINATED);
        }
    }
}
