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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.eclipse.core.runtime.ILog;
import org.lguest.debug.core.LguestStatus;

/**
 * Operations that run one after the other: each begins on the worker when the one before has ended, which may be long
 * after it has returned. One that fails is logged, and the next one runs. Any thread adds to it, and none waits.
 */
final class OperationQueue {

    private final Executor worker;
    private CompletableFuture<Void> last = done();

    OperationQueue(Executor worker) {
        this.worker = worker;
    }

    /** Has the operation run once after all that have been added before. */
    synchronized void add(Supplier<CompletableFuture<Void>> operation) {
        last = last.thenComposeAsync(previous -> operation.get(), worker).exceptionally(defect -> {
            ILog.of(OperationQueue.class).log(LguestStatus.defect("planting breakpoints", defect));
            return null;
        });
    }

    /** Completed when all that have been added so far have ended. */
    synchronized CompletableFuture<Void> settled() {
        return last;
    }

    static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    /** An operation that many reasons ask for, and that answers all of them at once. */
    final class Repeated {

        private final Supplier<CompletableFuture<Void>> operation;
        private final AtomicBoolean waiting = new AtomicBoolean();

        Repeated(Supplier<CompletableFuture<Void>> operation) {
            this.operation = operation;
        }

        /** Has it run after all that have been added before, unless it waits for its turn already. */
        void soon() {
            if (waiting.compareAndSet(false, true)) {
                add(() -> {
                    waiting.set(false);
                    return operation.get();
                });
            }
        }
    }
}
