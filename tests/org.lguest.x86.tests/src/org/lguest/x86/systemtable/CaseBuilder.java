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

import java.util.Arrays;
import java.util.HexFormat;

/** Builds a {@link SystemCase}, for a flat start in a ring unless told otherwise. */
final class CaseBuilder {

    static final int EAX = 0;
    static final int ECX = 1;
    static final int EDX = 2;
    static final int EBX = 3;
    static final int EBP = 4;
    static final int ESI = 5;
    static final int EDI = 6;

    static final int GDT = 0x1000;
    static final int IDT = 0x2000;
    static final int TSS = 0x3000;
    static final int LDT = 0x3800;
    static final int DIRECTORY = 0x4000;
    static final int TABLE = 0x5000;
    static final int SECOND_TABLE = 0x6000;
    static final int CODE = 0xE000;
    static final int STACK = 0x20800;
    static final int DATA = 0x30000;
    /** The page after DATA and the next is not looked at. */
    static final int PROTECTED = 1;
    static final int PAGED = 0x80000000;

    final int ring;
    private final int[] selectors;
    private int eflags = 0x2;
    private int eip = CODE;
    private int esp = STACK;
    private final int[] registers = {0x11111111, 0x22222222, 0x33333333, 0x44444444, 0x20900, DATA + 0x100,
        DATA + 0x200};
    private int cr0 = 0x11;
    private int cr4;
    private int[] pokes = new int[0];
    private byte[] code = new byte[0];

    CaseBuilder(int ring) {
        this.ring = ring;
        selectors = new int[] {code(ring), data(ring), data(ring), data(ring), 0, 0};
    }

    /** The selector of a ring's flat code. */
    static int code(int ring) {
        return 0x08 + 0x10 * ring | ring;
    }

    /** The selector of a ring's flat data. */
    static int data(int ring) {
        return 0x10 + 0x10 * ring | ring;
    }

    CaseBuilder with(int register, int value) {
        registers[register] = value;
        return this;
    }

    CaseBuilder flags(int value) {
        eflags |= value;
        return this;
    }

    CaseBuilder at(int address) {
        eip = address;
        return this;
    }

    CaseBuilder stack(int value) {
        esp = value;
        return this;
    }

    CaseBuilder control(int cr0Bits, int cr4Bits) {
        cr0 |= cr0Bits;
        cr4 |= cr4Bits;
        return this;
    }

    CaseBuilder poke(int address, int value) {
        pokes = Arrays.copyOf(pokes, pokes.length + 2);
        pokes[pokes.length - 2] = address;
        pokes[pokes.length - 1] = value;
        return this;
    }

    /** Writes a descriptor or gate into the table at {@code table}. */
    CaseBuilder descriptor(int table, int selector, int low, int high) {
        return poke(table + (selector & ~7), low).poke(table + (selector & ~7) + 4, high);
    }

    /** Appends code, in hexadecimal; blanks as one likes. */
    CaseBuilder code(String hex) {
        byte[] more = HexFormat.of().parseHex(hex.replace(" ", ""));
        code = Arrays.copyOf(code, code.length + more.length);
        System.arraycopy(more, 0, code, code.length - more.length, more.length);
        return this;
    }

    /** Appends a number of so many bytes. */
    CaseBuilder number(int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            code("%02x".formatted(value >>> 8 * i & 0xFF));
        }
        return this;
    }

    SystemCase build() {
        return new SystemCase(selectors, eflags, eip, esp, registers, cr0, cr4, pokes, code);
    }
}
