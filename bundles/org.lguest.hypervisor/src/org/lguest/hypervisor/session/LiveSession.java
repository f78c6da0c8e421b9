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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.lguest.hypervisor.host.DebugRegisters;
import org.lguest.hypervisor.host.Debugger;
import org.lguest.hypervisor.host.Devices;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.host.RunLoop;
import org.lguest.hypervisor.launcher.ConsoleInput;
import org.lguest.hypervisor.session.Refusal.Code;

/** A guest that really runs: its requests, and the emulator thread that serves them. */
public final class LiveSession implements GuestSession {

    /** What the request that was served last makes of the guest. */
    private enum Next {
        AS_BEFORE, STOP, RESUME, STEP
    }

    private final Machine machine;
    private final Devices devices;
    private final ConsoleInput console;
    private final TraceBuffer trace;
    private final Optional<Pacing> pacing;
    private final SessionListener listener;
    private final RunLoop runLoop;
    private final SlotTable slots;
    private final GuestView view;
    private final Course course;
    private final Matches matches;

    private final RequestQueue requests = new RequestQueue();
    private volatile SessionState state = SessionState.STOPPED;

    // The rest is the emulator thread's own.
    private final List<CompletableFuture<Answer<Done>>> terminators = new ArrayList<>();
    private Next next = Next.AS_BEFORE;
    private boolean guestDebugTraps;

    /**
     * A session that has yet to be {@linkplain #start started}.
     *
     * @param devices the machine's, the console among them
     * @param console what is typed there
     * @param trace   the machine's
     * @param paced   whether HALT takes real time
     */
    public LiveSession(Machine machine, Devices devices, ConsoleInput console, TraceBuffer trace, Banks banks,
            boolean paced, SessionListener listener) {
        this.machine = machine;
        this.devices = devices;
        this.console = console;
        this.trace = trace;
        pacing = paced ? Optional.of(new Pacing()) : Optional.empty();
        this.listener = listener;
        trace.setRetired(machine.processor()::retired);
        runLoop = new RunLoop(machine, devices, new Station());
        slots = new SlotTable(machine.hypercalls(), banks, new Tenant());
        course = new Course(machine, runLoop, slots);
        machine.debugRegisters().onGuestControl(slots::guestControl);
        view = new GuestView(machine);
        matches = new Matches(machine, slots, view);
    }

