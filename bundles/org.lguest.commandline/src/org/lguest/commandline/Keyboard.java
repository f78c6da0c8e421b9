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
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Refusal;

/**
 * Standard input becomes console input, as it comes, of one guest after the other. When it ends the guest goes on:
 * nobody types any more, that is all.
 */
final class Keyboard {

    private static final int MOST = 4096;
    /** Until the guest is asked again whether it has fetched what was typed before. */
    private static final long PATIENCE_NANOS = 10_000_000;

    private final InputStream in;
    private Optional<GuestSession> session = Optional.empty();

    Keyboard(InputStream in) {
        this.in = in;
    }

    /** From now on it is that guest's. */
    synchronized void typeTo(GuestSession guest) {
        boolean first = session.isEmpty();
        session = Optional.of(guest);
        notifyAll();
        if (first) {
            Thread thread = new Thread(this::read, "lguest keyboard");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private synchronized GuestSession guest() {
        return session.orElseThrow();
    }

    private synchronized GuestSession guestAfter(GuestSession ended) throws InterruptedException {
        while (guest() == ended) {
            wait();
        }
        return guest();
    }

    private void read() {
        byte[] bytes = new byte[MOST];
        try {
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                type(Arrays.copyOf(bytes, length));
            }
        } catch (IOException e) {
            // as good as its end
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a guest that has ended did not take is the next one's. */
    private void type(byte[] bytes) throws InterruptedException {
        GuestSession guest = guest();
        while (guest.input(bytes).join() instanceof Answer.Refused<?> refused) {
            if (refused.refusal().code() == Refusal.Code.INPUT_FULL) {
                LockSupport.parkNanos(PATIENCE_NANOS);
            } else {
                guest = guestAfter(guest);
            }
        }
    }
}
