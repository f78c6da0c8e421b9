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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.Banks;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.RegisterValues;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.StopReason;

/**
 * A run is a function of its image and inputs; debugging is neither. The same guest runs twice to its last function:
 * once in one go, and once under a debugger that stops, steps, suspends, reads and replants all the way. Then both are
 * the same to the last byte of memory, the last register, the last instruction and nanosecond.
 */
class DebuggingNeverAltersTheRunTest {

    private static final int MEGABYTES = 4;
    private static final int STOPS = 100;
    /** Everybody who ends a guest comes by here. */
    private static final String LAST_FUNCTION = "lguest_end";

    private record FinalState(String memory, RegisterValues registers, long retired, long guestTimeNanos, String console,
            GuestEnd end) {
    }

    @ParameterizedTest
    @CsvSource({"EXTENDED, 1", "EXTENDED, 2", "EXTENDED, 3", "AS_THE_HARDWARE, 4"})
    void firstEndsInTheSameStateWithAndWithoutAHundredStops(Banks banks, long seed) throws Exception {
        GuestImage image = GuestImage.named("first");
        assertSame(image, banks, seed,
                List.of("ring_up", "remember", "total_of", "by_the_dozen", "ways_to_pay", "tick", "trap_return", "customer"),
                List.of("takings", "last_amounts", "ticks", "next_amount", "spent", "lguest_data"));
    }

    /** The guest's own debug traps and the debugger's, on the same processor. */
    @ParameterizedTest
    @CsvSource({"EXTENDED, 5", "EXTENDED, 6"})
    void selfwatchEndsInTheSameStateWithAndWithoutAHundredStops(Banks banks, long seed) throws Exception {
        GuestImage image = GuestImage.named("selfwatch");
        assertSame(image, banks, seed,
                List.of("on_debug_trap", "lguest_set_debugreg", "put_on_console", "the_place", "tick", "writer"),
                List.of("watched", "hit_count", "ticks", "written_in_ring_3"));
    }

    private static void assertSame(GuestImage image, Banks banks, long seed, List<String> places, List<String> variables)
            throws Exception {
        GuestConfiguration configuration = new GuestConfiguration(image.path(), MEGABYTES, "", Optional.empty(), banks,
                GuestConfiguration.Pace.UNPACED);
        FinalState undisturbed;
        try (GuestRun run = GuestRun.launch(configuration)) {
            run.plant(Kind.EXECUTE, image.address(LAST_FUNCTION), 1, "the end");
            undisturbed = finish(run, run.resumeToStop());
        }
        FinalState debugged;
        try (GuestRun run = GuestRun.launch(configuration)) {
            Debugger debugger = new Debugger(run, image, banks, seed, places, variables);
            debugged = finish(run, debugger.runToTheLastFunction());
            assertTrue(debugger.stops >= STOPS, "only " + debugger.stops + " stops");
        }
        assertEquals(undisturbed, debugged);
        assertEquals(undisturbed.console(), GuestRun.toTheEnd(configuration).console(), "without any stop at all");
    }

    private static FinalState finish(GuestRun run, Stop stop) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int megabyte = 0; megabyte < MEGABYTES; megabyte++) {
            digest.update(GuestRun.given(run.session().readMemory(AddressSpace.PHYSICAL, megabyte << 20, 1 << 20)).bytes());
        }
        run.resume();
        GuestEnd end = run.awaitEnd();
        return new FinalState(HexFormat.of().formatHex(digest.digest()), stop.registers(), stop.retired(),
                stop.guestTimeNanos(), run.console(), end);
    }

    /** A restless one: does at every stop what its dice say. */
    private static final class Debugger {

        private final GuestRun run;
        private final GuestImage image;
        private final Banks banks;
        private final Random dice;
        private final List<String> places;
        private final List<String> variables;
        private final List<Planted> planted = new ArrayList<>();
        private int stops;

        Debugger(GuestRun run, GuestImage image, Banks banks, long seed, List<String> places, List<String> variables) {
            this.run = run;
            this.image = image;
            this.banks = banks;
            this.dice = new Random(seed);
            this.places = places;
            this.variables = variables;
        }

        Stop runToTheLastFunction() {
            Planted last = run.plant(Kind.EXECUTE, image.address(LAST_FUNCTION), 1, "the end");
            while (true) {
                replant();
                lookAround();
                Stop stop = goOn();
                stops++;
                if (stop.reason() instanceof StopReason.DebugRegisters hit
                        && hit.hits().stream().anyMatch(each -> each.planted().equals(last))) {
                    return stop;
                }
            }
        }

        private void replant() {
            int most = banks == Banks.EXTENDED ? 7 : 2;
            if (planted.size() == most) {
                GuestRun.given(run.session().unplant(planted.remove(dice.nextInt(most))));
            }
            if (dice.nextBoolean()) {
                planted.add(run.plant(Kind.EXECUTE, image.address(any(places)), 1, "a place"));
            } else {
                Kind kind = any(List.of(Kind.WRITE, Kind.ACCESS, Kind.READ));
                planted.add(run.plant(kind, image.address(any(variables)), 4, "a variable"));
            }
        }

        private void lookAround() {
            GuestRun.given(run.session().registers());
            int esp = GuestRun.given(run.session().registers()).value("esp").getAsInt();
            GuestRun.answer(run.session().readMemory(AddressSpace.VIRTUAL, esp - 64, 128));
            GuestRun.answer(run.session().readMemory(AddressSpace.VIRTUAL, dice.nextInt(), 4096));
            GuestRun.given(run.session().readMemory(AddressSpace.PHYSICAL, dice.nextInt(MEGABYTES << 20) & ~7, 8));
        }

        private Stop goOn() {
            switch (dice.nextInt(4)) {
                case 0, 1 -> {
                    GuestRun.given(run.session().step());
                    return run.awaitStop();
                }
                case 2 -> {
                    run.resume();
                    // whoever comes first: the request, or a hit, after which the request is refused
                    GuestRun.answer(run.session().suspend());
                    return run.awaitStop();
                }
                default -> {
                    return run.resumeToStop();
                }
            }
        }

        private <T> T any(List<T> choices) {
            return choices.get(dice.nextInt(choices.size()));
        }
    }
}
