/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86;

/** Why {@link Processor#run} came back. */
public enum Exit {
    /**
     * The instructions asked for have retired. The processor is at an instruction boundary, or between two iterations
     * of a REP string instruction: then EIP is at that instruction and RF is set, so that its execute match does not
     * repeat. Or, with {@link Processor#watchMode}, fewer have: the last one has changed the mode.
     */
    BUDGET,
    /** A gate led from an outer ring to ring 0: its frame is on the ring-0 stack, CS:EIP at the handler. */
    PRIVILEGED,
    /** A call gate led from an outer ring to ring 0: its frame is on the ring-0 stack, CS:EIP where the gate says. */
    CALL_GATE,
    /**
     * The debug unit raised #DB. Each DR6 is set; nothing is delivered. Call {@link Processor#deliverDebugException} to
     * deliver it as the hardware would, or run on.
     */
    DEBUG_EXCEPTION,
    /**
     * A trap that is watched is about to be delivered: {@link Processor#traps} says which. The processor stands at the
     * instruction, as before it.
     */
    TRAP,
    /** A fault while a double fault was delivered; {@link Processor#shutdownCause} says how it came. */
    SHUTDOWN
}
