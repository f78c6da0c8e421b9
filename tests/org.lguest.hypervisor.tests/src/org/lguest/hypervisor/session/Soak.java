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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.SoakGuest.Moment;
import org.lguest.hypervisor.session.predicate.Operation;
import org.lguest.hypervisor.session.predicate.PredicateProgram;
import org.lguest.hypervisor.session.predicate.PredicateProgram.Instruction;
import org.lguest.hypervisor.session.predicate.PrintFormat;
import org.lguest.hypervisor.session.predicate.PrintFormatException;
import org.lguest.hypervisor.session.predicate.PrintProgram;

/**
 * Stops and resumes a guest very often, and changes what it is to stop at, standing and running. Each stop is compared
 * with the one that has to come; what is planted with what was asked for; and the heap at the end with that at the
 * beginning.
 */
public final class Soak implements SessionListener {

    /** What is wrong, in words. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    /** What the heap may grow by, in bytes. */
    private static final long GROWTH = 16 << 20;
    private static final Condition NEVER = new Condition(PredicateProgram.of(List.of(Instruction.of(Operation.CONSTANT, 0))), 0);
    private static final int MOST = 40;

    /** One thing that was asked for: of a unit, or with an empty kind a hypercall. */
    private record Asked(Optional<Kind> kind, OptionalInt unit, boolean stops) {
        boolean matches(Moment moment) {
            return kind.isPresent() ? moment.matches(kind.get(), unit.getAsInt()) : moment.matches(unit);
        }
    }

    private final SoakGuest guest = new SoakGuest();
    private final Random random;
    private final boolean shared;
    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    private final Map<Planted, Asked> registers = new LinkedHashMap<>();
    private final Map<PlantedEvent, Asked> machineEvents = new LinkedHashMap<>();
    private final Path image;
    private GuestSession session;
    /** What comes of the execute registers at the very instruction before which the guest stands. */
    private enum Here {
        /** It stands at none, or they have had their say. */
        NOTHING,
        /** They have their say when it goes on. */
        HIT,
        /** Whether they were there before it stood is not known. */
        EITHER
    }

    /** Index of the moment that comes next, of a guest that stands; after {@link #here}. */
    private int next;
    private Here here = Here.NOTHING;
    private long stops;
    private long changes;

    Soak(long seed, boolean shared, Path directory) throws Exception {
        random = new Random(seed);
        this.shared = shared;
        image = guest.write(directory.resolve("soak"));
        session = Launcher.launch(new GuestConfiguration(image, 2, "", Optional.empty(),
                shared ? Banks.AS_THE_HARDWARE : Banks.EXTENDED, GuestConfiguration.Pace.UNPACED), this);
        next(Stop.class);
        next = guest.next(0);
    }

