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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.Printout;
import org.lguest.hypervisor.session.ResumeReason;
import org.lguest.hypervisor.session.SessionListener;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.TraceLine;

/** What a live session tells, stops and the end one after the other. */
final class SessionEvents implements SessionListener {

    private static final long DEADLINE_SECONDS = 120;

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    private final StringBuffer printed = new StringBuffer();

    @Override
    public void stopped(Stop stop) {
        events.add(stop);
    }

    @Override
    public void resumed(ResumeReason reason) {
        // as it was told to
    }

    @Override
    public void console(byte[] bytes) {
        // not looked at
    }

    @Override
    public void trace(List<TraceLine> lines, long dropped) {
        // not looked at
    }

    @Override
    public void printed(List<Printout> printouts, long dropped) {
        printouts.forEach(printout -> printed.append(printout.text()));
    }

    @Override
    public boolean wantsTrace() {
        return false;
    }

    @Override
    public void ended(GuestEnd end) {
        events.add(end);
    }

    Object next() throws InterruptedException {
        Object event = events.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertEquals(true, event != null, "no stop and no end within a minute");
        return event;
    }

    String printed() {
        return printed.toString();
    }

    static <T> T given(CompletableFuture<Answer<T>> request) throws Exception {
        return switch (request.get(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            case Answer.Given<T>(T value) -> value;
            case Answer.Refused<T> refused -> throw new AssertionError(refused.toString());
        };
    }
}
