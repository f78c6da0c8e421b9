/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.Launch;
import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.breakpoints.BreakpointBridge;
import org.lguest.debug.core.breakpoints.BreakpointReaders;
import org.lguest.debug.core.breakpoints.ImageResolver;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.debug.core.model.GuestProcess;
import org.lguest.debug.core.model.GuestThread;
import org.lguest.debug.core.model.SessionListeners;
import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.session.DebugRegisterRequest;

/**
 * The sample guest's image under a {@link SessionDouble}, in a launch, and its source in a project. The whole of it is real
 * but for the session.
 */
public final class GuestFixture implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 20;
    private static final String PROJECT = "shop";

    public final IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(PROJECT);
    public final IFile source = project.getFile("first/first.c");
    public final ProgramImage image;
    public final DebugEvents events = new DebugEvents();
    public final SessionDouble session;
    public final Launch launch = new Launch(null, ILaunchManager.DEBUG_MODE, null);
    public final GuestDebugTarget target;
    public final GuestProcess process;

    /** A debug launch whose guest has not been started. */
    public GuestFixture(int debugRegisters) throws Exception {
        project.create(null);
        project.open(null);
        ((IFolder) source.getParent()).create(true, true, null);
        try (InputStream content = guests("first/first.c").openStream()) {
            source.create(content, true, null);
        }
        image = ProgramImage.open(firstImage());
        SessionListeners listeners = new SessionListeners();
        session = new SessionDouble(listeners, debugRegisters);
        process = new GuestProcess(launch, "first", session, new SerialJob("console"));
        BreakpointBridge bridge = new BreakpointBridge(session, new ImageResolver(image), BreakpointReaders.CONTRIBUTED,
                new SerialJob("breakpoints"), new SerialJob("markers"));
        target = new GuestDebugTarget(process, "first", session, image, bridge, new SerialJob("stops"));
        listeners.add(target);
        listeners.add(process);
    }

    /** Lets a guest with many debug registers run. */
    public static GuestFixture running() throws Exception {
        GuestFixture guest = new GuestFixture(64);
        guest.run();
        return guest;
    }

    public void run() throws Exception {
        run(Optional.empty());
    }

    public void run(Optional<DebugRegisterRequest> stopAt) throws Exception {
        target.announce();
        process.announce();
        target.start(stopAt);
        events.await("thread RESUME CLIENT_REQUEST");
    }

    public static Path firstImage() throws IOException {
        return Path.of(FileLocator.toFileURL(guests("images/first")).getPath());
    }

    private static URL guests(String path) {
        return Platform.getBundle("org.lguest.guests").getEntry(path);
    }

    public GuestThread thread() {
        return target.getThreads()[0];
    }

    /** The address at which the source line begins, by the debug information. */
    public int addressOf(int line) {
        return image.addressesOf("first/first.c", line).getFirst().address();
    }

    public int addressOf(String symbol) {
        return image.symbol(symbol).orElseThrow().address();
    }

    public <T extends IBreakpoint> T add(T breakpoint) throws CoreException {
        manager().addBreakpoint(breakpoint);
        return breakpoint;
    }

    public static IBreakpointManager manager() {
        return DebugPlugin.getDefault().getBreakpointManager();
    }

    /** Waits for a condition that some thread is about to bring about. */
    public static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Waits for debug registers to be armed, and makes sure that no other change follows. */
    public void awaitArmed(String... registers) throws Exception {
        List<String> expected = List.of(registers);
        await(expected + " to be armed", () -> {
            // Changes of markers are announced some time after they are made, or now.
            ResourcesPlugin.getWorkspace().checkpoint(false);
            return session.armed().equals(expected);
        });
        settle();
        assertEquals(expected, session.armed());
    }

    /** Waits until nothing more is to be planted, written to markers or delivered: jobs and emulator are idle in turn. */
    public void settle() throws InterruptedException {
        await("jobs to be done", () -> {
            boolean idle = isIdle();
            session.armed();
            return idle && isIdle();
        });
    }

    private static boolean isIdle() {
        return Job.getJobManager().find(SerialJob.class).length == 0;
    }

    @Override
    public void close() throws Exception {
        session.terminate().join();
        settle();
        session.close();
        manager().setEnabled(true);
        manager().removeBreakpoints(manager().getBreakpoints(), true);
        DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
        events.close();
        project.delete(true, true, null);
    }
}
