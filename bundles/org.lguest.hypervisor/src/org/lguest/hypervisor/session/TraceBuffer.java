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

import java.util.function.LongSupplier;

import org.lguest.hypervisor.guest.Trace;

/** The trace on its way to the listener. On the emulator thread. */
final class TraceBuffer implements Trace {

    private final SessionListener listener;
    private final Backlog<TraceLine> lines;
    private LongSupplier retired = () -> 0;

    TraceBuffer(SessionListener listener) {
        this.listener = listener;
        lines = new Backlog<>(listener::trace);
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
        lines.add(new TraceLine(station, retired.getAsLong(), text));
    }

    /** Hands over what is worth it by now. */
    void flushSome() {
        lines.flushSome();
    }

    /** Hands over everything, in order. */
    void flush() {
        lines.flush();
    }
}
