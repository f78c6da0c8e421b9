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

import org.lguest.hypervisor.host.Devices;
import org.lguest.hypervisor.host.EventMask;
import org.lguest.hypervisor.host.ExitReport;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.launcher.ConsoleInput;
import org.lguest.hypervisor.session.Refusal.Code;

/** A guest that really runs: its requests, and the emulator thread that serves them. */
public final class LiveSession implements GuestSession {

    private final Machine machine;
    private final Devices devices;
    private final ConsoleInput console;
    private final SessionOutput output;
    private final SessionListener listener;
    private final RequestQueue requests = new RequestQueue();
    private final StopAndGo guest;
    /** Of a session that has ended. */
    private volatile ExitReport lastExits = ExitReport.NONE;

    // The rest is the emulator thread's own.
    private final GuestView view;
    private final SlotTable slots;
    private final FrameWatches frames;
    private final EventTable events;
    private final Station station;
    private final Course course;
    private final List<CompletableFuture<Answer<Done>>> terminators = new ArrayList<>();
    private long lastId;

    /**
     * A session that has yet to be {@linkplain #start started}.
     *
     * @param devices the machine's, the console among them
     * @param console what is typed there
     * @param output  that the machine and its console write to
     * @param paced   whether HALT takes real time
     */
    public LiveSession(Machine machine, Devices devices, ConsoleInput console, SessionOutput output, Banks banks,
            boolean paced, SessionListener listener) {
        this.machine = machine;
        this.devices = devices;
        this.console = console;
        this.output = output;
        this.listener = listener;
        output.setRetired(machine.processor()::retired);
        view = new GuestView(machine);
        guest = new StopAndGo(machine, requests, view, output, listener);
        var reactions = new Reactions(view, machine.processor()::retired, output);
        slots = new SlotTable(machine.hypercalls(), machine.layout().guestBytes(), banks, new Tenant(), this::nextId);
        machine.debugRegisters().onGuestControl(slots::guestControl);
        frames = new FrameWatches(machine, slots, listener::watchEnded);
        var mask = new EventMask();
        events = new EventTable(mask, output.texts(), reactions, this::nextId);
        station = new Station(machine, devices, requests, output, paced ? Optional.of(new Pacing()) : Optional.empty(), guest,
                view, slots, frames, new Matches(machine, slots, view, reactions), mask, events);
        course = station.course();
    }

    private long nextId() {
        return ++lastId;
    }

    /** Starts the emulator thread. */
    public void start(String name) {
        Thread thread = new Thread(this::run, "lguest " + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public CompletableFuture<Answer<Planted>> plant(DebugRegisterRequest request) {
        return requests.submit(() -> frames.plant(request));
    }

    @Override
    public CompletableFuture<Answer<Done>> unplant(Planted planted) {
        return requests.submit(() -> frames.unplant(planted));
    }

    @Override
    public CompletableFuture<Answer<PlantedEvent>> plantEvent(EventRequest request) {
        return requests.submit(() -> events.plant(request));
    }

    @Override
    public CompletableFuture<Answer<Done>> unplantEvent(PlantedEvent planted) {
        return requests.submit(() -> events.unplant(planted));
    }

    @Override
    public CompletableFuture<Answer<List<PlantedEvent.Use>>> events() {
        return requests.submit(() -> Answer.given(events.uses()));
    }

    @Override
    public CompletableFuture<Answer<DebugRegisterTable>> debugRegisters() {
        return requests.submit(() -> Answer.given(view.debugRegisters(slots)));
    }

    @Override
    public CompletableFuture<Answer<Done>> resume() {
        return whileStopped(guest::resume);
    }

    @Override
    public CompletableFuture<Answer<Done>> step(StepRequest request) {
        return whileStopped(() -> {
            course.step(request);
            return guest.step();
        });
    }

    @Override
    public CompletableFuture<Answer<Done>> runTo(Destination destination) {
        return whileStopped(
                () -> course.runTo(destination) instanceof Answer.Refused<Done> refused ? refused : guest.resume());
    }

    @Override
    public CompletableFuture<Answer<Done>> suspend() {
        return requests.submit(guest::suspend);
    }

    @Override
    public CompletableFuture<Answer<Done>> stopAtGuestDebugTraps(boolean stop) {
        return requests.submit(() -> {
            station.stopAtGuestDebugTraps(stop);
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
    public CompletableFuture<Answer<ExitReport>> exits() {
        return requests.submit(() -> Answer.given(machine.exitReport()))
                .thenApply(answer -> answer instanceof Answer.Given<ExitReport> ? answer : Answer.given(lastExits));
    }

    /** Something comes from outside, and is stamped: has this done on the emulator thread at the next safe point. */
    public void outside(Runnable arrival) {
        requests.submit(() -> {
            arrival.run();
            return Answer.done();
        });
    }

    @Override
    public SessionState state() {
        return guest.state();
    }

    /** {@link Machine#digest} of a session that has ended. */
    public String digest() {
        if (guest.state() != SessionState.ENDED) {
            throw new IllegalStateException("the guest lives");
        }
        return machine.digest();
    }

    private <T> CompletableFuture<Answer<T>> whileStopped(Supplier<Answer<T>> service) {
        return requests.submit(() -> guest.stands() ? service.get()
                : Answer.refused(Code.GUEST_RUNNING, "The guest runs. Suspend it first."));
    }

    private void run() {
        GuestEnd end = new GuestEnd(GuestEnd.Kind.FAILED, "the emulator thread died");
        try {
            station.runLoop().run();
            end = GuestEnd.of(machine.lguest().death().cause().orElseThrow());
            output.flush();
        } catch (RuntimeException | Error e) {
            end = new GuestEnd(GuestEnd.Kind.FAILED, "a defect of the emulator: " + e);
            throw e;
        } finally {
            close(end);
        }
    }

    private void close(GuestEnd end) {
        lastExits = machine.exitReport();
        guest.end();
        devices.close();
        List<RequestQueue.Request<?>> left = requests.close();
        try {
            listener.ended(end);
        } finally {
            terminators.forEach(terminator -> terminator.complete(Answer.done()));
            left.forEach(RequestQueue.Request::refuse);
        }
    }

    /** Where the guest shares its debug registers with the debugger. */
    private final class Tenant implements SlotTable.Tenant {

        @Override
        public void moved(Planted planted, Optional<Place> now) {
            if (course.owns(planted)) {
                course.moved(now);
            } else if (frames.owns(planted)) {
                if (now.isEmpty()) {
                    frames.end(planted, WatchEnd.REGISTER_TAKEN);
                }
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
