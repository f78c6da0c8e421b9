/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointListener;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.IBreakpointManagerListener;
import org.eclipse.debug.core.model.IBreakpoint;
import org.jspecify.annotations.Nullable;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.EventHit;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Hit;
import org.lguest.hypervisor.session.Place;
import org.lguest.hypervisor.session.Planted;
import org.osgi.framework.Bundle;

/**
 * Keeps the debug registers of one guest as the Breakpoints view says.
 *
 * <p>A breakpoint is planted while it is registered, enabled and not skipped. Each event of the breakpoint manager
 * makes the bridge compare what is wanted with what is planted, and change only what differs: so the changes that a
 * reader itself makes to a marker (a count, a message) alter nothing, whatever their keys.
 *
 * <p>The events come on any thread, the user interface's too. They are put into an {@link OperationQueue}: each
 * operation begins on the worker, where markers and debug information are read, and ends when the session has answered.
 * Nobody waits. The {@link Planter} does what is to be done, {@link Feedback} tells users of it, and
 * {@link StopBreakpoints} names the breakpoints at a stop.
 */
public final class BreakpointBridge
        implements IBreakpointListener, IBreakpointManagerListener, IResourceChangeListener {

    private final IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();
    private final InstallationTable table = new InstallationTable();
    private final DisplacedRegisters displaced = new DisplacedRegisters();
    private final GuestSession session;
    private final BreakpointReaders readers;
    private final DebuggedGuest guest;
    private final OperationQueue operations;
    private final OperationQueue.Repeated moves;
    private final Feedback feedback;
    private final Survey survey;
    private final Planter planter;
    private final StopBreakpoints stops;
    private volatile Optional<FirstStop> firstStop = Optional.empty();

    /**
     * @param guest    for whom readers are told
     * @param trace    told of each breakpoint what became of it, in a line
     * @param worker   where operations begin, one at a time
     * @param markers  where readers are told what became of a breakpoint; may take workspace rules
     */
    public BreakpointBridge(GuestSession session, AddressResolver resolver, BreakpointReaders readers, Executor worker,
            Executor markers, DebuggedGuest guest, Consumer<String> trace) {
        this.session = session;
        this.readers = readers;
        this.guest = guest;
        operations = new OperationQueue(worker);
        moves = operations.new Repeated(this::tellMoves);
        feedback = new Feedback(manager, guest, trace, markers);
        survey = new Survey(session, table, worker, operations);
        planter = new Planter(table, resolver, manager, operations, worker, survey::soon);
        stops = new StopBreakpoints(table, operations, feedback);
    }

    /** The guest stands: hits are counted anew. Any thread. */
    public void stopped() {
        survey.stopped();
    }

    /** The guest runs: while it does, hits are counted now and then. Any thread. */
    public void resumed() {
        survey.resumed();
    }

    /**
     * Plants all that is wanted now, and from now on follows the Breakpoints view.
     *
     * @param first where to stop once before all else: it takes its registers first
     * @return completed when everything is planted or refused, so that the guest can go
     */
    public CompletableFuture<Void> start(List<DebugRegisterRequest> first) {
        FirstStop once = new FirstStop(session, first);
        firstStop = Optional.of(once);
        readers.load();
        manager.addBreakpointListener(this);
        manager.addBreakpointManagerListener(this);
        ResourcesPlugin.getWorkspace().addResourceChangeListener(this, IResourceChangeEvent.POST_CHANGE);
        operations.add(once::plant);
        for (IBreakpoint breakpoint : manager.getBreakpoints()) {
            breakpointAdded(breakpoint);
        }
        return settled();
    }

    /**
     * The guest has ended, or is left alone: frees every register, takes back all that users were told, and hears no
     * more. Idempotent.
     *
     * @return completed when that is done
     */
    public CompletableFuture<Void> stop() {
        if (planter.hasEnded()) {
            return settled();
        }
        planter.end();
        survey.end();
        manager.removeBreakpointListener(this);
        manager.removeBreakpointManagerListener(this);
        if (isWorkspaceOpen()) {
            ResourcesPlugin.getWorkspace().removeResourceChangeListener(this);
        }
        table.all().stream().map(Installation::breakpoint)
                .filter(each -> each instanceof GuestWatchpoint watchpoint && watchpoint.isBoundTo(guest))
                .forEach(feedback::remove);
        operations.add(() -> CompletableFuture.allOf(table.all().stream().map(planter::discard)
                .toArray(CompletableFuture[]::new)));
        return settled();
    }

    /** A guest may outlive the workbench for a moment. */
    private static boolean isWorkspaceOpen() {
        ResourcesPlugin plugin = ResourcesPlugin.getPlugin();
        return plugin != null && plugin.getBundle().getState() == Bundle.ACTIVE;
    }

    /** Whether guests understand the breakpoint. */
    public boolean supports(IBreakpoint breakpoint) {
        return readers.understand(breakpoint);
    }

    /**
     * The breakpoints that debug registers stand for. One-time ones are removed: they have served. Called on the
     * emulator thread.
     */
    public List<IBreakpoint> hit(List<Hit> hits) {
        firstStop.filter(once -> hits.stream().map(Hit::planted).anyMatch(once::isAt)).ifPresent(this::end);
        return stops.of(hits.stream().map(Match::of).toList());
    }

    private void end(FirstStop once) {
        firstStop = Optional.empty();
        once.end().forEach(register -> session.unplant(register).thenRun(() -> displaced.forget(List.of(register))));
        planter.freed();
    }

    /** The breakpoints at events of the machine, as {@link #hit}. Called on the emulator thread. */
    public List<IBreakpoint> happened(List<EventHit> hits) {
        return stops.of(hits.stream().map(Match::of).toList());
    }

    /** The breakpoint that a debug register was planted for; empty if for none. Any thread. */
    public Optional<IBreakpoint> breakpointOf(Planted register) {
        return table.of(Match.of(register)).stream().findFirst().map(Installation::breakpoint);
    }

    /** For whom this is. */
    public DebuggedGuest guest() {
        return guest;
    }

    /**
     * The frame of a watch has been left: the breakpoint has served, and is removed. Called on the emulator thread.
     *
     * @return what it was called; empty if that has been told already
     */
    public Optional<String> ended(Planted register) {
        return stops.end(register);
    }

    /** Completed when every event of the breakpoint manager so far has had its effect on the debug registers. */
    public CompletableFuture<Void> settled() {
        return operations.settled();
    }

    /**
     * The guest took a debug register that the debugger held, or gave one back for which a breakpoint waits. A guest
     * can do that a million times a second, and markers are slow: only the outcome is told. Called on the emulator
     * thread.
     */
    public void moved(Planted register, Optional<Place> now) {
        displaced.moved(register, now);
        moves.soon();
    }

    private CompletableFuture<Void> tellMoves() {
        displaced.takeMoved().forEach(register -> table.of(Match.of(register)).forEach(Installation::report));
        survey.soon();
        return feedback.told();
    }

    /** The guest gave debug registers back: those that were refused may have them. Called on the emulator thread. */
    public void freed() {
        planter.freed();
    }

    @Override
    public void breakpointAdded(IBreakpoint breakpoint) {
        operations.add(() -> {
            Optional<BreakpointReader> reader = readers.of(breakpoint);
            if (planter.hasEnded() || reader.isEmpty() || table.of(breakpoint).isPresent()
                    || breakpoint instanceof GuestWatchpoint watchpoint && !watchpoint.isFor(guest)) {
                return OperationQueue.done();
            }
            Installation installation = new Installation(breakpoint, reader.get(), session, table, displaced,
                    feedback::tell);
            table.add(installation, operations.new Repeated(() -> planter.apply(installation)));
            return planter.apply(installation);
        });
    }

    /**
     * One that is not known yet will be read when it is. The platform itself changes every breakpoint there is whenever
     * one is removed: so each waits once.
     */
    @Override
    public void breakpointChanged(IBreakpoint breakpoint, @Nullable IMarkerDelta delta) {
        table.changes(breakpoint).ifPresent(OperationQueue.Repeated::soon);
    }

    /**
     * The breakpoint manager tells of a changed or deleted marker after the next build, which may take its time. The
     * workspace itself tells sooner; that the manager tells again does no harm.
     */
    @Override
    public void resourceChanged(IResourceChangeEvent event) {
        for (IMarkerDelta delta : event.findMarkerDeltas(IBreakpoint.BREAKPOINT_MARKER, true)) {
            IBreakpoint breakpoint = manager.getBreakpoint(delta.getMarker());
            if (breakpoint != null) {
                breakpointChanged(breakpoint, delta);
            }
        }
    }

    /** The marker may be gone already, so nothing of it is read. */
    @Override
    public void breakpointRemoved(IBreakpoint breakpoint, @Nullable IMarkerDelta delta) {
        operations.add(() -> table.of(breakpoint).map(planter::discard).orElseGet(OperationQueue::done));
    }

    /** Skip All Breakpoints: frees the registers, or plants again. Markers stay as they are. */
    @Override
    public void breakpointManagerEnablementChanged(boolean enabled) {
        table.all().forEach(installation -> breakpointChanged(installation.breakpoint(), null));
    }

    /**
     * Keeps the registers free for a while, for this guest alone, or arms them again. Returns at once.
     *
     * @return completed when they are
     */
    public CompletableFuture<Void> skip(boolean skip) {
        planter.skip(skip);
        breakpointManagerEnablementChanged(manager.isEnabled());
        return settled();
    }

    /** How many breakpoints, debug registers and requests it keeps anything about: 0 once all are gone. For tests. */
    int remembered() {
        return table.size() + displaced.size();
    }
}
