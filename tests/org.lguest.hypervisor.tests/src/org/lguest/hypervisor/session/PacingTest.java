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

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A guest's sleep beside real time, which here only a test moves. */
class PacingTest {

    private static final long MILLI = 1_000_000;
    private static final long TICK = 10 * MILLI;

    private long real = 1_000 * MILLI;
    private final Pacing pacing = new Pacing(() -> real);

    @Test
    void aSleepLastsAsLongAsTheGuests() {
        assertEquals(real + TICK, pacing.deadline(0, TICK));
    }

    /** Each sleep ends a little late; a hundred of them together no later than one. */
    @Test
    void whatOneSleepWasTooLongTheNextIsShorter() {
        for (int tick = 0; tick < 100; tick++) {
            assertEquals(1_000 * MILLI + (tick + 1) * TICK, pacing.deadline(tick * TICK, TICK));
            real = 1_000 * MILLI + (tick + 1) * TICK + 3 * MILLI;
        }
    }

    /** The guest has been woken before the event, and sleeps on. */
    @Test
    void inputDoesNotPutTheEventOff() {
        long due = pacing.deadline(0, TICK);
        real += 4 * MILLI;
        assertEquals(due, pacing.deadline(4 * MILLI, TICK - 4 * MILLI));
    }

    /** Guest time passes while the guest computes, too, but more slowly than real time. */
    @Test
    void aLongComputationIsNotMadeUp() {
        pacing.deadline(0, TICK);
        real += 5_000 * MILLI;
        assertEquals(real - Pacing.MOST_NANOS + TICK, pacing.deadline(2_000 * MILLI, TICK));
    }

    /** Or faster, on a fast machine: then the guest waits for the clock. */
    @Test
    void aGuestThatIsAheadWaits() {
        long due = pacing.deadline(0, TICK);
        real = due;
        assertEquals(due + 30 * MILLI + TICK, pacing.deadline(TICK + 30 * MILLI, TICK));
        real += TICK;
        assertEquals(real + Pacing.MOST_NANOS + TICK, pacing.deadline(90_000 * MILLI, TICK), "but not for ever");
    }
}
