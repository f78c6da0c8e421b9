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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.Messages;
import org.lguest.debug.core.breakpoints.AddressResolver.Plan;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Place;
import org.lguest.debug.core.breakpoints.BreakpointState.Slot;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.PlantedEvent;
import org.lguest.hypervisor.session.Refusal;

/**
 * One breakpoint in one guest: which debug registers it takes. {@link InstallationNews} is what its user is told of it.
 *
 * <p>Its {@link BreakpointBridge} begins one operation at a time, so nothing is locked. Only {@link #isHitBy} and
 * {@link #isOneTime} are asked on the emulator thread at any time. What the session is asked for is noted in the
 * {@link InstallationTable} before and forgotten after it is taken back, so that no hit comes unknown.
 */
final class Installation implements Comparable<Installation> {

    private static final AtomicLong NEXT_AGE = new AtomicLong();

    private static final Plan NOTHING = new Plan(List.of(), Optional.empty(), OptionalInt.empty());

    private final long age = NEXT_AGE.getAndIncrement();
    private final IBreakpoint breakpoint;
    private final BreakpointReader reader;
    private final GuestSession session;
    private final InstallationTable table;
    private final DisplacedRegisters displacedRegisters;
    private final InstallationNews news;

    /** What was asked for when a place for it was found first. */
    private Optional<BreakpointRequest> unedited = Optional.empty();
    private Optional<BreakpointRequest> request = Optional.empty();
    private Plan plan = NOTHING;
    private volatile List<Planted> planted = List.of();
    private volatile Optional<PlantedEvent> event = Optional.empty();
    /** Whether the session has been asked for something, or to take it back, and has not answered yet. */
    private volatile boolean unsettled;
    private volatile boolean oneTime;
    private volatile boolean ended;
    private boolean waiting;

    /**
     * @param displacedRegisters those that the guest has left no room for, now
     * @param listener           told what becomes of the breakpoint
     */
    Installation(IBreakpoint breakpoint, BreakpointReader reader, GuestSession session, InstallationTable table,
            DisplacedRegisters displacedRegisters, BiConsumer<Installation, Optional<BreakpointState>> listener) {
        this.breakpoint = breakpoint;
        this.reader = reader;
        this.session = session;
        this.table = table;
        this.displacedRegisters = displacedRegisters;
        news = new InstallationNews(state -> listener.accept(this, state));
    }

    IBreakpoint breakpoint() {
        return breakpoint;
    }

    BreakpointReader reader() {
        return reader;
    }

    /** For traces. */
    String label() {
        return request.map(BreakpointRequest::label).orElse("");
    }

    /** Whether the user's check box is on. A breakpoint whose marker is gone is off. */
    private boolean isEnabled() {
        IMarker marker = breakpoint.getMarker();
        try {
            return marker != null && marker.exists() && breakpoint.isEnabled();
        } catch (CoreException gone) {
            return false;
        }
    }

