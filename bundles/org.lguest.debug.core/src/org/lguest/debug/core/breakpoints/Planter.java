/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.IBreakpointManager;
import org.lguest.debug.core.breakpoints.AddressResolver.Plan;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.DebugRegisterRequest;

/**
 * Makes the session's debug registers what is wanted of them. A breakpoint is wanted while it is enabled and not
 * skipped. What is wanted is compared with what is planted, and only what differs is changed.
 */
final class Planter {

    private final InstallationTable table;
    private final AddressResolver resolver;
    private final IBreakpointManager manager;
    private final Executor worker;
    private final Runnable changed;
    private final OperationQueue.Repeated waiting;
    private volatile boolean ended;
    private volatile boolean skipping;

    /** @param changed told that a debug register was taken or freed, or asked for in vain */
    Planter(InstallationTable table, AddressResolver resolver, IBreakpointManager manager, OperationQueue operations,
            Executor worker, Runnable changed) {
        this.table = table;
        this.resolver = resolver;
        this.manager = manager;
        this.worker = worker;
        this.changed = changed;
        waiting = operations.new Repeated(this::plantWaiting);
    }

    /** From now on nothing is wanted. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Whether breakpoints of this guest alone are skipped from now on. */
    void skip(boolean skip) {
        skipping = skip;
    }

    private boolean plants() {
        return !ended && !skipping && manager.isEnabled();
    }

    /** An operation: plants or frees what one breakpoint asks for now. */
    CompletableFuture<Void> apply(Installation installation) {
        if (!plants() || !table.has(installation)) {
            return release(installation);
        }
        try {
            Optional<BreakpointRequest> wanted = installation.wanted();
            if (wanted.isEmpty()) {
                return release(installation);
            }
            BreakpointRequest request = wanted.get();
            if (installation.serves(request)) {
                return OperationQueue.done();
            }
            Plan plan = resolver.plan(request);
            return release(installation).thenCompose(released -> installation.plant(request, plan)).thenRun(changed);
        } catch (CoreException e) {
            if (installation.isRefusedFor(e.getStatus())) {
                return OperationQueue.done();
            }
            return release(installation).thenRun(() -> installation.refuse(e.getStatus()));
        }
    }

    /** An operation: it is gone. */
    CompletableFuture<Void> discard(Installation installation) {
        return release(installation).thenRun(() -> table.remove(installation));
    }

    private CompletableFuture<Void> release(Installation installation) {
        boolean frees = installation.isPlanted();
        CompletableFuture<Void> released = installation.release();
        if (frees) {
            freed();
            changed.run();
        }
        return released;
    }

    /** Debug registers have come free: those that were refused may have them. Any thread. */
    void freed() {
        if (!table.waiting().isEmpty()) {
            waiting.soon();
        }
    }

    /** Those that wait try again, the oldest first. */
    private CompletableFuture<Void> plantWaiting() {
        return plantNext(table.waiting().iterator(), new Room());
    }

    private CompletableFuture<Void> plantNext(Iterator<Installation> left, Room room) {
        while (plants() && left.hasNext()) {
            Installation next = left.next();
            if (room.mayHold(next.plan())) {
                changed.run();
                return next.plant().thenComposeAsync(planted -> {
                    if (next.isWaiting()) {
                        room.hasNot(next.plan());
                    }
                    return plantNext(left, room);
                }, worker);
            }
        }
        return OperationQueue.done();
    }

    /** What is known of the room that is left, while thousands may wait for it. */
    private static final class Room {

        private final Map<AddressSpace, Integer> tooMany = new EnumMap<>(AddressSpace.class);

        /** Whether it has not been seen that there is none. */
        boolean mayHold(Plan plan) {
            return plan.registers().size() < tooMany.getOrDefault(space(plan), Integer.MAX_VALUE);
        }

        /** It was refused. */
        void hasNot(Plan plan) {
            // The watches of a frame share a register at its return, which may be there already or not.
            boolean framed = plan.registers().stream().anyMatch(register -> register.frame().isPresent());
            tooMany.merge(space(plan), plan.registers().size() + (framed ? 1 : 0), Math::min);
        }

        /** Banks are of one space each. */
        private static AddressSpace space(Plan plan) {
            return plan.registers().stream().map(DebugRegisterRequest::space).findFirst()
                    .orElse(AddressSpace.VIRTUAL);
        }
    }
}
