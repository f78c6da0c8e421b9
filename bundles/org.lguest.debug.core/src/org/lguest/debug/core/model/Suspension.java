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
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.breakpoints.ConditionFaults;
import org.lguest.debug.core.breakpoints.EventWords;
import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.session.DebugRegisterTable;
import org.lguest.hypervisor.session.EventHit;
import org.lguest.hypervisor.session.Hit;
import org.lguest.hypervisor.session.StopReason;
import org.lguest.hypervisor.session.predicate.PredicateFault;

/**
 * Why a thread is suspended.
 *
 * @param breakpoints that were hit; none unless the cause is {@link Cause#BREAKPOINT}
 * @param accesses    to watched data that were hits; none unless the cause is {@link Cause#BREAKPOINT}
 * @param fault       why the condition of one of them has no value, if it is for that that the guest stopped
 * @param events      of the machine that happen, in words; none unless the cause is {@link Cause#BREAKPOINT}
 * @param dr6         what the guest's DR6 will say, if the cause is {@link Cause#GUEST_TRAP}
 */
public record Suspension(Cause cause, List<IBreakpoint> breakpoints, List<DataAccess> accesses, OptionalInt dr6, Optional<String> fault,
        List<String> events) {

    /** What the user, or the guest, has done to make it stop. */
    public enum Cause {
        /** The user suspended it. */
        REQUEST,
        /** Breakpoints were hit. */
        BREAKPOINT,
        /** A step has ended. */
        STEP,
        /** It has come to the function that the launch was to stop at first. */
        STOP_AT,
        /** It has come to the line that it was told to run to. */
        RUN_TO_LINE,
        /** Its own debug registers or its TF have raised a debug trap, which it is about to get. */
        GUEST_TRAP
    }

    public Suspension {
        breakpoints = List.copyOf(breakpoints);
        accesses = List.copyOf(accesses);
        events = List.copyOf(events);
    }

    static Suspension of(Cause cause) {
        return new Suspension(cause, List.of(), List.of(), OptionalInt.empty(), Optional.empty(), List.of());
    }

    static Suspension of(List<IBreakpoint> hit) {
        return new Suspension(Cause.BREAKPOINT, hit, List.of(), OptionalInt.empty(), Optional.empty(), List.of());
    }

    /** @param hit the breakpoints at the events */
    static Suspension ofEvents(List<IBreakpoint> hit, List<EventHit> events) {
        return new Suspension(Cause.BREAKPOINT, hit, List.of(), OptionalInt.empty(),
                fault(events.stream().map(EventHit::fault)),
                events.stream().map(event -> EventWords.of(event.occurrence())).distinct().toList());
    }

    static Suspension ofGuestTrap(int dr6) {
        return new Suspension(Cause.GUEST_TRAP, List.of(), List.of(), OptionalInt.of(dr6), Optional.empty(), List.of());
    }

    /**
     * The same, and what was done to watched data. Reads debug information, which may take long.
     *
     * @param registers as {@link DataAccess#registers} has told them
     */
    Suspension explained(StopReason reason, ProgramImage image, Optional<DebugRegisterTable> registers) {
        return cause == Cause.BREAKPOINT && reason instanceof StopReason.DebugRegisters(List<Hit> hits)
                ? new Suspension(cause, breakpoints, DataAccess.of(hits, image, registers), dr6,
                        fault(hits.stream().map(Hit::fault)), events) : this;
    }

    private static Optional<String> fault(Stream<Optional<PredicateFault>> faults) {
        return faults.flatMap(Optional::stream).map(ConditionFaults::text).findFirst();
    }

    /** The detail of the SUSPEND event. */
    int detail() {
        return switch (cause) {
            case REQUEST -> DebugEvent.CLIENT_REQUEST;
            case STEP -> DebugEvent.STEP_END;
            case BREAKPOINT, STOP_AT, RUN_TO_LINE, GUEST_TRAP -> DebugEvent.BREAKPOINT;
        };
    }
}
