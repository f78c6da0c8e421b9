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
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.session.Banks;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.StopReason;

/** What is left of a guest that goes wrong: the first cause, with its values, and a session that still answers. */
class MishapsTest {

    private static final String REGISTERS = "e[as][xi] .*";

    private static GuestConfiguration mishap(String name) throws Exception {
        return new GuestConfiguration(GuestImage.named("mishaps").path(), 4, name, Optional.empty(), Banks.EXTENDED,
                GuestConfiguration.Pace.REAL_TIME);
    }

    @Test
    void aProgramInRing3DiesAloneOfWhatItMayNotDo() throws Exception {
        GuestRun run = GuestRun.toTheEnd(mishap(""));

        assertLinesMatch(List.of(
                "page fault in ring 3 at c01.*, error 0007, cr2 c01.*", REGISTERS, REGISTERS,
                "writes_kernel_memory is ended", "writes_kernel_memory: -1",
                "general protection fault in ring 3 at c01.*, error 0000, .*", REGISTERS, REGISTERS,
                "turns_interrupts_off is ended", "turns_interrupts_off: -1",
                "general protection fault in ring 3 at c01.*, error 00fa, .*", REGISTERS, REGISTERS,
                "calls_the_host is ended", "calls_the_host: -1",
                "asks_for_the_wrong_things: -2", "The kernel is well"), run.console().lines().toList());
        assertEquals(GuestEnd.Kind.POWERED_OFF, run.end().kind());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null      | CRASHED | CRASH: page fault at c01[0-9a-f]{5}
            nowhere   | CRASHED | CRASH: page fault at deadbee0
            divide    | CRASHED | CRASH: divide error at c01[0-9a-f]{5}
            hypercall | KILLED  | Bad hypercall 99
            gateless  | KILLED  | unhandled trap 14 at 0xc01[0-9a-f]{5} \\(0x0\\)
            stack     | KILLED  | bad stack segment 104
            entry     | KILLED  | bad page table entry
            """)
    void aKernelDiesOfItsFirstMistake(String name, GuestEnd.Kind kind, String reason) throws Exception {
        GuestRun run = GuestRun.toTheEnd(mishap(name));

        assertEquals(kind, run.end().kind());
        assertTrue(run.end().reason().matches(reason), run.end().reason());
        assertTrue(run.console().startsWith("About to: " + name + "\n"), run.console());
    }

    @ParameterizedTest
    @CsvSource({"sleep", "spin"})
    void aKernelThatNoInterruptReachesIsSuspendedAndTerminatedAllTheSame(String name) throws Exception {
        try (GuestRun run = GuestRun.launch(mishap(name))) {
            run.resume();
            run.awaitConsole("About to: " + name);
            GuestRun.given(run.session().suspend());
            assertInstanceOf(StopReason.Suspended.class, run.awaitStop().reason());

            run.resume();
            GuestRun.given(run.session().terminate());
            assertEquals(GuestEnd.Kind.TERMINATED, run.awaitEnd().kind());
        }
    }
}
