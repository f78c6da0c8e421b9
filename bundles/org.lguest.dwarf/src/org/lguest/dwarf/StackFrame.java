/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import java.util.Optional;

import org.lguest.dwarf.frame.CallFrame;
import org.lguest.dwarf.info.EntryReference;

/**
 * A frame as the source sees it: an activation of a function, or a copy of one that the compiler has put into another.
 *
 * @param activation whose registers it has; copies share that of the function they are in
 * @param function whose code it is; of an inlined one its name and the ranges of this copy
 * @param line where it stands: for an inlined function's caller that of the call
 * @param isInlined whether it is a copy, with no activation of its own
 * @param scope the entry that describes it, where debug information has one
 */
public record StackFrame(CallFrame activation, Optional<Function> function, Optional<SourceLine> line,
        boolean isInlined, Optional<EntryReference> scope) {
    /** Of the instruction that is executed next in it: for a caller the return address. */
    public int address() {
        return activation.address();
    }

    /** esp as the function sees it. */
    public int stackPointer() {
        return activation.stackPointer();
    }

    /**
     * Whether its function has left by a tail call, so that there is no activation of it any more: it will not be
     * returned to, but its caller.
     */
    public boolean isTailCall() {
        return activation.isTailCall();
    }

    /** Whether a step may have led from one to the other within one activation. */
    public boolean isSameFunctionAs(StackFrame other) {
        return isInlined == other.isInlined && function.map(Function::lowPc).equals(other.function.map(Function::lowPc));
    }

    /** Whether it stands at the first instruction of a function that has been called. */
    public boolean isAtEntry() {
        return !isInlined && function.filter(known -> known.lowPc() == address()).isPresent();
    }

    /** Whether a statement begins here. */
    public boolean isAtStatement() {
        return line.filter(row -> row.isStatement() && row.low() == address()).isPresent();
    }

    public boolean isSameLineAs(StackFrame other) {
        return line.isPresent() && other.line.isPresent() && line.get().line() == other.line.get().line()
                && line.get().file().equals(other.line.get().file());
    }
}
