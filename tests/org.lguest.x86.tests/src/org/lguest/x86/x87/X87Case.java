/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.x87;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

import org.lguest.x86.opcode.Decoder;
import org.lguest.x86.opcode.Instruction;

/**
 * One x87 instruction of two bytes, and all that it starts from: the registers as FRSTOR takes them, the operand in
 * memory to which ESI points, EFLAGS.
 */
record X87Case(byte[] image, byte[] operand, int eflags, byte[] code) {

    static final int IMAGE = 108;
    static final int OPERAND = 112;
    static final int SIZE = IMAGE + OPERAND + 8;

    Instruction instruction() {
        return new Decoder().decode(code, 0, code.length);
    }

    /** For the runner: struct x87_case. */
    byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        return buffer.put(image).put(operand).putInt(eflags).put(code).array();
    }

    String toLine() {
        HexFormat hex = HexFormat.of();
        return hex.formatHex(code) + " " + Integer.toHexString(eflags) + " " + hex.formatHex(image) + " "
                + hex.formatHex(operand).replaceFirst("(00)+$", "") + ".";
    }

    /** Bytes of text that leaves out zeros at the end. */
    private static byte[] operand(String text) {
        return Arrays.copyOf(HexFormat.of().parseHex(text.replace(".", "")), OPERAND);
    }

    static X87Case ofLine(String line) {
        String[] words = line.split(" ");
        HexFormat hex = HexFormat.of();
        return new X87Case(hex.parseHex(words[2]), operand(words[3]), Integer.parseInt(words[1], 16),
                hex.parseHex(words[0]));
    }

    /** How it ended: struct x87_outcome. */
    record Outcome(byte[] image, byte[] operand, int eflags, int eax) {

        static final int SIZE = IMAGE + OPERAND + 8;

        static Outcome of(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            byte[] image = new byte[IMAGE];
            byte[] operand = new byte[OPERAND];
            buffer.get(image).get(operand);
            return new Outcome(image, operand, buffer.getInt(), buffer.getInt());
        }

        String toLine() {
            HexFormat hex = HexFormat.of();
            return Integer.toHexString(eflags) + " " + Integer.toHexString(eax) + " " + hex.formatHex(image) + " "
                    + hex.formatHex(operand).replaceFirst("(00)+$", "") + ".";
        }

        static Outcome ofLine(String line) {
            String[] words = line.split(" ");
            HexFormat hex = HexFormat.of();
            return new Outcome(hex.parseHex(words[2]), X87Case.operand(words[3]), Integer.parseUnsignedInt(words[0], 16),
                    Integer.parseUnsignedInt(words[1], 16));
        }
    }
}
