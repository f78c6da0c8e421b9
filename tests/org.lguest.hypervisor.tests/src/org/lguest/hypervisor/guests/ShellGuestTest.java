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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.session.Banks;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.Stop;

/** A guest at whose console one types: what is typed arrives, and each thing it does comes out as on a processor. */
class ShellGuestTest {

    private static GuestConfiguration shell() throws Exception {
        return new GuestConfiguration(GuestImage.named("shell").path(), 16, "", Optional.empty(), Banks.EXTENDED,
                GuestConfiguration.Pace.REAL_TIME);
    }

    private static void type(GuestRun run, String text) {
        GuestRun.given(run.session().input(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Waits until the guest asks for more, so often in all. */
    private static void awaitPrompt(GuestRun run, int count) {
        run.awaitConsole(console -> prompts(console) >= count, count + " prompts");
    }

    private static int prompts(String console) {
        return (int) console.lines().filter("?"::equals).count();
    }

    private static void run(GuestRun run) {
        run.resume();
        awaitPrompt(run, 1);
        List<String> commands = List.of("fpu", "tls", "time", "nothing of the kind", "", "fpu");
        for (int i = 0; i < commands.size(); i++) {
            type(run, commands.get(i) + "\n");
            awaitPrompt(run, i + 2);
        }
        type(run, "of");
        type(run, "f\nand more that nobody reads");
    }

    private static void assertTranscript(GuestRun run) {
        assertEquals(List.of("?", "10 and 20, with 24 traps", "?", "11111111 and 22222222", "?", "100 ticks, 1 second", "?",
                "nothing of the kind?", "?", "?", "10 and 20, with 24 traps", "?"), run.console().lines().toList());
        assertEquals(GuestEnd.Kind.POWERED_OFF, run.end().kind());
    }

    @Test
    void whatIsTypedArrivesAndIsAnswered() throws Exception {
        try (GuestRun run = GuestRun.launch(shell())) {
            run(run);
            run.awaitEnd();
            assertTranscript(run);
            for (String call : List.of("TS(8)", "TS(0)", "LOAD_TLS", "BIND_DMA(0, ", "SEND_DMA(0, ", "HALT()", "SET_PMD",
                    "SET_DEBUGREG(7, 0) = 0")) {
                assertTrue(run.trace().stream().anyMatch(line -> line.contains("guest: LHCALL_" + call)), call);
            }
        }
    }

    @Test
    void debugRegistersOfTheDebuggersChangeNoneOfIt() throws Exception {
        GuestImage image = GuestImage.named("shell");
        try (GuestRun run = GuestRun.launch(shell())) {
            run.plant(Kind.ACCESS, image.address("fpu_traps"), 4, "fpu_traps");
            run.plant(Kind.EXECUTE, image.address("take_fpu"), 1, "take_fpu");
            Thread typist = new Thread(() -> {
                awaitPrompt(run, 1);
                type(run, "fpu\n");
                awaitPrompt(run, 2);
                type(run, "off\n");
            });
            run.resume();
            typist.start();
            int stops = 0;
            while (run.awaitStopOrEnd() instanceof Stop) {
                stops++;
                run.resume();
            }
            typist.join();
            assertEquals(List.of("?", "10 and 20, with 24 traps", "?"), run.console().lines().toList());
            assertTrue(stops >= 48, "the handler and its count, 24 times each: " + stops);
        }
    }
}
