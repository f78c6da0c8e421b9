/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86;

import java.util.HexFormat;

import org.lguest.x86.memory.PhysicalMemory;

/**
 * A small machine for tests: 4 MiB mapped one to one for everybody, flat segments of rings 0, 1 and 3, a TSS, and an
 * IDT whose gates all lead to ring 0, so that whatever a test provokes in an outer ring comes back as an exit with a
 * frame to look at.
 */
public final class Machine {

    public static final int GDT = 0x1000;
    public static final int IDT = 0x2000;
    public static final int TSS = 0x3000;
    public static final int DIRECTORY = 0x4000;
    public static final int TABLE = 0x5000;
    public static final int HANDLERS = 0x6000;
    public static final int RING_0_STACK = 0x9000;
    public static final int RING_1_STACK = 0xB000;
    public static final int CODE = 0x1_0000;
    public static final int STACK = 0x2_1000;
    public static final int DATA = 0x3_0000;

    public static final int EAX = 0;
    public static final int ECX = 1;
    public static final int EDX = 2;
    public static final int EBX = 3;
    public static final int ESP = 4;
    public static final int EBP = 5;
    public static final int ESI = 6;
    public static final int EDI = 7;

    public static final int CODE_0 = 0x08;
    public static final int DATA_0 = 0x10;
    public static final int CODE_1 = 0x19;
    public static final int DATA_1 = 0x21;
    public static final int CODE_3 = 0x2B;
    public static final int DATA_3 = 0x33;
    public static final int TASK = 0x38;
    /** Entries from here on are free for tests. */
    public static final int FREE = 0x40;

    private static final int PAGING = 0x8001_0001;

    public final PhysicalMemory memory = new PhysicalMemory(4 << 20);
    public final Processor cpu;

    /** What a gate to ring 0 has pushed, and which gate it was. */
    public record Frame(int vector, int errorCode, int eip, int cs, int eflags, int esp, int ss) { }

    /** The machine, about to execute at {@link #CODE} in this ring, 0, 1 or 3. */
    public Machine(int ring) {
        this(ring, ProcessorModel.I686);
    }

    /** The machine with this processor. */
    public Machine(int ring, ProcessorModel model) {
        cpu = new Processor(memory, model);
        descriptor(CODE_0, 0x0000_FFFF, 0x00CF_9B00);
        descriptor(DATA_0, 0x0000_FFFF, 0x00CF_9300);
        descriptor(CODE_1, 0x0000_FFFF, 0x00CF_BB00);
        descriptor(DATA_1, 0x0000_FFFF, 0x00CF_B300);
        descriptor(CODE_3, 0x0000_FFFF, 0x00CF_FB00);
        descriptor(DATA_3, 0x0000_FFFF, 0x00CF_F300);
        descriptor(TASK, TSS << 16 | 0x67, 0x0000_8900);
        memory.write32(TSS + 4, RING_0_STACK);
        memory.write32(TSS + 8, DATA_0);
        memory.write32(TSS + 12, RING_1_STACK);
        memory.write32(TSS + 16, DATA_1);
        memory.write16(TSS + 0x66, 0x68);
        for (int vector = 0; vector < 256; vector++) {
            gate(vector, CODE_0, handler(vector), vector == 3 || vector == 4 || vector >= 0x30 ? 0xEE00 : 0x8E00);
        }
        memory.write32(DIRECTORY, TABLE | 7);
        for (int page = 0; page < 1024; page++) {
            memory.write32(TABLE + 4 * page, page << 12 | 7);
        }
        cpu.setCr3(DIRECTORY);
        cpu.setCr0(PAGING);
        cpu.loadGdtr(GDT, 0xFF);
        cpu.loadIdtr(IDT, 0x7FF);
        cpu.loadTaskRegister(TASK);
        cpu.setPrivileged(CODE_0, DATA_0, RING_0_STACK);
        if (ring == 0) {
            cpu.setRegister(ESP, STACK);
        } else {
            cpu.push(ring == 1 ? DATA_1 : DATA_3);
            cpu.push(STACK);
            cpu.push(0x202);
            cpu.push(ring == 1 ? CODE_1 : CODE_3);
            cpu.push(CODE);
            cpu.iret();
        }
        for (int segment : new int[] {0, 3}) {
            cpu.loadSegment(segment, ring == 0 ? DATA_0 : ring == 1 ? DATA_1 : DATA_3);
        }
        cpu.setEip(CODE);
    }

    /** Where the gate of this vector leads. */
    public static int handler(int vector) {
        return HANDLERS + 8 * vector;
    }

    /** Writes a descriptor into the GDT. */
    public void descriptor(int selector, int low, int high) {
        memory.write32(GDT + (selector & 0xFFF8), low);
        memory.write32(GDT + (selector & 0xFFF8) + 4, high);
    }

    /** Writes a gate; {@code access} is P, DPL and type in their place, as in 0x8E00. */
    public void gate(int vector, int selector, int offset, int access) {
        memory.write32(IDT + 8 * vector, selector << 16 | offset & 0xFFFF);
        memory.write32(IDT + 8 * vector + 4, offset & 0xFFFF_0000 | access);
    }

    /** Sets a page table entry: frame and flags. */
    public void page(int linear, int entry) {
        memory.write32(TABLE + 4 * (linear >>> 12), entry);
        cpu.invalidatePage(linear);
    }

    /** Writes bytes, in hexadecimal with blanks where one likes, at {@link #CODE}. */
    public Machine code(String hex) {
        return bytes(CODE, hex);
    }

    /** Writes bytes anywhere. */
    public Machine bytes(int address, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        memory.write(address, bytes, 0, bytes.length);
        return this;
    }

    /** Sets a general register. */
    public Machine with(int register, int value) {
        cpu.setRegister(register, value);
        return this;
    }

    /** Runs one instruction. */
    public Exit step() {
        return cpu.run(1);
    }

    /** Runs until a gate leads to ring 0, for at most a million instructions, and reads its frame. */
    public Frame fault() {
        Exit exit = cpu.run(1_000_000);
        if (exit != Exit.PRIVILEGED) {
            throw new AssertionError("expected a gate to ring 0, not " + exit + " " + cpu.shutdownCause());
        }
        return frame();
    }

    /** Reads the frame of the gate that has just been gone through. */
    public Frame frame() {
        int vector = (cpu.eip() - HANDLERS) / 8;
        int at = cpu.register(ESP);
        int error = 0;
        if (Vector.hasErrorCode(vector)) {
            error = memory.read32(at);
            at += 4;
        }
        return new Frame(vector, error, memory.read32(at), memory.read32(at + 4), memory.read32(at + 8),
                memory.read32(at + 12), memory.read32(at + 16));
    }
}
