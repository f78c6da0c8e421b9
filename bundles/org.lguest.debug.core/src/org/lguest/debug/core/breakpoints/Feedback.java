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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.model.IBreakpoint;

/**
 * Tells readers what has become of their breakpoints in one guest. Markers and views are slower than guests: what has
 * become of one before that was told is told no more, so no more waits than there are breakpoints. Any thread.
 */
final class Feedback {

    private final IBreakpointManager manager;
    private final DebuggedGuest guest;
    private final Consumer<String> trace;
    private final Executor executor;
    /** What is yet to be told, the oldest news first. */
    private final Map<Installation, Optional<BreakpointState>> news = new LinkedHashMap<>();

    /**
     * @param trace    told each time, in a line
     * @param executor where readers are told; may take workspace rules
     */
    Feedback(IBreakpointManager manager, DebuggedGuest guest, Consumer<String> trace, Executor executor) {
        this.manager = manager;
        this.guest = guest;
        this.trace = trace;
        this.executor = executor;
    }

    void tell(Installation installation, Optional<BreakpointState> state) {
        trace.accept(StateWords.line(installation.label(), state));
        boolean idle;
        synchronized (news) {
            idle = news.isEmpty();
            news.put(installation, state);
        }
        if (idle) {
            executor.execute(this::deliver);
        }
    }

    private void deliver() {
        Map<Installation, Optional<BreakpointState>> all;
        synchronized (news) {
            all = new LinkedHashMap<>(news);
            news.clear();
        }
        all.forEach((installation, state) -> installation.reader().told(installation.breakpoint(), guest, state));
    }

    /** The breakpoint has served: it goes from the Breakpoints view. */
    void remove(IBreakpoint breakpoint) {
        executor.execute(() -> {
            try {
                manager.removeBreakpoint(breakpoint, true);
            } catch (CoreException e) {
                ILog.of(Feedback.class).log(e.getStatus());
            }
        });
    }

    /** Completed when all has been told that was to be told before. */
    CompletableFuture<Void> told() {
        return CompletableFuture.runAsync(() -> { }, executor);
    }
}
