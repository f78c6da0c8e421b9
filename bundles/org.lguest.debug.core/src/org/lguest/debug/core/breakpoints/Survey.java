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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.DebugRegisterTable;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.PlantedEvent;

/**
 * Finds out where the breakpoints of one guest are and how often they were hit: after a change of them, at each stop,
 * and while the guest runs once a second, if there are hits that do not stop it. However much happens, one question is
 * asked at a time, of the session's table; no hit is told of one by one.
 */
final class Survey {

    private static final int PERIOD_MILLISECONDS = 1000;

    private final GuestSession session;
    private final InstallationTable table;
    private final Executor worker;
    private final OperationQueue.Repeated question;
    private final Job clock = Job.createSystem("Guest hit counts", (ICoreRunnable) monitor -> tick());
    private volatile boolean running;

    Survey(GuestSession session, InstallationTable table, Executor worker, OperationQueue operations) {
        this.session = session;
        this.table = table;
        this.worker = worker;
        question = operations.new Repeated(this::take);
    }

    /** Asks once more, when what was begun before is done. Any thread. */
    void soon() {
        question.soon();
    }

    private CompletableFuture<Void> take() {
        if (table.planted().isEmpty() && table.waiting().isEmpty()) {
            return OperationQueue.done();
        }
        CompletableFuture<List<PlantedEvent.Use>> events = table.planted().stream().noneMatch(Installation::isAtEvent)
                ? CompletableFuture.completedFuture(List.of())
                : session.events().thenApply(answer -> answer instanceof Answer.Given<List<PlantedEvent.Use>>(var uses)
                        ? uses : List.of());
        return session.debugRegisters().thenAcceptBothAsync(events, (answer, uses) -> {
            if (answer instanceof Answer.Given<DebugRegisterTable>(DebugRegisterTable registers)) {
                DebugRegisterCensus census = new DebugRegisterCensus(registers, uses);
                table.planted().forEach(installation -> installation.seen(census));
                table.waiting().forEach(installation -> installation.seen(census));
            }
        }, worker);
    }

    /** The guest stands. */
    void stopped() {
        running = false;
        soon();
    }

    /** The guest runs. */
    void resumed() {
        running = true;
        clock.schedule(PERIOD_MILLISECONDS);
    }

    /** The guest has ended, or is left alone. */
    void end() {
        running = false;
        clock.cancel();
    }

    private void tick() {
        if (running) {
            if (table.planted().stream().anyMatch(Installation::countsSilently)) {
                soon();
            }
            clock.schedule(PERIOD_MILLISECONDS);
        }
    }
}
