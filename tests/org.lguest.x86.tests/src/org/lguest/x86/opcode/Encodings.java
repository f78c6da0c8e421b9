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

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every opcode with every ModRM.reg and a choice of ModRM and SIB bytes that goes through every addressing form, plain
 * and with the size prefixes; with the other prefixes, a few of them.
 */
final class Encodings {

    /** Bytes after the opcode for each way to write an operand, without ModRM.reg: ModRM, then SIB and displacement. */
    private static final int[][] FORMS_32 = {
        {0x00}, {0x05, 0x78, 0x56, 0x34, 0x12}, {0x04, 0x24}, {0x04, 0x65, 0xF0, 0xFF, 0xFF, 0xFF},
        {0x04, 0x25, 4, 3, 2, 1},
        {0x45, 0xF8}, {0x44, 0x8E, 0x10}, {0x44, 0x24, 0x80}, {0x84, 0xD5, 0x00, 0x00, 0x00, 0x80}, {0x83, 1, 0, 0, 0},
        {0x44, 0x20, 0x00}, {0x04, 0x9D, 0xF0, 0xFF, 0xFF, 0xFF}, {0xC0}, {0xC1}, {0xC6}};
    private static final int[][] FEW_FORMS_32 = {{0x00}, {0x84, 0xD5, 0x00, 0x00, 0x00, 0x80}, {0xC1}};
    private static final int[][] FORMS_16 = {{0x00}, {0x06, 0x34, 0x82}, {0x42, 0x80}, {0x87, 0x34, 0x82}, {0xC3}};
    /** Slots are filled up with NOPs, on which a disassembler finds its feet again. */
    private static final int SLOT = 24;
    private static final int NOP = 0x90;

    private final List<byte[]> encodings = new ArrayList<>();

    static List<byte[]> all() {
        Encodings all = new Encodings();
        for (int[] prefixes : new int[][] {{}, {0x66}}) {
            all.opcodes(prefixes, FORMS_32);
        }
        for (int[] prefixes : new int[][] {{0x64}, {0x66, 0xF0}, {0xF0}, {0xF2}, {0xF3}}) {
            all.opcodes(prefixes, FEW_FORMS_32);
        }
        for (int[] prefixes : new int[][] {{0x67}, {0x67, 0x66}}) {
            all.opcodes(prefixes, FORMS_16);
        }
        return all.encodings;
    }

    /** The encodings in slots of {@value #SLOT} bytes. */
    static byte[] image(List<byte[]> encodings) {
        byte[] image = new byte[encodings.size() * SLOT];
        Arrays.fill(image, (byte) NOP);
        for (int i = 0; i < encodings.size(); i++) {
            System.arraycopy(encodings.get(i), 0, image, i * SLOT, encodings.get(i).length);
        }
        return image;
    }

    static boolean isSlot(int address) {
        return address % SLOT == 0;
    }

    private void opcodes(int[] prefixes, int[][] forms) {
        for (int opcode = 0; opcode < 0x200; opcode++) {
            int code = opcode & 0xFF;
            // To objdump, WAIT with prefixes is a prefix itself.
            boolean wait = code == 0x9B && prefixes.length > 0;
            if (opcode < 0x100 && (Prefix.of(code) != null || code == 0x0F || wait)) {
                continue;
            }
            for (int[] form : forms) {
                for (int reg = 0; reg < 8; reg++) {
                    add(prefixes, opcode, form, reg);
                }
            }
        }
    }

    private void add(int[] prefixes, int opcode, int[] form, int reg) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int prefix : prefixes) {
            bytes.write(prefix);
        }
        if (opcode >= 0x100) {
            bytes.write(0x0F);
        }
        bytes.write(opcode);
        bytes.write(form[0] | reg << 3);
        for (int i = 1; i < form.length; i++) {
            bytes.write(form[i]);
        }
        bytes.writeBytes(new byte[] {(byte) 0x87, 0x65, 0x43, 0x21, (byte) 0xCB, 0x0D});
        encodings.add(bytes.toByteArray());
    }
}
