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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Planted;

/**
 * Where a launch stops first, once: a function may begin in several places, and with the first that is come by all have
 * served. For any thread.
 */
final class FirstStop {

    private final GuestSession session;
    private final List<DebugRegisterRequest> requests;
    private final List<Planted> planted = new ArrayList<>();
    private boolean over;

    FirstStop(GuestSession session, List<DebugRegisterRequest> requests) {
        this.session = session;
        this.requests = requests;
    }

    /** @return completed when all have debug registers, or have been refused one */
    CompletableFuture<Void> plant() {
        return CompletableFuture.allOf(requests.stream()
                .map(request -> session.plant(request).thenAccept(this::planted)).toArray(CompletableFuture[]::new));
    }

    private void planted(Answer<Planted> answer) {
        if (answer instanceof Answer.Given<Planted>(Planted register) && !isKept(register)) {
            session.unplant(register);
        }
    }

    private synchronized boolean isKept(Planted register) {
        return !over && planted.add(register);
    }

    synchronized boolean isAt(Planted register) {
        return planted.contains(register);
    }

    /** @return the registers that it had, for the caller to free; none when it is over already */
    synchronized List<Planted> end() {
        over = true;
        List<Planted> served = List.copyOf(planted);
        planted.clear();
        return served;
    }
}
