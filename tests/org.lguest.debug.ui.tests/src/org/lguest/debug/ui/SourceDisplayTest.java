/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.eclipse.debug.core.model.IThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.workbench.driver.DebugView;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Ui;
import org.lguest.workbench.driver.Waiter;

/** The arrow in the editor is where the guest stands, however its coming and going meet. */
class SourceDisplayTest {

    private static final String SHOWING = "Guest Source Display";
    private static final String CLEARING = "clear source selection";
    private static final String RING_UP = "ring_up() at first.c:" + StoppedGuest.RING_UP;

    @RegisterExtension
    private final StoppedGuest guest = StoppedGuest.inRingUp();

    /** The platform takes the arrow away in a job, some time after the guest has gone on. */
    @Test
    void theArrowOfAStopSurvivesTheClearingForTheResumeBeforeIt() {
        try (LateClearing late = new LateClearing()) {
            guest.go("StepOver", "ring_up() at first.c:116");
            awaitQuiet();
            assertEquals(Optional.of("first.c:116"), Ui.get(IdeWindow::instructionPointer));
            assertEquals(1, late.heldBack());
        }
    }

    /** Nobody waits for the arrow in between: who steps fast is back in a frame before it was lookedUp. */
    @Test
    void theLatestFrameIsShown() throws Exception {
        IThread thread = guest.thread();
        thread.stepInto();
        guest.awaitStop("the end of the step into a call");
        thread.stepReturn();
        guest.awaitStop("the end of the step out of it");
        thread.stepOver();
        guest.awaitStop("the end of the step over a line");
        DebugView.show().awaitSelection("ring_up() at first.c:116");
        StoppedGuest.awaitArrow("first.c:116");
        awaitQuiet();
        assertEquals(Optional.of("first.c:116"), Ui.get(IdeWindow::instructionPointer));
    }

    @Test
    void lookupSourceShowsTheFrameAgain() {
        Ui.run(() -> IdeWindow.page().closeAllEditors(false));
        Waiter.until("the arrow to go with its editor", () -> IdeWindow.instructionPointer().isEmpty());
        DebugView.show().choose(RING_UP, "Lookup Source");
        StoppedGuest.awaitArrow("first.c:" + StoppedGuest.RING_UP);
    }

    private static void awaitQuiet() {
        Waiter.until("the arrow to be neither shown nor taken away", () -> Arrays
                .stream(Job.getJobManager().find(null)).noneMatch(job -> Set.of(SHOWING, CLEARING)
                        .contains(job.getName())));
    }

    /** Holds the platform's job back until the source was looked up, and its showing asked for if that did not wait. */
    private static final class LateClearing extends JobChangeAdapter implements AutoCloseable {

        private final CountDownLatch lookedUp = new CountDownLatch(1);
        private final AtomicInteger heldBack = new AtomicInteger();

        LateClearing() {
            Job.getJobManager().addJobChangeListener(this);
        }

        @Override
        public void aboutToRun(IJobChangeEvent event) {
            if (event.getJob().getName().equals(CLEARING)) {
                try {
                    if (lookedUp.await(Waiter.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                        heldBack.incrementAndGet();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void done(IJobChangeEvent event) {
            if (event.getJob().getName().equals(SHOWING)) {
                lookedUp.countDown();
            }
        }

        /** How many there were, of which all were let go. */
        int heldBack() {
            return heldBack.get();
        }

        @Override
        public void close() {
            Job.getJobManager().removeJobChangeListener(this);
        }
    }
}
