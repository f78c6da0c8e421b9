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
import java.util.OptionalInt;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IStatus;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.BreakpointState.Installed;
import org.lguest.debug.core.breakpoints.BreakpointState.Pending;
import org.lguest.debug.core.breakpoints.BreakpointState.Refused;
import org.lguest.debug.core.breakpoints.BreakpointState.Slot;

/**
 * What the user is told of one breakpoint in one guest: what is known of it is put together to one
 * {@link BreakpointState}, and told when that is another than before. Used by its {@link Installation} alone, and no
 * more locked.
 */
final class InstallationNews {

    private final Consumer<Optional<BreakpointState>> listener;
    private Optional<IStatus> refusal = Optional.empty();
    private Optional<IStatus> fault = Optional.empty();
    /** Set while the guest has taken some of its registers: the first reason that was told is kept. */
    private Optional<IStatus> displaced = Optional.empty();
    private List<Slot> places = List.of();
    private long hits;
    private List<String> holders = List.of();
    private Optional<BreakpointState> told = Optional.empty();

    InstallationNews(Consumer<Optional<BreakpointState>> listener) {
        this.listener = listener;
    }

    boolean isRefused() {
        return refusal.isPresent();
    }

    /** Whether it is refused for just that: a view that looks again is no reason to refuse it again. */
    boolean isRefusedFor(IStatus why) {
        return refusal.filter(known -> known.getMessage().equals(why.getMessage())).isPresent();
    }

    boolean isDisplaced() {
        return displaced.isPresent();
    }

    void refused(IStatus why) {
        if (!isRefusedFor(why)) {
            refusal = Optional.of(why);
        }
    }

    void accepted() {
        refusal = Optional.empty();
    }

    /** Its condition has no value. */
    void faulty(IStatus why) {
        fault = Optional.of(why);
    }

    /**
     * @param where    the slots in which it is
     * @param howOften it was hit
     * @param behind   who holds the registers for which it waits; empty if it waits for none
     */
    void seen(List<Slot> where, long howOften, List<String> behind) {
        places = List.copyOf(where);
        hits = howOften;
        holders = behind;
    }

    /** Nothing is known of it any more. */
    void forget() {
        refusal = Optional.empty();
        fault = Optional.empty();
        displaced = Optional.empty();
        places = List.of();
        hits = 0;
        holders = List.of();
    }

    /** Tells of what the session has planted, of which the guest may have taken some. */
    void tellPlanted(OptionalInt movedTo, boolean some) {
        displaced = some ? displaced.or(() -> Optional.of(LguestStatus.DISPLACED.status())) : Optional.empty();
        tell(Optional.of(displaced.<BreakpointState>map(why -> new Pending(why, holders))
                .orElseGet(() -> new Installed(places, movedTo, hits, fault))));
    }

    /** Tells of what the session has not planted: why, if it was asked to. */
    void tellNotPlanted() {
        tell(refusal.map(why -> Pending.isFor(why) ? new Pending(why, holders) : new Refused(why)));
    }

    private void tell(Optional<BreakpointState> now) {
        if (!now.equals(told)) {
            told = now;
            listener.accept(now);
        }
    }
}
