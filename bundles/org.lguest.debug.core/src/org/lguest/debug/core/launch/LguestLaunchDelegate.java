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

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.LaunchConfigurationDelegate;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.IndexMonitor;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.Messages;
import org.lguest.debug.core.SerialJob;
import org.lguest.debug.core.breakpoints.BreakpointBridge;
import org.lguest.debug.core.breakpoints.BreakpointReaders;
import org.lguest.debug.core.breakpoints.DebuggedGuest;
import org.lguest.debug.core.breakpoints.ImageResolver;
import org.lguest.debug.core.model.AccessMarker;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.debug.core.model.GuestProcess;
import org.lguest.debug.core.model.SessionListeners;
import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.launcher.LaunchException;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.GuestSession;

/**
 * Launches a guest, to run or to debug it. What would make a launch fail is found before anything is created; a guest
 * is never left behind by a launch that failed.
 */
public final class LguestLaunchDelegate extends LaunchConfigurationDelegate {

    /** What of a launch takes long. */
    private static final int READING = 9;
    private static final int BUILDING = 1;

    /** Called before the launch exists: a configuration that can't be launched leaves no dead one behind. */
    @Override
    public boolean preLaunchCheck(ILaunchConfiguration configuration, String mode, IProgressMonitor monitor)
            throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, 2);
        IStatus status = LaunchSettings.check(configuration);
        if (!status.isOK()) {
            throw new CoreException(status);
        }
        return super.preLaunchCheck(configuration, mode, progress.split(1));
    }

    @Override
    public void launch(ILaunchConfiguration configuration, String mode, ILaunch launch, IProgressMonitor monitor)
            throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, READING + BUILDING);
        LaunchSettings settings = LaunchSettings.read(configuration);
        Optional<DebuggedImage> debugged = mode.equals(ILaunchManager.DEBUG_MODE)
                ? Optional.of(DebuggedImage.open(settings, progress.newChild(READING))) : Optional.empty();
        progress.setWorkRemaining(BUILDING).setTaskName(Messages.LguestLaunchDelegate_building);

        SessionListeners listeners = new SessionListeners();
        Optional<Transcript> transcript = Optional.empty();
        if (settings.transcript().isPresent()) {
            transcript = Optional.of(new Transcript(settings.transcript().get(), new SerialJob("Guest transcript")));
            listeners.add(transcript.get());
        }
        GuestSession session;
        try {
            session = Launcher.launch(settings.guest(), listeners);
        } catch (LaunchException e) {
            transcript.ifPresent(Transcript::close);
            throw new CoreException(LguestStatus.of(e.problem()));
        }
        if (configuration.getAttribute(LaunchAttributes.START_AGAIN, false)) {
            StartAgain.whenAsked(launch);
        }
        try {
            Consumer<String> trace = transcript.<Consumer<String>>map(file -> file::note).orElse(text -> { });
            start(settings, launch, session, listeners, debugged, trace);
        } catch (RuntimeException e) {
            session.terminate();
            throw e;
        }
    }

    private static void start(LaunchSettings settings, ILaunch launch, GuestSession session, SessionListeners listeners,
            Optional<DebuggedImage> debugged, Consumer<String> trace) {
        String name = String.valueOf(settings.guest().image().getFileName());
        GuestProcess process = new GuestProcess(launch, name, session, new SerialJob("Guest console"));
        if (debugged.isEmpty()) {
            listeners.add(process);
            process.announce();
            session.resume();
            return;
        }
        DebuggedImage image = debugged.get();
        BreakpointBridge bridge = new BreakpointBridge(session, image.resolver(), BreakpointReaders.CONTRIBUTED,
                new SerialJob("Guest breakpoints"), new SerialJob("Guest breakpoint markers"), new DebuggedGuest(name),
                trace);
        GuestDebugTarget target = new GuestDebugTarget(process, name, session, image.image(), bridge,
                new SerialJob("Guest stops"));
        AccessMarker.follow(target, new SerialJob("Guest data accesses"));
        listeners.add(target.listener());
        listeners.add(process);
        target.announce();
        process.announce();
        target.start(image.stopAt(), settings.guestTraps());
    }

    /** What debugging needs over running, found out before there is a guest. */
    private record DebuggedImage(ProgramImage image, ImageResolver resolver, List<DebugRegisterRequest> stopAt) {

        /** @throws CoreException also if cancelled: then nothing has been made that would have to be taken away */
        static DebuggedImage open(LaunchSettings settings, IProgressMonitor monitor) throws CoreException {
            Path path = settings.guest().image();
            monitor.setTaskName(NLS.bind(Messages.LguestLaunchDelegate_reading, path.getFileName()));
            ProgramImage image = settings.open();
            try {
                IndexMonitor.index(image, monitor);
                ImageResolver resolver = new ImageResolver(image, settings.guest().banks());
                List<DebugRegisterRequest> stopAt = List.of();
                if (settings.stopAt().isPresent()) {
                    stopAt = resolver.stopAt(settings.stopAt().get(), path.getFileName().toString());
                }
                return new DebuggedImage(image, resolver, stopAt);
            } catch (OperationCanceledException e) {
                throw new CoreException(LguestStatus.INDEXING_CANCELLED.cancelled(path));
            }
        }
    }
}
