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

import java.util.Optional;

import org.lguest.dwarf.machine.I386Register;

/**
 * One activation of a function, or what is known of one that has ended by a tail call.
 *
 * @param address of the instruction that is executed next in it, unsigned: for a caller the return address
 * @param isAtInstruction whether that instruction is where it stands: in the innermost frame and in one that was
 *        interrupted; otherwise it stands in the call before it
 * @param registers as they are in this activation
 * @param recovery how it was found
 * @param returnsTo of one that has ended by a tail call, what called it; else it is found on the stack
 */
public record CallFrame(int address, boolean isAtInstruction, FrameRegisters registers, Recovery recovery,
        Optional<CallFrame> returnsTo) {
    private static final int DWORD = 4;

    public CallFrame(int address, boolean isAtInstruction, FrameRegisters registers, Recovery recovery) {
        this(address, isAtInstruction, registers, recovery, Optional.empty());
    }

    /**
     * What is known of an activation that this one has called, and that has ended by a tail call: at the jump it had
     * given back what it had saved, so that but for the return address on its stack its registers are its caller's.
     *
     * @param jump the address of the jump, or of what follows it
     * @param isJump whether it is the jump's own
     */
    public CallFrame leftBy(int jump, boolean isJump) {
        int stackPointer = isTailCall() ? stackPointer() : stackPointer() - DWORD;
        return new CallFrame(jump, isJump, registers.at(jump, stackPointer), Recovery.TAIL_CALL, Optional.of(this));
    }

    /** Whether it has ended, its function having jumped to the next one. */
    public boolean isTailCall() {
        return returnsTo.isPresent();
    }

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
