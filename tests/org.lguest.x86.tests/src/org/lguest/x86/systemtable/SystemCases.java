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

import static org.lguest.x86.systemtable.CaseBuilder.CODE;
import static org.lguest.x86.systemtable.CaseBuilder.DATA;
import static org.lguest.x86.systemtable.CaseBuilder.EAX;
import static org.lguest.x86.systemtable.CaseBuilder.EBX;
import static org.lguest.x86.systemtable.CaseBuilder.ECX;
import static org.lguest.x86.systemtable.CaseBuilder.EDI;
import static org.lguest.x86.systemtable.CaseBuilder.ESI;
import static org.lguest.x86.systemtable.CaseBuilder.GDT;
import static org.lguest.x86.systemtable.CaseBuilder.IDT;
import static org.lguest.x86.systemtable.CaseBuilder.LDT;
import static org.lguest.x86.systemtable.CaseBuilder.STACK;
import static org.lguest.x86.systemtable.CaseBuilder.TSS;

import java.util.Random;

/** Makes cases at random, by the family: what is asked of segments, gates, paging, the system's instructions. */
final class SystemCases {

    /** What a case is about. */
    enum Family {
        SELECTOR_QUERIES, SEGMENT_LOADS, SEGMENT_ACCESSES, FAR_TRANSFERS, CALL_GATES, FAR_RETURNS, INTERRUPT_GATES,
        EXCEPTION_GATES, PAGING, ALIGNMENT, SYSTEM_REGISTERS, DESCRIPTOR_TABLES, PORTS_AND_FLAGS
    }

    private static final int CALL_GATE = 0xC;
    /** Entries of the GDT and the LDT for the case. */
    private static final int FREE = 0x80;
    private static final int FREE_TARGET = 0x88;
    private static final int FREE_LOCAL = 0x48;
    private static final int LOCAL = 4;
    private static final int LANDING = CODE + 0x100;
    private static final int VECTOR = 0x40;
    private static final int IOPL = 0x3000;
    private static final int ALIGNMENT_CHECK = 0x40000;

    private final Random random;

    SystemCases(long seed) {
        random = new Random(seed);
    }

