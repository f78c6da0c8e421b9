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

/** What is on its way to the listener: so much, and the oldest goes first. On the emulator thread. */
final class Backlog<T> {

    private static final int CAPACITY = 4096;
    private static final int BATCH = 256;
    private static final long PATIENCE_NANOS = 50_000_000;

    /** Takes a batch, in order, and how much was lost before it. */
    @FunctionalInterface
    interface Receiver<T> {
        void take(List<T> batch, long dropped);
    }

    private final Receiver<T> receiver;
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private long dropped;
    private long lastFlush = System.nanoTime();

    Backlog(Receiver<T> receiver) {
        this.receiver = receiver;
    }

    void add(T one) {
        if (waiting.size() == CAPACITY) {
            waiting.removeFirst();
            dropped++;
        }
        waiting.addLast(one);
    }

    /** Hands over what is worth it by now. */
    void flushSome() {
        if (!waiting.isEmpty() && (waiting.size() >= BATCH || System.nanoTime() - lastFlush > PATIENCE_NANOS)) {
            flush();
        }
    }

    /** Hands over everything, in order. */
    void flush() {
        if (!waiting.isEmpty()) {
            List<T> batch = List.copyOf(waiting);
            waiting.clear();
            long lost = dropped;
            dropped = 0;
            receiver.take(batch, lost);
        }
        lastFlush = System.nanoTime();
    }
}
