/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.lguest.hypervisor.guest.Trace;

/** A link to nobody: what is sent is kept, and a test says what comes. */
public final class LinkDouble implements Link {

    private final List<byte[]> sent = new ArrayList<>();
    private Consumer<byte[]> receiver = frame -> { };

    @Override
    public void open(Consumer<byte[]> to) {
        receiver = to;
    }

    @Override
    public void send(byte[] frame) {
        sent.add(frame);
    }

    @Override
    public void close() {
        // nothing is held
    }

    /** A port that is plugged in here, and lets frames arrive at once. */
    public NetPort port() {
        try {
            var port = new NetPort(this, Optional.empty(), Trace.OFF, () -> 0);
            port.open(Runnable::run);
            return port;
        } catch (IOException e) {
            throw new IllegalStateException("there is no capture that could fail", e);
        }
    }

    public void arrive(byte[] frame) {
        receiver.accept(frame);
    }

    /** The frames that were sent. */
    public List<byte[]> sent() {
        return sent;
    }
}
