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
import java.util.function.LongSupplier;

import org.lguest.hypervisor.guest.Trace;

/** Lines on their way to the listener: so many, and the oldest go first. On the emulator thread. */
public final class TraceBuffer implements Trace {

    private static final int CAPACITY = 4096;
    private static final int BATCH = 256;
    private static final long PATIENCE_NANOS = 50_000_000;

    private final SessionListener listener;
    private final ArrayDeque<TraceLine> lines = new ArrayDeque<>();
    private LongSupplier retired = () -> 0;
    private long dropped;
    private long lastFlush = System.nanoTime();

    public TraceBuffer(SessionListener listener) {
        this.listener = listener;
    }

    /** Names the clock of the lines. */
    void setRetired(LongSupplier instructions) {
        retired = instructions;
    }

    @Override
    public boolean on() {
        return listener.wantsTrace();
    }

    @Override
    public boolean exits() {
        return listener.wantsExits();
    }

    @Override
    public void line(String station, String text) {
        if (lines.size() == CAPACITY) {
            lines.removeFirst();
            dropped++;
        }
        lines.addLast(new TraceLine(station, retired.getAsLong(), text));
    }

    /** Hands over what is worth it by now. */
    void flushSome() {
        if (!lines.isEmpty() && (lines.size() >= BATCH || System.nanoTime() - lastFlush > PATIENCE_NANOS)) {
            flush();
        }
    }

    /** Hands over everything, in order. */
    void flush() {
        if (!lines.isEmpty()) {
            List<TraceLine> batch = List.copyOf(lines);
            lines.clear();
            long lost = dropped;
            dropped = 0;
            listener.trace(batch, lost);
        }
        lastFlush = System.nanoTime();
    }
}
