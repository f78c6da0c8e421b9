/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.lguest.benchmarks.BreakpointBenchmark.Row;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.Condition;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.ResumeReason;
import org.lguest.hypervisor.session.SessionListener;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.TraceLine;
import org.lguest.hypervisor.session.predicate.Operation;
import org.lguest.hypervisor.session.predicate.PredicateProgram;
import org.lguest.hypervisor.session.predicate.PredicateProgram.Instruction;

/** The kernel in this product. */
final class VisitedGuest implements SessionListener {

    private static final int VISITS = 600_000;
    private static final int STOPS = 2_000;

    private final Path image;
    private final int visit;
    private final int counter;
    /**
     * A stop event, in nanoseconds.
     *
     * @param processor time that the emulator thread had taken
     */
    private record When(long time, long processor) {
    }

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final BlockingQueue<When> stops = new LinkedBlockingQueue<>();
    private When last = new When(0, 0);
    private double hitsAlone;
    private GuestSession session;

    VisitedGuest(Path image, int visit, int counter) {
        this.image = image;
        this.visit = visit;
        this.counter = counter;
    }

    /** One round, with a guest of its own. */
    Map<Row, Double> measure() throws Exception {
        session = Launcher.launch(GuestConfiguration.of(image, 4, ""), this);
        stop();
        Map<Row, Double> measured = new EnumMap<>(Row.class);
        measured.put(Row.EXECUTE, hitsPerSecond(Kind.EXECUTE, visit, 1, VISITS));
        measured.put(Row.EXECUTE_ALONE, hitsAlone);
        measured.put(Row.WRITE, hitsPerSecond(Kind.WRITE, counter, 4, 2 * VISITS));
        List<Planted> more = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            more.add(given(session.plant(new DebugRegisterRequest(Kind.EXECUTE, visit + 4096 + i, 1, "more"))));
        }
        measured.put(Row.AMONG_1000, hitsPerSecond(Kind.EXECUTE, visit, 1, 3 * VISITS));
        for (Planted planted : more) {
            given(session.unplant(planted));
        }
        measured.put(Row.STOP, stopMicroseconds());
        given(session.terminate());
        return measured;
    }

    /** Until the counter says so, each visit is a hit whose condition does not hold. */
    private double hitsPerSecond(Kind kind, int address, int length, int until) throws InterruptedException {
        int before = counted();
        Condition condition = new Condition(PredicateProgram.of(List.of(Instruction.of(Operation.CONSTANT, counter),
                Instruction.of(Operation.LOAD_32), Instruction.of(Operation.CONSTANT, until),
                Instruction.of(Operation.EQUAL))), 0);
        Planted planted = given(session.plant(new DebugRegisterRequest(kind, address, length, "visits", condition)));
        long start = System.nanoTime();
        long alone = last.processor;
        given(session.resume());
        double seconds = (stop() - start) / 1e9;
        given(session.unplant(planted));
        hitsAlone = (counted() - before) / ((last.processor - alone) / 1e9);
        return (counted() - before) / seconds;
    }

    private double stopMicroseconds() throws InterruptedException {
        Planted planted = given(session.plant(new DebugRegisterRequest(Kind.EXECUTE, visit, 1, "visits")));
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < STOPS; i++) {
            long start = System.nanoTime();
            session.resume();
            times.add((stop() - start) / 1e3);
        }
        given(session.unplant(planted));
        return BreakpointBenchmark.median(times);
    }

    private int counted() {
        byte[] bytes = given(session.readMemory(AddressSpace.VIRTUAL, counter, 4)).bytes();
        return bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8 | (bytes[2] & 0xFF) << 16 | bytes[3] << 24;
    }

    private long stop() throws InterruptedException {
        When stop = stops.poll(2, TimeUnit.MINUTES);
        if (stop == null) {
            throw new IllegalStateException("the guest does not stop");
        }
        last = stop;
        return stop.time;
    }

    private static <T> T given(CompletableFuture<Answer<T>> future) {
        if (future.join() instanceof Answer.Given<T> given) {
            return given.value();
        }
        throw new IllegalStateException(future.join().toString());
    }

    @Override
    public void stopped(Stop stop) {
        stops.add(new When(System.nanoTime(), CLOCK.getCurrentThreadCpuTime()));
    }

    @Override
    public void resumed(ResumeReason reason) {
        // only stops are waited for
    }

    @Override
    public void console(byte[] bytes) {
        // it says nothing
    }

    @Override
    public void trace(List<TraceLine> lines, long dropped) {
        // not wanted
    }

    @Override
    public boolean wantsTrace() {
        return false;
    }

    @Override
    public void ended(GuestEnd end) {
        // when it is terminated
    }
}
