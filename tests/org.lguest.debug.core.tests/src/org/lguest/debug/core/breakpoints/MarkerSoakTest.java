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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.fixture.GuestFixture;

/**
 * Markers come, change and go at random against a running guest, which is stopped now and then: at no time is one lost,
 * left behind, or the wrong one hit. {@code -Dlguest.soak.minutes=60 -Dlguest.soak.seed=N} goes on for an hour, and
 * looks at the heap too; {@code releng/soak --markers} says so to the build.
 */
class MarkerSoakTest {

    private static final long MINUTES = Integer.getInteger("lguest.soak.minutes", 0);
    private static final long SEED = Long.getLong("lguest.soak.seed", 1);
    private static final int ROUNDS = 12;
    private static final int STOP_EACH = 3;
    private static final int SKIP_EACH = 5;
    private static final int MOST_CHANGES = 60;
    /** More than there are registers, so that some wait. */
    private static final int MOST = 1_500;
    private static final int AT_ONCE = 200;
    private static final int ROUNDS_BEFORE_THE_HEAP_IS_WEIGHED = 100;
    private static final long GROWTH = 32 << 20;

    @RegisterExtension
    private final BusyGuest guest = new BusyGuest();
    private final Random random = new Random(SEED);
    private final List<IBreakpoint> there = new ArrayList<>();
    private int made;
    private int stops;

