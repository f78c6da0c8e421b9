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

/**
 * The segments of the cases' LDT, which Linux lets a program choose: data of every kind that it allows, stacks and
 * code. Conforming code it allows only where it is not present, and no other ring's.
 */
final class LocalSegments {

    /**
     * One entry.
     *
     * @param contents 0 data, 1 expand-down data, 2 code, 3 conforming code
     * @param more     whether data can be written, code can be read
     */
    private record Segment(int base, int limit, int contents, boolean more, boolean present, boolean wide,
            boolean pages) {
    }

    static final int DATA = selector(0);
    static final int READ_ONLY = selector(1);
    static final int EXPAND_DOWN = selector(2);
    static final int EXPAND_DOWN_16 = selector(3);
    static final int ABSENT = selector(4);
    static final int EXECUTE_ONLY = selector(5);
    static final int CODE = selector(6);
    static final int STACK_16 = selector(7);
    static final int STACK = selector(8);
    static final int STACK_EXPAND_DOWN = selector(9);
    static final int PAGES = selector(10);
    static final int ABSENT_CODE = selector(11);
    static final int FLAT = selector(12);

    private static final int STACK_BEFORE = 0x10000;

    private static final Segment[] SEGMENTS = {
        new Segment(Arena.DATA, 0x1FFF, 0, true, true, true, false),
        new Segment(Arena.DATA, 0x1FFF, 0, false, true, true, false),
        new Segment(Arena.DATA, 0xFFF, 1, true, true, true, false),
        new Segment(Arena.DATA, 0xFFF, 1, true, true, false, false),
        new Segment(Arena.DATA, 0x1FFF, 0, true, false, true, false),
        new Segment(Arena.CODE, 0xFFF, 2, false, true, true, false),
        new Segment(Arena.CODE, 0xFFF, 2, true, true, true, false),
        new Segment(Arena.STACK, 0xFFF, 0, true, true, false, false),
        new Segment(Arena.STACK, 0xFFF, 0, true, true, true, false),
        new Segment(Arena.STACK - STACK_BEFORE, STACK_BEFORE - 1, 1, true, true, true, false),
        new Segment(Arena.DATA, 1, 0, true, true, true, true),
        new Segment(Arena.CODE, 0xFFF, 3, true, false, true, false),
        new Segment(0, 0xFFFFF, 0, true, true, true, true)};

    private LocalSegments() {
    }

    /** Of the LDT, ring 3's. */
    private static int selector(int index) {
        return index << 3 | 7;
    }

    static int count() {
        return SEGMENTS.length;
    }

    /** The base that a selector, of this table or a flat one, leads to. */
    static int base(int selector) {
        return (selector & 4) != 0 && selector >>> 3 < SEGMENTS.length ? SEGMENTS[selector >>> 3].base : 0;
    }

    /** For Linux: struct user_desc of each. */
    static void writeTo(ByteBuffer buffer) {
        for (int i = 0; i < SEGMENTS.length; i++) {
            Segment s = SEGMENTS[i];
            int flags = bit(s.wide, 0) | s.contents << 1 | bit(!s.more, 3) | bit(s.pages, 4) | bit(!s.present, 5);
            buffer.putInt(i).putInt(s.base).putInt(s.limit).putInt(flags);
        }
    }

    /** As Linux makes it a descriptor, which is accessed from the start: its two dwords. */
    static int[] descriptor(int index) {
        Segment s = SEGMENTS[index];
        int type = 1 | bit(s.more, 1) | s.contents << 2;
        int access = bit(s.present, 7) | 0x70 | type;
        return new int[] {s.base << 16 | s.limit & 0xFFFF, s.base & 0xFF000000 | bit(s.pages, 23) | bit(s.wide, 22)
                | s.limit & 0xF0000 | access << 8 | s.base >>> 16 & 0xFF};
    }

    private static int bit(boolean set, int number) {
        return set ? 1 << number : 0;
    }
}
