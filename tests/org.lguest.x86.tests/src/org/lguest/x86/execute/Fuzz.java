/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.execute;

import java.util.Random;

import org.lguest.x86.Exit;
import org.lguest.x86.Processor;
import org.lguest.x86.ProcessorException;
import org.lguest.x86.Vector;
import org.lguest.x86.debug.DebugUnit;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * Random machines: random bytes as code, in any ring, on page tables, descriptors and gates that are half sense and
 * half noise, under random debug registers in several banks, with interrupts in between. All that may come out of the
 * processor are its exits, and, from the Switcher's instructions, faults.
 *
 * <p>{@code java org.lguest.x86.execute.Fuzz [SECONDS [SEED]]}
 */
public final class Fuzz {

    private static final int RAM = 1 << 20;
    private static final int GDT = 0x1000;
    private static final int IDT = 0x2000;
    private static final int TSS = 0x3000;
    private static final int DIRECTORY = 0x4000;
    private static final int TABLES = 0x5000;
    private static final int LEGS = 60;

    private final Random random;
    private final PhysicalMemory memory = new PhysicalMemory(RAM);
    private final Processor cpu = new Processor(memory);
    private final int[] exits = new int[Exit.values().length];
    private final int[] rings = new int[4];

    Fuzz(long seed) {
        random = new Random(seed);
        byte[] noise = new byte[RAM];
        random.nextBytes(noise);
        memory.write(0, noise, 0, RAM);
        descriptors();
        gates();
        pages();
        cpu.loadGdtr(GDT, random.nextInt(4) == 0 ? random.nextInt(0x10000) : 0xFF);
        cpu.loadIdtr(IDT, random.nextInt(4) == 0 ? random.nextInt(0x10000) : 0x7FF);
    }

    /** Fuzzes for some seconds and prints what was seen; a defect ends it with its seed. */
    public static void main(String[] arguments) {
        long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 60;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        int[] exits = new int[Exit.values().length];
        int[] rings = new int[4];
        long machines = 0;
        long retired = 0;
        while (System.nanoTime() < end) {
            Fuzz fuzz = new Fuzz(seed);
            try {
                fuzz.run();
            } catch (RuntimeException | StackOverflowError defect) {
                throw new AssertionError("seed " + seed, defect);
            }
            for (int i = 0; i < exits.length; i++) {
                exits[i] += fuzz.exits[i];
            }
            for (int i = 0; i < rings.length; i++) {
                rings[i] += fuzz.rings[i];
            }
            retired += fuzz.cpu.retired();
            machines++;
            seed++;
        }
        System.out.printf("%d machines, %d instructions, next seed %d%n", machines, retired, seed);
        for (Exit exit : Exit.values()) {
            System.out.printf("  %s %d%n", exit, exits[exit.ordinal()]);
        }
        System.out.printf("  legs begun in ring 0: %d, 1: %d, 2: %d, 3: %d%n", rings[0], rings[1], rings[2], rings[3]);
    }

    /** Runs the machine for some legs; gives the instructions retired. */
    long run() {
        for (int leg = 0; leg < LEGS; leg++) {
            if (random.nextInt(3) == 0 || cpu.cpl() == 0) {
                start();
            }
            if (random.nextInt(4) == 0) {
                debugRegisters();
            }
            rings[cpu.cpl()]++;
            Exit exit = cpu.run(random.nextInt(200));
            exits[exit.ordinal()]++;
            switch (exit) {
                case DEBUG_EXCEPTION -> {
                    if (random.nextBoolean()) {
                        cpu.deliverDebugException();
                    } else {
                        cpu.suppressDebuggerExecuteMatchOnce();
                    }
                }
                case SHUTDOWN -> {
                    return cpu.retired();
                }
                default -> {
                    if (random.nextInt(4) == 0 && cpu.interruptible()) {
                        cpu.interrupt(random.nextInt(256));
                    }
                }
            }
        }
        return cpu.retired();
    }

