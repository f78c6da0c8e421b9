/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;
import static org.lguest.debug.fixture.GuestProject.line;
import static org.lguest.debug.fixture.GuestProject.text;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.MemoryByte;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.core.model.GuestThread;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.fixture.GuestProject;

/**
 * The sample guest on the emulated machine, launched through a launch configuration: the whole path, and nothing
 * scripted.
 */
class LiveGuestTest {

    private static final String[] LAUNCHED = {
        "target CREATE",
        "thread CREATE",
        "process CREATE",
        "thread RESUME CLIENT_REQUEST",
    };

    @RegisterExtension
    private final LiveGuest guest = new LiveGuest();

    @Test
    void aLineBreakpointStopsBeforeTheLine() throws Exception {
        IBreakpoint breakpoint = guest.shop.add(new GuestLineBreakpoint(guest.shop.source, SALE));
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertArrayEquals(new IBreakpoint[] {breakpoint}, guest.thread().getBreakpoints());
        assertEquals(List.of(
                "ring_up: takings = takings + amount;",
                "sell: return ring_up(&shelf[number], (int) pieces);",
                "deliver_to_neighbours: sell((uint32_t) deliveries[i].article, (uint32_t) deliveries[i].pieces, 0);",
                "guest_main: deliver_to_neighbours();"), guest.frames(4));
        assertEquals(0, takings());
        resumeToNextStop();
        assertEquals(12, takings());
        guest.events.assertAre("thread RESUME CLIENT_REQUEST", "thread SUSPEND BREAKPOINT");
    }

    @Test
    void twoGuestsOfOneImageStopEachForItself() throws Exception {
        GuestLineBreakpoint breakpoint = guest.shop.add(new GuestLineBreakpoint(guest.shop.source, SALE));
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        GuestThread first = guest.thread();
        guest.events.forget();
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertTrue(first.isSuspended());
        assertTrue(guest.thread().isSuspended());
        guest.target().terminate();
        guest.events.await("process TERMINATE");
        LiveGuest.awaitJobs();
        assertTrue(first.isSuspended());
        assertTrue(breakpoint.isInstalled());
        guest.events.forget();
        first.terminate();
        guest.events.await("process TERMINATE");
        LiveGuest.awaitJobs();
        assertFalse(breakpoint.isInstalled());
    }

    /** The story that the sample guest's source tells. */
    @Test
    void aWatchpointFindsTheThief() throws Exception {
        GuestLineBreakpoint openingTime = guest.shop.add(new GuestLineBreakpoint(guest.shop.source,
                line("deliver_to_neighbours();")));
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        GuestFixture.manager().removeBreakpoint(openingTime, true);
        GuestWatchpoint watchpoint = guest.shop.add(new GuestWatchpoint(guest.shop.source, "takings", 0, false, true));
        GuestFixture.await("the watchpoint to be planted", watchpoint::isInstalled);
        for (int sale = 1; sale <= 9; sale++) {
            resumeToNextStop();
            assertEquals("ring_up: article->in_stock -= pieces;", guest.frames(1).getFirst(), "sale " + sale);
        }
        resumeToNextStop();
        assertEquals(List.of("remember: next_amount = next_amount + 1;", "ring_up: remember(amount);"), guest.frames(2));
        assertArrayEquals(new IBreakpoint[] {watchpoint}, guest.thread().getBreakpoints());
    }

