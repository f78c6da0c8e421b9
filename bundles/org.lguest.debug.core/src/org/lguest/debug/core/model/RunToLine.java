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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.BreakpointBridge;
import org.lguest.debug.core.breakpoints.BreakpointRequest;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Place;
import org.lguest.debug.core.breakpoints.ImageResolver;
import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.Refusal;
import org.lguest.hypervisor.session.StopReason;

/**
 * A run to a source line: to the first of its addresses that is reached, or to whatever stops the guest before. It
 * takes debug registers until then, as a breakpoint there would.
 */
final class RunToLine {

    private final GuestSession session;
    private final BreakpointBridge bridge;
    private final boolean skipBreakpoints;
    private final Consumer<IStatus> refused;
    private final List<Planted> marks = new ArrayList<>();

    /**
     * @param skipBreakpoints whether no breakpoint is to stop the guest on the way
     * @param refused         told why the guest stays where it is
     */
    RunToLine(GuestSession session, BreakpointBridge bridge, boolean skipBreakpoints, Consumer<IStatus> refused) {
        this.session = session;
        this.bridge = bridge;
        this.skipBreakpoints = skipBreakpoints;
        this.refused = refused;
    }

    /**
     * Finds the line, and lets the guest go. Returns at once.
     *
     * @param path   absolute
     * @param worker where debug information is read
     */
    void start(ProgramImage image, String path, int line, Executor worker) {
        worker.execute(() -> {
            try {
                List<DebugRegisterRequest> places = new ImageResolver(image)
                        .resolve(new BreakpointRequest(new Place.Line(path, line), true, "run to line"));
                skip(true).thenRun(() -> go(places));
            } catch (CoreException e) {
                refused.accept(e.getStatus());
            }
        });
    }

    private void go(List<DebugRegisterRequest> places) {
        CompletableFuture<Optional<Refusal>> all = CompletableFuture.completedFuture(Optional.empty());
        for (DebugRegisterRequest place : places) {
            all = all.thenCombine(session.plant(place).thenApply(this::mark), (before, now) -> before.or(() -> now));
        }
        all.thenAccept(refusal -> {
            if (refusal.isPresent()) {
                refused.accept(LguestStatus.of(refusal.get()));
            } else {
                session.resume();
            }
        });
    }

    private synchronized Optional<Refusal> mark(Answer<Planted> answer) {
        return switch (answer) {
            case Answer.Given<Planted>(Planted planted) -> {
                marks.add(planted);
                yield Optional.empty();
            }
            case Answer.Refused<Planted>(Refusal refusal) -> Optional.of(refusal);
        };
    }

    private CompletableFuture<Void> skip(boolean skipped) {
        return skipBreakpoints ? bridge.skip(skipped) : CompletableFuture.completedFuture(null);
    }

    /** Whether a stop is due to it. */
    synchronized boolean isReachedBy(StopReason reason) {
        return reason instanceof StopReason.DebugRegisters(var hits)
                && hits.stream().anyMatch(hit -> marks.contains(hit.planted()));
    }

    /** Frees the registers and arms the breakpoints again: the guest has stopped, or has not been let go. */
    synchronized void end() {
        marks.forEach(session::unplant);
        marks.clear();
        skip(false);
    }
}
