/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.segment;

/**
 * The eight bytes of a segment or gate descriptor (SDM volume 3, 3.4.5 and 6.11), held in a {@code long}: low dword
 * low. Only functions, because descriptors are read at every change of ring and need not become objects for it.
 */
public final class Descriptor {

    /** Type values of system descriptors, with S = 0. */
    public static final int TSS_AVAILABLE_16 = 0x1;
    public static final int LDT = 0x2;
    public static final int CALL_GATE_16 = 0x4;
    public static final int TASK_GATE = 0x5;
    public static final int INTERRUPT_GATE_16 = 0x6;
    public static final int TRAP_GATE_16 = 0x7;
    public static final int TSS_AVAILABLE = 0x9;
    public static final int TSS_BUSY = 0xB;
    public static final int CALL_GATE = 0xC;
    public static final int INTERRUPT_GATE = 0xE;
    public static final int TRAP_GATE = 0xF;

    /** Bits of the high dword. */
    public static final int ACCESSED = 1 << 8;
    private static final int WRITABLE_OR_READABLE = 1 << 9;
    private static final int EXPAND_DOWN_OR_CONFORMING = 1 << 10;
    private static final int CODE = 1 << 11;
    private static final int SEGMENT = 1 << 12;
    private static final int WIDE_GATE = 1 << 11;
    private static final int PRESENT = 1 << 15;
    private static final int BIG = 1 << 22;
    private static final int GRANULAR = 1 << 23;

    private Descriptor() {
    }

    /** Makes one of its two dwords. */
    public static long of(int low, int high) {
        return (long) high << 32 | low & 0xFFFF_FFFFL;
    }

    /** The low dword. */
    public static int low(long descriptor) {
        return (int) descriptor;
    }

    /** The high dword. */
    public static int high(long descriptor) {
        return (int) (descriptor >>> 32);
    }

    /** Base of a segment. */
    public static int base(long descriptor) {
        int high = high(descriptor);
        return low(descriptor) >>> 16 | (high & 0xFF) << 16 | high & 0xFF00_0000;
    }

    /** Limit of a segment in bytes, inclusive, granularity applied. */
    public static int limit(long descriptor) {
        int limit = low(descriptor) & 0xFFFF | high(descriptor) & 0xF_0000;
        return (high(descriptor) & GRANULAR) != 0 ? limit << 12 | 0xFFF : limit;
    }

    /** The hidden part's access bits: bits 8 to 23 of the high dword in place, the limit's bits left out. */
    public static int access(long descriptor) {
        return high(descriptor) & 0x00F0_FF00;
    }

    /** Descriptor privilege level. */
    public static int dpl(int access) {
        return access >>> 13 & 3;
    }

    public static boolean present(int access) {
        return (access & PRESENT) != 0;
    }

    /** Code or data, as opposed to a system descriptor. */
    public static boolean segment(int access) {
        return (access & SEGMENT) != 0;
    }

    /** Type of a system descriptor; -1 of code and data. */
    public static int systemType(int access) {
        return segment(access) ? -1 : access >>> 8 & 0xF;
    }

    public static boolean code(int access) {
        return (access & (SEGMENT | CODE)) == (SEGMENT | CODE);
    }

    public static boolean data(int access) {
        return (access & (SEGMENT | CODE)) == SEGMENT;
    }

    public static boolean conforming(int access) {
        return code(access) && (access & EXPAND_DOWN_OR_CONFORMING) != 0;
    }

    public static boolean expandDown(int access) {
        return data(access) && (access & EXPAND_DOWN_OR_CONFORMING) != 0;
    }

    public static boolean writable(int access) {
        return data(access) && (access & WRITABLE_OR_READABLE) != 0;
    }

    public static boolean readable(int access) {
        return data(access) || code(access) && (access & WRITABLE_OR_READABLE) != 0;
    }

    /** D or B: 32-bit code, 32-bit stack, upper bound of an expand-down segment. */
    public static boolean big(int access) {
        return (access & BIG) != 0;
    }

    /** Selector of a gate. */
    public static int gateSelector(long descriptor) {
        return low(descriptor) >>> 16;
    }

    /** Offset of a gate, which has 16 bits if the gate is a 16-bit one. */
    public static int gateOffset(long descriptor) {
        int low = low(descriptor) & 0xFFFF;
        return gateSize(descriptor) == 2 ? low : low | high(descriptor) & 0xFFFF_0000;
    }

    /** Bytes of what goes through a gate: 2 or 4. */
    public static int gateSize(long descriptor) {
        return (high(descriptor) & WIDE_GATE) != 0 ? 4 : 2;
    }

    /** Parameters that a call gate copies, of the gate's size: 0 to 31. */
    public static int gateParameters(long descriptor) {
        return high(descriptor) & 0x1F;
    }
}
