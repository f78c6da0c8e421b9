/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.lguest.dwarf.gdb.Recording.Start;
import org.lguest.dwarf.gdb.Recording.Stop;

/** A recorded run once more, in our machine: the same breakpoints, and a machine of our own at every stop. */
final class EmulatedRun {
    /** More instructions than any program of a corpus takes from one stop to the next. */
    private static final long LONGEST = 300_000_000;

    private final UserProgram program;

    private EmulatedRun(UserProgram program) {
        this.program = program;
    }

    /**
     * The recorded stops with our machine in the place of gdb's.
     *
     * @throws IllegalStateException if the program takes another way here, and where
     */
    static List<Stop> stops(Recording recording, byte[] program) {
        Start start = recording.start().orElseThrow(() -> new IllegalStateException("how it began is not recorded"));
        return new EmulatedRun(new UserProgram(program, start)).run(start, recording.stops());
    }

    private List<Stop> run(Start start, List<Stop> recorded) {
        runTo(Set.of(start.body()));
        Set<Integer> planted = new HashSet<>(start.planted());
        List<Stop> stops = new ArrayList<>();
        for (Stop stop : recorded) {
            program.step();
            runTo(planted);
            if (program.eip() != stop.breakpoint()) {
                throw new IllegalStateException("stop %d is at 0x%x, and under gdb at 0x%x".formatted(stops.size(),
                        program.eip(), stop.breakpoint()));
            }
            program.step();
            stops.add(stop.on(program.machine(stop.machine())));
            if (stop.isLast()) {
                planted.remove(stop.breakpoint());
            }
        }
        return stops;
    }

    private void runTo(Set<Integer> places) {
        for (long left = LONGEST; !places.contains(program.eip()); left--) {
            if (left == 0 || program.hasEnded()) {
                throw new IllegalStateException(left == 0 ? "it does not end" : "it has ended");
            }
            program.step();
        }
    }
}