    @Test
    void stopsAtAFunctionOnce() throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.STOP_AT, "ring_up");
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertEquals("ring_up: int amount = article->tariff(article->price * pieces, pieces);", guest.frames(1).getFirst());
        assertEquals(0, guest.thread().getBreakpoints().length);
        guest.thread().resume();
        guest.events.await("process TERMINATE");
        guest.events.assertAre(sequence("thread SUSPEND BREAKPOINT", "thread RESUME CLIENT_REQUEST",
                "thread TERMINATE", "target TERMINATE", "process TERMINATE"));
    }

    @Test
    void aGuestThatRunsIsSuspendedAndTerminated() throws Exception {
        guest.debugToSpinning();
        guest.thread().resume();
        guest.thread().suspend();
        guest.events.await("thread SUSPEND CLIENT_REQUEST");
        guest.target().terminate();
        guest.events.assertAre("thread RESUME CLIENT_REQUEST", "thread SUSPEND CLIENT_REQUEST",
                "thread TERMINATE", "target TERMINATE", "process TERMINATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spin", "sleep"})
    void aGuestThatWouldGoOnForeverIsSuspendedAndTerminated(String mishap) throws Exception {
        guest.goWrong(mishap);
        guest.debug();
        GuestFixture.await("the mishap", () -> guest.console().contains("About to: " + mishap));
        guest.thread().suspend();
        guest.events.await("thread SUSPEND CLIENT_REQUEST");
        guest.thread().resume();
        guest.events.await("thread RESUME CLIENT_REQUEST");
        guest.target().terminate();
        guest.events.assertAre(sequence("thread SUSPEND CLIENT_REQUEST", "thread RESUME CLIENT_REQUEST",
                "thread TERMINATE", "target TERMINATE", "process TERMINATE"));
        assertEquals(143, guest.process().getExitValue());
    }

    @Test
    void aGuestThatIsKilledSaysWhatOf() throws Exception {
        guest.goWrong("hypercall");
        guest.debug();
        guest.events.await("process TERMINATE");
        guest.events.assertAre(sequence("thread TERMINATE", "target TERMINATE", "process TERMINATE"));
        assertEquals(2, guest.process().getExitValue());
        String reason = guest.process().end().orElseThrow().reason();
        assertTrue(reason.contains("99"), reason);
        assertTrue(guest.process().getStreamsProxy().getErrorStreamMonitor().getContents().contains(reason), reason);
    }

    @Test
    void whatIsTypedReachesTheGuest() throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.IMAGE, GuestProject.image("shell").toString());
        guest.debug();
        GuestFixture.await("the prompt", () -> guest.console().contains("?"));
        guest.process().getStreamsProxy().write("tls\n");
        GuestFixture.await("the answer", () -> guest.console().contains(" and "));
        guest.thread().suspend();
        guest.events.await("thread SUSPEND CLIENT_REQUEST");
        guest.process().getStreamsProxy().write("off\n");
        guest.thread().resume();
        guest.events.await("process TERMINATE");
        assertEquals(0, guest.process().getExitValue());
    }

    @Test
    void aRunHasAProcessAndAConsoleAndNoTarget() throws Exception {
        guest.shop.add(new GuestLineBreakpoint(guest.shop.source, SALE));
        guest.launch = guest.configuration.launch(ILaunchManager.RUN_MODE, null);
        guest.events.await("process TERMINATE");
        assertEquals(0, guest.launch.getDebugTargets().length);
        guest.events.assertAre("process CREATE", "process TERMINATE");
        assertEquals(0, guest.process().getExitValue());
        assertTrue(guest.console().contains("Somebody has been at the till!"), guest::console);
    }

    @Test
    void breakpointsDoNotAlterWhatTheGuestSays() throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.MEMORY, 16);
        guest.shop.add(new GuestWatchpoint(guest.shop.source, "last_amounts", 0, true, true)).setEnabled(false);
        guest.shop.add(new GuestLineBreakpoint(guest.shop.source, line("if (takings != total)")));
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        guest.events.forget();
        guest.thread().resume();
        guest.events.await("process TERMINATE");
        LiveGuest.awaitJobs();
        String debugged = guest.console();
        guest.launch = guest.configuration.launch(ILaunchManager.RUN_MODE, null);
        GuestFixture.await("the second run", () -> guest.launch.isTerminated());
        LiveGuest.awaitJobs();
        assertEquals(debugged, guest.console());
    }

    @Test
    void theTranscriptHasALineOfEachStation(@TempDir Path folder) throws Exception {
        Path transcript = folder.resolve("transcript.txt");
        guest.configuration.setAttribute(LaunchAttributes.TRANSCRIPT, transcript.toString());
        guest.shop.add(new GuestLineBreakpoint(guest.shop.source, SALE));
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        guest.target().terminate();
        guest.events.await("process TERMINATE");
        LiveGuest.awaitJobs();
        String text = Files.readString(transcript);
        for (String word : List.of("LHCALL_SET_DEBUGREG", "copy-in", "switcher", "DR6", "TERMINATED")) {
            assertTrue(text.contains(word), () -> word + " is not in:\n" + text);
        }
    }

    private void resumeToNextStop() throws Exception {
        guest.events.forget();
        guest.thread().resume();
        guest.events.await("thread SUSPEND BREAKPOINT");
    }

    private int takings() throws DebugException {
        MemoryByte[] bytes = guest.target().getExtendedMemoryBlock("takings", guest.target())
                .getBytesFromOffset(BigInteger.ZERO, 4);
        return Byte.toUnsignedInt(bytes[0].getValue()) + 256 * Byte.toUnsignedInt(bytes[1].getValue());
    }

    private static String[] sequence(String... later) {
        String[] all = Arrays.copyOf(LAUNCHED, LAUNCHED.length + later.length);
        System.arraycopy(later, 0, all, LAUNCHED.length, later.length);
        return all;
    }
}
