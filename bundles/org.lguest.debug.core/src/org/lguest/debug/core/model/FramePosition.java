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

import java.util.Optional;

import org.lguest.dwarf.Function;
import org.lguest.dwarf.SourceLine;

/**
 * Where one activation of a function stands. Addresses are linear and unsigned.
 *
 * @param address      of the instruction that is executed next in it: for a caller the return address
 * @param framePointer ebp as the function sees it
 * @param stackPointer esp as the function sees it
 * @param function     that the instruction belongs to
 * @param line         that the instruction, or for a caller the call, comes from
 * @param isInlined    whether it is a copy that the compiler put into the next frame's function, and has no activation
 *                     of its own
 */
record FramePosition(int address, int framePointer, int stackPointer, Optional<Function> function,
        Optional<SourceLine> line, boolean isInlined) {

    /** Whether a step may have led from one to the other within one activation. */
    boolean isSameFunctionAs(FramePosition other) {
        return isInlined == other.isInlined && function.map(Function::lowPc).equals(other.function.map(Function::lowPc));
    }

    boolean isAtEntry() {
        return !isInlined && function.filter(known -> known.lowPc() == address).isPresent();
    }

    /** Whether a statement begins here. */
    boolean isAtStatement() {
        return line.filter(row -> row.isStatement() && row.low() == address).isPresent();
    }

    boolean isSameLineAs(FramePosition other) {
        return line.isPresent() && other.line.isPresent() && line.get().line() == other.line.get().line()
                && line.get().file().equals(other.line.get().file());
    }
}
