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

/**
 * Where a called function or a handler will come back to: the instruction, and the stack it left. The same instruction
 * deeper in a recursion, or in another process or task, is not that place.
 *
 * @param eip of the instruction after the call
 * @param esp as it was before the call
 * @param cpl as it was
 * @param top guest-physical address of the page directory; it tells user stacks apart, which all have the same
 *            addresses
 */
public record ReturnPoint(int eip, int esp, int cpl, int top) {

    private static final int USER = 3;
    /** Bytes of arguments that a return may take off the stack besides. */
    private static final int ARGUMENTS = 0x400;

    /** Whether a guest that stands like this has returned here. */
    public boolean reached(int atEip, int atEsp, int atCpl, int atTop) {
        return atEip == eip && left(atEsp, atCpl, atTop);
    }

    /** Whether the function or handler has been left, to wherever: its caller's part of this stack is on top again. */
    boolean left(int atEsp, int atCpl, int atTop) {
        return atCpl == cpl && Integer.compareUnsigned(atEsp - esp, ARGUMENTS) < 0 && (cpl < USER || atTop == top);
    }
}
