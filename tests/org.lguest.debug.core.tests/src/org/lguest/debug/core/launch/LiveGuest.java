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

import static org.lguest.debug.fixture.GuestProject.text;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.MemoryByte;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.debug.core.model.GuestProcess;
import org.lguest.debug.core.model.GuestStackFrame;
import org.lguest.debug.core.model.GuestThread;
import org.lguest.debug.fixture.DebugEvents;
import org.lguest.debug.fixture.ErrorLog;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.fixture.GuestProject;

/**
 * A sample guest on the emulated machine, launched through a launch configuration, for one test: nothing is scripted.
 * Errors in the workbench's log fail the test.
 */
final class LiveGuest implements BeforeEachCallback, AfterEachCallback {

    DebugEvents events;
    GuestProject shop;
    ILaunchConfigurationWorkingCopy configuration;
    ILaunch launch;
    private ErrorLog errors;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        errors = new ErrorLog();
        shop = new GuestProject();
        // The last event of the guest before comes after that guest is known to have ended.
        awaitJobs();
        events = new DebugEvents();
        configuration = launches().getLaunchConfigurationType(LguestDebug.LAUNCH_CONFIGURATION_TYPE)
                .newInstance(null, "first");
        configuration.setAttribute(LaunchAttributes.IMAGE, GuestProject.firstImage().toString());
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (ILaunch each : launches().getLaunches()) {
            each.terminate();
            // Its target may have been disconnected, and then ends without an event.
            Arrays.stream(each.getProcesses()).map(GuestProcess.class::cast).forEach(GuestProcess::terminate);
            GuestFixture.await("the guest to end", () -> each.isTerminated());
            launches().removeLaunch(each);
        }
        awaitJobs();
        events.close();
        shop.close();
        errors.close();
    }

    /** Another image than the sample's shop: one that goes wrong in this way. */
    void goWrong(String mishap) throws Exception {
        configuration.setAttribute(LaunchAttributes.IMAGE, GuestProject.image("mishaps").toString());
        configuration.setAttribute(LaunchAttributes.ARGUMENTS, mishap);
    }

    /**
     * Debugs a guest up to the function in which it will spin for ever: one that is let go is still there when it is to
     * be suspended, however late that is. Its events are forgotten.
     */
    void debugToSpinning() throws Exception {
        goWrong("spin");
        configuration.setAttribute(LaunchAttributes.STOP_AT, "spin_for_good");
        debug();
        events.await("thread SUSPEND BREAKPOINT");
        awaitJobs();
        events.forget();
    }

    void debug() throws CoreException {
        launch = configuration.launch(ILaunchManager.DEBUG_MODE, null);
    }

    /** Debugs the guest up to a line, at which no breakpoint is left. Its events are forgotten. */
    void debugTo(int line) throws Exception {
        GuestLineBreakpoint breakpoint = shop.add(new GuestLineBreakpoint(shop.source, line));
        debug();
        events.await("thread SUSPEND BREAKPOINT");
        GuestFixture.manager().removeBreakpoint(breakpoint, true);
        GuestFixture.await("the breakpoint to go", () -> !breakpoint.isInstalled());
        awaitJobs();
        events.forget();
    }

    /**
     * Waits until nothing is left to be planted, read or delivered. While a session is asked no job runs: so each guest
     * that is debugged is waited for too.
     */
    static void awaitJobs() throws InterruptedException {
        ResourcesPlugin.getWorkspace().checkpoint(false);
        GuestFixture.await("jobs to be done", GuestFixture::isIdle);
        for (ILaunch each : launches().getLaunches()) {
            if (each.getDebugTarget() instanceof GuestDebugTarget target) {
                target.debugRegisters().join();
            }
        }
        GuestFixture.await("what the guests answered to be delivered", GuestFixture::isIdle);
    }

    static ILaunchManager launches() {
        return DebugPlugin.getDefault().getLaunchManager();
    }

    GuestDebugTarget target() {
        return (GuestDebugTarget) launch.getDebugTarget();
    }

    GuestThread thread() {
        return target().getThreads()[0];
    }

    GuestProcess process() {
        return (GuestProcess) launch.getProcesses()[0];
    }

    String console() {
        return process().getStreamsProxy().getOutputStreamMonitor().getContents();
    }

    GuestStackFrame frame(int index) throws DebugException {
        return (GuestStackFrame) thread().getStackFrames()[index];
    }

    /** A global variable's value. */
    int dword(String variable) throws DebugException {
        MemoryByte[] bytes = target().getExtendedMemoryBlock(variable, target()).getBytesFromOffset(BigInteger.ZERO, 4);
        int value = 0;
        for (int i = 3; i >= 0; i--) {
            value = value << 8 | Byte.toUnsignedInt(bytes[i].getValue());
        }
        return value;
    }

    /** For messages. */
    String where() {
        try {
            return String.format("at 0x%08x", frame(0).address());
        } catch (DebugException e) {
            return e.getMessage();
        }
    }

    /** Of each frame the function and the text of the line. */
    List<String> frames(int count) throws DebugException {
        return Arrays.stream(thread().getStackFrames()).limit(count).map(GuestStackFrame.class::cast)
                .map(frame -> frame.function().orElseThrow().name() + ": " + text(frame.getLineNumber())).toList();
    }

    String place() throws DebugException {
        return frames(1).getFirst();
    }
}
