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

import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;

/**
 * Runs tasks one after the other in the platform's worker threads: where the emulator thread hands over what could make
 * it wait. A task that throws is logged, and the next one runs.
 */
public final class SerialJob extends Job implements Executor {

    /** Tasks of all such jobs, and those of them that have ended. */
    private static final AtomicLong HANDED_OVER = new AtomicLong();
    private static final AtomicLong ENDED = new AtomicLong();

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    /** @param name for the Progress view, which shows system jobs on request only */
    public SerialJob(String name) {
        super(name);
        setSystem(true);
    }

    /**
     * How many tasks have been handed to all such jobs so far; empty while some have not ended. The same number twice
     * means that nothing has been done in between. The platform can't tell: it knows nothing, for a moment, of a job
     * that has ended and is to run again. Any thread.
     */
    public static OptionalLong allEnded() {
        long tasks = HANDED_OVER.get();
        return ENDED.get() == tasks ? OptionalLong.of(tasks) : OptionalLong.empty();
    }

    /** Drops the task once the platform has shut down: nobody is left for whom it could be run. */
    @Override
    public void execute(Runnable task) {
        HANDED_OVER.incrementAndGet();
        synchronized (tasks) {
            tasks.add(task);
        }
        try {
            schedule();
        } catch (IllegalStateException shutDown) {
            synchronized (tasks) {
                ENDED.addAndGet(tasks.size());
                tasks.clear();
            }
        }
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                ILog.of(SerialJob.class).log(LguestStatus.defect(getName(), e));
            } finally {
                ENDED.incrementAndGet();
            }
        }
        return Status.OK_STATUS;
    }

    private Runnable next() {
        synchronized (tasks) {
            return tasks.poll();
        }
    }
}