    /** Stops and resumes; prints how it goes, and what is wrong. */
    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[0]);
        long stops = Long.parseLong(arguments[1]);
        double minutes = Double.parseDouble(arguments[2]);
        boolean loses = arguments[3].equals("lost");
        Path directory = Files.createTempDirectory("soak");
        boolean right = true;
        for (boolean shared : List.of(false, true)) {
            Soak soak = new Soak(seed, shared, directory);
            try {
                soak.stopsAndResumes(stops / 20);
                long before = heap();
                if (loses) {
                    soak.lose();
                }
                soak.stopsAndResumes(stops / 2);
                soak.changesWhileRunning((long) (minutes * 30e9));
                long grown = heap() - before;
                System.out.printf("%s: %,d stops as they had to be, %,d changes, none lost; heap grew by %,d kB%n",
                        shared ? "as the hardware" : "extended", soak.stops, soak.changes, grown >> 10);
                if (grown > GROWTH) {
                    throw new Wrong("the heap has grown by " + grown + " bytes");
                }
            } catch (Wrong wrong) {
                right = false;
                System.out.println((shared ? "as the hardware" : "extended") + ", after " + soak.stops + " stops and " + soak.changes
                        + " changes: " + wrong.getMessage());
            } finally {
                soak.close();
            }
        }
        System.out.println((right ? "nothing is wrong" : "SOMETHING IS WRONG") + "; seed " + seed);
        System.exit(right ? 0 : 1);
    }

    void close() {
        answer(session.terminate());
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Takes one register away behind the back of what is expected: for the self-test. */
    void lose() {
        plantUntilItStops();
        Planted lost = registers.entrySet().stream().filter(entry -> entry.getValue().stops).findFirst().orElseThrow().getKey();
        given(session.unplant(lost));
    }

    /** As often as that: changes something now and then, resumes, and compares the stop with what has to come. */
    void stopsAndResumes(long times) {
        for (long i = 0; i < times; i++) {
            if (random.nextInt(4) == 0) {
                change();
            }
            plantUntilItStops();
            resumeToTheNextStop();
        }
        compareTables();
    }

    private void plantUntilItStops() {
        while (registers.values().stream().noneMatch(Asked::stops) && machineEvents.values().stream().noneMatch(Asked::stops)) {
            change();
        }
    }

    private void resumeToTheNextStop() {
        int standing = before(next);
        Set<Object> first = here == Here.NOTHING ? Set.of() : hitsAt(guest.moments.get(standing));
        int at = next;
        Set<Object> expected = hitsAt(guest.moments.get(at));
        if (here == Here.HIT && !first.isEmpty()) {
            at = standing;
            expected = first;
        }
        while (expected.isEmpty()) {
            at = (at + 1) % guest.moments.size();
            expected = hitsAt(guest.moments.get(at));
        }
        Moment moment = guest.moments.get(at);
        given(session.resume());
        Stop stop = next(Stop.class);
        Set<Object> hit = hits(stop);
        int eip = stop.registers().value("eip").orElseThrow();
        if (here == Here.EITHER && !first.isEmpty() && hit.equals(first) && eip == guest.moments.get(standing).eip()) {
            at = standing;
        } else if (!hit.equals(expected) || eip != moment.eip()) {
            throw new Wrong(String.format("stopped at %08x for %s, not for %s at %08x", eip, hit, expected, moment.eip()));
        }
        stoppedAt(at, false);
        stops++;
    }

    private int before(int index) {
        return (index == 0 ? guest.moments.size() : index) - 1;
    }

    /** @param changing whether something was planted or taken back that may have come before the stop or behind it */
    private void stoppedAt(int index, boolean changing) {
        next = guest.after(index);
        int between = (index + 1) % guest.moments.size();
        if (between == next) {
            here = Here.NOTHING;
        } else if (changing) {
            here = Here.EITHER;
        } else {
            Moment instruction = guest.moments.get(between);
            here = registers.values().stream().anyMatch(asked -> asked.matches(instruction)) ? Here.HIT : Here.NOTHING;
        }
    }

    private Set<Object> hitsAt(Moment moment) {
        Set<Object> hits = new HashSet<>();
        registers.forEach((planted, asked) -> {
            if (asked.stops && asked.matches(moment)) {
                hits.add(planted);
            }
        });
        machineEvents.forEach((planted, asked) -> {
            if (asked.stops && asked.matches(moment)) {
                hits.add(planted);
            }
        });
        return hits;
    }

    private static Set<Object> hits(Stop stop) {
        Set<Object> hits = new HashSet<>();
        switch (stop.reason()) {
            case StopReason.DebugRegisters(var matched) -> matched.forEach(hit -> hits.add(hit.planted()));
            case StopReason.Events(var happened) -> happened.forEach(hit -> hits.add(hit.planted()));
            default -> { /* for none */ }
        }
        return hits;
    }

    /** Plants something, or takes something back. */
    private void change() {
        changes++;
        int planted = registers.size() + machineEvents.size();
        if (planted > 0 && (planted >= MOST || random.nextInt(5) < 2)) {
            List<Object> all = new ArrayList<>(registers.keySet());
            all.addAll(machineEvents.keySet());
            Object one = all.get(random.nextInt(all.size()));
            if (one instanceof Planted register) {
                registers.remove(register);
                given(session.unplant(register));
            } else {
                machineEvents.remove(one);
                given(session.unplantEvent((PlantedEvent) one));
            }
            return;
        }
        boolean stopsThere = random.nextInt(3) > 0;
        Condition condition = stopsThere || random.nextBoolean() ? Condition.NONE : NEVER;
        Optional<PrintProgram> print = stopsThere || condition == NEVER ? Optional.empty() : Optional.of(print());
        if (random.nextInt(6) == 0) {
            OptionalInt unit = random.nextInt(4) == 0 ? OptionalInt.empty()
                    : OptionalInt.of(SoakGuest.CALLS * random.nextInt(SoakGuest.UNITS / SoakGuest.CALLS));
            var event = new MachineEvent.HypercallMade(OptionalInt.of(8), List.of(unit));
            machineEvents.put(given(session.plantEvent(new EventRequest(event, "call", condition, print))),
                    new Asked(Optional.empty(), unit, stopsThere));
            return;
        }
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        int unit = random.nextInt(SoakGuest.UNITS);
        var request = new DebugRegisterRequest(kind, guest.address(kind, unit), kind == Kind.EXECUTE ? 1 : 4, "unit " + unit, condition,
                print);
        Asked asked = new Asked(Optional.of(kind), OptionalInt.of(unit), stopsThere);
        if (shared && registers.size() == 4) {
            if (!(answer(session.plant(request)) instanceof Answer.Refused<Planted>(Refusal refusal))
                    || refusal.code() != Refusal.Code.NO_FREE_SLOT) {
                throw new Wrong("a fifth register is not refused");
            }
        } else {
            registers.put(given(session.plant(request)), asked);
        }
    }

    private static PrintProgram print() {
        try {
            return PrintProgram.of(PrintFormat.parse("%d\n"), List.of(PredicateProgram.ALWAYS));
        } catch (PrintFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For so long: changes against a running guest, and looks at every second whether all is as it was asked for. */
    void changesWhileRunning(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            runAndChange(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300));
            compareTables();
            for (int i = 0; i < 50; i++) {
                plantUntilItStops();
                resumeToTheNextStop();
            }
        }
    }

    private void runAndChange(long until) {
        given(session.resume());
        boolean runs = true;
        Set<Object> were = new HashSet<>();
        while (System.nanoTime() < until) {
            while (events.peek() instanceof Stop) {
                Stop stop = next(Stop.class);
                Set<Object> hit = hits(stop);
                // what was taken back a moment ago may have been hit before that
                if (hit.isEmpty() || !hit.stream().allMatch(one -> were.contains(one) || registers.containsKey(one)
                        || machineEvents.containsKey(one))) {
                    throw new Wrong("while changing stopped for " + hit);
                }
                stops++;
                given(session.resume());
            }
            were.clear();
            were.addAll(registers.keySet());
            were.addAll(machineEvents.keySet());
            change();
        }
        answer(session.suspend());
        Stop stop = next(Stop.class);
        place(stop);
        if (events.peek() instanceof Stop) {
            throw new Wrong("two stops without a resumption");
        }
    }

    /** Where the round goes on after a stop of any kind. */
    private void place(Stop stop) {
        int eip = stop.registers().value("eip").orElseThrow();
        if (stop.reason() instanceof StopReason.Suspended) {
            next = guest.next(eip);
            Moment moment = guest.moments.get(before(next));
            here = moment.what() == SoakGuest.What.INSTRUCTION && moment.eip() == eip ? Here.EITHER : Here.NOTHING;
            return;
        }
        Set<Object> hit = hits(stop);
        for (int i = 0; i < guest.moments.size(); i++) {
            Moment moment = guest.moments.get(i);
            boolean call = moment.what() == SoakGuest.What.CALL;
            if (moment.eip() == eip && call == (stop.reason() instanceof StopReason.Events)) {
                boolean instruction = stop.reason() instanceof StopReason.DebugRegisters(var hits)
                        && hits.get(0).access() == Hit.Access.EXECUTE;
                if (call || instruction == (moment.what() == SoakGuest.What.INSTRUCTION)) {
                    stoppedAt(i, true);
                    return;
                }
            }
        }
        throw new Wrong(String.format("stopped at %08x for %s, where nothing is", eip, hit));
    }

    private void compareTables() {
        Set<Planted> there = new HashSet<>();
        given(session.debugRegisters()).banks().forEach(bank -> bank.uses().forEach(use -> use.ifPresent(one -> there.add(one.planted()))));
        if (!there.equals(registers.keySet())) {
            throw new Wrong("planted is " + there + ", asked for was " + registers.keySet());
        }
        List<PlantedEvent> asked = given(session.events()).stream().map(PlantedEvent.Use::planted).toList();
        if (!asked.equals(List.copyOf(machineEvents.keySet()))) {
            throw new Wrong("events are " + asked + ", asked for was " + machineEvents.keySet());
        }
    }

    private <T> T next(Class<T> type) {
        try {
            Object event = events.poll(1, TimeUnit.MINUTES);
            if (type.isInstance(event)) {
                return type.cast(event);
            }
            throw new Wrong("waited a minute for a " + type.getSimpleName() + ", there is " + event + "; planted: " + registers.keySet());
        } catch (InterruptedException e) {
            throw new Wrong("interrupted");
        }
    }

    private static <T> T given(CompletableFuture<Answer<T>> future) {
        if (answer(future) instanceof Answer.Given<T> given) {
            return given.value();
        }
        throw new Wrong(answer(future).toString());
    }

    private static <T> Answer<T> answer(CompletableFuture<Answer<T>> future) {
        try {
            return future.get(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new Wrong("no answer: " + e);
        }
    }

    @Override
    public void stopped(Stop stop) {
        events.add(stop);
    }

    @Override
    public void resumed(ResumeReason reason) {
        // stops alternate with resumptions
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
        events.add(end);
    }
}
