/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import java.util.Optional;

import org.lguest.hypervisor.session.predicate.PrintProgram;

/**
 * What one debug register is asked to watch. A range that is longer or not aligned takes several requests.
 *
 * @param kind      of access
 * @param space     of the address. A physical one matches through whatever page table leads there, and is of data: an
 *                  instruction's would be refused, as would any with {@link Banks#AS_THE_HARDWARE}
 * @param address   unsigned; if it is linear a page that is not mapped yet will do
 * @param length    1, 2 or 4 bytes; the address is a multiple of it; 1 for {@link Kind#EXECUTE}
 * @param label     for messages and for whoever looks at the debug registers, e.g. {@code first.c:42}
 * @param condition when a match stops
 * @param print     what it prints instead of stopping: the guest then goes on
 * @param frame     the frame with which it ends: {@link SessionListener#watchEnded}. That takes a register at its
 *                  return
 * @param together  with which others it is counted; empty if it is a breakpoint's only register
 */
public record DebugRegisterRequest(Kind kind, AddressSpace space, int address, int length, String label, Condition condition,
        Optional<PrintProgram> print, Optional<FrameScope> frame, Optional<CountedTogether> together) {

    /** A linear address, for good. */
    public DebugRegisterRequest(Kind kind, int address, int length, String label, Condition condition,
            Optional<PrintProgram> print) {
        this(kind, AddressSpace.VIRTUAL, address, length, label, condition, print, Optional.empty(), Optional.empty());
    }

    /** A hit stops. */
    public DebugRegisterRequest(Kind kind, int address, int length, String label, Condition condition) {
        this(kind, address, length, label, condition, Optional.empty());
    }

    /** Every match stops. */
    public DebugRegisterRequest(Kind kind, int address, int length, String label) {
        this(kind, address, length, label, Condition.NONE);
    }

    /** The same in physical memory. */
    public DebugRegisterRequest inPhysicalMemory() {
        return new DebugRegisterRequest(kind, AddressSpace.PHYSICAL, address, length, label, condition, print, frame,
                together);
    }

    /** The same until this frame is left. */
    public DebugRegisterRequest within(FrameScope scope) {
        return new DebugRegisterRequest(kind, space, address, length, label, condition, print, Optional.of(scope),
                together);
    }

    /** Whether the address is physical. */
    boolean physical() {
        return space == AddressSpace.PHYSICAL;
    }

    public enum Kind {
        /** The instruction that begins at the address; hits before it is executed. */
        EXECUTE,
        /** Writes; hits after the instruction. */
        WRITE,
        /** Reads and writes. */
        ACCESS,
        /**
         * Reads. The processor knows no such match: the register is planted as {@link #ACCESS}, and a hit by a pure
         * write is dropped. An instruction that reads and writes hits.
         */
        READ
    }
}
