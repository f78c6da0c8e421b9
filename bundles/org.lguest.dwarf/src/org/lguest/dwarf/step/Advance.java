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

import org.lguest.dwarf.Function;
import org.lguest.dwarf.StackFrame;
import org.lguest.dwarf.elf.AddressRange;

/** How far a program is to run next. */
public sealed interface Advance {
    /** What to do about functions that are called on the way. */
    enum Calls {
        /** To end before the first instruction of one. */
        INTO,
        /** To run it through. */
        OVER
    }

    /** One instruction. */
    record Instruction(Calls calls) implements Advance {
    }

    /** Until it has left these pieces of code. */
    record Through(List<AddressRange> ranges, Calls calls) implements Advance {
        public Through {
            ranges = List.copyOf(ranges);
        }
    }

    /** To an address, with no less on the stack gone than this esp says. */
    record BackTo(int address, int stackPointer) implements Advance {
    }

    /** Until the program has left the function, at whatever depth it calls others. */
    static Advance outOf(Function function) {
        return new Through(function.ranges(), Calls.OVER);
    }

    /** To where a frame goes on. */
    static Advance backTo(StackFrame caller) {
        return new BackTo(caller.address(), caller.stackPointer());
    }
}
