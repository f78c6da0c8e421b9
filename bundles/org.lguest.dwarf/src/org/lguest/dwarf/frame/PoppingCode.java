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

import org.lguest.dwarf.machine.I386Register;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.UnreadableException;

/** Reads instructions that take words back from the stack: that pop registers, or add to esp. */
final class PoppingCode {
    private static final int DWORD = 4;
    private static final int POP = 0x58;
    private static final int ESP = I386Register.ESP.number();

    private final TargetMemory memory;
    private final Map<Integer, Integer> registers = new HashMap<>();
    private int address;
    private int bytes;

    /** @param address of the first instruction */
    PoppingCode(int address, TargetMemory memory) {
        this.address = address;
        this.memory = memory;
    }

    /** Where the next instruction is. */
    int address() {
        return address;
    }

    /** How many bytes have been taken back. */
    int bytes() {
        return bytes;
    }

    /** Where above esp, as it was at first, those words lie that registers are popped from, by their numbers. */
    Map<Integer, Integer> registers() {
        return registers;
    }

    /**
     * Reads one instruction.
     *
     * @param most how many bytes may be taken back in all
     * @return false at one that takes nothing back, or more than that; it is not counted
     */
    boolean step(int most) throws UnreadableException {
        int opcode = at(0);
        int register = opcode - POP;
        if (register >= 0 && register < 8 && register != ESP) {
            int offset = bytes;
            boolean isTaken = passed(1, DWORD, most);
            if (isTaken) {
                registers.put(register, offset);
            }
            return isTaken;
        }
        return switch (opcode << 8 | at(1)) {
            case 0x83C4 -> passed(3, (byte) at(2), most);
            case 0x81C4 -> passed(6, memory.word(address + 2), most);
            case 0x8D64 -> at(2) == 0x24 && passed(4, (byte) at(3), most);
            default -> false;
        };
    }

    private boolean passed(int length, int taken, int most) {
        if (taken <= 0 || taken > most - bytes) {
            return false;
        }
        address += length;
        bytes += taken;
        return true;
    }

    /** A byte of the next instruction. */
    int at(int offset) throws UnreadableException {
        return memory.read(address + offset, 1)[0] & 0xFF;
    }
}
