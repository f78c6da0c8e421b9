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

import java.util.Arrays;

import org.lguest.x86.Exit;
import org.lguest.x86.Processor;
import org.lguest.x86.Vector;
import org.lguest.x86.memory.PhysicalMemory;

/** Our processor at ring 3, with the memory of {@link Arena} behind page tables and selectors as Linux has them. */
final class EmulatedProcessor {

    private static final int RAM = 0x40000;
    private static final int PAGE_DIRECTORY = 0x1000;
    private static final int FIRST_PAGE_TABLE = 0x2000;
    /** Linear address of all RAM, for ring 0 alone: the tables and the ring-0 stack are seen there. */
    private static final int KERNEL = 0xE0000000;
    private static final int GDT = 0x8000;
    private static final int GDT_LIMIT = 0x7F;
    private static final int IDT = 0x9000;
    private static final int TSS = 0xA000;
    private static final int LDT = 0xD000;
    private static final int KERNEL_STACK_TOP = 0xC000;
    private static final int CODE = 0x10000;
    private static final int DATA = 0x11000;
    private static final int STACK = 0x14000;
    private static final int HANDLERS = KERNEL + 0x20000;
    private static final int HANDLER_SIZE = 16;

    private static final int KERNEL_CODE = 0x10;
    private static final int KERNEL_DATA = 0x18;
    private static final int TASK = 0x40;
    private static final int LDT_SELECTOR = 0x50;
    private static final int PRESENT = 1;
    private static final int WRITABLE = 2;
    private static final int USER = 4;
    private static final byte INT3 = (byte) 0xCC;
    /** More than any single instruction retires: REP counts each iteration. */
    private static final int BUDGET = 100_000;

    private final PhysicalMemory memory = new PhysicalMemory(RAM);
    private final Processor processor = new Processor(memory);
    private final byte[] pristine = Arena.pristine();
    private final byte[] before = new byte[Arena.PAGE];
    private final byte[] after = new byte[Arena.PAGE];
    private int pageTables;

    EmulatedProcessor() {
        byte[] code = new byte[Arena.PAGE];
        Arrays.fill(code, INT3);
        memory.write(CODE, code, 0, code.length);
        memory.write(DATA, pristine, 0, 3 * Arena.PAGE);
        memory.write(STACK, pristine, 3 * Arena.PAGE, Arena.PAGE);
        map(Arena.CODE, CODE, 1, USER);
        map(Arena.DATA, DATA, 2, USER | WRITABLE);
        map(Arena.READ_ONLY, DATA + 2 * Arena.PAGE, 1, USER);
        map(Arena.STACK, STACK, 1, USER | WRITABLE);
        map(KERNEL, 0, RAM / Arena.PAGE, WRITABLE);
        descriptor(KERNEL_CODE, 0, 0xFFFFF, 0xC09B);
        descriptor(KERNEL_DATA, 0, 0xFFFFF, 0xC093);
        descriptor(Arena.USER_CODE, 0, 0xFFFFF, 0xC0FB);
        descriptor(Arena.USER_DATA, 0, 0xFFFFF, 0xC0F3);
        descriptor(TASK, KERNEL + TSS, 0x67, 0x0089);
        for (int vector = 0; vector < 256; vector++) {
            boolean open = vector == Vector.BREAKPOINT || vector == Vector.OVERFLOW;
            int handler = HANDLERS + vector * HANDLER_SIZE;
            memory.write32(IDT + 8 * vector, KERNEL_CODE << 16 | handler & 0xFFFF);
            memory.write32(IDT + 8 * vector + 4, handler & 0xFFFF0000 | (open ? 0xEE00 : 0x8E00));
        }
        memory.write32(TSS + 4, KERNEL + KERNEL_STACK_TOP);
        memory.write32(TSS + 8, KERNEL_DATA);
        // No I/O permission bitmap: it would begin beyond the limit.
        memory.write32(TSS + 0x64, 0x68 << 16);
        processor.setCr3(PAGE_DIRECTORY);
        processor.setCr0(0x80010001 | processor.cr0());
        processor.loadGdtr(KERNEL + GDT, GDT_LIMIT);
        processor.loadIdtr(KERNEL + IDT, 8 * 256 - 1);
        processor.loadTaskRegister(TASK);
        loadLocalSegments();
    }

    private void loadLocalSegments() {
        for (int i = 0; i < LocalSegments.count(); i++) {
            int[] dwords = LocalSegments.descriptor(i);
            memory.write32(LDT + 8 * i, dwords[0]);
            memory.write32(LDT + 8 * i + 4, dwords[1]);
        }
        descriptor(LDT_SELECTOR, KERNEL + LDT, 8 * LocalSegments.count() - 1, 0x0082);
        // lldt %ax
        memory.write32(HANDLERS - KERNEL, 0xD0000F);
        processor.setPrivileged(KERNEL_CODE, KERNEL_DATA, KERNEL + KERNEL_STACK_TOP);
        processor.setRegister(0, LDT_SELECTOR);
        processor.setEip(HANDLERS);
        processor.run(1);
    }

