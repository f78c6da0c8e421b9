/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

import java.util.ArrayList;
import java.util.List;

/**
 * Why the guest has come out to the Host so far, counted, and the last times that it did. Exits for the debugger's sake
 * are not among them: they are no part of the run.
 *
 * @param instructions that the guest has retired
 * @param guestNanos   of guest time since the launch
 * @param counts       what has happened at least once
 * @param last         the latest exits, {@value ExitLog#KEPT} at most, the earliest of them first
 */
public record ExitReport(long instructions, long guestNanos, List<Count> counts, List<Exit> last) {

    /** Nothing has happened yet. */
    public static final ExitReport NONE = new ExitReport(0, 0, List.of(), List.of());

    /** What is counted. */
    public enum Kind {
        /** By the vector on which the guest came out. */
        EXIT("exits"),
        /** By name: calls that brought the guest out. */
        HYPERCALL("hypercalls"),
        /** By name: calls that the guest left in its ring. */
        ASYNCHRONOUS("calls from the ring"),
        /** By number: virtual interrupts that the guest took. */
        INTERRUPT("interrupts delivered");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    /**
     * One line.
     *
     * @param reason the trap, the call's name, or the interrupt
     */
    public record Count(Kind kind, String reason, long times) {
    }

    public ExitReport {
        counts = List.copyOf(counts);
        last = List.copyOf(last);
    }

    /** How often this happened. */
    public long times(Kind kind, String reason) {
        return counts.stream().filter(count -> count.kind == kind && count.reason.equals(reason)).mapToLong(Count::times)
                .sum();
    }

    /** How often anything of a kind happened. */
    public long total(Kind kind) {
        return counts.stream().filter(count -> count.kind == kind).mapToLong(Count::times).sum();
    }

    /** The counts as a table. */
    public List<String> histogram() {
        var lines = new ArrayList<String>();
        lines.add(String.format("%,d instructions, %.3f s of guest time", instructions, guestNanos / 1e9));
        for (Kind kind : Kind.values()) {
            if (total(kind) > 0) {
                lines.add(String.format("%12d %s", total(kind), kind.title));
                counts.stream().filter(count -> count.kind == kind)
                        .forEach(count -> lines.add(String.format("%12d   %s", count.times, count.reason)));
            }
        }
        return lines;
    }

    /** The last exits, a line each after the number of instructions; below the latest its registers. */
    public List<String> lastExits() {
        var lines = new ArrayList<String>();
        last.forEach(exit -> lines.add(String.format("%12d %s", exit.retired(), exit.line())));
        if (!last.isEmpty()) {
            last.getLast().registersText().lines().forEach(line -> lines.add(" ".repeat(13) + line));
        }
        return lines;
    }
}