    /** Starts the emulator thread. */
    public void start(String name) {
        Thread thread = new Thread(this::run, "lguest " + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public CompletableFuture<Answer<Planted>> plant(DebugRegisterRequest request) {
        return requests.submit(() -> slots.plant(request));
    }

    @Override
    public CompletableFuture<Answer<Done>> unplant(Planted planted) {
        return requests.submit(() -> slots.unplant(planted));
    }

    @Override
    public CompletableFuture<Answer<DebugRegisterTable>> debugRegisters() {
        return requests.submit(() -> Answer.given(view.debugRegisters(slots)));
    }

    @Override
    public CompletableFuture<Answer<Done>> resume() {
        return whileStopped(() -> then(Next.RESUME));
    }

    @Override
    public CompletableFuture<Answer<Done>> step(StepRequest request) {
        return whileStopped(() -> {
            course.step(request);
            return then(Next.STEP);
        });
    }

    @Override
    public CompletableFuture<Answer<Done>> runTo(Destination destination) {
        return whileStopped(
                () -> course.runTo(destination) instanceof Answer.Refused<Done> refused ? refused : then(Next.RESUME));
    }

    @Override
    public CompletableFuture<Answer<Done>> suspend() {
        return requests.submit(() -> state == SessionState.STOPPED || next == Next.STOP
                ? Answer.refused(Code.ALREADY_STOPPED, "The guest is stopped already.") : then(Next.STOP));
    }

    @Override
    public CompletableFuture<Answer<Done>> stopAtGuestDebugTraps(boolean stop) {
        return requests.submit(() -> {
            guestDebugTraps = stop;
            return Answer.done();
        });
    }

    @Override
    public CompletableFuture<Answer<Done>> terminate() {
        CompletableFuture<Answer<Done>> ended = new CompletableFuture<>();
        requests.submit(() -> {
            terminators.add(ended);
            machine.lguest().death().kill(GuestEnd.TERMINATED);
            return Answer.done();
        }).thenAccept(answer -> {
            if (answer instanceof Answer.Refused<Done>) {
                ended.complete(answer);
            }
        });
        return ended;
    }

    @Override
    public CompletableFuture<Answer<RegisterValues>> registers() {
        return whileStopped(() -> Answer.given(view.registers().values()));
    }

    @Override
    public CompletableFuture<Answer<Done>> writeRegister(String name, int value) {
        return whileStopped(() -> view.registers().write(name, value));
    }

    @Override
    public CompletableFuture<Answer<MemoryBytes>> readMemory(AddressSpace space, int address, int length) {
        return whileStopped(() -> view.read(space, address, length));
    }

    @Override
    public CompletableFuture<Answer<Done>> writeMemory(AddressSpace space, int address, byte[] bytes) {
        byte[] copy = bytes.clone();
        return whileStopped(() -> view.write(space, address, copy));
    }

    @Override
    public CompletableFuture<Answer<Done>> input(byte[] bytes) {
        byte[] copy = bytes.clone();
        return requests.submit(() -> {
            if (!console.type(copy)) {
                return Answer.refused(Code.INPUT_FULL,
                        "The guest has not fetched what was typed before. Wait until it does.");
            }
            devices.receive();
            return Answer.done();
        });
    }

    @Override
    public SessionState state() {
        return state;
    }

    /** {@link Machine#digest} of a session that has ended. */
    public String digest() {
        if (state != SessionState.ENDED) {
            throw new IllegalStateException("the guest lives");
        }
        return machine.digest();
    }

    private <T> CompletableFuture<Answer<T>> whileStopped(Supplier<Answer<T>> service) {
        return requests.submit(() -> state == SessionState.STOPPED && next == Next.AS_BEFORE ? service.get()
                : Answer.refused(Code.GUEST_RUNNING, "The guest runs. Suspend it first."));
    }

    private Answer<Done> then(Next what) {
        next = what;
        return Answer.done();
    }

    private void run() {
        GuestEnd end = new GuestEnd(GuestEnd.Kind.FAILED, "the emulator thread died");
        try {
            runLoop.run();
            end = GuestEnd.of(machine.lguest().death().cause().orElseThrow());
            trace.flush();
        } catch (RuntimeException | Error e) {
            end = new GuestEnd(GuestEnd.Kind.FAILED, "a defect of the emulator: " + e);
            throw e;
        } finally {
            close(end);
        }
    }

    private void close(GuestEnd end) {
        state = SessionState.ENDED;
        List<RequestQueue.Request<?>> left = requests.close();
        try {
            listener.ended(end);
        } finally {
            terminators.forEach(terminator -> terminator.complete(Answer.done()));
            left.forEach(RequestQueue.Request::refuse);
        }
    }

    /** The debugger as the run loop meets it. */
    private final class Station implements Debugger {

        @Override
        public boolean wanted() {
            trace.flushSome();
            return requests.waiting();
        }

        @Override
        public boolean wantsGuestDebugTraps() {
            return guestDebugTraps;
        }

        @Override
        public boolean attend(SafePoint safePoint) {
            switch (safePoint) {
                case LAUNCHED -> {
                    stop(new StopReason.Suspended());
                    return false;
                }
                case STEPPED -> {
                    return stop(course.stepped());
                }
                case DEBUG_EXCEPTION -> {
                    return stop(matched());
                }
                case GUEST_DEBUG_TRAP -> stop(new StopReason.GuestDebugTrap(
                        machine.debugRegisters().get(0, DebugRegisters.STATUS)));
                case REQUEST, HALTED -> {
                    serveAll();
                    if (next != Next.STOP) {
                        return false;
                    }
                    stop(new StopReason.Suspended());
                }
            }
            return true;
        }

        @Override
        public void sleep(long nanos) {
            trace.flush();
            if (nanos == Long.MAX_VALUE) {
                await(Optional.empty());
            } else if (pacing.isPresent()) {
                await(Optional.of(pacing.get().deadline(machine.clock().now(), nanos)));
            }
        }
    }

    private boolean stop(Optional<StopReason> reason) {
        reason.ifPresent(this::stop);
        return reason.isPresent();
    }

    private void stop(StopReason reason) {
        course.end();
        trace.flush();
        next = Next.AS_BEFORE;
        state = SessionState.STOPPED;
        listener.stopped(new Stop(reason, view.registers().values(), machine.processor().retired(), machine.clock().now()));
        while (next == Next.AS_BEFORE && !machine.lguest().death().dead()) {
            await(Optional.empty());
            serveAll();
            trace.flush();
        }
        if (machine.lguest().death().dead()) {
            return;
        }
        boolean step = next == Next.STEP;
        next = Next.AS_BEFORE;
        state = SessionState.RUNNING;
        listener.resumed(step ? ResumeReason.STEP : ResumeReason.RESUME);
    }

    /** Serves what waits, up to the request after which the guest is no longer as it was. */
    private void serveAll() {
        while (next == Next.AS_BEFORE && !machine.lguest().death().dead()) {
            var request = requests.poll();
            if (request.isEmpty()) {
                return;
            }
            request.get().serve();
        }
    }

    /** Waits for a request, at most until the deadline; an interrupt ends the session. */
    private void await(Optional<Long> deadline) {
        try {
            if (deadline.isPresent()) {
                requests.await(deadline.get());
            } else {
                requests.await();
            }
        } catch (InterruptedException e) {
            machine.lguest().death().kill(GuestEnd.TERMINATED);
        }
    }

    /** What a match of the debugger's registers comes to. */
    private Optional<StopReason> matched() {
        boolean own = false;
        List<Hit> hits = List.of();
        for (PlantedRegister register : matches.evaluate()) {
            if (course.owns(register.planted())) {
                own = true;
            } else {
                hits = hits.isEmpty() ? new ArrayList<>() : hits;
                hits.add(matches.hit(register));
            }
        }
        return hits.isEmpty() ? course.matched(own) : Optional.of(new StopReason.DebugRegisters(hits));
    }

    /** Where the guest shares its debug registers with the debugger. */
    private final class Tenant implements SlotTable.Tenant {

        @Override
        public void moved(Planted planted, Optional<Place> now) {
            if (course.owns(planted)) {
                course.moved(now);
            } else {
                listener.moved(planted, now);
            }
        }

        @Override
        public void freed() {
            listener.freed();
        }
    }
}
