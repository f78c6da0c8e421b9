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
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.host.DebugRegisters;
import org.lguest.hypervisor.host.Debugger;
import org.lguest.hypervisor.host.Devices;
import org.lguest.hypervisor.host.EventMask;
import org.lguest.hypervisor.host.HypercallRequest;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.host.RunLoop;
import org.lguest.hypervisor.session.predicate.Register;
import org.lguest.x86.Vector;

/** The debugger as the run loop meets it: says at each safe point whether the guest stops. On the emulator thread. */
final class Station implements Debugger {

    /** Of {@code int 0x1F}. */
    private static final int HYPERCALL_LENGTH = 2;

    private final Machine machine;
    private final RequestQueue requests;
    private final SessionOutput output;
    private final Optional<Pacing> pacing;
    private final StopAndGo guest;
    private final GuestView view;
    private final FrameWatches frames;
    private final Matches matches;
    private final EventMask mask;
    private final EventTable events;
    private final RunLoop runLoop;
    private final Course course;
    private boolean guestDebugTraps;

    Station(Machine machine, Devices devices, RequestQueue requests, SessionOutput output, Optional<Pacing> pacing,
            StopAndGo guest, GuestView view, SlotTable slots, FrameWatches frames, Matches matches, EventMask mask,
            EventTable events) {
        this.machine = machine;
        this.requests = requests;
        this.output = output;
        this.pacing = pacing;
        this.guest = guest;
        this.view = view;
        this.frames = frames;
        this.matches = matches;
        this.mask = mask;
        this.events = events;
        runLoop = new RunLoop(machine, devices, this);
        course = new Course(machine, runLoop, slots);
    }

    RunLoop runLoop() {
        return runLoop;
    }

    Course course() {
        return course;
    }

    void stopAtGuestDebugTraps(boolean stop) {
        guestDebugTraps = stop;
    }

    @Override
    public boolean wanted() {
        output.flushSome();
        return requests.waiting() || events.found();
    }

    @Override
    public boolean wantsGuestDebugTraps() {
        return guestDebugTraps;
    }

    @Override
    public EventMask events() {
        return mask;
    }

    @Override
    public boolean attend(SafePoint safePoint) {
        return switch (safePoint) {
            case LAUNCHED -> {
                stop(new StopReason.Suspended());
                yield false;
            }
            case STEPPED -> stop(course.stepped());
            case DEBUG_EXCEPTION -> stop(matched());
            case GUEST_DEBUG_TRAP -> stop(Optional.of(new StopReason.GuestDebugTrap(
                    machine.debugRegisters().get(0, DebugRegisters.STATUS))));
            case REQUEST, HALTED -> {
                guest.serveAll();
                yield stop(guest.isToStop() ? Optional.of(new StopReason.Suspended()) : written());
            }
        };
    }

    @Override
    public void sleep(long nanos) {
        output.flush();
        if (nanos == Long.MAX_VALUE) {
            guest.await(Optional.empty());
        } else if (pacing.isPresent()) {
            guest.await(Optional.of(pacing.get().deadline(machine.clock().now(), nanos)));
        }
    }

    @Override
    public void trap(int vector, int errorCode) {
        stop(reason(events.trap(vector, errorCode), () -> new Occurrence.Trap(vector,
                Vector.hasErrorCode(vector) ? OptionalInt.of(errorCode) : OptionalInt.empty(),
                vector == Vector.PAGE_FAULT ? OptionalInt.of(machine.lguest().cr2()) : OptionalInt.empty()), eip()));
    }

    @Override
    public void hypercall(HypercallRequest request, boolean queued) {
        List<EventTable.Entry> stopping = events.hypercall(request, machine.pageTables().currentGuestTop());
        if (!stopping.isEmpty()) {
            List<EventHit> hits = new ArrayList<>();
            for (EventTable.Entry entry : stopping) {
                hits.add(EventTable.hit(entry, occurrence(entry.event(), request, queued),
                        queued ? eip() : eip() - HYPERCALL_LENGTH));
            }
            stop(new StopReason.Events(hits));
        }
    }

    private Occurrence occurrence(MachineEvent event, HypercallRequest request, boolean queued) {
        return switch (event) {
            case MachineEvent.PageTableSwitched table ->
                new Occurrence.PageTable(machine.pageTables().currentGuestTop(), request.arg1());
            case MachineEvent.DebugRegisterWritten write -> new Occurrence.DebugRegister(request.arg1(),
                    machine.debugRegisters().get(0, request.arg1()), request.arg2());
            default -> new Occurrence.Hypercall(request.number(),
                    IntStream.of(request.arg1(), request.arg2(), request.arg3())
                            .limit(machine.lguest().era().call(request.number()).map(Hypercall::arguments).orElse(3)).boxed().toList(),
                    queued);
        };
    }

    @Override
    public void interrupt(int irq) {
        stop(reason(events.interrupt(irq), () -> new Occurrence.Interrupt(irq), eip()));
    }

    @Override
    public void port(int port, int bytes, boolean in) {
        stop(reason(events.port(port, bytes, in), () -> new Occurrence.Port(port, bytes,
                in ? OptionalInt.empty() : OptionalInt.of(view.register(Register.EAX) & -1 >>> 32 - 8 * bytes)), eip()));
    }

    @Override
    public void mode(boolean user) {
        stop(reason(events.mode(user), () -> new Occurrence.Mode(user), eip()));
    }

    private Optional<StopReason> written() {
        List<EventHit> hits = new ArrayList<>();
        for (EventTable.Entry entry : events.texts()) {
            hits.add(EventTable.hit(entry,
                    new Occurrence.Console(((MachineEvent.ConsoleWritten) entry.event()).text()), eip()));
        }
        return hits.isEmpty() ? Optional.empty() : Optional.of(new StopReason.Events(hits));
    }

    private int eip() {
        return machine.lguest().regs().eip();
    }

    private static Optional<StopReason> reason(List<EventTable.Entry> stopping, Supplier<Occurrence> what, int instruction) {
        if (stopping.isEmpty()) {
            return Optional.empty();
        }
        Occurrence occurrence = what.get();
        return Optional.of(new StopReason.Events(
                stopping.stream().map(entry -> EventTable.hit(entry, occurrence, instruction)).toList()));
    }

    /** What a match of the debugger's registers comes to. */
    private Optional<StopReason> matched() {
        boolean own = false;
        List<Hit> hits = List.of();
        for (PlantedRegister register : matches.evaluate()) {
            if (course.owns(register.planted())) {
                own = true;
            } else if (frames.owns(register.planted())) {
                frames.end(register.planted(), WatchEnd.FRAME_LEFT);
            } else {
                hits = hits.isEmpty() ? new ArrayList<>() : hits;
                hits.add(matches.hit(register));
            }
        }
        return hits.isEmpty() ? course.matched(own) : Optional.of(new StopReason.DebugRegisters(hits));
    }

    private boolean stop(Optional<StopReason> reason) {
        reason.ifPresent(this::stop);
        return reason.isPresent();
    }

    private void stop(StopReason reason) {
        course.end();
        guest.stop(reason);
    }
}
