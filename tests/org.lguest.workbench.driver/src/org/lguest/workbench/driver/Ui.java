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

import java.util.concurrent.Callable;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;

/** Runs a piece of work on the user-interface thread and hands back its result, or its failure, to the caller. */
public final class Ui {

    /** Work that may fail. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    private Ui() {
    }

    public static Display display() {
        return PlatformUI.getWorkbench().getDisplay();
    }

    /**
     * @throws IllegalStateException if called on the user-interface thread, where waiting for anything would freeze it
     */
    public static <T> T get(Callable<T> work) {
        Display display = display();
        if (display.getThread() == Thread.currentThread()) {
            throw new IllegalStateException("the driver must not run on the user-interface thread");
        }
        Outcome<T> outcome = new Outcome<>();
        display.syncExec(() -> outcome.of(work));
        return outcome.get();
    }

    public static void run(Work work) {
        get(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /** For what opens a modal dialog, and so does not return before that is closed. */
    public static void start(Runnable work) {
        display().asyncExec(work);
    }

    private static final class Outcome<T> {

        private Callable<T> answer = () -> {
            throw new IllegalStateException("the workbench is gone (" + SWT.ERROR_DEVICE_DISPOSED + ')');
        };

        void of(Callable<T> work) {
            try {
                T value = work.call();
                answer = () -> value;
            } catch (Exception | AssertionError failure) {
                answer = () -> {
                    throw new AssertionError(failure.getMessage(), failure);
                };
            }
        }

        T get() {
            try {
                return answer.call();
            } catch (Exception e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
    }
}
