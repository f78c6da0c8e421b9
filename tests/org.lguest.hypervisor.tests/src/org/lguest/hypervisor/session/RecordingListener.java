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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Notes what a session tells, and waits for it with a deadline. */
public final class RecordingListener implements SessionListener {

    private static final int DEADLINE_SECONDS = 120;

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    private final StringBuffer console = new StringBuffer();
    private final List<String> trace = new ArrayList<>();
    private final List<Printout> printed = new CopyOnWriteArrayList<>();
    private final List<String> watchesEnded = new CopyOnWriteArrayList<>();
    private final List<String> moved = new CopyOnWriteArrayList<>();
    private final AtomicInteger freed = new AtomicInteger();
    private final boolean traced;
    private volatile Runnable atResumption = () -> { };

    public RecordingListener() {
        this(false);
    }

    public RecordingListener(boolean traced) {
        this.traced = traced;
    }

    @Override
    public void stopped(Stop stop) {
        events.add(stop);
    }

    @Override
    public void resumed(ResumeReason reason) {
        events.add(reason);
        atResumption.run();
    }

    /** From now on this is done at each resumption, on the emulator thread, before the guest has moved. */
    void atResumption(Runnable action) {
        atResumption = action;
    }

    @Override
    public void console(byte[] bytes) {
        console.append(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void trace(List<TraceLine> lines, long dropped) {
        synchronized (trace) {
            lines.forEach(line -> trace.add(line.station() + ' ' + line.text()));
        }
    }

    @Override
    public void printed(List<Printout> printouts, long dropped) {
        printed.addAll(printouts);
    }

    @Override
    public boolean wantsTrace() {
        return traced;
    }

    @Override
    public void moved(Planted planted, Optional<Place> now) {
        moved.add(planted.request().label() + " to " + now.map(Place::slot).map(String::valueOf).orElse("nowhere"));
    }

    @Override
    public void watchEnded(Planted planted, WatchEnd why) {
        watchesEnded.add(planted + " " + why);
    }

    List<String> watchesEnded() {
        return watchesEnded;
    }

    @Override
    public void freed() {
        freed.incrementAndGet();
    }

    @Override
    public void ended(GuestEnd end) {
        events.add(end);
    }

    /** The next event, which has to be of this type. */
    public <T> T next(Class<T> type) {
        try {
            Object event = events.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            if (!type.isInstance(event)) {
                throw new AssertionError("waited for " + type.getSimpleName() + ", got " + event + "; console: "
                        + console);
            }
            return type.cast(event);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public boolean quiet() {
        return events.isEmpty();
    }

    public String console() {
        return console.toString();
    }

    List<Printout> printed() {
        return printed;
    }

    List<String> moved() {
        return moved;
    }

    int timesFreed() {
        return freed.get();
    }

    public List<String> trace() {
        synchronized (trace) {
            return List.copyOf(trace);
        }
    }

    /** What a request yields. */
    public static <T> T given(CompletableFuture<Answer<T>> future) {
        return switch (answer(future)) {
            case Answer.Given<T> given -> given.value();
            case Answer.Refused<T> refused -> throw new AssertionError("refused: " + refused.refusal());
        };
    }

    static <T> Refusal.Code refused(CompletableFuture<Answer<T>> future) {
        return refusal(future).code();
    }

    static <T> Refusal refusal(CompletableFuture<Answer<T>> future) {
        return switch (answer(future)) {
            case Answer.Given<T> given -> throw new AssertionError("given: " + given.value());
            case Answer.Refused<T> refused -> refused.refusal();
        };
    }

    private static <T> Answer<T> answer(CompletableFuture<Answer<T>> future) {
        try {
            return future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
