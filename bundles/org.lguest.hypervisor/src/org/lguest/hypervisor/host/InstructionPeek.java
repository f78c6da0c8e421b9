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

import java.util.OptionalInt;

import org.lguest.x86.memory.LinearMemory;

/** What kind of instruction stands somewhere, as a step has to know. Looks at its first bytes, and leaves no trace. */
final class InstructionPeek {

    /** No instruction is longer. */
    private static final int LONGEST = 15;

    private final LinearMemory memory;

    /** @param memory through the page tables in which the guest runs */
    InstructionPeek(LinearMemory memory) {
        this.memory = memory;
    }

    /** CALL, near or far. */
    boolean isCall(int linear) {
        int at = opcodeAt(linear);
        int opcode = byteAt(at);
        int extension = byteAt(at + 1) >>> 3 & 7;
        return opcode == 0xE8 || opcode == 0x9A || opcode == 0xFF && (extension == 2 || extension == 3);
    }

    /** INT n, INT3, INTO, INT1. */
    boolean isInterrupt(int linear) {
        return switch (byteAt(opcodeAt(linear))) {
            case 0xCC, 0xCD, 0xCE, 0xF1 -> true;
            default -> false;
        };
    }

    /** INS, OUTS, MOVS, CMPS, STOS, LODS or SCAS under REP, REPE or REPNE. */
    boolean isRepeatedString(int linear) {
        int at = opcodeAt(linear);
        boolean repeated = false;
        for (int prefix = linear; prefix != at; prefix++) {
            repeated |= (byteAt(prefix) & 0xFE) == 0xF2;
        }
        int opcode = byteAt(at);
        return repeated && (opcode >= 0x6C && opcode <= 0x6F || opcode >= 0xA4 && opcode <= 0xA7
                || opcode >= 0xAA && opcode <= 0xAF);
    }

    private int opcodeAt(int linear) {
        int at = linear;
        while (at - linear < LONGEST && isPrefix(byteAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isPrefix(int value) {
        return switch (value) {
            case 0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65, 0x66, 0x67, 0xF0, 0xF2, 0xF3 -> true;
            default -> false;
        };
    }

    /** -1 where nothing is mapped. */
    private int byteAt(int linear) {
        OptionalInt value = memory.probe8(linear);
        return value.orElse(-1);
    }
}
