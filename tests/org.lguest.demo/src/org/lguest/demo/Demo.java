/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.demo;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.eclipse.ui.PlatformUI;
import org.lguest.workbench.driver.IdeWindow;
import org.lguest.workbench.driver.Screenshot;
import org.lguest.workbench.driver.Ui;

/** Runs the tour that was asked for, on a thread of its own, as a user sits in a chair of their own. */
final class Demo {

    private static final int DEADLINE_MINUTES = 10;

    private final Tour tour;
    private final Narrator narrator;

    private Demo(Options options) {
        narrator = new Narrator(new Screenshot(options.output()));
        tour = options.kernel().<Tour>map(kernel -> new KernelTour(options, kernel, narrator))
                .or(() -> options.restarted().map(second -> new RestartTour(options, second, narrator)))
                .orElseGet(() -> new SampleTour(options, narrator));
    }

    /** @return the exit status */
    static int run(Options options) {
        Demo demo = new Demo(options);
        ScheduledExecutorService deadline = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
        deadline.schedule(() -> {
            demo.narrator.say("FAILED: not done within %d minutes", DEADLINE_MINUTES);
            Runtime.getRuntime().halt(1);
        }, DEADLINE_MINUTES, TimeUnit.MINUTES);
        int status = 0;
        try {
            demo.narrator.say("opening the Debug perspective");
            IdeWindow.openDebugPerspective();
            demo.tour.play();
        } catch (Exception | AssertionError e) {
            status = 1;
            demo.narrator.say("FAILED: %s", e.getMessage());
            e.printStackTrace(System.out);
            demo.pictureOfFailure();
        } finally {
            deadline.shutdownNow();
        }
        if (!options.interactive()) {
            Ui.start(() -> PlatformUI.getWorkbench().close());
        }
        return status;
    }

    private void pictureOfFailure() {
        try {
            narrator.picture("failure");
        } catch (Exception | AssertionError e) {
            narrator.say("no picture of it: %s", e.getMessage());
        }
    }
}
