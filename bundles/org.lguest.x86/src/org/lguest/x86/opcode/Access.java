/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.opcode;

/** What an instruction does with one of its operands; for memory, what the debug unit and paging will see. */
public enum Access {
    /** Only the address counts (LEA, INVLPG, hint NOPs), or the operand is no place at all. */
    NONE('-'),
    READ('r'),
    WRITE('w'),
    /** Read and then written by the same instruction: one access for both kinds of data breakpoint. */
    READ_WRITE('m');

    private final char letter;

    Access(char letter) {
        this.letter = letter;
    }

    public boolean reads() {
        return this == READ || this == READ_WRITE;
    }

    public boolean writes() {
        return this == WRITE || this == READ_WRITE;
    }

    /** The access that the opcode table writes as {@code letter}. */
    static Access of(char letter) {
        for (Access access : values()) {
            if (access.letter == letter) {
                return access;
            }
        }
        throw new IllegalArgumentException("access " + letter);
    }
}
