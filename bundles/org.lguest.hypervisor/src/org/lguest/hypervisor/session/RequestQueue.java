/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.lguest.hypervisor.session.Refusal.Code;

/**
 * Requests on their way to the emulator thread. Anyone may submit; the emulator thread alone takes out, serves and
 * closes.
 */
final class RequestQueue {

    /** What the emulator thread is to do, and where its answer goes. */
    record Request<T>(Supplier<Answer<T>> service, CompletableFuture<Answer<T>> answer) {

        void serve() {
            answer.complete(service.get());
        }

        void refuse() {
            answer.complete(Answer.refused(Code.SESSION_ENDED, "The guest has ended."));
        }
    }

    private final Queue<Request<?>> requests = new ArrayDeque<>();
    private boolean closed;
    /** Whether there are any: looked at between slices, without the lock. */
    private volatile boolean waiting;

    <T> CompletableFuture<Answer<T>> submit(Supplier<Answer<T>> service) {
        var request = new Request<T>(service, new CompletableFuture<>());
        synchronized (this) {
            if (!closed) {
                requests.add(request);
                waiting = true;
                notifyAll();
                return request.answer;
            }
        }
        request.refuse();
        return request.answer;
    }

    boolean waiting() {
        return waiting;
    }

    synchronized Optional<Request<?>> poll() {
        Optional<Request<?>> request = Optional.ofNullable(requests.poll());
        waiting = !requests.isEmpty();
        return request;
    }

    /** Waits for a request. */
    synchronized void await() throws InterruptedException {
        while (requests.isEmpty()) {
            wait();
        }
    }

    /** Waits for a request, or until {@link System#nanoTime} reaches the deadline. */
    synchronized void await(long deadline) throws InterruptedException {
        long left = deadline - System.nanoTime();
        while (requests.isEmpty() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            left = deadline - System.nanoTime();
        }
    }

    /** From now on every request is refused. @return those that were not served */
    synchronized List<Request<?>> close() {
        closed = true;
        waiting = false;
        List<Request<?>> left = List.copyOf(requests);
        requests.clear();
        return left;
    }
}
