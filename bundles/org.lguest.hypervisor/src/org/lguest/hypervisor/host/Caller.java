/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

/** Who makes a hypercall. The bank of debug registers follows from it, and from nothing else. */
public sealed interface Caller {

    /** Bank 0 is the guest's. */
    int bank();

    /** The guest, through {@code int 0x1F} or its ring of asynchronous calls. */
    record Guest() implements Caller {
        @Override
        public int bank() {
            return 0;
        }

        @Override
        public String toString() {
            return "guest";
        }
    }

    /** The debugger, in the guest's place: its user sets a register of the guest's. */
    record DebuggerForGuest() implements Caller {
        @Override
        public int bank() {
            return 0;
        }

        @Override
        public String toString() {
            return "debugger for the guest";
        }
    }

    /**
     * The debugger, for one of its banks.
     *
     * @param bank     1 to {@link DebugRegisters#DEBUGGER_BANKS}
     * @param physical whether the bank is to be one whose addresses are physical
     */
    record Debugger(int bank, boolean physical) implements Caller {

        /** For a bank as a processor has it. */
        public Debugger(int bank) {
            this(bank, false);
        }

        public Debugger {
            if (bank < 1 || bank > DebugRegisters.DEBUGGER_BANKS) {
                throw new IllegalArgumentException("bank " + bank);
            }
        }

        @Override
        public String toString() {
            return "debugger bank " + bank + (physical ? ", physical" : "");
        }
    }
}
