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

import org.eclipse.core.runtime.IStatus;
import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.BreakpointBridge;
import org.lguest.debug.core.model.Suspension.Cause;
import org.lguest.hypervisor.session.Hit;
import org.lguest.hypervisor.session.StopReason;

/**
 * Finds out what the user has done to make a guest stop. It knows the run to a line, if one is under way, which ends
 * with any stop.
 */
final class StopCauses {

    private final GuestDebugTarget target;
    private final BreakpointBridge bridge;
    private volatile Optional<RunToLine> runToLine = Optional.empty();

    StopCauses(GuestDebugTarget target, BreakpointBridge bridge) {
        this.target = target;
        this.bridge = bridge;
    }

    /** Called on the emulator thread, at each stop. */
    Suspension why(StopReason reason) {
        Suspension why = switch (reason) {
            case StopReason.DebugRegisters(List<Hit> hits) -> {
                List<IBreakpoint> hit = bridge.hit(hits);
                boolean arrived = runToLine.filter(run -> run.isReachedBy(reason)).isPresent();
                yield !hit.isEmpty() ? Suspension.of(hit)
                        : Suspension.of(arrived ? Cause.RUN_TO_LINE : Cause.STOP_AT);
            }
            case StopReason.Events(var events) -> Suspension.ofEvents(bridge.happened(events), events);
            case StopReason.Stepped step -> Suspension.of(Cause.STEP);
            case StopReason.Arrived arrival -> Suspension.of(Cause.STEP);
            case StopReason.GuestDebugTrap(int dr6) -> Suspension.ofGuestTrap(dr6);
            case StopReason.Suspended request -> Suspension.of(Cause.REQUEST);
        };
        endRun();
        return why;
    }

    /** A stop that was on its way when the debugger let the guest go: frees the debug registers that it was due to. */
    void letGo(StopReason reason) {
        if (reason instanceof StopReason.DebugRegisters(List<Hit> hits)) {
            hits.forEach(hit -> target.session().unplant(hit.planted()));
        }
        if (reason instanceof StopReason.Events(var hits)) {
            hits.forEach(hit -> target.session().unplantEvent(hit.planted()));
        }
        target.session().resume();
    }

    /** As {@link GuestThread#runToLine}. */
    void runToLine(String path, int line, boolean skipBreakpoints) {
        RunToLine run = new RunToLine(target.session(), bridge, skipBreakpoints, this::notRunning);
        endRun();
        runToLine = Optional.of(run);
        run.start(target.image(), path, line, target.worker());
    }

    private void notRunning(IStatus status) {
        endRun();
        target.report(LguestStatus.STEP_REFUSED.status(status.getMessage()));
    }

    private void endRun() {
        runToLine.ifPresent(RunToLine::end);
        runToLine = Optional.empty();
    }
}
