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

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IStreamsProxy;
import org.eclipse.osgi.util.NLS;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestDebug;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.Messages;
import org.lguest.hypervisor.host.ExitReport;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Printout;
import org.lguest.hypervisor.session.Refusal;
import org.lguest.hypervisor.session.ResumeReason;
import org.lguest.hypervisor.session.SessionListener;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.TraceLine;

/**
 * The running guest as a process: its console, and its end. No process of the operating system stands behind it. The
 * exit value is 0 if the guest switched itself off, 1 if it crashed, 2 if the Host killed it, 3 if the emulator failed,
 * 7, as on the command line, if it asked to be started again, and 143, as after SIGTERM, if it was terminated.
 */
public final class GuestProcess extends PlatformObject implements IProcess, SessionListener {

    private static final Answer<ExitReport> NO_EXITS = Answer.given(ExitReport.NONE);

    private final ILaunch launch;
    private final String label;
    private final GuestSession session;
    private final Executor worker;
    private final GuestConsole console;
    private final Map<String, String> attributes = new ConcurrentHashMap<>();
    private volatile Optional<GuestEnd> end = Optional.empty();

    /** @param worker delivers console output, in order */
    public GuestProcess(ILaunch launch, String label, GuestSession session, Executor worker) {
        this.launch = launch;
        this.label = label;
        this.session = session;
        this.worker = worker;
        this.console = new GuestConsole(session, worker);
        attributes.put(ATTR_PROCESS_TYPE, LguestDebug.PROCESS_TYPE);
        attributes.put(ATTR_PROCESS_LABEL, label);
        attributes.put(DebugPlugin.ATTR_LAUNCH_TIMESTAMP, Long.toString(System.currentTimeMillis()));
    }

    /** Joins the launch and tells everybody. */
    public void announce() {
        launch.addProcess(this);
        fire(DebugEvent.CREATE);
    }

    @Override
    public void console(byte[] bytes) {
        console.write(bytes);
    }

    /** What breakpoints print instead of stopping is no output of the guest's: it goes where errors go. */
    @Override
    public void printed(List<Printout> printouts, long dropped) {
        console.print(printouts, dropped);
    }

    /** Writes to the console what is wrong and can be lived with, with its code and remedy. */
    void warn(IStatus warning) {
        tell(NLS.bind(Messages.GuestProcess_warning, warning.getCode(), warning.getMessage()));
    }

    /** Writes a line of the debugger's to the console. */
    void tell(String line) {
        console.writeError(line);
    }

    /**
     * Writes to the console why the guest has come out to the Host so far, and how often; it runs on. On any thread;
     * returns at once.
     */
    public void printExits() {
        session.exits().thenAccept(answer -> {
            switch (answer) {
                case Answer.Given<ExitReport>(ExitReport report) -> report.histogram().forEach(console::writeError);
                case Answer.Refused<ExitReport>(Refusal refusal) -> console.writeError(refusal.message());
            }
        });
    }

    @Override
    public boolean wantsTrace() {
        return false;
    }

    @Override
    public void trace(List<TraceLine> lines, long dropped) {
        // Not wanted.
    }

    @Override
    public void stopped(Stop stop) {
        // The thread's business.
    }

    @Override
    public void resumed(ResumeReason reason) {
        // The thread's business.
    }

    @Override
    public void ended(GuestEnd how) {
        attributes.put(DebugPlugin.ATTR_TERMINATE_TIMESTAMP, Long.toString(System.currentTimeMillis()));
        console.writeError(describe(how));
        if (how.kind() == GuestEnd.Kind.CRASHED || how.kind() == GuestEnd.Kind.KILLED || how.kind() == GuestEnd.Kind.FAILED) {
            tellLastExits();
        }
        // The Console view closes at this event, or when a launch that has terminated is removed, and would miss what
        // is delivered after it.
        worker.execute(() -> {
            end = Optional.of(how);
            fire(DebugEvent.TERMINATE);
        });
    }

    /** The session has ended, so that it answers at once. */
    private void tellLastExits() {
        if (session.exits().getNow(NO_EXITS) instanceof Answer.Given<ExitReport>(ExitReport report) && !report.last().isEmpty()) {
            console.writeError(Messages.GuestProcess_lastExits);
            report.lastExits().forEach(console::writeError);
        }
    }

    private static String describe(GuestEnd end) {
        return switch (end.kind()) {
            case POWERED_OFF -> Messages.GuestProcess_poweredOff;
            case RESTART -> Messages.GuestProcess_restart;
            case CRASHED -> NLS.bind(Messages.GuestProcess_crashed, end.reason());
            case KILLED -> NLS.bind(Messages.GuestProcess_killed, end.reason());
            case TERMINATED -> Messages.GuestProcess_terminated;
            case FAILED -> NLS.bind(Messages.GuestProcess_failed, end.reason());
        };
    }

    /** How the guest ended, once it has and all that it wrote has been delivered. */
    public Optional<GuestEnd> end() {
        return end;
    }

    @Override
    public String getLabel() {
        return label;
    }

    @Override
    public ILaunch getLaunch() {
        return launch;
    }

    @Override
    public IStreamsProxy getStreamsProxy() {
        return console;
    }

    @Override
    public void setAttribute(String key, @Nullable String value) {
        if (value == null) {
            attributes.remove(key);
        } else {
            attributes.put(key, value);
        }
        fire(DebugEvent.CHANGE);
    }

    @Override
    public @Nullable String getAttribute(String key) {
        return attributes.get(key);
    }

    @Override
    public int getExitValue() throws DebugException {
        return switch (end.orElseThrow(LguestStatus.GUEST_RUNNING::debugException).kind()) {
            case POWERED_OFF -> 0;
            case CRASHED -> 1;
            case KILLED -> 2;
            case FAILED -> 3;
            case RESTART -> 7;
            case TERMINATED -> 143;
        };
    }

    @Override
    public boolean canTerminate() {
        return !isTerminated();
    }

    @Override
    public boolean isTerminated() {
        return end.isPresent();
    }

    /** Asks for the end and returns; the TERMINATE events tell when it has come. */
    @Override
    public void terminate() {
        session.terminate();
    }

    @Override
    public <T> @Nullable T getAdapter(Class<T> adapter) {
        if (adapter.isInstance(this)) {
            return adapter.cast(this);
        }
        if (adapter == ILaunch.class) {
            return adapter.cast(launch);
        }
        return super.getAdapter(adapter);
    }

    private void fire(int kind) {
        GuestDebugTarget.fire(new DebugEvent(this, kind));
    }
}
