/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.conformance;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.StringJoiner;

import org.lguest.x86.opcode.Decoder;
import org.lguest.x86.opcode.Disassembler;
import org.lguest.x86.opcode.Instruction;
import org.lguest.x86.opcode.Symbolizer;

/**
 * One instruction, or a sequence of them, with all that it starts from: general registers (EAX ECX EDX EBX ESP EBP ESI
 * EDI), selectors (ES CS SS DS FS GS), EFLAGS, linear address and bytes, and dwords put into {@link Arena} memory
 * (address, value, address, value ...). After it stands INT3. The page of the code can be written only where the case
 * is a modifying one.
 */
record TestCase(int[] registers, int[] selectors, int eflags, int eip, byte[] code, int[] pokes,
        boolean modifying) {

    static final int MAXIMUM_POKES = 8;
    static final int MAXIMUM_CODE = 64;
    private static final String MODIFYING = "*";

    /** Those of most cases: flat ones, FS and GS null. */
    static int[] flatSelectors() {
        return new int[] {Arena.USER_DATA, Arena.USER_CODE, Arena.USER_DATA, Arena.USER_DATA, 0, 0};
    }

    /** EIP as it is in its code segment. */
    int offset() {
        return eip - LocalSegments.base(selectors[1]);
    }

    Instruction instruction() {
        return new Decoder().decode(code, 0, code.length);
    }

    /** For the runner: struct code_case. */
    void writeTo(ByteBuffer buffer) {
        for (int register : registers) {
            buffer.putInt(register);
        }
        for (int selector : selectors) {
            buffer.putInt(selector);
        }
        buffer.putInt(eflags).putInt(offset()).putInt(eip).putInt(modifying ? 1 : 0)
                .putInt(pokes.length / 2);
        for (int i = 0; i < 2 * MAXIMUM_POKES; i++) {
            buffer.putInt(i < pokes.length ? pokes[i] : 0);
        }
        buffer.putInt(code.length).put(code).put(new byte[MAXIMUM_CODE - code.length]);
    }

    /** One line of text: bytes, EIP, EFLAGS, registers, selectors, pokes. */
    String toLine() {
        StringJoiner line = new StringJoiner(" ");
        line.add(HexFormat.of().formatHex(code) + (modifying ? MODIFYING : "")).add(Integer.toHexString(eip))
                .add(Integer.toHexString(eflags));
        for (int register : registers) {
            line.add(Integer.toHexString(register));
        }
        for (int selector : selectors) {
            line.add(Integer.toHexString(selector));
        }
        for (int poke : pokes) {
            line.add(Integer.toHexString(poke));
        }
        return line.toString();
    }

    static TestCase ofLine(String line) {
        String[] words = line.split(" ");
        int[] registers = new int[8];
        for (int i = 0; i < 8; i++) {
            registers[i] = Integer.parseUnsignedInt(words[3 + i], 16);
        }
        int[] selectors = new int[6];
        for (int i = 0; i < 6; i++) {
            selectors[i] = Integer.parseUnsignedInt(words[11 + i], 16);
        }
        int[] pokes = new int[words.length - 17];
        for (int i = 0; i < pokes.length; i++) {
            pokes[i] = Integer.parseUnsignedInt(words[17 + i], 16);
        }
        return new TestCase(registers, selectors, Integer.parseUnsignedInt(words[2], 16),
                Integer.parseUnsignedInt(words[1], 16),
                HexFormat.of().parseHex(words[0].replace(MODIFYING, "")), pokes, words[0].endsWith(MODIFYING));
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner("; ");
        Decoder decoder = new Decoder();
        Instruction i = instruction();
        for (int at = 0; at < code.length; at += Math.max(1, i.length)) {
            i = decoder.decode(code, at, code.length);
            text.add(Disassembler.att(Symbolizer.NONE).print(i, eip + at));
        }
        return text + " [" + toLine() + "]";
    }
}
