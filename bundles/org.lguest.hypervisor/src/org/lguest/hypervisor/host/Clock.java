/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

import java.util.function.LongSupplier;
import org.lguest.hypervisor.guest.LguestData;

/**
 * Guest time: instructions retired at a fixed rate, and what was skipped in HALT. A run is a function of its image and
 * inputs because nothing else moves this clock; in particular a debugger's stop does not.
 *
 * <p>Times are nanoseconds since the launch.
 */
public final class Clock {

    /**
     * Guest time of one instruction: 4 ns, a 250 MHz machine that executes one a cycle. That is near what this emulator
     * reaches, so guest time runs about as fast as the user's, and fast enough that a kernel whose timer ticks every 10
     * ms gets 2.5 million instructions between two ticks.
     */
    public static final int NANOS_PER_INSTRUCTION = 4;
    /**
     * The Host's own timer: at 250 Hz it takes the guest out, as on a real host, and so waiting interrupts are seen.
     */
    public static final long TICK_NANOS = 4_000_000;
    /** What a clock event can't be sooner than (facts of {@code lguest_clockevent}). */
    static final int MINIMUM_DELTA = 100;
    /** The wall clock at the launch, in seconds of the epoch: 9 October 2007, when Linux 2.6.23 came out. */
    static final long BOOT_SECONDS = 1_191_961_860L;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private final Lguest lguest;
    private final LongSupplier retired;
    private long skipped;
    private long nextTick = TICK_NANOS;
    private long clockEvent = NEVER;

    /** @param retired instructions the guest has retired */
    Clock(Lguest lguest, LongSupplier retired) {
        this.lguest = lguest;
        this.retired = retired;
    }

    public long now() {
        return retired.getAsLong() * NANOS_PER_INSTRUCTION + skipped;
    }

    /** LHCALL_SET_CLOCKEVENT: the timer interrupt comes in so many ns (unsigned), once; 0 takes a waiting one back. */
    void setClockEvent(int delta) {
        clockEvent = delta == 0 ? NEVER : now() + Math.max(MINIMUM_DELTA, Integer.toUnsignedLong(delta));
    }

    /** Instructions until the Host's next interrupt: 0 if it is due. */
    long instructionsToInterrupt() {
        long nanos = Math.min(nextTick, clockEvent) - now();
        return nanos <= 0 ? 0 : (nanos + NANOS_PER_INSTRUCTION - 1) / NANOS_PER_INSTRUCTION;
    }

    /** The Host's interrupt handler: lets what is due happen. */
    void interrupt() {
        long now = now();
        if (clockEvent <= now) {
            clockEvent = NEVER;
            lguest.raise(Lguest.TIMER_IRQ);
        }
        if (nextTick <= now) {
            nextTick = now - now % TICK_NANOS + TICK_NANOS;
        }
    }

    /** Whether HALT will end by itself. */
    boolean eventArmed() {
        return clockEvent != NEVER;
    }

    /** How long from now to the clock event that is armed. */
    long nanosToEvent() {
        return Math.max(0, clockEvent - now());
    }

    /** HALT: time goes on to the clock event without instructions. */
    void skipToEvent() {
        skipped += nanosToEvent();
        interrupt();
    }

    /** The guest's wall clock, in nanoseconds of the epoch. */
    public long epochNanos() {
        return BOOT_SECONDS * NANOS_PER_SECOND + now();
    }

    /** Tells the guest the wall-clock time. */
    void publish() {
        long now = now();
        lguest.writeData(LguestData.TIME, (int) (BOOT_SECONDS + now / NANOS_PER_SECOND));
        lguest.writeData(LguestData.TIME + Integer.BYTES, (int) (now % NANOS_PER_SECOND));
    }
}
