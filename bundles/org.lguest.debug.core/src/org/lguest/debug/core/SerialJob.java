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
import java.util.Queue;
import java.util.concurrent.Executor;

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

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    /** @param name for the Progress view, which shows system jobs on request only */
    public SerialJob(String name) {
        super(name);
        setSystem(true);
    }

    /** Drops the task once the platform has shut down: nobody is left for whom it could be run. */
    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
        }
        try {
            schedule();
        } catch (IllegalStateException shutDown) {
            synchronized (tasks) {
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
            }
        }
        return Status.OK_STATUS;
    }

    private Runnable next() {
        synchronized (tasks) {
            return tasks.poll();
        }
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == SerialJob.class;
    }
}
