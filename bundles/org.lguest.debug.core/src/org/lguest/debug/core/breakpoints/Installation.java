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
import java.util.concurrent.Executor;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.debug.core.LguestStatus;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.Refusal;

/**
 * One breakpoint in one guest: which debug registers it takes, and what its user was told about that.
 *
 * <p>Its {@link BreakpointBridge} begins one operation at a time, so nothing is locked. Only {@link #isHitBy},
 * {@link #isOneTime} and {@link #isWaiting} are asked on the emulator thread at any time. Registers are noted before
 * they are planted and forgotten after they are freed, so that no hit comes unknown.
 */
final class Installation {

    private final IBreakpoint breakpoint;
    private final BreakpointReader reader;
    private final GuestSession session;
    private final Set<Planted> nowhere;
    private final Executor feedback;

    private Optional<BreakpointRequest> request = Optional.empty();
    private volatile List<DebugRegisterRequest> registers = List.of();
    private List<Planted> planted = List.of();
    /** What the user was told last: that all of these are armed, or that the guest has taken one. */
    private boolean armed;
    private volatile boolean oneTime;
    private volatile boolean waiting;
    private Optional<String> refusal = Optional.empty();

    /**
     * @param nowhere  registers that the guest has left no room for, now
     * @param feedback where the reader is told what became of the breakpoint
     */
    Installation(IBreakpoint breakpoint, BreakpointReader reader, GuestSession session, Set<Planted> nowhere,
            Executor feedback) {
        this.breakpoint = breakpoint;
        this.reader = reader;
        this.session = session;
        this.nowhere = nowhere;
        this.feedback = feedback;
    }

    IBreakpoint breakpoint() {
        return breakpoint;
    }

    /** Whether the user's check box is on. A breakpoint whose marker is gone is off. */
    boolean isEnabled() {
        IMarker marker = breakpoint.getMarker();
        try {
            return marker != null && marker.exists() && breakpoint.isEnabled();
        } catch (CoreException gone) {
            return false;
        }
    }

    BreakpointRequest read() throws CoreException {
        return reader.read(breakpoint);
    }

    /** Whether all has been done for this request that can be. */
    boolean serves(BreakpointRequest wanted) {
        return (isPlanted() || waiting || refusal.isPresent()) && request.equals(Optional.of(wanted));
    }

    /** Whether the user has been told just that: a view that looks again is no reason to refuse it again. */
    boolean isRefusedFor(IStatus why) {
        return refusal.equals(Optional.of(why.getMessage()));
    }

    boolean isPlanted() {
        return !planted.isEmpty();
    }

    /** Whether it would be planted if there were enough free registers. */
    boolean isWaiting() {
        return waiting;
    }

    boolean isHitBy(DebugRegisterRequest register) {
        return registers.contains(register);
    }

    boolean isOneTime() {
        return oneTime;
    }

    /** Takes all of these registers or, if one is refused, none. It must hold none. */
    CompletableFuture<Void> plant(BreakpointRequest wanted, List<DebugRegisterRequest> wantedRegisters) {
        request = Optional.of(wanted);
        oneTime = wanted.oneTime();
        registers = wantedRegisters;
        return plant();
    }

    /** Tries again what was refused for want of registers. */
    CompletableFuture<Void> plant() {
        List<CompletableFuture<Answer<Planted>>> answers = registers.stream().map(session::plant).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenCompose(all -> settle(answers.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<Void> settle(List<Answer<Planted>> answers) {
        List<Planted> given = answers.stream().filter(Answer.Given.class::isInstance)
                .map(answer -> ((Answer.Given<Planted>) answer).value()).toList();
        Optional<Refusal> refusal = answers.stream().filter(Answer.Refused.class::isInstance)
                .map(answer -> ((Answer.Refused<Planted>) answer).refusal()).findFirst();
        boolean waitedBefore = waiting;
        waiting = refusal.filter(why -> why.code() == Refusal.Code.NO_FREE_SLOT).isPresent();
        if (refusal.isEmpty()) {
            hold(given);
            return CompletableFuture.completedFuture(null);
        }
        boolean known = waitedBefore && waiting || refusal.get().code() == Refusal.Code.SESSION_ENDED;
        if (!known) {
            refuse(LguestStatus.of(refusal.get()));
        }
        return unplant(given);
    }

    /** It has all that it asked for. */
    private void hold(List<Planted> given) {
        planted = given;
        armed = true;
        tellInstalled();
        tellWhetherArmed();
    }

    /** Takes back no warning but its own: another guest may have refused the breakpoint. */
    private void tellInstalled() {
        boolean warned = refusal.isPresent();
        refusal = Optional.empty();
        tell(() -> {
            if (warned) {
                reader.accepted(breakpoint);
            }
            reader.installed(breakpoint);
        });
    }

    /** Frees the registers and takes back what the user was told. */
    CompletableFuture<Void> release() {
        request = Optional.empty();
        waiting = false;
        if (refusal.isPresent()) {
            refusal = Optional.empty();
            tell(() -> reader.accepted(breakpoint));
        }
        if (isPlanted() && armed) {
            tell(() -> reader.uninstalled(breakpoint));
        }
        List<Planted> before = planted;
        planted = List.of();
        return unplant(before).thenRun(() -> registers = List.of()).thenRun(() -> nowhere.removeAll(before));
    }

    private CompletableFuture<Void> unplant(List<Planted> slots) {
        return CompletableFuture.allOf(slots.stream().map(session::unplant).toArray(CompletableFuture[]::new));
    }

    /** Shows the user why it is not planted. */
    void refuse(IStatus why) {
        refusal = Optional.of(why.getMessage());
        tell(() -> reader.refused(breakpoint, why));
    }

    /**
     * The guest may have taken registers that it holds, or have given them back. Until it has all, it is not installed.
     */
    void tellWhetherArmed() {
        boolean all = planted.stream().noneMatch(nowhere::contains);
        if (!isPlanted() || all == armed) {
            return;
        }
        armed = all;
        if (all) {
            tellInstalled();
        } else {
            tell(() -> reader.uninstalled(breakpoint));
            refuse(LguestStatus.DISPLACED.status());
        }
    }

    private void tell(Runnable news) {
        feedback.execute(news);
    }
}