    @Test
    void nothingIsLostWhateverIsChanged() throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        long weight = 0;
        int rounds = 0;
        for (; rounds < ROUNDS || System.nanoTime() < end; rounds++) {
            change();
            guest.settle();
            guest.assertAsWanted(there);
            assertFalse(guest.target.isSuspended(), () -> "none of them was to stop the guest: "
                    + guest.target.getThreads()[0].suspension() + " " + guest.events + " stops " + stops);
            if (rounds % STOP_EACH == 0) {
                stopOnce();
            }
            if (rounds % SKIP_EACH == 0) {
                skipAll();
            }
            guest.events.forget();
            if (rounds == ROUNDS_BEFORE_THE_HEAP_IS_WEIGHED) {
                weight = heap();
            }
        }
        say("%d rounds, %d markers made, %d removed, %d stops, seed %d", rounds, made, made - there.size(), stops, SEED);
        removeAllAtOnce();
        if (weight > 0) {
            long growth = heap() - weight;
            say("the heap has grown by %d KiB since round %d", growth >> 10, ROUNDS_BEFORE_THE_HEAP_IS_WEIGHED);
            assertTrue(growth < GROWTH, () -> "the heap has grown by " + growth + " bytes");
        }
    }

    /** As many as there may be, so that the last ones have no registers and get those of the first for a moment. */
    private void removeAllAtOnce() throws Exception {
        add(MOST - there.size());
        guest.settle();
        guest.assertAsWanted(there);
        List<IBreakpoint> last = List.copyOf(there);
        say("removing %d at once, which have %d registers", last.size(), guest.taken());
        long begin = System.nanoTime();
        remove(last.size());
        long removed = System.nanoTime();
        guest.settleRemoved();
        guest.assertNothingIsLeft(last);
        say("removed in %d ms, and told %d ms later", TimeUnit.NANOSECONDS.toMillis(removed - begin),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - removed));
    }

    /** Before the next thing may fail: it is what is left of an hour. */
    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }

    private void change() throws CoreException {
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            switch (random.nextInt(8)) {
                case 0 -> add(1 + random.nextInt(AT_ONCE));
                case 1, 2 -> add(1);
                case 3 -> remove(random.nextInt(AT_ONCE));
                case 4 -> remove(1);
                case 5 -> move();
                case 6 -> rephrase();
                default -> toggle();
            }
        }
    }

    private void add(int count) throws CoreException {
        List<IBreakpoint> added = new ArrayList<>();
        for (int i = 0; i < Math.min(count, MOST - there.size()); i++) {
            GuestBreakpoint breakpoint = guest.create(made++);
            breakpoint.setEnabled(random.nextInt(5) > 0);
            added.add(breakpoint);
        }
        there.addAll(added);
        manager().addBreakpoints(added.toArray(IBreakpoint[]::new));
    }

    private void remove(int count) throws CoreException {
        Collections.shuffle(there, random);
        List<IBreakpoint> removed = there.subList(0, Math.min(count, there.size()));
        manager().removeBreakpoints(removed.toArray(IBreakpoint[]::new), true);
        removed.clear();
    }

    private void toggle() throws CoreException {
        if (!there.isEmpty()) {
            IBreakpoint breakpoint = any();
            breakpoint.setEnabled(!breakpoint.isEnabled());
        }
    }

    /** As an edit of the file does before the guest is built anew, or a hand in the marker's properties. */
    private void move() throws CoreException {
        for (IBreakpoint breakpoint : there) {
            if (breakpoint instanceof GuestLineBreakpoint line && random.nextBoolean()) {
                line.getMarker().setAttribute(IMarker.LINE_NUMBER, BusyGuest.FIRST_LINE + random.nextInt(BusyGuest.LINES));
                return;
            }
        }
    }

    private void rephrase() throws CoreException {
        for (IBreakpoint breakpoint : there) {
            if (breakpoint instanceof GuestFunctionBreakpoint function && random.nextBoolean()) {
                function.setCondition(random.nextBoolean() ? BusyGuest.NEVER : "seconds > 0xfffffff0");
                function.setIgnoreCount(random.nextInt(3));
                return;
            }
        }
    }

    /** One breakpoint more, which has to be the only one that is hit, and at its own line. */
    private void stopOnce() throws Exception {
        int line = BusyGuest.FIRST_LINE + random.nextInt(BusyGuest.LINES);
        // What is freed goes to those that wait for it, before it goes to this one.
        while (guest.taken() == BusyGuest.REGISTERS) {
            remove(AT_ONCE);
            guest.settle();
        }
        guest.events.forget();
        GuestLineBreakpoint stop = new GuestLineBreakpoint(guest.source, line);
        manager().addBreakpoint(stop);
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertEquals(List.of(stop), List.of(guest.target.getThreads()[0].getBreakpoints()));
        assertEquals(line, guest.target.getThreads()[0].getTopStackFrame().getLineNumber());
        manager().removeBreakpoint(stop, true);
        guest.settle();
        assertEquals(Optional.empty(), BusyGuest.state(stop));
        guest.target.resume();
        guest.events.await("thread RESUME CLIENT_REQUEST");
        stops++;
    }

    private void skipAll() throws Exception {
        manager().setEnabled(false);
        guest.settle();
        assertEquals(0, guest.taken(), "skipped");
        manager().setEnabled(true);
        guest.settle();
        guest.assertAsWanted(there);
    }

    private IBreakpoint any() {
        return there.get(random.nextInt(there.size()));
    }

    /** With the workspace built and saved: until it is, it keeps what its resources, and their markers, were before. */
    private static long heap() throws Exception {
        for (int i = 0; i < 2; i++) {
            ResourcesPlugin.getWorkspace().build(IncrementalProjectBuilder.INCREMENTAL_BUILD, null);
            ResourcesPlugin.getWorkspace().save(true, null);
            say("the platform has kept %d markers that came and went between two builds", forgetMarkersOfThePlatform());
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /**
     * The platform's breakpoint manager remembers which markers were changed until the next build tells it of them. Of
     * one that is made, changed and deleted before that, no build ever tells, and it is remembered for good: some sixty
     * bytes each, which nobody notices but who makes a million of them, and which are not ours.
     */
    private static int forgetMarkersOfThePlatform() throws ReflectiveOperationException {
        Field changed = manager().getClass().getDeclaredField("fPostChangMarkersChanged");
        changed.setAccessible(true);
        Set<?> markers = (Set<?>) changed.get(manager());
        synchronized (markers) {
            int kept = markers.size();
            markers.clear();
            return kept;
        }
    }

    private static IBreakpointManager manager() {
        return GuestFixture.manager();
    }
}
