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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.GuestConfiguration.Pace;
import org.lguest.hypervisor.launcher.GuestDevices;
import org.lguest.hypervisor.net.MacAddress;
import org.lguest.hypervisor.net.NetCard;
import org.lguest.hypervisor.net.SocketLink;
import org.lguest.hypervisor.session.Banks;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.Stop;

/** Guests on a network of their own. */
class NeighboursTest {

    private static final MacAddress ONE = MacAddress.parse("02:00:01:00:00:00").orElseThrow();
    private static final MacAddress TWO = MacAddress.parse("02:00:02:00:00:00").orElseThrow();

    @TempDir
    private Path folder;

    private GuestConfiguration guest(MacAddress address, Pace pace) throws Exception {
        return new GuestConfiguration(GuestImage.named("neighbours").path(), 4, "", Optional.empty(), Banks.EXTENDED, pace)
                .withDevices(GuestDevices.NONE.withNet(new NetCard(folder.resolve("net"), address,
                        Optional.of(folder.resolve("capture-" + address.text().substring(6, 8))))));
    }

    @Test
    void twoGuestsOfOneProcessMeet() throws Exception {
        try (GuestRun one = GuestRun.launch(guest(ONE, Pace.REAL_TIME)); GuestRun two = GuestRun.launch(guest(TWO, Pace.REAL_TIME))) {
            one.resume();
            two.resume();
            one.awaitEnd();
            two.awaitEnd();
            assertEquals(List.of("heard " + TWO, "pleased to meet you", "this is " + ONE, "was heard by " + TWO), lines(one));
            assertEquals(List.of("heard " + ONE, "pleased to meet you", "this is " + TWO, "was heard by " + ONE), lines(two));
        }
    }

    private static List<String> lines(GuestRun run) {
        return run.console().lines().sorted().toList();
    }

    @Test
    void whoIsAloneFindsNobody() throws Exception {
        GuestRun run = GuestRun.toTheEnd(guest(ONE, Pace.UNPACED));
        assertEquals("this is " + ONE + "\nnobody is there\n", run.console());
    }

    @Test
    void withoutACardThereIsNone() throws Exception {
        assertEquals("there is no network card\n",
                GuestRun.toTheEnd(GuestConfiguration.of(GuestImage.named("neighbours").path(), 4, "")).console());
    }

    /** The same frames at the same instructions: the same run, and the same capture. */
    @Test
    void aRunWithFramesFromOutsideIsAFunctionOfItsInputs() throws Exception {
        Outcome once = runWithAFrame();
        Outcome again = runWithAFrame();

        assertTrue(once.console.contains("heard " + TWO), once.console);
        assertEquals(once.console, again.console);
        assertEquals(once.digest, again.digest);
        assertArrayEquals(once.capture, again.capture);
    }

    private record Outcome(String console, String digest, byte[] capture) {
    }

    /** What another sends while the guest stands arrives at the instruction where it stands. */
    private Outcome runWithAFrame() throws Exception {
        GuestImage image = GuestImage.named("neighbours");
        try (GuestRun run = GuestRun.launch(guest(ONE, Pace.UNPACED)); SocketLink other = new SocketLink(folder.resolve("net"))) {
            other.open(frame -> { });
            var planted = run.plant(Kind.EXECUTE, image.address("receive_frame"), 1, "test");
            Stop stop = run.resumeToStop();
            other.send(HexFormat.of().parseHex("ffffffffffff" + TWO.text().replace(":", "") + "88b5"
                    + HexFormat.of().formatHex("hello\0".getBytes(StandardCharsets.US_ASCII))));
            run.awaitTrace("net: a frame of 20 bytes, " + TWO + " to ff:ff:ff:ff:ff:ff arrives");
            assertEquals(stop.retired(), run.retired("arrives"));
            GuestRun.given(run.session().unplant(planted));
            run.resume();
            run.awaitEnd();
            return new Outcome(run.console(), run.digest(), Files.readAllBytes(folder.resolve("capture-01")));
        }
    }
}
