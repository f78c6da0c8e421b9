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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointListener;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.IBreakpointManagerListener;
import org.eclipse.debug.core.model.IBreakpoint;
import org.jspecify.annotations.Nullable;
import org.lguest.debug.core.LguestStatus;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.EventHit;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Hit;
import org.lguest.hypervisor.session.Place;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.predicate.PredicateFault;
import org.osgi.framework.Bundle;

/**
 * Keeps the debug registers of one guest as the Breakpoints view says.
 *
 * <p>A breakpoint is planted while it is registered, enabled and not skipped. Each event of the breakpoint manager
 * makes the bridge compare what is wanted with what is planted, and change only what differs: so the changes that a
 * reader itself makes to a marker (a count, a message) alter nothing, whatever their keys.
 *
 * <p>The events come on any thread, the user interface's too. They are put into a queue of operations that run one
 * after the other: each begins on the worker, where markers and debug information are read, and ends when the session
 * has answered. Nobody waits.
 */
public final class BreakpointBridge
        implements IBreakpointListener, IBreakpointManagerListener, IResourceChangeListener {

    private final IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();
    private final GuestSession session;
    private final AddressResolver resolver;
    private final BreakpointReaders readers;
    private final Executor worker;
    private final Executor feedback;
    private final DebuggedGuest guest;
    private final Consumer<String> trace;
    private final Survey survey;

    /** Registers that the guest has left no room for. */
    private final Set<Planted> nowhere = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean movesToTell = new AtomicBoolean();
    private final List<Installation> installations = new CopyOnWriteArrayList<>();
    private CompletableFuture<Void> operations = done();
    private volatile boolean stopped;
    private volatile boolean skipping;
    private volatile Optional<DebugRegisterRequest> stopAt = Optional.empty();

    /**
     * @param guest    for whom readers are told
     * @param trace    told of each breakpoint what became of it, in a line
     * @param worker   where operations begin, one at a time
     * @param feedback where readers are told what became of a breakpoint; may take workspace rules
     */
    public BreakpointBridge(GuestSession session, AddressResolver resolver, BreakpointReaders readers, Executor worker,
            Executor feedback, DebuggedGuest guest, Consumer<String> trace) {
        this.session = session;
        this.resolver = resolver;
        this.readers = readers;
        this.worker = worker;
        this.feedback = feedback;
        this.guest = guest;
        this.trace = trace;
        survey = new Survey(session, installations, worker, this::enqueue);
    }

    private void tell(Installation installation, Optional<BreakpointState> state) {
        trace.accept(StateWords.line(installation.label(), state));
        feedback.execute(() -> installation.reader().told(installation.breakpoint(), guest, state));
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
     * @param first where to stop once before all else: it takes its register first
     * @return completed when everything is planted or refused, so that the guest can go
     */
    public CompletableFuture<Void> start(Optional<DebugRegisterRequest> first) {
        stopAt = first;
        readers.load();
        manager.addBreakpointListener(this);
        manager.addBreakpointManagerListener(this);
        ResourcesPlugin.getWorkspace().addResourceChangeListener(this, IResourceChangeEvent.POST_CHANGE);
        first.ifPresent(register -> enqueue(() -> session.plant(register).thenAccept(answer -> { })));
        for (IBreakpoint breakpoint : manager.getBreakpoints()) {
            breakpointAdded(breakpoint);
        }
        return latest();
    }

    /**
     * The guest has ended, or is left alone: frees every register, takes back all that users were told, and hears no
     * more. Idempotent.
     *
     * @return completed when that is done
     */
    public CompletableFuture<Void> stop() {
        if (stopped) {
            return latest();
        }
        stopped = true;
        survey.end();
        manager.removeBreakpointListener(this);
        manager.removeBreakpointManagerListener(this);
        if (isWorkspaceOpen()) {
            ResourcesPlugin.getWorkspace().removeResourceChangeListener(this);
        }
        installations.stream().map(Installation::breakpoint)
                .filter(each -> each instanceof GuestWatchpoint watchpoint && watchpoint.isBoundTo(guest))
                .forEach(this::remove);
        enqueue(() -> {
            CompletableFuture<?>[] released = installations.stream().map(Installation::release)
                    .toArray(CompletableFuture[]::new);
            installations.clear();
            return CompletableFuture.allOf(released);
        });
        return latest();
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
        for (Hit hit : hits) {
            if (stopAt.filter(hit.planted().request()::equals).isPresent()) {
                stopAt = Optional.empty();
                session.unplant(hit.planted());
                enqueue(this::plantWaiting);
            }
        }
        hits.forEach(hit -> hit.fault().ifPresent(
                fault -> enqueue(() -> tellFault(each -> each.isHitBy(hit.planted().request()), fault))));
        return served(each -> hits.stream().anyMatch(hit -> each.isHitBy(hit.planted().request())));
    }

    /** The breakpoints at events of the machine, as {@link #hit}. Called on the emulator thread. */
    public List<IBreakpoint> happened(List<EventHit> hits) {
        hits.forEach(hit -> hit.fault().ifPresent(
                fault -> enqueue(() -> tellFault(each -> each.isHitBy(hit.planted().request()), fault))));
        return served(each -> hits.stream().anyMatch(hit -> each.isHitBy(hit.planted().request())));
    }

    private List<IBreakpoint> served(Predicate<Installation> hit) {
        List<Installation> found = installations.stream().filter(hit).toList();
        found.stream().filter(Installation::isOneTime).forEach(installation -> remove(installation.breakpoint()));
        return found.stream().map(Installation::breakpoint).toList();
    }

    /** The breakpoint that a debug register was planted for; empty if for none. Any thread. */
    public Optional<IBreakpoint> breakpointOf(Planted register) {
        return installations.stream().filter(installation -> installation.isHitBy(register.request())).findFirst()
                .map(Installation::breakpoint);
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
        Optional<Installation> watch = installations.stream().filter(each -> each.isHitBy(register.request())).findFirst()
                .filter(Installation::end);
        // Before it is removed: with its request goes its name.
        Optional<String> name = watch.map(Installation::label);
        watch.ifPresent(each -> remove(each.breakpoint()));
        return name;
    }

    /** Completed when every event of the breakpoint manager so far has had its effect on the debug registers. */
    public CompletableFuture<Void> settled() {
        return latest();
    }

    private CompletableFuture<Void> tellFault(Predicate<Installation> hit, PredicateFault fault) {
        IStatus why = LguestStatus.CONDITION_FAULTED.status(ConditionFaults.text(fault));
        installations.stream().filter(hit).forEach(installation -> installation.fault(why));
        return done();
    }

    private void remove(IBreakpoint breakpoint) {
        feedback.execute(() -> {
            try {
                manager.removeBreakpoint(breakpoint, true);
            } catch (CoreException e) {
                ILog.of(BreakpointBridge.class).log(e.getStatus());
            }
        });
    }

    /**
     * The guest took a debug register that the debugger held, or gave one back for which a breakpoint waits. A guest
     * can do that a million times a second, and markers are slow: only the outcome is told. Called on the emulator
     * thread.
     */
    public void moved(Planted register, Optional<Place> now) {
        if (now.isEmpty()) {
            nowhere.add(register);
        } else {
            nowhere.remove(register);
        }
        if (movesToTell.compareAndSet(false, true)) {
            enqueue(this::tellMoves);
        }
    }

    private CompletableFuture<Void> tellMoves() {
        movesToTell.set(false);
        installations.forEach(Installation::report);
        survey.soon();
        return done().thenRunAsync(() -> { }, feedback);
    }

    /** The guest gave debug registers back: those that were refused may have them. Called on the emulator thread. */
    public void freed() {
        if (installations.stream().anyMatch(Installation::isWaiting)) {
            enqueue(this::plantWaiting);
        }
    }

    @Override
    public void breakpointAdded(IBreakpoint breakpoint) {
        enqueue(() -> {
            Optional<BreakpointReader> reader = readers.of(breakpoint);
            if (stopped || reader.isEmpty() || find(breakpoint).isPresent()
                    || breakpoint instanceof GuestWatchpoint watchpoint && !watchpoint.isFor(guest)) {
                return done();
            }
            Installation installation = new Installation(breakpoint, reader.get(), session, nowhere, this::tell);
            installations.add(installation);
            return apply(installation);
        });
    }

    @Override
    public void breakpointChanged(IBreakpoint breakpoint, @Nullable IMarkerDelta delta) {
        enqueue(() -> find(breakpoint).map(this::apply).orElseGet(BreakpointBridge::done));
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
        enqueue(() -> find(breakpoint).map(this::discard).orElseGet(BreakpointBridge::done));
    }

    /** Skip All Breakpoints: frees the registers, or plants again. Markers stay as they are. */
    @Override
    public void breakpointManagerEnablementChanged(boolean enabled) {
        for (Installation installation : installations) {
            enqueue(() -> apply(installation));
        }
    }

    /**
     * Keeps the registers free for a while, for this guest alone, or arms them again. Returns at once.
     *
     * @return completed when they are
     */
    public CompletableFuture<Void> skip(boolean skip) {
        skipping = skip;
        breakpointManagerEnablementChanged(manager.isEnabled());
        return latest();
    }

    private CompletableFuture<Void> discard(Installation installation) {
        return release(installation).thenRun(() -> installations.remove(installation));
    }

    private CompletableFuture<Void> apply(Installation installation) {
        if (stopped || skipping || !manager.isEnabled() || !installation.isEnabled()) {
            return release(installation);
        }
        try {
            BreakpointRequest request = installation.read();
            if (installation.serves(request)) {
                return done();
            }
            AddressResolver.Plan plan = resolver.plan(request);
            return release(installation).thenCompose(released -> installation.plant(request, plan))
                    .thenRun(survey::soon);
        } catch (CoreException e) {
            if (installation.isRefusedFor(e.getStatus())) {
                return done();
            }
            return release(installation).thenRun(() -> installation.refuse(e.getStatus()));
        }
    }

    private CompletableFuture<Void> release(Installation installation) {
        boolean frees = installation.isPlanted();
        CompletableFuture<Void> released = installation.release();
        if (frees) {
            enqueue(this::plantWaiting);
            survey.soon();
        }
        return released;
    }

    /** Registers were freed: those that wait for one try again, the oldest first. */
    private CompletableFuture<Void> plantWaiting() {
        CompletableFuture<Void> all = done();
        for (Installation installation : installations) {
            if (installation.isWaiting() && !stopped) {
                all = all.thenCompose(previous -> installation.plant());
                survey.soon();
            }
        }
        return all;
    }

    private Optional<Installation> find(IBreakpoint breakpoint) {
        return installations.stream().filter(installation -> installation.breakpoint() == breakpoint).findFirst();
    }

    private synchronized CompletableFuture<Void> latest() {
        return operations;
    }

    private synchronized void enqueue(Supplier<CompletableFuture<Void>> operation) {
        operations = operations.thenComposeAsync(previous -> operation.get(), worker).exceptionally(defect -> {
            ILog.of(BreakpointBridge.class).log(LguestStatus.defect("planting breakpoints", defect));
            return null;
        });
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