    /**
     * What the user wants of it in this guest; empty if it is disabled or its marker is gone. A marker that is deleted
     * while it is read seems to have no condition from then on: so it is asked again when all has been read.
     */
    Optional<BreakpointRequest> wanted() throws CoreException {
        if (!isEnabled()) {
            return Optional.empty();
        }
        try {
            BreakpointRequest wanted = read();
            return Optional.of(wanted).filter(read -> isEnabled());
        } catch (CoreException e) {
            if (isEnabled()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * Lines are moved by edits of the file alone, and the guest runs an image that was built before: there the line
     * stays the one for which it was planted.
     */
    private BreakpointRequest read() throws CoreException {
        BreakpointRequest wanted = reader.read(breakpoint);
        return unedited.filter(before -> isOfTheSameFile(before.place(), wanted.place()))
                .map(before -> wanted.at(before.place(), before.label())).orElse(wanted);
    }

    private static boolean isOfTheSameFile(Place before, Place now) {
        return before instanceof Place.Line then && now instanceof Place.Line line && then.path().equals(line.path());
    }

    /** Whether all has been done for this request that can be. */
    boolean serves(BreakpointRequest wanted) {
        return (isPlanted() || waiting || news.isRefused()) && request.equals(Optional.of(wanted));
    }

    /** Whether the user has been told just that. */
    boolean isRefusedFor(IStatus why) {
        return news.isRefusedFor(why);
    }

    boolean isPlanted() {
        return !planted.isEmpty() || event.isPresent();
    }

    /** Whether it would be planted if there were enough free registers. */
    boolean isWaiting() {
        return waiting;
    }

    /** Whether hits may be counted for which the guest does not stop. */
    boolean countsSilently() {
        return isPlanted() && request.filter(wanted -> wanted.ignoreCount() > 0 || !wanted.condition().isBlank()
                || !wanted.print().isBlank()).isPresent();
    }

    /** Of a match of what it has asked for: whether that has been given to it, and not to another of its like. */
    boolean isHitBy(Match match) {
        return unsettled || planted.stream().anyMatch(register -> register.id() == match.id())
                || event.filter(asked -> asked.id() == match.id()).isPresent();
    }

    /** What the session has been asked for last. */
    Plan plan() {
        return plan;
    }

    @Override
    public int compareTo(Installation other) {
        return Long.compare(age, other.age);
    }

    /** Whether it asks for an event of the machine. */
    boolean isAtEvent() {
        return event.isPresent();
    }

    boolean isOneTime() {
        return oneTime;
    }

    /** Takes all of these registers or, if one is refused, none. It must hold none. */
    CompletableFuture<Void> plant(BreakpointRequest wanted, Plan what) {
        request = Optional.of(wanted);
        unedited = request;
        oneTime = wanted.oneTime();
        plan = what;
        return plant();
    }

    /** Tries again what was refused for want of registers. */
    CompletableFuture<Void> plant() {
        table.asks(this, plan);
        unsettled = true;
        if (plan.event().isPresent()) {
            return session.plantEvent(plan.event().get()).thenAccept(this::settle);
        }
        List<CompletableFuture<Answer<Planted>>> answers = plan.registers().stream().map(session::plant).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenCompose(all -> settle(answers.stream().map(CompletableFuture::join).toList()));
    }

    private void settle(Answer<PlantedEvent> answer) {
        switch (answer) {
            case Answer.Given<PlantedEvent>(PlantedEvent given) -> {
                event = Optional.of(given);
                settlePlanted();
            }
            case Answer.Refused<PlantedEvent>(Refusal why) -> settleRefused(why);
        }
    }

    private CompletableFuture<Void> settle(List<Answer<Planted>> answers) {
        List<Planted> given = answers.stream().filter(Answer.Given.class::isInstance)
                .map(answer -> ((Answer.Given<Planted>) answer).value()).toList();
        Optional<Refusal> refused = answers.stream().filter(Answer.Refused.class::isInstance)
                .map(answer -> ((Answer.Refused<Planted>) answer).refusal()).findFirst();
        if (refused.isEmpty()) {
            planted = given;
            settlePlanted();
            return CompletableFuture.completedFuture(null);
        }
        return unplant(given).thenRun(() -> settleRefused(withCounts(refused.get(), given.size())));
    }

    /** A range that lacks some of its debug registers is told how many it takes. */
    private Refusal withCounts(Refusal why, int free) {
        int needed = plan.registers().size();
        return why.code() != Refusal.Code.NO_FREE_SLOT || needed == 1 ? why : new Refusal(why.code(),
                NLS.bind(Messages.Installation_tooFew, new Object[] {why.message(), needed, free}));
    }

    private void settlePlanted() {
        news.accepted();
        setWaiting(false);
        table.setPlanted(this, true);
        unsettled = false;
        report();
    }

    private void settleRefused(Refusal why) {
        setWaiting(why.code() == Refusal.Code.NO_FREE_SLOT);
        table.asksNoMore(this, plan);
        unsettled = false;
        if (why.code() != Refusal.Code.SESSION_ENDED) {
            refuse(LguestStatus.of(why));
        }
    }

    private void setWaiting(boolean waits) {
        waiting = waits;
        table.setWaiting(this, waits);
    }

    /** Frees the registers and takes back what the user was told. */
    CompletableFuture<Void> release() {
        List<Planted> before = planted;
        Optional<PlantedEvent> eventBefore = event;
        unsettled = isPlanted();
        event = Optional.empty();
        planted = List.of();
        table.setPlanted(this, false);
        setWaiting(false);
        news.forget();
        report();
        request = Optional.empty();
        CompletableFuture<?> asked = eventBefore.<CompletableFuture<?>>map(session::unplantEvent)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        return CompletableFuture.allOf(unplant(before), asked).thenRun(() -> {
            table.asksNoMore(this, plan);
            plan = NOTHING;
            unsettled = false;
        });
    }

    private CompletableFuture<Void> unplant(List<Planted> slots) {
        return CompletableFuture.allOf(slots.stream().map(session::unplant).toArray(CompletableFuture[]::new))
                .thenRun(() -> displacedRegisters.forget(slots));
    }

    /** What it watched is no more. @return whether that is news */
    boolean end() {
        boolean isNews = !ended;
        ended = true;
        return isNews;
    }

    /** Shows the user why it is not planted. */
    void refuse(IStatus why) {
        news.refused(why);
        report();
    }

    /** Its condition has no value. */
    void fault(IStatus why) {
        if (isPlanted()) {
            news.faulty(why);
            report();
        }
    }

    /** Takes note of where it is and how often it was hit. */
    void seen(DebugRegisterCensus census) {
        List<Slot> now = new ArrayList<>();
        // Its registers are counted together.
        long counted = event.map(census::hits).orElse(0L);
        for (Planted register : planted) {
            census.place(register).ifPresent(now::add);
            counted = Math.max(counted, census.hits(register));
        }
        news.seen(now, counted, waiting || news.isDisplaced() ? census.holders() : List.of());
        report();
    }

    /**
     * Tells the user what has become of it, if that is news. The guest may have taken registers that it holds, or have
     * given them back: until it has all, it is not installed.
     */
    void report() {
        if (isPlanted()) {
            news.tellPlanted(plan.movedTo(), displacedRegisters.anyOf(planted));
        } else {
            news.tellNotPlanted();
        }
    }
}