    private void map(int linear, int physical, int pages, int rights) {
        int entry = PAGE_DIRECTORY + (linear >>> 22) * 4;
        if (memory.read32(entry) == 0) {
            memory.write32(entry, FIRST_PAGE_TABLE + pageTables++ * Arena.PAGE | USER | WRITABLE | PRESENT);
        }
        int table = memory.read32(entry) & -Arena.PAGE;
        for (int i = 0; i < pages; i++) {
            int address = linear + i * Arena.PAGE;
            memory.write32(table + (address >>> 12 & 0x3FF) * 4, physical + i * Arena.PAGE | rights | PRESENT);
        }
    }

    private void descriptor(int selector, int base, int limit, int access) {
        int at = GDT + (selector & ~7);
        memory.write32(at, base << 16 | limit & 0xFFFF);
        memory.write32(at + 4, base & 0xFF000000 | (access & 0xF000) << 8 | limit & 0xF0000 | (access & 0xFF) << 8
                | base >>> 16 & 0xFF);
    }

    Outcome run(TestCase testCase) {
        int[] pokes = testCase.pokes();
        int code = CODE + testCase.eip() - Arena.CODE;
        for (int i = 0; i < pokes.length; i += 2) {
            memory.write32(physical(pokes[i]), pokes[i + 1]);
        }
        memory.write(code, testCase.code(), 0, testCase.code().length);
        if (testCase.modifying()) {
            codePage(USER | WRITABLE);
        }
        enter(testCase);
        Exit exit = processor.run(BUDGET);
        if (testCase.modifying()) {
            codePage(USER);
        }
        Outcome outcome = exit == Exit.PRIVILEGED ? fromFrame(testCase) : stuck(exit, testCase);
        byte[] fill = new byte[testCase.code().length];
        Arrays.fill(fill, INT3);
        memory.write(code, fill, 0, fill.length);
        return outcome;
    }

    private void codePage(int rights) {
        map(Arena.CODE, CODE, 1, rights);
        processor.invalidatePage(Arena.CODE);
    }

    private void enter(TestCase testCase) {
        processor.setPrivileged(KERNEL_CODE, KERNEL_DATA, KERNEL + KERNEL_STACK_TOP);
        int[] selectors = testCase.selectors();
        for (int segment : new int[] {0, 3, 4, 5}) {
            processor.push(selectors[segment]);
            processor.popSegment(segment);
        }
        processor.push(selectors[2]);
        processor.push(testCase.registers()[4]);
        processor.push(testCase.eflags());
        processor.push(selectors[1]);
        processor.push(testCase.offset());
        for (int i = 0; i < 8; i++) {
            if (i != 4) {
                processor.setRegister(i, testCase.registers()[i]);
            }
        }
        processor.iret();
        // A return to a 16-bit stack keeps the upper half of ESP; Linux sees to it that it is the program's.
        processor.setRegister(4, testCase.registers()[4]);
    }

    private Outcome fromFrame(TestCase testCase) {
        int vector = (processor.eip() - HANDLERS) / HANDLER_SIZE;
        int errorCode = Vector.hasErrorCode(vector) ? processor.pop() : 0;
        int eip = processor.pop();
        int cs = processor.pop() & 0xFFFF;
        int eflags = processor.pop();
        int[] registers = new int[8];
        for (int i = 0; i < 8; i++) {
            registers[i] = processor.register(i);
        }
        registers[4] = processor.pop();
        int ss = processor.pop() & 0xFFFF;
        int[] selectors = {processor.selector(0), cs, ss, processor.selector(3), processor.selector(4),
            processor.selector(5)};
        return changes(testCase).outcome(registers, eflags, eip, vector, errorCode,
                vector == Vector.PAGE_FAULT ? processor.cr2() : 0, selectors);
    }

    /** No exception came: shown as a vector that there is not. */
    private Outcome stuck(Exit exit, TestCase testCase) {
        return changes(testCase).outcome(new int[8], processor.eflags(), processor.eip(), 0x100 + exit.ordinal(), 0, 0,
                new int[6]);
    }

    /** Finds the changed dwords and undoes them. */
    private Outcome.Changes changes(TestCase testCase) {
        Outcome.Changes changes = new Outcome.Changes();
        int[] pages = Arena.writablePages();
        for (int page = 0; page < pages.length; page++) {
            int physical = physical(pages[page]);
            int offset = Arena.pristineOffset(page);
            System.arraycopy(pristine, offset, before, 0, Arena.PAGE);
            int[] pokes = testCase.pokes();
            for (int i = 0; i < pokes.length; i += 2) {
                int at = pokes[i] - pages[page];
                if (at >= 0 && at < Arena.PAGE) {
                    PhysicalMemory.INT.set(before, at, pokes[i + 1]);
                }
            }
            memory.read(physical, after, 0, Arena.PAGE);
            for (int at = 0; at < Arena.PAGE; at += 4) {
                int value = (int) PhysicalMemory.INT.get(after, at);
                if (value != (int) PhysicalMemory.INT.get(before, at)) {
                    changes.add(pages[page] + at, value);
                }
            }
            if (!Arrays.equals(after, 0, Arena.PAGE, pristine, offset, offset + Arena.PAGE)) {
                memory.write(physical, pristine, offset, Arena.PAGE);
            }
        }
        return changes;
    }

    private static int physical(int linear) {
        return linear - Arena.DATA >= 0 && linear - Arena.DATA < 3 * Arena.PAGE ? DATA + linear - Arena.DATA
                : STACK + linear - Arena.STACK;
    }
}
