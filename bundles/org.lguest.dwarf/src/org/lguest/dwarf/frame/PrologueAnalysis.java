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

import org.lguest.dwarf.frame.CfaRule.RegisterOffset;
import org.lguest.dwarf.frame.RegisterRule.Offset;
import org.lguest.dwarf.machine.I386Register;

/**
 * Guesses how to unwind from a function without call frame information, by reading what its first instructions push:
 * the i386 psABI's standard prologue (section 2.2.2) and its shorter forms. A frame pointer once set up is relied on.
 */
final class PrologueAnalysis {
    private static final int ENDBR32 = 0xFB1E_0FF3;
    private static final int EBP = I386Register.EBP.number();
    private static final int ESP = I386Register.ESP.number();
    private static final int EIP = I386Register.EIP.number();

    private final byte[] code;
    private final Map<Integer, RegisterRule> saved = new HashMap<>(Map.of(EIP, new Offset(-4)));
    private int position;
    private int pushed = 4;
    private int framePointerOffset;

    private PrologueAnalysis(byte[] code) {
        this.code = code;
    }

    /**
     * How to unwind from an instruction.
     *
     * @param code the function's from its entry to that instruction, or as much of it as a prologue may have
     */
    static UnwindRow row(byte[] code) {
        PrologueAnalysis analysis = new PrologueAnalysis(code);
        while (analysis.position < code.length && analysis.step()) {
            continue;
        }
        return row(analysis.framePointerOffset != 0
                ? new RegisterOffset(EBP, analysis.framePointerOffset)
                : new RegisterOffset(ESP, analysis.pushed), analysis.saved);
    }

    /** How to unwind from code of which nothing is known, if it keeps a frame pointer. */
    static UnwindRow frameChain() {
        return row(new RegisterOffset(EBP, 8), Map.of(EIP, new Offset(-4), EBP, new Offset(-8)));
    }

    private static UnwindRow row(CfaRule cfa, Map<Integer, RegisterRule> registers) {
        return new UnwindRow(cfa, registers, EIP, false);
    }

    /** @return false at the first instruction that is none of a prologue's */
    private boolean step() {
        int opcode = at(0);
        if (word(0) == ENDBR32) {
            return passed(4);
        }
        if (opcode >= 0x50 && opcode <= 0x57) {
            int register = opcode - 0x50;
            pushed += 4;
            if (register == 3 || register >= 5) {
                saved.putIfAbsent(register, new Offset(-pushed));
            }
            return passed(1);
        }
        int two = opcode << 8 | at(1);
        switch (two) {
            case 0x89E5, 0x8BEC -> {
                framePointerOffset = pushed;
                return passed(2);
            }
            case 0x83EC -> {
                pushed += (byte) at(2);
                return passed(3);
            }
            case 0x81EC -> {
                pushed += word(2);
                return passed(6);
            }
            default -> {
                return false;
            }
        }
    }

    private boolean passed(int bytes) {
        position += bytes;
        return true;
    }

    private int at(int offset) {
        int index = position + offset;
        return index < code.length ? code[index] & 0xFF : 0;
    }

    private int word(int offset) {
        return at(offset) | at(offset + 1) << 8 | at(offset + 2) << 16 | at(offset + 3) << 24;
    }
}
