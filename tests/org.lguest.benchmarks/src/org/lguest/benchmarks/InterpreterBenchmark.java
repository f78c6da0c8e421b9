/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

import org.lguest.x86.Exit;
import org.lguest.x86.Processor;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * Guest MIPS of the interpreter on small kernels, with nothing armed and with breakpoints and watches that are armed
 * and not hit. All combinations take turns in every round, and medians are given, so that the ratios hold even where
 * the machine's speed does not.
 *
 * <p>{@code java org.lguest.benchmarks.InterpreterBenchmark [ROUNDS [MILLIONS-OF-INSTRUCTIONS]]}
 */
public final class InterpreterBenchmark {

    /** In the order of the table in {@code kernels.c}. */
    private enum Kernel { INTMIX, INTERP, WATCH, MEM, TRAP, REP }

    private enum Armed {
        NOTHING, WATCH_ON_OTHER_PAGE, WATCH_ON_SAME_PAGE, BREAKPOINT_ON_OTHER_PAGE, FOUR_BREAKPOINTS_ON_SAME_PAGE
    }

    private static final int IMAGE = 0x10_0000;
    private static final int DIRECTORY = 0x1000;
    private static final int TABLES = 0x2000;
    private static final int GDT = 0x8000;
    private static final int IDT = 0x9000;
    private static final int HANDLER = 0xB000;
    private static final int RETURN = 0xB010;
    private static final int STACK = 0x2_0000;
    private static final int MEGABYTES = 16;
    private static final int CODE = 0x09;
    private static final int DATA = 0x11;
    private static final int ESP = 4;

    /** Time on the processor: other programs' shares of it do not count. */
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final byte[] image;
    private final long instructions;

    private InterpreterBenchmark(byte[] image, long instructions) {
        this.image = image;
        this.instructions = instructions;
    }

    /** Measures and prints a table. */
    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        long millions = arguments.length > 1 ? Long.parseLong(arguments[1]) : 20;
        try (InputStream in = InterpreterBenchmark.class.getResourceAsStream("kernels.bin")) {
            new InterpreterBenchmark(in.readAllBytes(), millions * 1_000_000).measure(rounds);
        }
    }

    private void measure(int rounds) {
        Map<Kernel, double[][]> speeds = new EnumMap<>(Kernel.class);
        for (Kernel kernel : Kernel.values()) {
            speeds.put(kernel, new double[Armed.values().length][rounds]);
        }
        // The first two rounds warm the machine up and are dropped.
        for (int round = -2; round < rounds; round++) {
            for (Kernel kernel : Kernel.values()) {
                for (Armed armed : Armed.values()) {
                    double speed = run(kernel, armed);
                    if (round >= 0) {
                        speeds.get(kernel)[armed.ordinal()][round] = speed;
                    }
                }
            }
        }
        System.out.printf("%-8s %10s", "kernel", "MIPS");
        for (Armed armed : Armed.values()) {
            if (armed != Armed.NOTHING) {
                System.out.printf("  %s", armed.name().toLowerCase().replace('_', ' '));
            }
        }
        System.out.println();
        speeds.forEach((kernel, byArmed) -> {
            double plain = median(byArmed[0]);
            System.out.printf("%-8s %10.1f", kernel.name().toLowerCase(), plain);
            for (Armed armed : Armed.values()) {
                if (armed != Armed.NOTHING) {
                    System.out.printf("  %" + armed.name().length() + ".2f", plain / median(byArmed[armed.ordinal()]));
                }
            }
            System.out.println();
        });
        System.out.println("Behind the MIPS: how many times slower, armed and not hit.");
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Runs a kernel in ring 1 and gives its MIPS. */
    private double run(Kernel kernel, Armed armed) {
        PhysicalMemory memory = new PhysicalMemory(MEGABYTES << 20);
        memory.write(IMAGE, image, 0, image.length);
        Processor processor = processor(memory);
        int entry = memory.read32(IMAGE + 4 * kernel.ordinal());
        memory.write32(STACK, RETURN);
        memory.write32(STACK + 4, -1);
        processor.setRegister(ESP, STACK);
        processor.setEip(entry);
        arm(processor, armed, entry);
        long start = CLOCK.getCurrentThreadCpuTime();
        Exit exit = processor.run(instructions);
        long nanos = CLOCK.getCurrentThreadCpuTime() - start;
        if (exit != Exit.BUDGET) {
            throw new IllegalStateException(kernel + " with " + armed + " ended with " + exit);
        }
        return processor.retired() * 1e3 / nanos;
    }

    private void arm(Processor processor, Armed armed, int entry) {
        // The last word of the page that the kernel works on, none of which touches it; its code page's end.
        int page = (IMAGE + image.length + 0xFFF & ~0xFFF) - 4;
        switch (armed) {
            case WATCH_ON_OTHER_PAGE -> arm(processor, 0x3_0000, 0x000D_0001);
            case WATCH_ON_SAME_PAGE -> arm(processor, page, 0x000D_0001);
            case BREAKPOINT_ON_OTHER_PAGE -> arm(processor, 0x3_0000, 1);
            case FOUR_BREAKPOINTS_ON_SAME_PAGE -> {
                for (int i = 1; i < 4; i++) {
                    processor.debugUnit().setAddress(0, i, (entry & ~0xFFF) + 0xFF0 + i);
                }
                arm(processor, (entry & ~0xFFF) + 0xFF0, 0x55);
            }
            default -> {
            }
        }
    }

    private static void arm(Processor processor, int address, int dr7) {
        processor.debugUnit().setAddress(0, 0, address);
        processor.debugUnit().setDr7(0, dr7);
    }

    /** Paging one to one, flat segments of ring 1, and vector 0x80 to a handler that returns. */
    private static Processor processor(PhysicalMemory memory) {
        for (int page = 0; page < MEGABYTES << 8; page++) {
            memory.write32(TABLES + 4 * page, page << 12 | 7);
        }
        for (int table = 0; table < MEGABYTES >> 2; table++) {
            memory.write32(DIRECTORY + 4 * table, TABLES + (table << 12) | 7);
        }
        int[] descriptors = {0, 0, 0xFFFF, 0x00CF_BB00, 0xFFFF, 0x00CF_B300, 0xFFFF, 0x00CF_9B00, 0xFFFF, 0x00CF_9300};
        for (int i = 0; i < descriptors.length; i++) {
            memory.write32(GDT + 4 * i, descriptors[i]);
        }
        memory.write32(IDT + 8 * 0x80, CODE << 16 | HANDLER);
        memory.write32(IDT + 8 * 0x80 + 4, 0xEF00);
        memory.write8(HANDLER, 0x40);
        memory.write8(HANDLER + 1, 0xCF);
        Processor processor = new Processor(memory);
        processor.setCr3(DIRECTORY);
        processor.setCr0(0x8001_0001);
        processor.loadGdtr(GDT, 4 * descriptors.length - 1);
        processor.loadIdtr(IDT, 0x7FF);
        processor.setPrivileged(0x18, 0x20, STACK);
        for (int value : new int[] {DATA, STACK, 0x202, CODE, RETURN}) {
            processor.push(value);
        }
        processor.iret();
        processor.loadSegment(0, DATA);
        processor.loadSegment(3, DATA);
        return processor;
    }
}
