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

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.eclipse.debug.core.model.IBreakpoint;
import org.lguest.dwarf.SourceLine;

/**
 * All debug registers that there are for a guest, at one moment: its own, and the debugger's.
 *
 * @param stop    of the guest's stops, from 1, while it stood in which this was read; empty if it ran
 * @param banks   by number from 0, the guest's own
 * @param waiting what the debugger has planted and the guest has left no register for
 */
public record DebugRegisterSnapshot(OptionalInt stop, List<Bank> banks, List<Slot> waiting) {

    public DebugRegisterSnapshot {
        banks = List.copyOf(banks);
        waiting = List.copyOf(waiting);
    }

    /**
     * One set of debug registers.
     *
     * @param slots   DR0 to DR3
     * @param status  DR6
     * @param control DR7
     */
    public record Bank(List<Slot> slots, Decoded status, Decoded control) {
        public Bank {
            slots = List.copyOf(slots);
        }
    }

    /**
     * One of DR0 to DR3.
     *
     * @param address linear, unsigned
     * @param symbol  what the address is called, such as {@code ring_up+3}; empty if it has no name or is not watched
     * @param line    of the instruction that is waited for; empty for data, and where there is no line information
     * @param use     what it is enabled for; empty if it is not
     */
    public record Slot(int address, Optional<String> symbol, Optional<SourceLine> line, Optional<Use> use) {
    }

    /**
     * What a register is enabled for.
     *
     * @param length in bytes
     * @param hits   how often it has matched and its condition held; empty for the guest's, which nobody counts
     */
    public record Use(Kind kind, int length, Owner owner, OptionalLong hits) {
    }

    /** Which accesses match. */
    public enum Kind {
        EXECUTE,
        WRITE,
        /** Reads and writes. */
        ACCESS,
        /** Reads: the register matches writes as well, and they are dropped. */
        READ,
        /** Input and output; the guest's alone, and only with CR4.DE. */
        INPUT_OUTPUT
    }

    /** Who has enabled a register. */
    public sealed interface Owner {

        record Guest() implements Owner {
        }

        /**
         * @param name       such as {@code first.c:115}
         * @param breakpoint empty for a register that the debugger has taken on its own account, as for a run to a line
         */
        record Debugger(String name, Optional<IBreakpoint> breakpoint) implements Owner {
        }
    }

    /**
     * A register taken apart.
     *
     * @param words what it says, in a line
     */
    public record Decoded(int value, String words, List<Field> fields) {
        public Decoded {
            fields = List.copyOf(fields);
        }
    }

    /**
     * Some bits of a register.
     *
     * @param name Intel's
     */
    public record Field(String name, int value) {
    }
}
