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

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

import org.lguest.dwarf.frame.CfaRule.RegisterOffset;
import org.lguest.dwarf.frame.RegisterRule.Offset;
import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.UnreadableException;

/**
 * Reads of a function without call frame information what it takes back from the stack before it returns, where nothing
 * else comes before that. It is right even where the stack is no more the one that the function has pushed on, as in
 * Linux's switch from one task to another.
 */
final class EpilogueAnalysis {
    /** Four registers, what was local, and the return. */
    private static final int MOST_INSTRUCTIONS = 8;
    private static final int DWORD = 4;
    private static final int ESP = I386Register.ESP.number();
    private static final int EIP = I386Register.EIP.number();

    private EpilogueAnalysis() {
    }

    /**
     * How to unwind from an instruction of an epilogue; empty if it is none.
     *
     * @param isAnother whether an address is the entry of another function, so that a jump there leaves this one
     */
    static Optional<UnwindRow> row(int address, IntPredicate isAnother, TargetMemory memory) {
        PoppingCode code = new PoppingCode(address, memory);
        try {
            for (int left = MOST_INSTRUCTIONS; left > 0; left--) {
                if (isLeaving(code, isAnother, memory)) {
                    return Optional.of(row(code));
                }
                if (!code.step(Integer.MAX_VALUE)) {
                    break;
                }
            }
        } catch (UnreadableException e) {
            // Then there is no more of it.
        }
        return Optional.empty();
    }

    private static boolean isLeaving(PoppingCode code, IntPredicate isAnother, TargetMemory memory)
            throws UnreadableException {
        return switch (code.at(0)) {
            case 0xC3, 0xC2 -> true;
            case 0xF3 -> code.at(1) == 0xC3;
            case 0xE9 -> isAnother.test(code.address() + 5 + memory.word(code.address() + 1));
            case 0xEB -> isAnother.test(code.address() + 2 + (byte) code.at(1));
            default -> false;
        };
    }

    private static UnwindRow row(PoppingCode code) {
        int end = code.bytes() + DWORD;
        Map<Integer, RegisterRule> rules = new HashMap<>(Map.of(EIP, new Offset(-DWORD)));
        code.registers().forEach((register, offset) -> rules.put(register, new Offset(offset - end)));
        return new UnwindRow(new RegisterOffset(ESP, end), rules, EIP, false);
    }
}
