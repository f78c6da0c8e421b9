/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import org.eclipse.debug.core.IStreamListener;
import org.eclipse.debug.core.model.IFlushableStreamMonitor;
import org.eclipse.osgi.util.NLS;
import org.lguest.debug.core.Messages;

/**
 * Text on its way from the guest to the Console view. The view may be slow and blocks its caller when it is, so the
 * emulator thread only leaves the text here; a worker delivers it. What waits is bounded: the oldest is dropped, and
 * how much is said.
 */
final class GuestStreamMonitor implements IFlushableStreamMonitor {

    /** Characters that may wait for delivery, or be kept for a console that has not opened yet. */
    static final int CAPACITY = 1 << 20;

    private final Executor worker;
    private final List<IStreamListener> listeners = new CopyOnWriteArrayList<>();
    private final StringBuilder waiting = new StringBuilder();
    private final StringBuilder contents = new StringBuilder();
    private long dropped;
    private boolean buffered = true;

    /** @param worker runs deliveries one after the other */
    GuestStreamMonitor(Executor worker) {
        this.worker = worker;
    }

    /** Takes text and returns at once. Called on the emulator thread. */
    void append(String text) {
        boolean idle;
        synchronized (waiting) {
            idle = waiting.isEmpty();
            waiting.append(text);
            int excess = waiting.length() - CAPACITY;
            if (excess > 0) {
                waiting.delete(0, excess);
                dropped += excess;
            }
        }
        if (idle) {
            worker.execute(this::deliver);
        }
    }

    private void deliver() {
        String text;
        synchronized (waiting) {
            text = dropped == 0 ? waiting.toString()
                    : NLS.bind(Messages.GuestStreamMonitor_dropped, dropped) + System.lineSeparator() + waiting;
            waiting.setLength(0);
            dropped = 0;
        }
        synchronized (contents) {
            if (buffered) {
                contents.append(text);
                contents.delete(0, Math.max(0, contents.length() - CAPACITY));
            }
        }
        listeners.forEach(listener -> listener.streamAppended(text, this));
    }

    @Override
    public void addListener(IStreamListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(IStreamListener listener) {
        listeners.remove(listener);
    }

    @Override
    public String getContents() {
        synchronized (contents) {
            return contents.toString();
        }
    }

    @Override
    public void flushContents() {
        synchronized (contents) {
            contents.setLength(0);
        }
    }

    @Override
    public void setBuffered(boolean buffer) {
        synchronized (contents) {
            buffered = buffer;
        }
    }

    @Override
    public boolean isBuffered() {
        synchronized (contents) {
            return buffered;
        }
    }
}
