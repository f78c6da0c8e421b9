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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.session.Banks;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.Hit;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.StopReason;

/** The till that does not add up, from its boot to its switching off. */
class FirstGuestTest {

    static final String CONSOLE = """
            The shop opens: 64 MiB, arguments "%s"
            24 deliveries to the neighbours
            Customer: good morning from ring 3
            Customer: thank you
            The customer has spent 74
              bread  21 left at 3
              cheese   9 left at 9
              apples  72 left at 1
              coffee   4 left at 11
            The clock has struck 5: the shop closes
            32 sales: the ledger says 370, the till has 59
            Somebody has been at the till!
            There are 12 ways to pay out the last sale of 11
            """;

    private final GuestImage image;

    FirstGuestTest() throws Exception {
        image = GuestImage.named("first");
    }

    @Test
    void runsToItsPowerOffAndMissesSomeMoney() throws Exception {
        GuestRun run = GuestRun.toTheEnd(GuestConfiguration.of(image.path(), 64, ""));

        assertEquals(CONSOLE.formatted(""), run.console());
        assertEquals(new GuestEnd(GuestEnd.Kind.POWERED_OFF, "CRASH: Power down"), run.end());
    }

    @Test
    void seesItsArguments() throws Exception {
        GuestRun run = GuestRun.toTheEnd(GuestConfiguration.of(image.path(), 64, "loud and clear"));

        assertEquals(CONSOLE.formatted("loud and clear"), run.console());
    }

    @Test
    void seesItsInitialRamDisk(@TempDir Path folder) throws Exception {
        Path initrd = Files.write(folder.resolve("initrd"), new byte[5000]);
        GuestRun run = GuestRun.toTheEnd(new GuestConfiguration(image.path(), 16, "", Optional.of(initrd),
                Banks.EXTENDED, GuestConfiguration.Pace.UNPACED));

        assertTrue(run.console().contains("An initial RAM disk of 8 KiB lies at 00ffe000\n"), run.console());
    }

    @Test
    void runsInTheLeastMemoryThatHoldsIt() throws Exception {
        GuestRun run = GuestRun.toTheEnd(GuestConfiguration.of(image.path(), 2, ""));

        assertEquals(CONSOLE.formatted("").replace("64 MiB", "2 MiB"), run.console());
    }

    @Test
    void aWatchpointFindsTheThief() throws Exception {
        try (GuestRun run = GuestRun.launch(GuestConfiguration.of(image.path(), 64, ""))) {
            run.plant(Kind.WRITE, image.address("takings"), 4, "takings");
            // the kernel's own clearing of its memory writes there first
            Stop stop = run.resumeToStop();
            assertTrue(isIn(stop, "entry", "kernel_start"));

            for (int sale = 1; sale <= 9; sale++) {
                stop = run.resumeToStop();
                assertEquals(List.of(Hit.Access.WRITE), accesses(stop));
                assertTrue(isIn(stop, "ring_up", "sell"), "sale " + sale + " at " + eip(stop));
            }
            stop = run.resumeToStop();
            assertTrue(isIn(stop, "remember", "write_down"), eip(stop));
        }
    }

    private static List<Hit.Access> accesses(Stop stop) {
        return ((StopReason.DebugRegisters) stop.reason()).hits().stream().map(Hit::access).toList();
    }

    private boolean isIn(Stop stop, String function, String next) {
        int eip = stop.registers().value("eip").getAsInt();
        return Integer.compareUnsigned(eip, image.address(function)) >= 0
                && Integer.compareUnsigned(eip, image.address(next)) < 0;
    }

    private static String eip(Stop stop) {
        return Integer.toHexString(stop.registers().value("eip").getAsInt());
    }
}