    SystemCase next(Family family) {
        return switch (family) {
            case SELECTOR_QUERIES -> selectorQuery();
            case SEGMENT_LOADS -> segmentLoad();
            case SEGMENT_ACCESSES -> segmentAccess();
            case FAR_TRANSFERS -> farTransfer();
            case CALL_GATES -> callGate();
            case FAR_RETURNS -> farReturn();
            case INTERRUPT_GATES -> interruptGate();
            case EXCEPTION_GATES -> exceptionGate();
            case PAGING -> new PagingCases(random).next();
            case ALIGNMENT -> alignment();
            case SYSTEM_REGISTERS -> systemRegister();
            case DESCRIPTOR_TABLES -> descriptorTable();
            case PORTS_AND_FLAGS -> portOrFlags();
        };
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    @SafeVarargs
    private <T> T of(T... values) {
        return values[random.nextInt(values.length)];
    }

    private CaseBuilder start() {
        return new CaseBuilder(below(4));
    }

    /** Access byte: P mostly, any DPL, S, type. */
    private int access(int typeAndS) {
        return (oneIn(8) ? 0 : 0x80) | below(4) << 5 | typeAndS;
    }

    private static CaseBuilder segment(CaseBuilder to, int table, int selector, int base, int limit, int access,
            int flags) {
        return to.descriptor(table, selector, base << 16 | limit & 0xFFFF,
                base & 0xFF000000 | flags << 20 | limit & 0xF0000 | access << 8 | base >>> 16 & 0xFF);
    }

    /** A descriptor of any type but a task's, whose switches there are none, at FREE; gives a selector for it. */
    private int anyDescriptor(CaseBuilder to, boolean system) {
        boolean local = oneIn(4);
        int type = system && oneIn(2) ? below(16) : 0x10 | below(16);
        int selector = (local ? FREE_LOCAL | LOCAL : FREE) | (oneIn(2) ? to.ring : below(4));
        segment(to, local ? LDT : GDT, selector & 0xFFF8, oneIn(2) ? DATA : 0, of(0, 0xFFF, 0x1FFF, 0xFFFFF),
                access(type), of(0, 4, 8, 0xC, 0xD, 5));
        return selector;
    }

    private int oddSelector() {
        return of(0, 1, 2, 3, 4, 0x54, 0x57, 0x100, 0x103, 0xFFFF, 0xF8, 0x48, 0x50, 0x58, 0x5B, 0x0C, 0x17, 0x3F, 0x84);
    }

    private int aSelector(CaseBuilder to, boolean system) {
        return oneIn(5) ? oddSelector() : oneIn(5) ? of(CaseBuilder.code(below(4)), CaseBuilder.data(below(4)))
                : anyDescriptor(to, system);
    }

    private SystemCase selectorQuery() {
        CaseBuilder b = start();
        b.with(ECX, aSelector(b, true) | below(2) << 16).flags(oneIn(2) ? 0x40 : 0);
        b.with(EBX, below(4));
        return b.code(of("0F 02 C1", "66 0F 02 C1", "0F 03 C1", "66 0F 03 C1", "0F 00 E1", "0F 00 E9", "63 D9")).build();
    }

    private SystemCase segmentLoad() {
        CaseBuilder b = start();
        int selector = aSelector(b, true);
        int register = of(0, 2, 3, 4, 5);
        switch (below(3)) {
            case 0 -> b.with(ECX, selector).code("8E").number(0xC1 | register << 3, 1);
            case 1 -> b.poke(STACK, selector).code(switch (register) {
                case 0 -> "07";
                case 2 -> "17";
                case 3 -> "1F";
                case 4 -> "0F A1";
                default -> "0F A9";
            });
            default -> b.poke(DATA + 0x100, 0x12345678).poke(DATA + 0x104, selector).code(switch (register) {
                case 0 -> "C4 06";
                case 2 -> "0F B2 06";
                case 3 -> "C5 06";
                case 4 -> "0F B4 06";
                default -> "0F B5 06";
            });
        }
        return b.build();
    }

    /** What is at the edges of a segment, by its type and its D/B and G bits. */
    private SystemCase segmentAccess() {
        CaseBuilder b = start();
        boolean stack = oneIn(4);
        int type = stack ? of(0x12, 0x13, 0x16, 0x17) : of(0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x1A, 0x1E);
        boolean pages = oneIn(6);
        // With pages, within the memory that there is.
        int limit = pages ? of(0, 1, 2) : of(0, 1, 0xFF, 0xFFE, 0xFFF, 0x1000);
        int flags = (pages ? 8 : 0) | below(2) << 2;
        int end = pages ? limit << 12 | 0xFFF : limit;
        segment(b, GDT, FREE, DATA, limit, 0x80 | b.ring << 5 | type, flags);
        int offset = switch (below(8)) {
            case 0 -> below(0x800);
            case 1 -> -1 - below(8);
            case 2 -> 0xFFFF - below(8);
            case 3 -> 0x10000 + below(4);
            default -> end + below(10) - 5;
        };
        b.with(ECX, FREE | b.ring);
        if (stack) {
            // At ring 0 an exception would have to find its way on this very stack.
            CaseBuilder outer = new CaseBuilder(1 + below(3));
            segment(outer, GDT, FREE, DATA, limit, 0x80 | outer.ring << 5 | type, flags);
            outer.with(ECX, FREE | outer.ring).with(EAX, offset).with(ESI, offset);
            return outer.code("8E D1").code(of("89 C4 50", "89 C4 58", "36 8B 06", "36 88 06", "36 FF 06", "89 C4 60",
                    "89 C4 61", "89 C4 9C", "89 C4 66 50", "89 C5 8B 45 00", "89 C4 C8 04 00 00", "89 C5 C9")).build();
        }
        b.with(EAX, 0x1F).with(ESI, offset).with(EDI, offset).code("8E E1");
        return b.code(of("64 8A 06", "64 8B 06", "64 66 8B 06", "64 88 06", "64 89 06", "64 FF 06", "64 66 01 06",
                "64 0F C7 0E", "64 39 06", "64 A5", "64 0F A3 06", "64 62 06", "64 FF 36", "64 8F 06", "64 67 8B 04",
                "64 0F B2 06")).build();
    }

    private int codeSegment(CaseBuilder b, int selector) {
        int type = oneIn(6) ? below(32) : of(0x18, 0x1A, 0x1C, 0x1E, 0x1B, 0x1F);
        type = type < 0x10 ? 0x10 : type;
        boolean small = oneIn(4);
        segment(b, GDT, selector, 0, small ? CODE + of(0xFF, 0x100, 0x101, 0xFFF) : 0xFFFFF, access(type),
                small ? 4 : 0xC);
        return selector | (oneIn(2) ? b.ring : below(4));
    }

    private int aCodeSelector(CaseBuilder b) {
        return switch (below(6)) {
            case 0 -> oddCodeSelector();
            case 1 -> CaseBuilder.code(below(4));
            case 2 -> CaseBuilder.code(b.ring);
            default -> codeSegment(b, FREE_TARGET);
        };
    }

    /** None that leads to a task. */
    private int oddCodeSelector() {
        return of(0, 1, 3, 4, 0x50, 0x58, 0x5B, 0x10, 0x0C, 0x1D, 0x3F, 0x3C, 0x104, 0xFFFC);
    }

    private SystemCase farTransfer() {
        CaseBuilder b = start();
        int selector = aCodeSelector(b);
        return far(b, selector, LANDING).build();
    }

    private CaseBuilder far(CaseBuilder b, int selector, int offset) {
        return switch (below(4)) {
            case 0 -> b.code("9A").number(offset, 4).number(selector, 2);
            case 1 -> b.code("EA").number(offset, 4).number(selector, 2);
            case 2 -> b.poke(DATA + 0x100, offset).poke(DATA + 0x104, selector).code("FF 1E");
            default -> b.poke(DATA + 0x100, offset).poke(DATA + 0x104, selector).code("FF 2E");
        };
    }

    private SystemCase callGate() {
        // Ring 0's stack has to stay what it is, for the exception.
        CaseBuilder b = new CaseBuilder(1 + below(3));
        int selector = aCodeSelector(b);
        int parameters = oneIn(2) ? 0 : below(32);
        int type = oneIn(8) ? 4 : CALL_GATE;
        b.descriptor(GDT, FREE, selector << 16 | LANDING & 0xFFFF,
                LANDING & 0xFFFF0000 | (access(0) | type) << 8 | parameters);
        if (type == CALL_GATE && oneIn(6)) {
            brokenOuterInner(b);
        }
        b.poke(STACK, 0x51515151).poke(STACK + 4, 0x52525252);
        return far(b, FREE | (oneIn(2) ? 0 : below(4)), 0x7777).build();
    }

    /** Of rings 1 and 2 only: ring 0's stack is the handler's. */
    private void brokenOuterInner(CaseBuilder b) {
        int ring = 1 + below(2);
        b.poke(TSS + 8 + 8 * ring, of(0, 3, CaseBuilder.data(below(4)), CaseBuilder.code(ring), 0x54, 0x100, 0xFFFC,
                0x50));
    }

    private SystemCase farReturn() {
        CaseBuilder b = start();
        boolean iret = oneIn(2);
        boolean word = oneIn(8);
        int to = oneIn(6) ? below(4) : b.ring + below(4 - b.ring);
        int cs = oneIn(2) ? CaseBuilder.code(to) : aCodeSelector(b);
        int ss = oneIn(2) ? CaseBuilder.data(to) : oneIn(2) ? aSelectorFor(b) : CaseBuilder.data(below(4));
        int flags = below(0x1000) & 0xED7 | 2 | below(4) << 12 | (oneIn(4) ? 0x240000 & random.nextInt() : 0);
        int[] frame = iret ? new int[] {LANDING, cs, flags, 0x20900, ss} : new int[] {LANDING, cs, 0x20900, ss};
        int release = iret || oneIn(2) ? 0 : 8;
        int at = STACK;
        for (int i = 0; i < frame.length; i++) {
            if (!iret && i == 2) {
                at += release;
            }
            if (word) {
                int pair = i + 1 < frame.length ? frame[i + 1] : 0;
                if ((i & 1) == 0 && release == 0) {
                    b.poke(at, frame[i] & 0xFFFF | pair << 16);
                    at += 4;
                }
            } else {
                b.poke(at, frame[i]);
                at += 4;
            }
        }
        b.code(word ? "66" : "");
        if (iret) {
            b.code("CF");
        } else if (release == 0) {
            b.code("CB");
        } else {
            b.code("CA 08 00");
        }
        return b.build();
    }

    private int aSelectorFor(CaseBuilder b) {
        int type = of(0x10, 0x12, 0x13, 0x16, 0x1A, 0x02);
        segment(b, GDT, FREE, 0, 0xFFFFF, access(type), 0xC);
        return oneIn(4) ? of(0, 3, 0x104, 0x54) : FREE | below(4);
    }

    private SystemCase interruptGate() {
        CaseBuilder b = new CaseBuilder(1 + below(3));
        gate(b, VECTOR);
        return b.flags(below(2) << 9 | below(4) << 12).code("CD 40").build();
    }

    /** Interrupt and trap gates of any kind but a task's. */
    private void gate(CaseBuilder b, int vector) {
        int type = oneIn(5) ? of(0, 2, 4, 8, 0xA, 0xC, 0xD, 6, 7) : of(0xE, 0xF);
        int selector = aCodeSelector(b);
        b.descriptor(IDT, vector * 8, selector << 16 | LANDING & 0xFFFF, LANDING & 0xFFFF0000 | (access(0) | type) << 8);
        if (oneIn(5)) {
            brokenOuterInner(b);
        }
    }

    /** Exceptions and INT3, INTO, BOUND through such gates. */
    private SystemCase exceptionGate() {
        CaseBuilder b = new CaseBuilder(1 + below(3));
        int vector = of(0, 4, 5, 6, 13);
        gate(b, vector);
        return switch (vector) {
            case 0 -> b.with(ECX, 0).code("F7 F1").build();
            case 4 -> b.flags(0x800).code("CE").build();
            case 5 -> b.with(EAX, -1).poke(DATA + 0x100, 0).poke(DATA + 0x104, 5).code("62 06").build();
            case 6 -> b.code("0F 0B").build();
            default -> b.code(of("F4", "0F 22 C0", "CD 20")).build();
        };
    }

    private SystemCase alignment() {
        CaseBuilder b = start();
        b.control(0x40000 * below(2), 0).flags(oneIn(4) ? 0 : ALIGNMENT_CHECK).with(ESI, DATA + 0x100 + below(8))
                .with(EDI, DATA + 0x200 + below(8)).with(ECX, 2);
        if (oneIn(4)) {
            b.control(CaseBuilder.PAGED, 0);
        }
        if (oneIn(3)) {
            b.stack(STACK + below(4));
        }
        // For the bit string's sake.
        b.with(EAX, 0x1F);
        return b.code(of("8A 06", "8B 06", "66 8B 06", "89 06", "66 89 06", "FF 06", "F3 A5", "66 A5", "0F C7 0E",
                "0F A3 06", "62 06", "C5 06", "FF 36", "8F 06", "50", "58", "60", "61", "9C", "C9", "0F 01 06",
                "0F 01 0E", "C8 04 00 01", "66 A7", "87 06", "0F B2 06", "8C 1E")).build();
    }

    private SystemCase systemRegister() {
        CaseBuilder b = oneIn(4) ? start() : new CaseBuilder(0);
        b.control(oneIn(2) ? CaseBuilder.PAGED : 0, 0);
        return switch (below(10)) {
            // CR0: MP, EM, TS, WP, AM and PG at random; PE stays, and so do NW and CD.
            case 0 -> b.with(EAX, 0x11 | random.nextInt() & 0x8005000E).code("0F 22 C0").build();
            case 1 -> b.code("0F 20 C0 83 E0 1F").build();
            case 2 -> b.with(EAX, random.nextInt()).code("0F 22 D0 0F 20 D1").build();
            case 3 -> b.code("0F 20 D8").build();
            case 4 -> b.with(EAX, of(0, 4, 0x10, 0x14)).code("0F 22 E0 0F 20 E1").build();
            case 5 -> b.with(EAX, random.nextInt() & 0xF | below(2)).code("0F 01 F0 0F 01 E1 83 E1 0F").build();
            case 6 -> b.with(EAX, 0x19).code("0F 06").build();
            case 7 -> b.code(of("0F 01 3E", "0F 08", "0F 09", "0F 20 C8", "0F 22 C8", "0F 20 E8", "0F 22 F8")).build();
            case 8 -> b.with(EAX, 0x80000011 & ~(below(2) << 31)).code("0F 22 C0 0F 01 E0 83 E0 0F").build();
            default -> b.code(of("0F 01 E0 83 E0 0F", "66 0F 01 E0 83 E0 0F", "0F 01 26")).build();
        };
    }

    private SystemCase descriptorTable() {
        CaseBuilder b = oneIn(3) ? start() : new CaseBuilder(0);
        return switch (below(6)) {
            case 0 -> b.code(of("0F 01 06", "66 0F 01 06", "0F 01 0E", "66 0F 01 0E")).build();
            case 1 -> b.code(of("0F 00 C0", "66 0F 00 C0", "0F 00 C8", "0F 00 06", "0F 00 0E")).build();
            case 2 -> {
                // A GDT or IDT of another size where it is.
                int limit = of(0x57, 0x7F, 0x87, 0xFF, 0x3FF, 0x7FF, 0xFFFF);
                boolean gdt = oneIn(2);
                limit = gdt ? limit : 0x7FF | limit;
                b.poke(DATA + 0x100, (gdt ? GDT : IDT) << 16 | limit).poke(DATA + 0x104, 0);
                yield b.code(gdt ? "0F 01 16 0F 01 07" : "0F 01 1E 0F 01 0F").build();
            }
            case 3 -> {
                int type = of(2, 2, 2, below(16), 0x12, 0x1A);
                segment(b, GDT, FREE, LDT, of(0x7F, 0x1F, 0), access(type), 0);
                b.with(EAX, of(FREE, FREE, FREE | below(4), 0, 3, FREE | LOCAL, 0x100, 0x10));
                yield b.code("0F 00 D0").with(ECX, 0x1F).code(oneIn(2) ? "0F 02 C1" : "").build();
            }
            case 4 -> {
                int type = of(9, 9, 9, 0xB, 1, 3, below(16), 0x12);
                segment(b, GDT, FREE, TSS, of(0x67, 0x66, 0xFF, 0x2B), access(type), 0);
                b.with(EAX, of(FREE, FREE, FREE | below(4), 0, 3, FREE | LOCAL, 0x100, 0x10, 0x48));
                yield b.code("0F 00 D8").build();
            }
            // No such register.
            default -> b.with(ECX, 0x7777).with(ESI, DATA + 0x100).code(of("0F 30", "0F 32", "0F 31 B8 00 00 00 00 99"))
                    .build();
        };
    }

    private SystemCase portOrFlags() {
        CaseBuilder b = start();
        b.flags(below(4) << 12 & IOPL | below(2) << 9 | (oneIn(3) ? 0x24_0000 & random.nextInt() : 0));
        if (oneIn(2)) {
            b.poke(TSS + 0x68 + 0x60, random.nextInt());
        }
        if (oneIn(6)) {
            b.poke(TSS + 0x64, of(0xFF, 0xFE, 0x9B, 0xC7, 0xFFFF, 0x60) << 16);
        }
        b.with(CaseBuilder.EDX, 0x300 + below(0x20)).with(EDI, DATA + 0x100 + below(4));
        int flags = random.nextInt() & 0x247ED7 | 2;
        return switch (below(6)) {
            case 0 -> b.code(of("EC", "ED", "66 ED", "6C", "6D")).build();
            case 1 -> b.code(of("FA", "FB", "FB FA", "9C 58")).build();
            case 2 -> b.poke(STACK, flags).code("9D").build();
            case 3 -> b.poke(STACK, flags).code("66 9D").build();
            case 4 -> b.poke(STACK, LANDING).poke(STACK + 4, CaseBuilder.code(b.ring)).poke(STACK + 8, flags).code("CF")
                    .build();
            // HLT at ring 0 would be the end: nothing interrupts.
            default -> b.code(of("9C 58", "66 9C 58", "0F A2 31 C0 31 DB 31 C9 31 D2", b.ring == 0 ? "90" : "F4", "9B"))
                    .build();
        };
    }
}
