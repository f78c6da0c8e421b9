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

import java.util.List;
import java.util.Optional;

/**
 * Told what the guest does. Every method is called on the emulator thread and must not block: hand over and return.
 * The order is that of the guest: {@link #stopped} and {@link #resumed} alternate, and {@link #ended} is the last call.
 */
public interface SessionListener {

    /**
     * The guest stands. None follows before {@link #resumed}. The first one reports the stop before the first
     * instruction.
     */
    void stopped(Stop stop);

    /** The guest runs again. */
    void resumed(ResumeReason reason);

    /** The guest wrote to its console. */
    void console(byte[] bytes);

    /**
     * Lines of the trace, in order. Only called while {@link #wantsTrace()} is true.
     *
     * @param lines   at least one
     * @param dropped how many lines before these were lost because too many came at once
     */
    void trace(List<TraceLine> lines, long dropped);

    /**
     * What debug registers and events have printed instead of stopping, in order.
     *
     * @param printouts at least one
     * @param dropped   how many before these were lost because too many came at once
     */
    default void printed(List<Printout> printouts, long dropped) {
    }

    /** Whether the trace is wanted. It costs nothing while it is not. Asked often, so answer from a field. */
    default boolean wantsTrace() {
        return true;
    }

    /**
     * Whether the trace is to have a line for each exit of the guest too: far more than all others. As
     * {@link #wantsTrace}.
     */
    default boolean wantsExits() {
        return false;
    }

    /**
     * The guest enabled a debug register that the debugger held, and there are only four: it has it now. Or it let go
     * of one, and what waited for it has it. Never called with {@link Banks#EXTENDED}.
     *
     * @param planted which register of the debugger's is elsewhere
     * @param now     where it is armed now; empty if it is not, for want of a free one: then it waits
     */
    default void moved(Planted planted, Optional<Place> now) {
    }

    /**
     * A watch has ended without {@link GuestSession#unplant}, and its handle is good no more. The guest goes on.
     *
     * @param planted which was requested with a {@linkplain DebugRegisterRequest#frame frame}
     */
    default void watchEnded(Planted planted, WatchEnd why) {
    }

    /**
     * A debug register came free without {@link GuestSession#unplant}: the guest let go of one, or a step or a run to a
     * destination is over. What was refused for want of one may be granted now. Never called with {@link
     * Banks#EXTENDED}.
     */
    default void freed() {
    }

    /** The guest is gone, and the emulator thread is about to be. */
    void ended(GuestEnd end);
}
