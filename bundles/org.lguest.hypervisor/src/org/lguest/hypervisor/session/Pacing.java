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

/**
 * How long a HALT takes in real time: until the next clock event is due, counted from when the last one was due, so
 * that a sleep which ends late makes the next one shorter. Only so much is made up: after a long computation, for which
 * real time is longer than the guest's, or a stop by the debugger, the guest's clock goes on from where it is. On the
 * emulator thread.
 */
final class Pacing {

    /** What is made up at most, and so how far sleeps may be apart from the clock. */
    static final long MOST_NANOS = 100_000_000;

    private final LongSupplier clock;
    /** Guest time of the clock event that is waited for. */
    private long event = -1;
    private long deadline;

    Pacing() {
        this(System::nanoTime);
    }

    /** @param clock real time, as {@link System#nanoTime} gives it */
    Pacing(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * When a clock event is due. A request, or input that wakes the guest for a while, does not put it off.
     *
     * @param now   guest time, in nanoseconds
     * @param nanos of guest time from now to the event
     * @return as the clock of real time gives it
     */
    long deadline(long now, long nanos) {
        if (event != now + nanos) {
            long real = clock.getAsLong();
            long late = event < 0 ? 0 : real - (deadline + (now - event));
            deadline = real - Math.clamp(late, -MOST_NANOS, MOST_NANOS) + nanos;
            event = now + nanos;
        }
        return deadline;
    }
}
