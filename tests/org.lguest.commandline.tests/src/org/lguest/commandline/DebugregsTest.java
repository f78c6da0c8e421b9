/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.commandline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.commandline.Command.image;
import static org.lguest.commandline.Command.lguest;

import java.util.List;

import org.junit.jupiter.api.Test;

/**
 * The guest that programs its own debug registers, alone and while the debugger has its own on the same places: it
 * never notices, and no hit of either is lost.
 */
class DebugregsTest {

    private static final String POWER_DOWN = "lguest: CRASH: Power down\n";
    /**
     * So often does the guest call visit, of which its own breakpoint is on 1,200; and its clearing of memory writes
     * once.
     */
    private static final int VISITS = 1211;
    private static final int VISITS_IN_RING_3 = 1203;

    @Test
    void everyCasePasses() throws Exception {
        Command alone = lguest("64", image("debugregs"));

        assertAllPassed(alone);
        assertEquals(POWER_DOWN, alone.err());
    }

    @Test
    void everyCasePassesWhileTheDebuggerHitsTheSamePlacesOverAThousandTimes() throws Exception {
        Command alone = lguest("64", image("debugregs"));
        Command debugged = lguest("--break=visit", "--watch=visits,4,w", "--break=visit_in_ring_3", "--watch=user_visits,4,rw",
                "64", image("debugregs"));

        assertAllPassed(debugged);
        assertEquals(alone.out(), debugged.out());
        assertEquals(POWER_DOWN + "lguest: --break=visit: " + VISITS + " hits\n"
                + "lguest: --watch=visits,4,w: " + (VISITS + 1) + " hits\n"
                + "lguest: --break=visit_in_ring_3: " + VISITS_IN_RING_3 + " hits\n"
                + "lguest: --watch=user_visits,4,rw: " + VISITS_IN_RING_3 + " hits\n", debugged.err());
    }

    @Test
    void everyCasePassesWhileTheDebuggerStopsInTheGuestsOwnHandler() throws Exception {
        Command debugged = lguest("--break=on_debug_trap", "--watch=hit_count,4,rw", "--break=trap_return", "--break=tick",
                "--watch=lguest_data,4,w", "64", image("debugregs"));

        assertAllPassed(debugged);
        assertEquals(0, debugged.status());
    }

    /** The guest takes all four at times, but never where it comes by these places. */
    @Test
    void everyCasePassesWhereBothShareFourRegistersAndTheDebuggersMove() throws Exception {
        String restriction = ", and none while the guest left it no debug register\n";
        Command shared = lguest("--banks=hardware", "--break=visit", "--watch=user_visits,4,w", "64",
                image("debugregs"));

        assertAllPassed(shared);
        assertEquals(POWER_DOWN + "lguest: --break=visit: " + VISITS + " hits" + restriction
                + "lguest: --watch=user_visits,4,w: " + VISITS_IN_RING_3 + " hits" + restriction, shared.err());
    }

    /** Four of the debugger's, and the guest wants some: it gets them, and the debugger misses what comes by then. */
    @Test
    void theGuestWinsWhereAllFourAreTheDebuggers() throws Exception {
        Command shared = lguest("--banks=hardware", "--break=visit", "--watch=visits,4,w", "--break=visit_in_ring_3",
                "--watch=user_visits,4,rw", "64", image("debugregs"));

        assertAllPassed(shared);
        List<Integer> hits = shared.err().lines().skip(1).map(line -> Integer.valueOf(line.replaceAll(".*: (\\d+) hits.*", "$1")))
                .toList();
        assertEquals(4, hits.size());
        assertTrue(hits.stream().allMatch(count -> count <= VISITS + 1), shared.err());
        assertTrue(hits.stream().anyMatch(count -> count < VISITS_IN_RING_3), shared.err());
    }

    private static void assertAllPassed(Command command) {
        List<String> failed = command.out().lines().filter(line -> line.startsWith("FAIL ")).toList();
        assertEquals(List.of(), failed);
        long passed = command.out().lines().filter(line -> line.startsWith("PASS ")).count();
        assertTrue(command.out().endsWith("\ndebugregs: " + passed + " passed, 0 failed\n"), command.out());
        assertTrue(passed > 50, command.out());
        assertEquals(0, command.status());
    }
}
