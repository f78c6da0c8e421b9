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

    private final TargetMemory memory;
    private final Map<Integer, Integer> popped = new HashMap<>();
    private int address;
    private int taken;

    private EpilogueAnalysis(int address, TargetMemory memory) {
        this.address = address;
        this.memory = memory;
    }

    /**
     * How to unwind from an instruction of an epilogue; empty if it is none.
     *
     * @param isAnother whether an address is the entry of another function, so that a jump there leaves this one
     */
    static Optional<UnwindRow> row(int address, IntPredicate isAnother, TargetMemory memory) {
        EpilogueAnalysis analysis = new EpilogueAnalysis(address, memory);
        try {
            for (int left = MOST_INSTRUCTIONS; left > 0; left--) {
                if (analysis.isLeaving(isAnother)) {
                    return Optional.of(analysis.row());
                }
                if (!analysis.step()) {
                    break;
                }
            }
        } catch (UnreadableException e) {
            // Then there is no more of it.
        }
        return Optional.empty();
    }

    private boolean isLeaving(IntPredicate isAnother) throws UnreadableException {
        return switch (at(0)) {
            case 0xC3, 0xC2 -> true;
            case 0xF3 -> at(1) == 0xC3;
            case 0xE9 -> isAnother.test(address + 5 + memory.word(address + 1));
            case 0xEB -> isAnother.test(address + 2 + (byte) at(1));
            default -> false;
        };
    }

    /** @return false at an instruction that takes nothing back */
    private boolean step() throws UnreadableException {
        int opcode = at(0);
        int register = opcode - 0x58;
        if (register >= 0 && register < 8 && register != ESP) {
            popped.put(register, taken);
            return passed(1, DWORD);
        }
        switch (opcode << 8 | at(1)) {
            case 0x83C4 -> {
                return passed(3, (byte) at(2));
            }
            case 0x81C4 -> {
                return passed(6, memory.word(address + 2));
            }
            case 0x8D64 -> {
                return at(2) == 0x24 && passed(4, (byte) at(3));
            }
            default -> {
                return false;
            }
        }
    }

    private boolean passed(int bytes, int takenBytes) {
        address += bytes;
        taken += takenBytes;
        return takenBytes > 0;
    }

    private int at(int offset) throws UnreadableException {
        return memory.read(address + offset, 1)[0] & 0xFF;
    }

    private UnwindRow row() {
        int end = taken + DWORD;
        Map<Integer, RegisterRule> rules = new HashMap<>(Map.of(EIP, new Offset(-DWORD)));
        popped.forEach((register, offset) -> rules.put(register, new Offset(offset - end)));
        return new UnwindRow(new RegisterOffset(ESP, end), rules, EIP, false);
    }
}
