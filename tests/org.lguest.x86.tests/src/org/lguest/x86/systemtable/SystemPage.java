/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.systemtable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code docs/system.md}: who agrees with ours on what only a system does, and what explains the rest. */
final class SystemPage {

    private static final String HEAD = """
            # Rings, segments, gates and pages, compared

            Written by `releng/system-conformance --document`; not to be edited. Programs in ring 3 can be compared with
            a real processor (`releng/conformance`); what an operating system does can not, where one runs already. So a
            ROM of ours, with a kernel of some hundred lines, runs the same cases in our emulator, in Bochs and in QEMU:
            queries about selectors, loads of segment registers, accesses at the edges of segments of every type, far
            jumps, calls and returns, call gates, interrupts through every kind of gate from every ring, pages with every
            combination of bits, alignment checks, the system's registers, descriptor tables, ports and flags. Compared
            are the exception, its error code, all registers, the system's registers, and every dword that has changed
            in the tables (accessed, dirty, busy), on the stacks and in the data.

            """;

    private final StringBuilder machines = new StringBuilder("| machine | cases | explained below | other differences |\n"
            + "| --- | --- | --- | --- |\n");
    private final List<String> rows = new ArrayList<>();

    void add(String machine, int cases, Map<Explanation, Integer> explained, int others) {
        int sum = explained.values().stream().mapToInt(Integer::intValue).sum();
        machines.append(String.format(Locale.ROOT, "| %s | %d | %d | %d |%n", machine, cases, sum, others));
        explained.forEach((one, count) -> rows.add(row(one) + " " + count + " |"));
    }

    /** A row of the second table, but for its last column. */
    static String row(Explanation one) {
        return "| " + one.machine() + " | " + one.what() + " | " + one.source() + " |";
    }

    String text() {
        return HEAD + machines + """

                Where they differ from ours, this is why:

                | machine | what it does | the SDM, or what decides | cases |
                | --- | --- | --- | --- |
                """ + String.join("\n", rows) + """


                QEMU never sets RF in the EFLAGS that an exception pushes (the SDM, vol. 3, 17.3.1.1, says which do): with it
                RF, and so the memory into which flags are pushed, is not compared. Task gates and task switches are not in
                our model.
                """;
    }
}
