/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.guests;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import org.lguest.hypervisor.host.Stations;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.LaunchException;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.LiveSession;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.Printout;
import org.lguest.hypervisor.session.ResumeReason;
import org.lguest.hypervisor.session.SessionListener;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.TraceLine;

/** One run of a guest, driven from the test's thread through nothing but the seam. */
public final class GuestRun implements SessionListener, AutoCloseable {

    private static final long DEADLINE_SECONDS = 120;

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final List<TraceLine> trace = new ArrayList<>();
    private final AtomicLong printed = new AtomicLong();
    private LiveSession session;
    private volatile GuestEnd end;
    private volatile boolean minute;

    private GuestRun() {
    }

    /** Launches, and waits for the stop before the first instruction. */
    public static GuestRun launch(GuestConfiguration configuration) throws LaunchException {
        return launch(configuration, new Stations());
    }

    /** Launches a machine that is built with these stations. */
    public static GuestRun launch(GuestConfiguration configuration, Stations stations) throws LaunchException {
        GuestRun run = new GuestRun();
        run.session = Launcher.launch(configuration, run, stations);
        run.awaitStop();
        return run;
    }

    /** Launches, and runs to the end without a stop. */
    public static GuestRun toTheEnd(GuestConfiguration configuration) throws LaunchException {
        try (GuestRun run = launch(configuration)) {
            run.resume();
            run.awaitEnd();
            return run;
        }
    }

    /** How the guest ended, after {@link #toTheEnd} or {@link #awaitEnd}. */
    public GuestEnd end() {
        return end;
    }

    /** All that the guest was and had when it ended. */
    public String digest() {
        return session.digest();
    }

    /** From now on the trace has each exit, and what passes between the guest and its devices. */
    public void traceAll() {
        minute = true;
    }

    public GuestSession session() {
        return session;
    }

    public void resume() {
        given(session.resume());
    }

    public Planted plant(DebugRegisterRequest.Kind kind, int address, int length, String label) {
        return given(session.plant(new DebugRegisterRequest(kind, address, length, label)));
    }

    /** Resumes, and waits for the next stop. */
    public Stop resumeToStop() {
        resume();
        return awaitStop();
    }

    public Stop awaitStop() {
        Object event = next("a stop");
        return event instanceof Stop stop ? stop : fail("The guest ended instead of stopping: " + event);
    }

    public GuestEnd awaitEnd() {
        Object event = next("the end");
        return event instanceof GuestEnd ended ? ended : fail("The guest stopped instead of ending: " + event);
    }

    /** The next stop or the end, whichever comes: a {@link Stop} or a {@link GuestEnd}. */
    public Object awaitStopOrEnd() {
        return next("a stop or the end");
    }

    private Object next(String what) {
        try {
            Object event = events.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            return event != null ? event
                    : fail("Waited " + DEADLINE_SECONDS + " s for " + what + "; console: " + console());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("Interrupted while waiting for " + what);
        }
    }

    /** The value of an answer that has to be given. */
    public static <T> T given(CompletableFuture<Answer<T>> future) {
        return switch (answer(future)) {
            case Answer.Given<T> given -> given.value();
            case Answer.Refused<T> refused -> fail("Refused: " + refused.refusal());
        };
    }

    public static <T> Answer<T> answer(CompletableFuture<Answer<T>> future) {
        try {
            return future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return fail("No answer within " + DEADLINE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("Interrupted while waiting for an answer");
        }
    }

    public String console() {
        synchronized (console) {
            return console.toString(StandardCharsets.US_ASCII);
        }
    }

    /** Waits until the console has said this. */
    public void awaitConsole(String text) {
        awaitConsole(said -> said.contains(text), '"' + text + '"');
    }

    /** Waits until what the console has said is as wanted. */
    public void awaitConsole(Predicate<String> wanted, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        synchronized (console) {
            while (!wanted.test(console())) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    fail("Waited " + DEADLINE_SECONDS + " s for " + what + " on the console: " + console());
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(console, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    fail("Interrupted while waiting for the console");
                }
            }
        }
    }

    /** The text of every trace line so far, with its station before it. */
    public List<String> trace() {
        synchronized (trace) {
            return trace.stream().map(line -> line.station() + ": " + line.text()).toList();
        }
    }

    /** Waits for a line of the trace, with its station before it. */
    public void awaitTrace(String line) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        synchronized (trace) {
            while (!trace().contains(line)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    fail("Waited " + DEADLINE_SECONDS + " s for \"" + line + "\" in the trace");
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(trace, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    fail("Interrupted while waiting for the trace");
                }
            }
        }
    }

    /** Instructions retired at the latest line of the trace that ends with this. */
    public long retired(String ending) {
        synchronized (trace) {
            return trace.reversed().stream().filter(line -> line.text().endsWith(ending)).findFirst()
                    .orElseThrow(() -> new AssertionError("no line ends with " + ending)).retired();
        }
    }

    @Override
    public void close() {
        answer(session.terminate());
    }

    @Override
    public void stopped(Stop stop) {
        events.add(stop);
    }

    @Override
    public void resumed(ResumeReason reason) {
        // only stops and the end are waited for
    }

    @Override
    public void console(byte[] bytes) {
        synchronized (console) {
            console.writeBytes(bytes);
            console.notifyAll();
        }
    }

    @Override
    public void trace(List<TraceLine> lines, long dropped) {
        synchronized (trace) {
            trace.addAll(lines);
            trace.notifyAll();
        }
    }

    @Override
    public boolean wantsExits() {
        return minute;
    }

    @Override
    public void printed(List<Printout> printouts, long dropped) {
        printed.addAndGet(printouts.size() + dropped);
    }

    /** How often anything has printed instead of stopping. */
    public long printouts() {
        return printed.get();
    }

    @Override
    public void ended(GuestEnd ended) {
        end = ended;
        events.add(ended);
    }
}
