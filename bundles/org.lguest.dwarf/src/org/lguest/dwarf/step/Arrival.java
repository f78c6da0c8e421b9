/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.step;

import java.util.List;
import java.util.OptionalInt;

import org.lguest.dwarf.StackFrame;

/**
 * Where an advance has led.
 *
 * @param frames at least one, the innermost first; those of functions that have left by a tail call are of no matter
 * @param privilege 0 to 3
 * @param stackTop the word that esp points at; empty where memory can't be read
 */
public record Arrival(List<StackFrame> frames, int privilege, OptionalInt stackTop) {
    public Arrival {
        frames = standing(frames);
    }

    /** The frames that will be gone on in. */
    static List<StackFrame> standing(List<StackFrame> frames) {
        return frames.stream().filter(frame -> !frame.isTailCall()).toList();
    }

    StackFrame innermost() {
        return frames.getFirst();
    }
}
