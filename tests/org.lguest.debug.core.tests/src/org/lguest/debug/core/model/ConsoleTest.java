/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.debug.core.model.IStreamMonitor;
import org.eclipse.debug.core.model.IStreamsProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.host.Exit;
import org.lguest.hypervisor.host.ExitReport;
import org.lguest.hypervisor.session.GuestEnd;

/** The guest's console as the Console view meets it: what is printed, what is typed, and how it ends. */
class ConsoleTest {

    private GuestFixture guest;
    private IStreamsProxy console;

    @BeforeEach
    void run() throws Exception {
        guest = GuestFixture.running();
        console = guest.process.getStreamsProxy();
    }

    @AfterEach
    void cleanUp() throws Exception {
        guest.close();
    }

    @Test
    void whatIsTypedReachesTheGuestWhateverItDoes() throws Exception {
        console.write("first\n");
        guest.thread().suspend();
        guest.events.await("thread SUSPEND CLIENT_REQUEST");
        console.write("z\u00e4hle\n");
        guest.settle();
        assertTrue(guest.session.requests().contains("input first\n"), guest.session.requests()::toString);
        assertTrue(guest.session.requests().contains("input z\u00e4hle\n"), guest.session.requests()::toString);
    }

    @Test
    void inputThatTheGuestDoesNotFetchIsTold() throws Exception {
        guest.session.refuseInput("The guest has not fetched what was typed before.");
        console.write("more\n");
        guest.settle();
        assertTrue(text(console.getErrorStreamMonitor()).contains("has not fetched"),
                () -> text(console.getErrorStreamMonitor()));
    }

    @Test
    void charactersMayComeInPieces() throws Exception {
        byte[] umlaut = "\u00e4".getBytes(StandardCharsets.UTF_8);
        guest.session.console(new byte[] {umlaut[0]});
        guest.session.console(new byte[] {umlaut[1], '!'});
        guest.settle();
        assertEquals("\u00e4!", text(console.getOutputStreamMonitor()));
    }

    @Test
    void theEndIsTheLastThingSaid() throws Exception {
        guest.session.console("before\n");
        guest.session.end(GuestEnd.Kind.CRASHED, "CRASH: no init found");
        guest.events.await("process TERMINATE");
        assertEquals("before\n", text(console.getOutputStreamMonitor()));
        assertTrue(text(console.getErrorStreamMonitor()).contains("no init found"));
        console.write("too late\n");
        guest.settle();
    }

    /** A launch that has terminated may be removed, and its console with it. */
    @Test
    void theProcessHasNotTerminatedBeforeTheLastIsSaid() throws Exception {
        List<Boolean> terminated = new CopyOnWriteArrayList<>();
        console.getErrorStreamMonitor().addListener((text, monitor) -> terminated.add(guest.process.isTerminated()));
        guest.session.end(GuestEnd.Kind.CRASHED, "CRASH: no init found");
        guest.events.await("process TERMINATE");
        assertTrue(guest.process.isTerminated());
        assertEquals(Set.of(false), Set.copyOf(terminated));
    }

    @Test
    void ofAGuestThatDiedTheLastExitsAreTold() throws Exception {
        guest.session.setExits(new ExitReport(1000, 4000, List.of(), List.of(
                new Exit(998, 0xDEAD_BEEF, Era.LINUX_2_6_23, member -> switch (member) {
                    case TRAPNUM -> 14;
                    case CS -> 0x61;
                    case EIP -> 0xC010_0000;
                    default -> 0;
                }))));
        guest.session.end(GuestEnd.Kind.KILLED, "bad page");
        guest.events.await("process TERMINATE");
        String error = text(console.getErrorStreamMonitor());
        assertTrue(error.contains("998 0061:c0100000 page fault at 0xdeadbeef, error 0x0"), error);
        assertTrue(error.contains("EAX=00000000 "), error);
    }

    @Test
    void ofAGuestThatSwitchedItselfOffTheyAreNot() throws Exception {
        guest.session.setExits(new ExitReport(1000, 4000, List.of(), List.of(new Exit(998, 0, Era.LINUX_2_6_23, member -> 0))));
        guest.session.end(GuestEnd.Kind.POWERED_OFF, "CRASH: Power down");
        guest.events.await("process TERMINATE");
        assertFalse(text(console.getErrorStreamMonitor()).contains("998"));
    }

    private static String text(IStreamMonitor monitor) {
        return monitor.getContents();
    }
}
