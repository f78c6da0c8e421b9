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

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.MemoryByte;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.SerialJob;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.debug.core.model.GuestProcess;
import org.lguest.debug.core.model.GuestStackFrame;
import org.lguest.debug.core.model.GuestThread;
import org.lguest.debug.fixture.DebugEvents;
import org.lguest.debug.fixture.ErrorLog;
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

    private final DebugEvents events = new DebugEvents();
    private final ErrorLog errors = new ErrorLog();
    private GuestProject shop;
    private ILaunchConfigurationWorkingCopy configuration;
    private ILaunch launch;

    @BeforeEach
    void configure() throws Exception {
        shop = new GuestProject();
        configuration = launches().getLaunchConfigurationType(LguestDebug.LAUNCH_CONFIGURATION_TYPE)
                .newInstance(null, "first");
        configuration.setAttribute(LaunchAttributes.IMAGE, GuestProject.firstImage().toString());
    }

    @AfterEach
    void cleanUp() throws Exception {
        for (ILaunch each : launches().getLaunches()) {
            each.terminate();
            GuestFixture.await("the guest to end", each::isTerminated);
            launches().removeLaunch(each);
        }
        awaitJobs();
        events.close();
        shop.close();
        errors.close();
    }

    @Test
    void aLineBreakpointStopsBeforeTheLine() throws Exception {
        IBreakpoint breakpoint = shop.add(new GuestLineBreakpoint(shop.source, SALE));
        debug();
        events.await("thread SUSPEND BREAKPOINT");
        assertArrayEquals(new IBreakpoint[] {breakpoint}, thread().getBreakpoints());
        assertEquals(List.of(
                "ring_up: takings = takings + amount;",
                "sell: return ring_up(&shelf[number], (int) pieces);",
                "deliver_to_neighbours: sell((uint32_t) deliveries[i].article, (uint32_t) deliveries[i].pieces, 0);",
                "guest_main: deliver_to_neighbours();"), frames(4));
        assertEquals(0, takings());
        resumeToNextStop();
        assertEquals(12, takings());
        events.assertAre("thread RESUME CLIENT_REQUEST", "thread SUSPEND BREAKPOINT");
    }

    @Test
    void twoGuestsOfOneImageStopEachForItself() throws Exception {
        GuestLineBreakpoint breakpoint = shop.add(new GuestLineBreakpoint(shop.source, SALE));
        debug();
        events.await("thread SUSPEND BREAKPOINT");
        GuestThread first = thread();
        events.forget();
        debug();
        events.await("thread SUSPEND BREAKPOINT");
        assertTrue(first.isSuspended());
        assertTrue(thread().isSuspended());
        target().terminate();
        events.await("process TERMINATE");
        awaitJobs();
        assertTrue(first.isSuspended());
        assertTrue(breakpoint.isInstalled());
        events.forget();
        first.terminate();
        events.await("process TERMINATE");
        awaitJobs();
        assertFalse(breakpoint.isInstalled());
    }

    /** The story that the sample guest's source tells. */
    @Test
    void aWatchpointFindsTheThief() throws Exception {
        GuestLineBreakpoint openingTime = shop.add(new GuestLineBreakpoint(shop.source,
                line("deliver_to_neighbours();")));
        debug();
        events.await("thread SUSPEND BREAKPOINT");
        GuestFixture.manager().removeBreakpoint(openingTime, true);
        GuestWatchpoint watchpoint = shop.add(new GuestWatchpoint(shop.source, "takings", 0, false, true));
        GuestFixture.await("the watchpoint to be planted", watchpoint::isInstalled);
        for (int sale = 1; sale <= 9; sale++) {
            resumeToNextStop();
            assertEquals("ring_up: article->in_stock -= pieces;", frames(1).getFirst(), "sale " + sale);
        }
        resumeToNextStop();
        assertEquals(List.of("remember: next_amount = next_amount + 1;", "ring_up: remember(amount);"), frames(2));
        assertArrayEquals(new IBreakpoint[] {watchpoint}, thread().getBreakpoints());
    }

    @Test
    void stepsAreInstructionsAndKeepTheirFrames() throws Exception {
        shop.add(new GuestLineBreakpoint(shop.source, SALE));
        debug();
        events.await("thread SUSPEND BREAKPOINT");
        GuestStackFrame frame = (GuestStackFrame) thread().getTopStackFrame();
        int address = frame.address();
        events.forget();
        thread().stepInto();
        events.await("thread SUSPEND STEP_END");
        events.assertAre("thread RESUME STEP_INTO", "thread SUSPEND STEP_END");
        assertEquals(frame, thread().getTopStackFrame());
        assertTrue(frame.address() > address && frame.address() - address < 16, () ->
                Integer.toHexString(frame.address()));
    }

    @Test
    void stopsAtAFunctionOnce() throws Exception {
        configuration.setAttribute(LaunchAttributes.STOP_AT, "ring_up");
        debug();
        events.await("thread SUSPEND BREAKPOINT");
        assertEquals("ring_up: int amount = article->tariff(article->price * pieces, pieces);", frames(1).getFirst());
        assertEquals(0, thread().getBreakpoints().length);
        thread().resume();
        events.await("process TERMINATE");
        events.assertAre(sequence("thread SUSPEND BREAKPOINT", "thread RESUME CLIENT_REQUEST",
                "thread TERMINATE", "target TERMINATE", "process TERMINATE"));
    }

    @Test
    void aGuestThatRunsIsSuspendedAndTerminated() throws Exception {
        shop.add(new GuestLineBreakpoint(shop.source, line("sleep_until(CLOSING_TIME)")));
        debug();
        events.await("thread SUSPEND BREAKPOINT");
        events.forget();
        thread().resume();
        thread().suspend();
        events.await("thread SUSPEND CLIENT_REQUEST");
        target().terminate();
        events.assertAre("thread RESUME CLIENT_REQUEST", "thread SUSPEND CLIENT_REQUEST",
                "thread TERMINATE", "target TERMINATE", "process TERMINATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spin", "sleep"})
    void aGuestThatWouldGoOnForeverIsSuspendedAndTerminated(String mishap) throws Exception {
        goWrong(mishap);
        debug();
        GuestFixture.await("the mishap", () -> console().contains("About to: " + mishap));
        thread().suspend();
        events.await("thread SUSPEND CLIENT_REQUEST");
        thread().resume();
        events.await("thread RESUME CLIENT_REQUEST");
        target().terminate();
        events.assertAre(sequence("thread SUSPEND CLIENT_REQUEST", "thread RESUME CLIENT_REQUEST",
                "thread TERMINATE", "target TERMINATE", "process TERMINATE"));
        assertEquals(143, process().getExitValue());
    }

    @Test
    void aGuestThatIsKilledSaysWhatOf() throws Exception {
        goWrong("hypercall");
        debug();
        events.await("process TERMINATE");
        events.assertAre(sequence("thread TERMINATE", "target TERMINATE", "process TERMINATE"));
        assertEquals(2, process().getExitValue());
        String reason = process().end().orElseThrow().reason();
        assertTrue(reason.contains("99"), reason);
        assertTrue(process().getStreamsProxy().getErrorStreamMonitor().getContents().contains(reason), reason);
    }

    @Test
    void aRunHasAProcessAndAConsoleAndNoTarget() throws Exception {
        shop.add(new GuestLineBreakpoint(shop.source, SALE));
        launch = configuration.launch(ILaunchManager.RUN_MODE, null);
        events.await("process TERMINATE");
        assertEquals(0, launch.getDebugTargets().length);
        events.assertAre("process CREATE", "process TERMINATE");
        assertEquals(0, process().getExitValue());
        assertTrue(console().contains("Somebody has been at the till!"), this::console);
    }

    @Test
    void breakpointsDoNotAlterWhatTheGuestSays() throws Exception {
        configuration.setAttribute(LaunchAttributes.MEMORY, 16);
        shop.add(new GuestWatchpoint(shop.source, "last_amounts", 0, true, true)).setEnabled(false);
        shop.add(new GuestLineBreakpoint(shop.source, line("if (takings != total)")));
        debug();
        events.await("thread SUSPEND BREAKPOINT");
        events.forget();
        thread().resume();
        events.await("process TERMINATE");
        awaitJobs();
        String debugged = console();
        launch = configuration.launch(ILaunchManager.RUN_MODE, null);
        GuestFixture.await("the second run", () -> launch.isTerminated());
        awaitJobs();
        assertEquals(debugged, console());
    }

    @Test
    void theTranscriptHasALineOfEachStation(@TempDir Path folder) throws Exception {
        Path transcript = folder.resolve("transcript.txt");
        configuration.setAttribute(LaunchAttributes.TRANSCRIPT, transcript.toString());
        shop.add(new GuestLineBreakpoint(shop.source, SALE));
        debug();
        events.await("thread SUSPEND BREAKPOINT");
        target().terminate();
        events.await("process TERMINATE");
        awaitJobs();
        String text = Files.readString(transcript);
        for (String word : List.of("LHCALL_SET_DEBUGREG", "copy-in", "switcher", "DR6", "TERMINATED")) {
            assertTrue(text.contains(word), () -> word + " is not in:\n" + text);
        }
    }

    private void goWrong(String mishap) throws IOException {
        configuration.setAttribute(LaunchAttributes.IMAGE, GuestProject.image("mishaps").toString());
        configuration.setAttribute(LaunchAttributes.ARGUMENTS, mishap);
    }

    private void debug() throws CoreException {
        launch = configuration.launch(ILaunchManager.DEBUG_MODE, null);
    }

    private void resumeToNextStop() throws Exception {
        events.forget();
        thread().resume();
        events.await("thread SUSPEND BREAKPOINT");
    }

    private static void awaitJobs() throws InterruptedException {
        GuestFixture.await("jobs to be done", () -> Job.getJobManager().find(SerialJob.class).length == 0);
    }

    private static ILaunchManager launches() {
        return DebugPlugin.getDefault().getLaunchManager();
    }

    private GuestDebugTarget target() {
        return (GuestDebugTarget) launch.getDebugTarget();
    }

    private GuestThread thread() {
        return target().getThreads()[0];
    }

    private GuestProcess process() {
        return (GuestProcess) launch.getProcesses()[0];
    }

    private String console() {
        return process().getStreamsProxy().getOutputStreamMonitor().getContents();
    }

    private int takings() throws DebugException {
        MemoryByte[] bytes = target().getExtendedMemoryBlock("takings", target())
                .getBytesFromOffset(BigInteger.ZERO, 4);
        return Byte.toUnsignedInt(bytes[0].getValue()) + 256 * Byte.toUnsignedInt(bytes[1].getValue());
    }

    /** Of each frame the function and the text of the line. */
    private List<String> frames(int count) throws DebugException {
        return Arrays.stream(thread().getStackFrames()).limit(count).map(GuestStackFrame.class::cast)
                .map(frame -> frame.function().orElseThrow().name() + ": " + text(frame.getLineNumber())).toList();
    }

    private static String[] sequence(String... later) {
        String[] all = Arrays.copyOf(LAUNCHED, LAUNCHED.length + later.length);
        System.arraycopy(later, 0, all, LAUNCHED.length, later.length);
        return all;
    }
}
