/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.frame;

/** How a frame was found. */
public enum Recovery {
    /** It is the innermost: the machine's own registers. */
    MACHINE,
    /** By what the compiler says of its callee. */
    CALL_FRAME_INFORMATION,
    /** It is gone: by the calls that the compiler names, its function has left by a jump to its callee's. */
    TAIL_CALL,
    /** By the registers that its callee, entry code of a kernel, seems to have saved on its stack. */
    TRAP_FRAME,
    /** By what its callee's instructions push and pop; right unless those do something unusual. */
    PROLOGUE,
    /** By following ebp, its callee being code of which nothing is known; may be wrong. */
    FRAME_POINTER;

    /** Whether it is known rather than guessed. */
    public boolean isCertain() {
        return this == MACHINE || this == CALL_FRAME_INFORMATION || this == TAIL_CALL;
    }
}
