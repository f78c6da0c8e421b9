/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.systemtable;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.StringJoiner;

import org.lguest.x86.opcode.Decoder;
import org.lguest.x86.opcode.Disassembler;
import org.lguest.x86.opcode.Instruction;
import org.lguest.x86.opcode.Symbolizer;

/**
 * A start in some ring, with tables changed before it: struct system_case of system.c.
 *
 * @param selectors of CS SS DS ES FS GS
 * @param registers EAX ECX EDX EBX EBP ESI EDI
 * @param pokes     physical address, value, ...
 */
record SystemCase(int[] selectors, int eflags, int eip, int esp, int[] registers, int cr0, int cr4, int[] pokes,
        byte[] code) {

    static final int POKES = 10;
    static final int CODE_BYTES = 24;
    /** Of the struct. */
    static final int SIZE = 12 + 12 + 28 + 8 + 4 + 8 * POKES + 4 + CODE_BYTES;

    void writeTo(ByteBuffer buffer) {
        for (int selector : selectors) {
            buffer.putShort((short) selector);
        }
        buffer.putInt(eflags).putInt(eip).putInt(esp);
        for (int register : registers) {
            buffer.putInt(register);
        }
        buffer.putInt(cr0).putInt(cr4).putInt(pokes.length / 2);
        for (int i = 0; i < 2 * POKES; i++) {
            buffer.putInt(i < pokes.length ? pokes[i] : 0);
        }
        buffer.putInt(code.length).put(code).put(new byte[CODE_BYTES - code.length]);
    }

    /** One line of text: code, selectors, EFLAGS, EIP, ESP, registers, CR0, CR4, pokes. */
    String toLine() {
        StringJoiner line = new StringJoiner(" ");
        line.add(HexFormat.of().formatHex(code));
        for (int[] values : new int[][] {selectors, {eflags, eip, esp}, registers, {cr0, cr4}, pokes}) {
            for (int value : values) {
                line.add(Integer.toHexString(value));
            }
        }
        return line.toString();
    }

    static SystemCase ofLine(String line) {
        String[] words = line.split(" ");
        int[] values = new int[words.length - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = Integer.parseUnsignedInt(words[i + 1], 16);
        }
        return new SystemCase(Arrays.copyOf(values, 6), values[6], values[7], values[8],
                Arrays.copyOfRange(values, 9, 16), values[16], values[17], Arrays.copyOfRange(values, 18, values.length),
                HexFormat.of().parseHex(words[0]));
    }

    int cpl() {
        return selectors[0] & 3;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("ring " + cpl() + ":");
        Decoder decoder = new Decoder();
        for (int at = 0; at < code.length;) {
            Instruction i = decoder.decode(code, at, code.length);
            text.append(' ').append(Disassembler.att(Symbolizer.NONE).print(i, eip + at)).append(';');
            at += Math.max(1, i.length);
        }
        String[] names = {"eax", "ecx", "edx", "ebx", "ebp", "esi", "edi"};
        for (int i = 0; i < names.length; i++) {
            text.append(" %s=%x".formatted(names[i], registers[i]));
        }
        text.append(" esp=%x cr0=%x cr4=%x eflags=%x".formatted(esp, cr0, cr4, eflags));
        for (int i = 0; i < pokes.length; i += 2) {
            text.append(" [%x]=%x".formatted(pokes[i], pokes[i + 1]));
        }
        return text.toString();
    }
}
