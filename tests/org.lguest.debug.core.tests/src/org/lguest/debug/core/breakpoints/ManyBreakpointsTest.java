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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.breakpoints.BreakpointState.Installed;
import org.lguest.debug.fixture.GuestFixture;

/**
 * Ten thousand breakpoints of every kind, set and removed while a guest runs, in other orders, at once and one by one:
 * the debugger has 1,024 registers, so most of them wait for one. In the end nothing is left of any.
 */
class ManyBreakpointsTest {

    private static final int COUNT = 10_000;
    private static final int BATCH = 1_000;

    @RegisterExtension
    private final BusyGuest guest = new BusyGuest();

    @Test
    void nothingIsLostAndNothingIsLeft() throws Exception {
        List<IBreakpoint> all = create();
        GuestBreakpointReader reader = (GuestBreakpointReader) BreakpointReaders.CONTRIBUTED.of(all.getFirst())
                .orElseThrow();
        add(all);
        guest.settle();
        assertInOrderOfAge(all);
        guest.assertAsWanted(all);

        Random random = new Random(1);
        List<IBreakpoint> some = shuffled(all, random).subList(0, COUNT / 5);
        batch(monitor -> {
            for (IBreakpoint breakpoint : some.subList(0, some.size() / 2)) {
                breakpoint.setEnabled(!breakpoint.isEnabled());
            }
        });
        for (IBreakpoint breakpoint : some.subList(some.size() / 2, some.size())) {
            breakpoint.setEnabled(!breakpoint.isEnabled());
        }
        guest.settle();
        guest.assertAsWanted(all);

        manager().setEnabled(false);
        guest.settle();
        assertEquals(0, guest.taken(), "skipped");
        manager().setEnabled(true);
        guest.settle();
        guest.assertAsWanted(all);

        List<IBreakpoint> left = shuffled(all, random);
        remove(left.subList(0, COUNT / 2));
        List<IBreakpoint> rest = left.subList(COUNT / 2, COUNT);
        guest.settle();
        guest.assertAsWanted(rest);
        remove(rest.subList(0, rest.size() - BATCH / 10));
        for (IBreakpoint breakpoint : rest.subList(rest.size() - BATCH / 10, rest.size())) {
            manager().removeBreakpoint(breakpoint, true);
        }
        guest.settle();
        guest.assertNothingIsLeft(all);
        assertEquals(0, reader.warnings(), "warnings that are remembered");

        assertFalse(guest.target.isSuspended(), "none of them was to stop the guest");
        GuestLineBreakpoint last = new GuestLineBreakpoint(guest.source, BusyGuest.FIRST_LINE);
        manager().addBreakpoint(last);
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertEquals(List.of(last), List.of(guest.target.getThreads()[0].getBreakpoints()));
        guest.events.assertAre("target CREATE", "thread CREATE", "process CREATE", "thread RESUME CLIENT_REQUEST",
                "thread SUSPEND BREAKPOINT");
    }

    /** Half of them at once, the others one by one. */
    private static void add(List<IBreakpoint> all) throws CoreException {
        manager().addBreakpoints(all.subList(0, all.size() / 2).toArray(IBreakpoint[]::new));
        for (IBreakpoint breakpoint : all.subList(all.size() / 2, all.size())) {
            manager().addBreakpoint(breakpoint);
        }
    }

    /** In batches and the last of all one by one, for the platform touches every breakpoint each time. */
    private static void remove(List<IBreakpoint> all) throws CoreException {
        for (int i = 0; i < all.size(); i += BATCH) {
            manager().removeBreakpoints(all.subList(i, Math.min(i + BATCH, all.size())).toArray(IBreakpoint[]::new), true);
        }
    }

    private static List<IBreakpoint> shuffled(List<IBreakpoint> breakpoints, Random random) {
        List<IBreakpoint> shuffled = new ArrayList<>(breakpoints);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private List<IBreakpoint> create() throws CoreException {
        List<IBreakpoint> all = new ArrayList<>();
        batch(monitor -> {
            for (int i = 0; i < COUNT; i++) {
                GuestBreakpoint breakpoint = guest.create(i);
                breakpoint.setEnabled(i % 5 != 4);
                all.add(breakpoint);
            }
        });
        return all;
    }

    /** Nothing has been freed yet: who came first has a register. */
    private static void assertInOrderOfAge(List<IBreakpoint> all) throws CoreException {
        int free = BusyGuest.REGISTERS;
        for (IBreakpoint breakpoint : all) {
            BreakpointState state = BusyGuest.state(breakpoint).orElse(null);
            if (state instanceof Installed || state != null && BusyGuest.isForWantOfMore(state)) {
                int needed = BusyGuest.registersOf(breakpoint);
                boolean fits = needed <= free;
                assertEquals(fits, state instanceof Installed, () -> breakpoint + ": " + state);
                free -= fits ? needed : 0;
            }
        }
        assertEquals(0, free);
    }

    private static IBreakpointManager manager() {
        return GuestFixture.manager();
    }

    private static void batch(ICoreRunnable changes) throws CoreException {
        ResourcesPlugin.getWorkspace().run(changes, null, IWorkspace.AVOID_UPDATE, null);
    }
}
