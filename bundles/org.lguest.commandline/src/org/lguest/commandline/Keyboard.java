/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.commandline;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Refusal;

/**
 * Standard input becomes console input, as it comes. When it ends the guest goes on: nobody types any more, that is
 * all.
 */
final class Keyboard {

    private static final int MOST = 4096;
    /** Until the guest is asked again whether it has fetched what was typed before. */
    private static final long PATIENCE_NANOS = 10_000_000;

    private final InputStream in;
    private final GuestSession session;

    Keyboard(InputStream in, GuestSession session) {
        this.in = in;
        this.session = session;
    }

    void start() {
        Thread thread = new Thread(this::read, "lguest keyboard");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        byte[] bytes = new byte[MOST];
        try {
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                if (!type(Arrays.copyOf(bytes, length))) {
                    return;
                }
            }
        } catch (IOException e) {
            // as good as its end
        }
    }

    /** @return whether the guest lives */
    private boolean type(byte[] bytes) {
        while (session.input(bytes).join() instanceof Answer.Refused<?> refused) {
            if (refused.refusal().code() != Refusal.Code.INPUT_FULL) {
                return false;
            }
            LockSupport.parkNanos(PATIENCE_NANOS);
        }
        return true;
    }
}
