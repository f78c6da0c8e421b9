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

/**
 * How far a step goes: one instruction, and then on while the guest stands in one of the ranges.
 *
 * <p>All of it runs on the emulator thread without events in between. On the way:
 * <ul>
 * <li>An interrupt that comes is run through: the step goes on when the handler has returned to where it struck. A
 * breakpoint in the handler stops there, as anywhere on the way, and with any stop the step is given up.
 * <li>What the Host does for an instruction is part of it: a hypercall, with the sleep of HALT; a page fault that the
 * Host answers; port I/O that it imitates.
 * <li>A string instruction under REP is one instruction, with all its iterations.
 * <li>A trap or fault that goes to the guest ends a step {@link Calls#INTO} before the first instruction of the
 * handler. A step {@link Calls#OVER} runs the handler through, until the guest is back on the stack it left, at the
 * same instruction or at another: a kernel that mends a fault of its own, or a system call that ends otherwise, returns
 * where it likes.
 * <li>A step that ends where an execute slot stands ends with that hit, if its condition holds.
 * </ul>
 * A function that never returns to its caller, and a task that never runs again, leave the guest running.
 *
 * @param ranges of EIP; none for one instruction
 * @param calls  what to do about a function that is called
 */
public record StepRequest(List<CodeRange> ranges, Calls calls) {

    /** What a step does about a function that is called on the way. */
    public enum Calls {
        /** It ends before the first instruction of the function, whether that is in a range or not. */
        INTO,
        /** It runs the function through, to its return at the same depth of the same stack: recursion or not. */
        OVER
    }

    public StepRequest {
        ranges = List.copyOf(ranges);
    }

    /** One instruction. */
    public static StepRequest instruction(Calls calls) {
        return new StepRequest(List.of(), calls);
    }

    /** Until EIP has left every one of these ranges, in the same or an outer frame. */
    public static StepRequest range(List<CodeRange> ranges, Calls calls) {
        return new StepRequest(ranges, calls);
    }

    /** Whether the step goes on at this address. */
    public boolean covers(int eip) {
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).contains(eip)) {
                return true;
            }
        }
        return false;
    }
}
