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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.host.EventMask;
import org.lguest.hypervisor.host.HypercallRequest;
import org.lguest.hypervisor.session.MachineEvent.ModeSwitch;
import org.lguest.hypervisor.session.MachineEvent.PortAccess;
import org.lguest.hypervisor.session.Refusal.Code;

/** The events of the machine that are asked for, and which of them are to stop the guest. On the emulator thread. */
final class EventTable {

    /** One that is asked for. */
    static final class Entry {

        private final PlantedEvent planted;
        private final Tally tally;
        private final ConsoleOutput.@Nullable Search search;

        private Entry(PlantedEvent planted, ConsoleOutput.@Nullable Search search) {
            this.planted = planted;
            this.search = search;
            tally = new Tally(planted.request().condition());
        }

        MachineEvent event() {
            return planted.request().event();
        }
    }

    private final EventMask mask;
    private final ConsoleOutput console;
    private final Reactions reactions;
    private final LongSupplier ids;
    private final Map<PlantedEvent, Entry> entries = new LinkedHashMap<>();
    /** Of the last occurrence: those for which the guest is to stop. */
    private final List<Entry> stopping = new ArrayList<>();

    EventTable(EventMask mask, ConsoleOutput console, Reactions reactions, LongSupplier ids) {
        this.mask = mask;
        this.console = console;
        this.reactions = reactions;
        this.ids = ids;
    }

    Answer<PlantedEvent> plant(EventRequest request) {
        ConsoleOutput.Search search = null;
        if (request.event() instanceof MachineEvent.ConsoleWritten(String text)) {
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            if (length == 0 || length > MachineEvent.ConsoleWritten.LONGEST) {
                return Answer.refused(Code.BAD_TEXT, "A text to look for on the console has 1 to "
                        + MachineEvent.ConsoleWritten.LONGEST + " bytes, not " + length + '.');
            }
            search = console.find(text);
        }
        PlantedEvent planted = new PlantedEvent(ids.getAsLong(), request);
        entries.put(planted, new Entry(planted, search));
        want(request.event());
        return Answer.given(planted);
    }

    Answer<Done> unplant(PlantedEvent planted) {
        Entry entry = entries.remove(planted);
        if (entry == null) {
            return Answer.refused(Code.NOT_PLANTED, "This event is not asked for.");
        }
        if (entry.search != null) {
            console.forget(entry.search);
        }
        mask.clear();
        entries.values().forEach(left -> want(left.event()));
        return Answer.done();
    }

    List<PlantedEvent.Use> uses() {
        return entries.values().stream()
                .map(entry -> new PlantedEvent.Use(entry.planted, entry.tally.matches(), entry.tally.hits())).toList();
    }

    private void want(MachineEvent event) {
        switch (event) {
            case MachineEvent.TrapRaised trap -> mask.wantTrap(trap.vector());
            case MachineEvent.HypercallMade call -> mask.wantHypercalls();
            case MachineEvent.PageTableSwitched table -> mask.wantHypercalls();
            case MachineEvent.DebugRegisterWritten write -> mask.wantHypercalls();
            case MachineEvent.InterruptDelivered interrupt -> mask.wantInterrupts();
            case MachineEvent.PortAccessed port -> mask.wantPorts();
            case MachineEvent.ModeSwitched mode -> mask.wantModes();
            case MachineEvent.ConsoleWritten text -> { /* the console says so itself */ }
        }
    }

    // Each says for which the guest stops; the list is good until the next one. Nothing is allocated if none.

    List<Entry> trap(int vector, int errorCode) {
        stopping.clear();
        for (Entry entry : entries.values()) {
            if (entry.event() instanceof MachineEvent.TrapRaised trap && trap.vector() == vector
                    && passes(trap.errorCode(), errorCode)) {
                react(entry);
            }
        }
        return stopping;
    }

    /** A hypercall is three things at most: itself, a change of page tables, a write of a debug register. */
    List<Entry> hypercall(HypercallRequest request, int directory) {
        stopping.clear();
        for (Entry entry : entries.values()) {
            boolean matches = switch (entry.event()) {
                case MachineEvent.HypercallMade call -> matches(call, request);
                case MachineEvent.PageTableSwitched table -> request.number() == Hypercall.NEW_PGTABLE.number()
                        && request.arg1() != directory && passes(table.directory(), request.arg1());
                case MachineEvent.DebugRegisterWritten write -> request.number() == Hypercall.SET_DEBUGREG.number()
                        && passes(write.number(), request.arg1());
                default -> false;
            };
            if (matches) {
                react(entry);
            }
        }
        return stopping;
    }

    private static boolean matches(MachineEvent.HypercallMade call, HypercallRequest request) {
        boolean matches = passes(call.number(), request.number());
        for (int i = 0; i < call.arguments().size(); i++) {
            int value = i == 0 ? request.arg1() : i == 1 ? request.arg2() : request.arg3();
            matches &= passes(call.arguments().get(i), value);
        }
        return matches;
    }

    List<Entry> interrupt(int irq) {
        stopping.clear();
        for (Entry entry : entries.values()) {
            if (entry.event() instanceof MachineEvent.InterruptDelivered interrupt && passes(interrupt.irq(), irq)) {
                react(entry);
            }
        }
        return stopping;
    }

    List<Entry> port(int port, int bytes, boolean in) {
        stopping.clear();
        for (Entry entry : entries.values()) {
            if (entry.event() instanceof MachineEvent.PortAccessed ports && port <= ports.last()
                    && port + bytes > ports.first() && ports.access() != (in ? PortAccess.OUT : PortAccess.IN)) {
                react(entry);
            }
        }
        return stopping;
    }

    List<Entry> mode(boolean user) {
        stopping.clear();
        for (Entry entry : entries.values()) {
            if (entry.event() instanceof MachineEvent.ModeSwitched mode
                    && mode.to() != (user ? ModeSwitch.KERNEL : ModeSwitch.USER)) {
                react(entry);
            }
        }
        return stopping;
    }

    /** The texts that have been found. */
    List<Entry> texts() {
        stopping.clear();
        if (console.takeFound()) {
            for (Entry entry : entries.values()) {
                if (entry.search != null && entry.search.takeFound()) {
                    react(entry);
                }
            }
        }
        return stopping;
    }

    private static boolean passes(OptionalInt filter, int value) {
        return filter.isEmpty() || filter.getAsInt() == value;
    }

    private void react(Entry entry) {
        EventRequest request = entry.planted.request();
        if (reactions.stops(entry.tally, request.print(), entry.planted.id(), request.label())) {
            stopping.add(entry);
        }
    }

    /** Tells of one for which the guest stops. */
    static EventHit hit(Entry entry, Occurrence occurrence, int instruction) {
        return new EventHit(entry.planted, occurrence, instruction, entry.tally.hits(), entry.tally.takeFault());
    }

    /** Whether any is asked for whose text has been found. */
    boolean found() {
        return console.found();
    }
}
