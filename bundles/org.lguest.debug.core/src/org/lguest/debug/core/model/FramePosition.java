/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.lguest.dwarf.Function;
import org.lguest.dwarf.SourceLine;
import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.hypervisor.session.RegisterValue;
import org.lguest.hypervisor.session.RegisterValue.Group;

/** Where one frame of a stack stands. Addresses are linear and unsigned. */
record FramePosition(StackFrame frame) {

    /** Of the instruction that is executed next in it: for a caller the return address. */
    int address() {
        return frame.address();
    }

    /** esp as the function sees it. */
    int stackPointer() {
        return frame.stackPointer();
    }

    /** The function that the instruction belongs to. */
    Optional<Function> function() {
        return frame.function();
    }

    /** The line that the instruction, or for a caller the call, comes from. */
    Optional<SourceLine> line() {
        return frame.line();
    }

    /**
     * Whether it is a copy that the compiler put into the next frame's function, and has no activation of its own.
     */
    boolean isInlined() {
        return frame.isInlined();
    }

    /** Whether its function has left by a tail call, so that it will not be returned to, but its caller. */
    boolean isTailCall() {
        return frame.isTailCall();
    }

    /** Whether the compiler has said how to find it. */
    boolean isCertain() {
        return frame.activation().recovery().isCertain();
    }

    /** Whether a step may have led from one to the other within one activation. */
    boolean isSameFunctionAs(FramePosition other) {
        return frame.isSameFunctionAs(other.frame);
    }

    /** The registers that the stack gives back, in the order in which a view shows them. */
    List<RegisterValue> registers() {
        return Arrays.stream(I386Register.values()).flatMap(register -> value(register).stream()).toList();
    }

    private Optional<RegisterValue> value(I386Register register) {
        boolean isSelector = register.compareTo(I386Register.EFLAGS) > 0;
        var value = frame.activation().registers().value(register.number());
        return value.isEmpty() ? Optional.empty()
                : Optional.of(new RegisterValue(isSelector ? Group.SEGMENT : Group.GENERAL, register.lowerCaseName(),
                        isSelector ? 16 : 32, value.getAsInt(), false));
    }
}
