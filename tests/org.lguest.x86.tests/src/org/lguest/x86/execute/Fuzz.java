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
import org.lguest.x86.ProcessorModel;
import org.lguest.x86.Vector;
import org.lguest.x86.debug.DebugUnit;
import org.lguest.x86.memory.PhysicalMemory;
import org.lguest.x86.opcode.OpcodeRow;
import org.lguest.x86.opcode.OpcodeRows;

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
    private static final int LEGS = 400;
    private static final int CODE_BYTES = 0x1000;
    /** How long one leg, of some hundred instructions, may take on a busy machine. */
    private static final long STUCK_NANOSECONDS = 60_000_000_000L;

    private static final int[] PREFIXES = {0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65, 0x66, 0x67, 0xF0, 0xF2, 0xF3};
    private static final byte[] NOISE = new byte[2 * RAM];
    private static final byte[][] OPCODES = OpcodeRows.all().stream().map(Fuzz::opcode).toArray(byte[][]::new);

    static {
        new Random(1985).nextBytes(NOISE);
    }

    /** The machine that runs now and since when, for the thread that looks whether it is stuck. */
    private static volatile long currentSeed;
    private static volatile long currentStart = Long.MAX_VALUE;

    private final Random random;
    private final PhysicalMemory memory = new PhysicalMemory(RAM);
    private Processor cpu;
    private long retired;
    private final int[] exits = new int[Exit.values().length];
    private final int[] rings = new int[4];
    private final int[] codeAt = new int[4];
    private int regions;

    Fuzz(long seed) {
        random = new Random(seed);
        cpu = processor();
        memory.write(0, NOISE, random.nextInt(RAM), RAM);
        for (int region = 0; region < 4; region++) {
            code(random.nextInt(RAM - CODE_BYTES));
        }
        tables();
    }

    private Processor processor() {
        ProcessorModel[] models = ProcessorModel.values();
        return new Processor(memory, models[random.nextInt(models.length)]);
    }

    private void tables() {
        descriptors();
        gates();
        pages();
        cpu.loadGdtr(GDT, random.nextInt(4) == 0 ? random.nextInt(0x10000) : 0xFF);
        cpu.loadIdtr(IDT, random.nextInt(4) == 0 ? random.nextInt(0x10000) : 0x7FF);
    }

    /** Another processor in the same memory: from a shutdown there is no way on. */
    private void reset() {
        retired += cpu.retired();
        cpu = processor();
        tables();
        start();
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
        watch(Thread.currentThread());
        while (System.nanoTime() < end) {
            currentSeed = seed;
            currentStart = System.nanoTime();
            Fuzz fuzz = new Fuzz(seed);
            try {
                fuzz.run();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError defect) {
                throw new AssertionError("seed " + seed, defect);
            }
            for (int i = 0; i < exits.length; i++) {
                exits[i] += fuzz.exits[i];
            }
            for (int i = 0; i < rings.length; i++) {
                rings[i] += fuzz.rings[i];
            }
            retired += fuzz.retired;
            machines++;
            seed++;
        }
        System.out.printf("%d machines, %d instructions, next seed %d%n", machines, retired, seed);
        for (Exit exit : Exit.values()) {
            System.out.printf("  %s %d%n", exit, exits[exit.ordinal()]);
        }
        System.out.printf("  legs begun in ring 0: %d, 1: %d, 2: %d, 3: %d%n", rings[0], rings[1], rings[2], rings[3]);
    }

    /** Ends it all when a machine does not come back: no single instruction may take that long. */
    private static void watch(Thread fuzzing) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    Thread.sleep(1000);
                    if (System.nanoTime() - currentStart > STUCK_NANOSECONDS) {
                        System.err.println("seed " + currentSeed + " is stuck");
                        for (StackTraceElement frame : fuzzing.getStackTrace()) {
                            System.err.println("    at " + frame);
                        }
                        System.exit(1);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Opcodes of the table with noise after them: most of plain noise is #UD, #GP and #PF at once. */
    private void code(int at) {
        int end = at + CODE_BYTES;
        int here = at;
        while (here < end) {
            if (random.nextInt(4) == 0) {
                memory.write8(here++, PREFIXES[random.nextInt(PREFIXES.length)]);
            }
            byte[] opcode = OPCODES[random.nextInt(OPCODES.length)];
            memory.write(here, opcode, 0, opcode.length);
            if ((opcode[0] & 0xFF) == 0x9A || (opcode[0] & 0xFF) == 0xEA) {
                // Far, to something that is in the table.
                memory.write16(here + 5, 8 * random.nextInt(0x20) | random.nextInt(4));
                here += 6;
            }
            here += opcode.length + random.nextInt(5);
        }
        codeAt[regions++] = at;
    }

    private static byte[] opcode(OpcodeRow row) {
        String[] words = row.encoding().split(" ");
        byte[] bytes = new byte[words.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(words[i].substring(0, 2), 16);
        }
        return bytes;
    }

    private int codeAddress() {
        return random.nextInt(4) == 0 ? random.nextInt(RAM)
                : codeAt[random.nextInt(regions)] + random.nextInt(CODE_BYTES);
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
                case SHUTDOWN -> reset();
                default -> {
                    if (random.nextInt(4) == 0 && cpu.interruptible()) {
                        cpu.interrupt(random.nextInt(256));
                    }
                }
            }
        }
        retired += cpu.retired();
        return retired;
    }

    /** By the Switcher's way into some ring, as far as that goes. */
    private void start() {
        int ring = random.nextInt(4);
        try {
            cpu.setCr3(DIRECTORY);
            cpu.setCr0((random.nextInt(4) == 0 ? 1 : 0x8001_0001) | (random.nextInt(2) == 0 ? 0x4_0000 : 0)
                    | random.nextInt(4) << 4);
            cpu.setCr4(random.nextInt() & 0x90);
            cpu.setCr4(random.nextInt(0x100));
            cpu.setPrivileged(0x08, 0x10, 0x8_0000 + random.nextInt(0x1000));
            memory.write32(GDT + 0x80 + 4, memory.read32(GDT + 0x80 + 4) & ~0x200);
            cpu.loadTaskRegister(0x80);
            cpu.setEip(codeAddress());
            if (ring != 0) {
                cpu.push(0x10 + ring * 0x10 | ring);
                cpu.push(0x9_0000 + random.nextInt(0x1000));
                cpu.push(random.nextInt() & 0x5_4FD5 | 2);
                cpu.push(0x08 + ring * 0x10 | ring);
                cpu.push(codeAddress());
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

    /** Flat code and data of each ring in turn from 8 on, a TSS at 0x80, then all kinds; noise in between. */
    private void descriptors() {
        for (int ring = 0; ring < 4; ring++) {
            descriptor(0x08 + 0x10 * ring, 0xFFFF, 0x00CF_9B00 | ring << 13);
            boolean odd = random.nextInt(4) == 0;
            descriptor(0x10 + 0x10 * ring, odd ? random.nextInt() : 0xFFFF,
                    (odd ? 0x0040_9300 | random.nextInt(16) : 0x00CF_9300) | ring << 13);
        }
        descriptor(0x80, TSS << 16 | 0x67, 0x8900);
        for (int selector = 0x88; selector < 0x100; selector += 8) {
            int access = 0x8000 | random.nextInt(0x80) << 8;
            if (random.nextInt(2) == 0) {
                // A call gate to some ring's code.
                int offset = codeAddress();
                descriptor(selector, 0x08 + 0x10 * random.nextInt(4) << 16 | offset & 0xFFFF,
                        offset & 0xFFFF_0000 | access & 0xE000 | (random.nextInt(4) == 0 ? 0x400 : 0xC00)
                                | random.nextInt(32));
            } else {
                // A segment of any type, 16 or 32 bits, counted in bytes or pages.
                descriptor(selector, random.nextInt(), random.nextInt(4) << 22 | access | random.nextInt(16));
            }
        }
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
                int offset = codeAddress();
                memory.write32(IDT + 8 * vector, 0x08 + 0x10 * ring << 16 | offset & 0xFFFF);
                int type = random.nextInt(8) == 0 ? random.nextInt(16) << 8 : 0xE00 | random.nextInt(2) << 8;
                memory.write32(IDT + 8 * vector + 4, offset & 0xFFFF_0000 | 0x8000 | random.nextInt(4) << 13 | type);
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
        // A page of 4 MiB, if there are such.
        memory.write32(DIRECTORY + 4, random.nextInt(0x200) | 0x80);
    }
}
