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

/** How long a HALT takes in real time. On the emulator thread. */
final class Pacing {

    /** Guest time of the clock event that is waited for. */
    private long event = -1;
    private long deadline;

    /**
     * When a clock event is due. A request, or input that wakes the guest for a while, does not put it off.
     *
     * @param now   guest time, in nanoseconds
     * @param nanos of guest time from now to the event
     * @return as {@link System#nanoTime} gives it
     */
    long deadline(long now, long nanos) {
        if (event != now + nanos) {
            event = now + nanos;
            deadline = System.nanoTime() + nanos;
        }
        return deadline;
    }
}
