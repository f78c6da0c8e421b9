/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.location;

import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Expression;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.TargetRegisters;

/** What an expression may ask of the activation that it is evaluated in. */
public interface FrameContext {
    TargetMemory memory();

    /** As they are in this activation: what a callee has saved is what it saved. */
    TargetRegisters registers();

    /** Why a register that {@link #registers()} does not know is not known. */
    default String whyUnknown(String register) {
        return register + " is not known in this frame";
    }

    /** What {@code DW_OP_fbreg} counts from: the function's {@code DW_AT_frame_base}, unsigned. */
    int frameBase() throws NoValueException;

    /** esp before the call that made this activation, unsigned (DWARF 5, section 6.4). */
    int canonicalFrameAddress() throws NoValueException;

    /**
     * What an expression had for a value when the function was entered, as the caller's call site tells it (DWARF 5,
     * section 2.5.1.7).
     */
    Operand entryValue(Expression expression) throws NoValueException;

    /** What the caller's call site tells that it passed for an argument that the compiler did away with (GNU's). */
    default Operand argument(EntryReference parameter) throws NoValueException {
        throw new NoValueException("what the caller passed is needed, and here is none");
    }
}