    /** By the Switcher's way into some ring, as far as that goes. */
    private void start() {
        int ring = random.nextInt(4);
        try {
            cpu.setCr3(DIRECTORY);
            cpu.setCr0(random.nextInt(4) == 0 ? 1 : 0x8001_0001);
            cpu.setPrivileged(0x08, 0x10, 0x8_0000 + random.nextInt(0x1000));
            memory.write32(GDT + 0x80 + 4, memory.read32(GDT + 0x80 + 4) & ~0x200);
            cpu.loadTaskRegister(0x80);
            if (ring != 0) {
                cpu.push(0x10 + ring * 0x10 | ring);
                cpu.push(0x9_0000 + random.nextInt(0x1000));
                cpu.push(random.nextInt() & 0x1_4FD5 | 2);
                cpu.push(0x08 + ring * 0x10 | ring);
                cpu.push(random.nextInt(RAM));
                cpu.iret();
            }
            for (int segment : new int[] {0, 3, 4, 5}) {
                cpu.loadSegment(segment, random.nextInt(6) == 0 ? random.nextInt(0x100) : 0x10 + ring * 0x10 | ring);
            }
        } catch (ProcessorException fault) {
            // The tables may be noise by now: the Switcher would be killed, the next leg begins where this one got.
            if (fault.vector() == Vector.DEBUG) {
                debugRegisters();
            }
        }
        for (int r = 0; r < 8; r++) {
            if (r != 4) {
                cpu.setRegister(r, random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(RAM));
            }
        }
    }

    private void debugRegisters() {
        DebugUnit unit = cpu.debugUnit();
        unit.setBanks(1 + random.nextInt(4));
        for (int bank = 0; bank < unit.banks(); bank++) {
            for (int i = 0; i < 4; i++) {
                unit.setAddress(bank, i, random.nextInt(4) == 0 ? cpu.eip() + random.nextInt(16) : random.nextInt(RAM));
            }
            unit.setDr7(bank, random.nextInt() & random.nextInt());
        }
    }

    /** Flat code and data of each ring in turn from 8 on, a TSS at 0x80, noise in between. */
    private void descriptors() {
        for (int ring = 0; ring < 4; ring++) {
            descriptor(0x08 + 0x10 * ring, 0xFFFF, 0x00CF_9B00 | ring << 13);
            boolean odd = random.nextInt(4) == 0;
            descriptor(0x10 + 0x10 * ring, odd ? random.nextInt() : 0xFFFF,
                    (odd ? 0x0040_9300 | random.nextInt(16) : 0x00CF_9300) | ring << 13);
        }
        descriptor(0x80, TSS << 16 | 0x67, 0x8900);
        for (int ring = 0; ring < 3; ring++) {
            memory.write32(TSS + 4 + 8 * ring, 0xA_0000 + 0x1_0000 * ring);
            memory.write32(TSS + 8 + 8 * ring, 0x10 + 0x10 * ring | ring);
        }
    }

    private void descriptor(int selector, int low, int high) {
        memory.write32(GDT + selector, low);
        memory.write32(GDT + selector + 4, high);
    }

    private void gates() {
        for (int vector = 0; vector < 256; vector++) {
            if (random.nextInt(10) != 0) {
                int ring = random.nextInt(4);
                int offset = random.nextInt(RAM);
                memory.write32(IDT + 8 * vector, 0x08 + 0x10 * ring << 16 | offset & 0xFFFF);
                memory.write32(IDT + 8 * vector + 4, offset & 0xFFFF_0000 | 0x8E00 | random.nextInt(4) << 13
                        | random.nextInt(2) << 8);
            }
        }
    }

    /** The first MiB mapped nearly one to one, with all kinds of permission; above it noise. */
    private void pages() {
        for (int page = 0; page < 256; page++) {
            int frame = random.nextInt(8) == 0 ? random.nextInt(0x140) : page;
            memory.write32(TABLES + 4 * page, frame << 12 | (random.nextInt(8) == 0 ? random.nextInt(0x80) : 7));
        }
        memory.write32(DIRECTORY, TABLES | 7);
    }
}
