/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.workbench.driver;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.resources.IStorage;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IThread;

/**
 * Hears every stop there is from its making on, so that none is missed between a resume and the wait for what follows.
 */
public final class Stops implements IDebugEventSetListener, AutoCloseable {

    private sealed interface News {

        record Stopped(IThread thread) implements News {
        }

        record Ended(IDebugTarget target) implements News {
        }
    }

    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();

    public Stops() {
        DebugPlugin.getDefault().addDebugEventListener(this);
    }

    @Override
    public void handleDebugEvents(DebugEvent[] events) {
        for (DebugEvent event : events) {
            if (event.getKind() == DebugEvent.SUSPEND && event.getSource() instanceof IThread thread) {
                news.add(new News.Stopped(thread));
            } else if (event.getKind() == DebugEvent.TERMINATE && event.getSource() instanceof IDebugTarget target) {
                news.add(new News.Ended(target));
            }
        }
    }

    /**
     * Waits for the next stop.
     *
     * @param what for the failure's message
     * @return the thread that stopped
     * @throws AssertionError if the guest ends instead, or nothing happens
     */
    public IThread next(String what) {
        return switch (take(what, Waiter.PATIENCE)) {
            case News.Stopped(IThread thread) -> thread;
            case News.Ended ended -> throw new AssertionError("the guest ended before " + what);
        };
    }

    /** Whether a stop or an end has been announced that nobody has asked for yet. */
    public boolean waiting() {
        return !news.isEmpty();
    }

    /** Waits for the end of a guest, stops on the way apart. */
    public void end(String what) {
        while (take(what, Waiter.PATIENCE) instanceof News.Stopped) {
            // not yet
        }
    }

    private News take(String what, Duration patience) {
        try {
            News next = news.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("waited " + patience.toSeconds() + " s in vain for " + what);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, e);
        }
    }

    /** Where a thread has stopped: the top frame's line, and its source as the launch's source lookup finds it. */
    public static String place(IThread thread) throws DebugException {
        IStackFrame frame = thread.getTopStackFrame();
        return frame == null ? "no frame" : source(frame).orElse("no source") + ':' + frame.getLineNumber();
    }

    /** The name of a frame's source, a file of the workspace or another; empty if the launch's lookup finds none. */
    public static Optional<String> source(IStackFrame frame) {
        return switch (frame.getLaunch().getSourceLocator().getSourceElement(frame)) {
            case IStorage file -> Optional.of(file.getName());
            case null, default -> Optional.empty();
        };
    }

    @Override
    public void close() {
        DebugPlugin.getDefault().removeDebugEventListener(this);
    }
}
