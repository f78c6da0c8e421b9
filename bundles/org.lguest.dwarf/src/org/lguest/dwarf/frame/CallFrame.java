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

import org.lguest.dwarf.machine.I386Register;

/**
 * One activation of a function.
 *
 * @param address of the instruction that is executed next in it, unsigned: for a caller the return address
 * @param isAtInstruction whether that instruction is where it stands: in the innermost frame and in one that was
 *        interrupted; otherwise it stands in the call before it
 * @param registers as they are in this activation
 * @param recovery how it was found
 */
public record CallFrame(int address, boolean isAtInstruction, FrameRegisters registers, Recovery recovery) {

    /** An address within the instruction where it stands, to look up lines, scopes and locations by. */
    public int lookupAddress() {
        return isAtInstruction ? address : address - 1;
    }

    /** esp in this activation, unsigned; 0 where it is not known. */
    public int stackPointer() {
        return registers.value(I386Register.ESP.number()).orElse(0);
    }

    /** ebp in this activation, unsigned; 0 where it is not known. */
    public int framePointer() {
        return registers.value(I386Register.EBP.number()).orElse(0);
    }
}
