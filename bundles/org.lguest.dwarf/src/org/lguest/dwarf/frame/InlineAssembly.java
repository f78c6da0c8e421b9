/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.frame;

import java.util.Map;

import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.UnreadableException;

/**
 * What inline assembly has pushed around a call or a software interrupt, as Linux does it for its paravirt operations
 * and in its {@code kernel_execve}. Compilers don't read assembly, so that call frame information has the stack without
 * it; but the code that follows takes it back. Immutable.
 *
 * @param bytes how many
 * @param registers where above esp those lie that are popped, by their numbers
 */
record InlineAssembly(int bytes, Map<Integer, Integer> registers) {
    /** More than any assembly of Linux pushes: four words. */
    private static final int MOST = 16;
    /** A call, and what fills up behind it. */
    private static final int LONGEST = 12;
    private static final byte NOP = (byte) 0x90;
    private static final int INT = 0xCD;
    private static final int CALL = 0xE8;
    private static final int GROUP_5 = 0xFF;

    /**
     * What the code takes back where a frame stands: at once if it has called there, and else behind the call or the
     * software interrupt that it stands at.
     */
    static InlineAssembly around(CallFrame frame, TargetMemory memory) {
        try {
            byte[] before = memory.read(frame.address(), LONGEST);
            int at = frame.isAtInstruction() ? lengthOfCall(before) : 0;
            // Linux patches an indirect call to a direct one, which is shorter.
            while (at < LONGEST && before[at] == NOP) {
                at++;
            }
            PoppingCode code = new PoppingCode(frame.address() + at, memory);
            while (code.step(MOST)) {
                continue;
            }
            return new InlineAssembly(code.bytes(), Map.copyOf(code.registers()));
        } catch (UnreadableException e) {
            return new InlineAssembly(0, Map.of());
        }
    }

    /** Of a call, or a software interrupt; 0 of what is neither. */
    private static int lengthOfCall(byte[] code) {
        int modrm = code[1] & 0xFF;
        return switch (code[0] & 0xFF) {
            case INT -> 2;
            case CALL -> 5;
            case GROUP_5 -> modrm == 0x15 ? 6 : modrm >= 0xD0 && modrm <= 0xD7 ? 2 : 0;
            default -> 0;
        };
    }

    /** Whether a call ends just before an address, so that it may be where one returns to. */
    static boolean isBehindCall(int address, TargetMemory memory) {
        try {
            byte[] code = memory.read(address - 7, 7);
            if ((code[2] & 0xFF) == CALL) {
                return true;
            }
            for (int length = 2; length <= 7; length++) {
                // Near and indirect, with 0 to 5 bytes of an address behind its two (SDM volume 2, group 5).
                if ((code[7 - length] & 0xFF) == GROUP_5 && (code[8 - length] & 0x38) == 0x10) {
                    return true;
                }
            }
            return false;
        } catch (UnreadableException e) {
            return false;
        }
    }
}
