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

/** Whoever debugs the guest, as the run loop sees them. Called on the emulator thread, but for nothing else. */
public interface Debugger {

    /** Nobody. */
    Debugger NONE = new Debugger() {
        @Override
        public boolean wanted() {
            return false;
        }

        @Override
        public boolean attend(SafePoint safePoint) {
            return false;
        }

        @Override
        public void sleep(long nanos) {
            if (nanos == Long.MAX_VALUE) {
                throw new IllegalStateException("the guest sleeps, and nothing can wake it");
            }
        }
    };

    /** Why the guest stands at a safe point: outside, with its registers in lguest_regs. */
    enum SafePoint {
        /** Before its first instruction. */
        LAUNCHED,
        /** {@link #wanted} said so. */
        REQUEST,
        /** As REQUEST, and the guest sleeps in HALT. */
        HALTED,
        /** Debug registers of the debugger's have matched: {@link DebugRegisters#hits} says which. */
        DEBUG_EXCEPTION,
        /** The guest's own debug trap is about to be sent to it: {@link #wantsGuestDebugTraps} said so. */
        GUEST_DEBUG_TRAP,
        /** The step that was asked for is done. */
        STEPPED
    }

    /** Whether a request waits. Asked between slices; may become true at any time. */
    boolean wanted();

    /** Whether to attend to {@link SafePoint#GUEST_DEBUG_TRAP}. */
    default boolean wantsGuestDebugTraps() {
        return false;
    }

    /**
     * What it wants to be shown of the machine, by {@link #trap} and those below. Asked once; it may change while the
     * debugger attends to something.
     */
    default EventMask events() {
        return new EventMask();
    }

    /**
     * A trap is about to be sent to the guest, which stands outside, at the instruction. The debugger may serve
     * requests, as in {@link #attend}.
     *
     * @param errorCode of a vector that has one
     */
    default void trap(int vector, int errorCode) {
    }

    /**
     * A hypercall of the guest's is about to be served. As {@link #trap}.
     *
     * @param queued whether it comes from the ring
     */
    default void hypercall(HypercallRequest request, boolean queued) {
    }

    /** A virtual interrupt is about to be delivered. As {@link #trap}. */
    default void interrupt(int irq) {
    }

    /**
     * The guest's access to a port is about to be emulated. As {@link #trap}.
     *
     * @param bytes 1, 2 or 4
     */
    default void port(int port, int bytes, boolean in) {
    }

    /** The guest has changed its mode; it stands before its first instruction there. As {@link #trap}. */
    default void mode(boolean user) {
    }

    /**
     * Serves requests. Returns when the guest shall run on, or is to die: then it has been killed.
     *
     * @return whether the guest was stopped, as the user sees it; then an execute match is not repeated at once
     */
    boolean attend(SafePoint safePoint);

    /**
     * The guest sleeps. Returns after so many nanoseconds of guest time, or earlier when a request waits; how much real
     * time that takes is the debugger's affair.
     *
     * @param nanos {@link Long#MAX_VALUE} if only a request can end the sleep
     */
    void sleep(long nanos);
}
