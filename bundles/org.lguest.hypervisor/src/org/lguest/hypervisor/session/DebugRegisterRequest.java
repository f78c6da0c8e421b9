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
 * @param address   linear, unsigned; a page that is not mapped yet will do
 * @param length    1, 2 or 4 bytes; the address is a multiple of it; 1 for {@link Kind#EXECUTE}
 * @param label     for messages and for whoever looks at the debug registers, e.g. {@code first.c:42}
 * @param condition when a match stops
 * @param print     what it prints instead of stopping: the guest then goes on
 */
public record DebugRegisterRequest(Kind kind, int address, int length, String label, Condition condition,
        Optional<PrintProgram> print) {

    /** A hit stops. */
    public DebugRegisterRequest(Kind kind, int address, int length, String label, Condition condition) {
        this(kind, address, length, label, condition, Optional.empty());
    }

    /** Every match stops. */
    public DebugRegisterRequest(Kind kind, int address, int length, String label) {
        this(kind, address, length, label, Condition.NONE);
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
