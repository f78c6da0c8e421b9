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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;

/**
 * Waits until something holds, with a deadline and a name for what was awaited. It looks again whenever a debug event,
 * the end of a job, a paint or a newly shown widget may have made it true, and for what comes with none of these, a few
 * times a second.
 */
public final class Waiter {

    /**
     * Long enough for a busy machine of two cores; {@code -Dlguest.driver.patience} gives another number of seconds.
     */
    public static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("lguest.driver.patience", 120));

    private static final long LOOK_AGAIN_MILLISECONDS = 200;

    private static volatile Optional<Screenshot> witness = Optional.empty();

    private Waiter() {
    }

    /** Has a picture, {@code in-vain.png}, taken of the screen whenever something was awaited in vain. */
    public static void takePicturesOfFailures(Screenshot screenshot) {
        witness = Optional.of(screenshot);
    }

    /** @param condition asked on the user-interface thread */
    public static void until(String what, BooleanSupplier condition) {
        until(what, PATIENCE, condition);
    }

    public static void until(String what, Duration patience, BooleanSupplier condition) {
        until(what, patience, () -> condition.getAsBoolean() ? Optional.of(Boolean.TRUE) : Optional.empty());
    }

    /** @param search asked on the user-interface thread until it finds something */
    public static <T> T find(String what, Supplier<Optional<T>> search) {
        return until(what, PATIENCE, search);
    }

    /**
     * @throws AssertionError if nothing was found within the patience, with what was awaited and the windows then open
     */
    public static <T> T until(String what, Duration patience, Supplier<Optional<T>> search) {
        long deadline = System.nanoTime() + patience.toNanos();
        try (Bell bell = new Bell()) {
            while (true) {
                Optional<T> found = Ui.get(search::get);
                if (found.isPresent()) {
                    return found.get();
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    picture();
                    throw new AssertionError("waited " + patience.toSeconds() + " s in vain for " + what
                            + "; windows open: " + Ui.get(Widgets::openShells));
                }
                bell.await(Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLISECONDS)));
            }
        }
    }

    private static void picture() {
        witness.ifPresent(screenshot -> {
            try {
                screenshot.take("in-vain");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Until no job of that family is waiting or running. */
    public static void jobs(String what, Object family) {
        until("the end of " + what, () -> Job.getJobManager().find(family).length == 0);
    }

    /** Rings when something happened that may be worth another look. */
    private static final class Bell extends JobChangeAdapter implements IDebugEventSetListener, Listener,
            AutoCloseable {

        private static final int[] WORTH_A_LOOK = {SWT.Paint, SWT.Show, SWT.Dispose, SWT.Selection, SWT.Modify};

        private final Semaphore rung = new Semaphore(0);

        Bell() {
            DebugPlugin.getDefault().addDebugEventListener(this);
            Job.getJobManager().addJobChangeListener(this);
            Ui.run(() -> Arrays.stream(WORTH_A_LOOK).forEach(type -> Ui.display().addFilter(type, this)));
        }

        void await(long nanoseconds) {
            try {
                rung.tryAcquire(nanoseconds, TimeUnit.NANOSECONDS);
                rung.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting", e);
            }
        }

        @Override
        public void handleDebugEvents(DebugEvent[] events) {
            rung.release();
        }

        @Override
        public void done(IJobChangeEvent event) {
            rung.release();
        }

        @Override
        public void handleEvent(Event event) {
            rung.release();
        }

        @Override
        public void close() {
            DebugPlugin.getDefault().removeDebugEventListener(this);
            Job.getJobManager().removeJobChangeListener(this);
            Ui.run(() -> Arrays.stream(WORTH_A_LOOK).forEach(type -> Ui.display().removeFilter(type, this)));
        }
    }
}
