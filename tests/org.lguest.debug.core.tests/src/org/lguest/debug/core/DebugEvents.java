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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IThread;

/** Writes down all debug events as text, e.g. {@code thread SUSPEND BREAKPOINT}. */
public final class DebugEvents implements IDebugEventSetListener, AutoCloseable {

    private static final long DEADLINE_SECONDS = 20;

    private final List<String> events = new ArrayList<>();

    public DebugEvents() {
        DebugPlugin.getDefault().addDebugEventListener(this);
    }

    @Override
    public synchronized void handleDebugEvents(DebugEvent[] set) {
        for (DebugEvent event : set) {
            events.add(text(event));
        }
        notifyAll();
    }

    /** Waits for the events, from the first on, and fails if they are others. */
    public synchronized void assertAre(String... expected) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (events.size() < expected.length && System.nanoTime() < deadline) {
            wait(100);
        }
        assertEquals(String.join("\n", expected), String.join("\n", events));
    }

    /** Waits until the last event is this one; for tests that are about something else. */
    public synchronized void await(String last) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while ((events.isEmpty() || !events.getLast().equals(last)) && System.nanoTime() < deadline) {
            wait(100);
        }
        if (events.isEmpty() || !events.getLast().equals(last)) {
            throw new AssertionError("waited for " + last + " in vain; events were " + events);
        }
    }

    public synchronized void forget() {
        events.clear();
    }

    private static String text(DebugEvent event) {
        String source = switch (event.getSource()) {
            case IDebugTarget target -> "target";
            case IThread thread -> "thread";
            case IProcess process -> "process";
            default -> event.getSource().getClass().getSimpleName();
        };
        String kind = switch (event.getKind()) {
            case DebugEvent.CREATE -> "CREATE";
            case DebugEvent.TERMINATE -> "TERMINATE";
            case DebugEvent.RESUME -> "RESUME";
            case DebugEvent.SUSPEND -> "SUSPEND";
            case DebugEvent.CHANGE -> "CHANGE";
            default -> "kind " + event.getKind();
        };
        return source + ' ' + kind + detail(event.getDetail());
    }

    private static String detail(int detail) {
        return switch (detail) {
            case DebugEvent.UNSPECIFIED -> "";
            case DebugEvent.CLIENT_REQUEST -> " CLIENT_REQUEST";
            case DebugEvent.BREAKPOINT -> " BREAKPOINT";
            case DebugEvent.STEP_INTO -> " STEP_INTO";
            case DebugEvent.STEP_END -> " STEP_END";
            case DebugEvent.CONTENT -> " CONTENT";
            default -> " detail " + detail;
        };
    }

    @Override
    public void close() {
        DebugPlugin.getDefault().removeDebugEventListener(this);
    }
}
