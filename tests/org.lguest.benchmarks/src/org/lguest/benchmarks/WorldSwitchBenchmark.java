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

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.Trace;
import org.lguest.hypervisor.host.Debugger;
import org.lguest.hypervisor.host.Devices;
import org.lguest.hypervisor.host.HypercallRequest;
import org.lguest.hypervisor.host.GuestStart;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.host.MachineLayout;
import org.lguest.hypervisor.host.RunLoop;
import org.lguest.hypervisor.host.Stations;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * What it costs to leave the guest and to enter it again: by a hypercall that asks for nothing, and by a page fault
 * that the Host answers from the guest's page tables. With nothing armed, and with one, ten and 250 banks of the
 * debugger's, each of two breakpoints and two watches that are not hit. All combinations take turns in every round, and
 * medians are given, so that the ratios hold even where the machine's speed does not.
 *
 * <p>{@code java org.lguest.benchmarks.WorldSwitchBenchmark [ROUNDS [THOUSANDS-OF-SWITCHES]]}, at most 100 thousand
 */
public final class WorldSwitchBenchmark {

    private enum Switch { HYPERCALL, PAGE_FAULT }

    private static final int[] BANKS = {0, 1, 10, 250};

    private static final int BYTES = 8 << 20;
    private static final int PAGE_OFFSET = 0xC000_0000;
    private static final int DIRECTORY = BYTES - 4096;
    private static final int TABLE = BYTES - 8192;
    private static final int DATA = 0x1_0000;
    private static final int STATUS = DATA + 20;
    private static final int TEXT = 0x2_0000;
    private static final int CODE = 0x10_0000;
    /** Linear address of the pages to touch: all that one page table maps, over and over again. */
    private static final int PAGES = 0x4000_0000;
    private static final int PAGES_TABLES = 98;
    private static final int UNTOUCHED = PAGE_OFFSET + 0x30_0000;

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final int switches;

    private WorldSwitchBenchmark(int switches) {
        this.switches = switches;
    }

    /** Measures and prints a table. */
    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        int thousands = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        if (thousands < 1 || thousands > 100) {
            throw new IllegalArgumentException(thousands + " thousand switches: give 1 to 100");
        }
        new WorldSwitchBenchmark(thousands * 1000).measure(rounds);
    }

    private void measure(int rounds) {
        double[][][] nanos = new double[Switch.values().length][BANKS.length][rounds];
        // The first two rounds warm the machine up and are dropped.
        for (int round = -2; round < rounds; round++) {
            for (Switch kind : Switch.values()) {
                for (int i = 0; i < BANKS.length; i++) {
                    double cost = run(kind, BANKS[i]);
                    if (round >= 0) {
                        nanos[kind.ordinal()][i][round] = cost;
                    }
                }
            }
        }
        System.out.printf("%-12s %8s  %10s  %10s  %10s%n", "switch", "ns", "one bank", "ten banks", "250 banks");
        for (Switch kind : Switch.values()) {
            double[][] costs = nanos[kind.ordinal()];
            double plain = median(costs[0]);
            System.out.printf("%-12s %8.0f  %10.2f  %10.2f  %10.2f%n", kind.name().toLowerCase().replace('_', ' '), plain,
                    median(costs[1]) / plain, median(costs[2]) / plain, median(costs[3]) / plain);
        }
        System.out.println("Behind the time for there and back with nothing armed: how many times dearer with so many banks.");
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Runs a guest that does nothing but switch, and gives the nanoseconds of each. */
    private double run(Switch kind, int banks) {
        MachineLayout layout = new MachineLayout(BYTES);
        PhysicalMemory memory = new PhysicalMemory(layout.machineBytes());
        layOut(memory, kind);
        Machine machine = new Machine(layout, memory, new GuestStart(DIRECTORY, PAGE_OFFSET + CODE, PAGE_OFFSET), Trace.OFF,
                new Stations());
        for (int bank = 1; bank <= banks; bank++) {
            for (int register = 0; register < 4; register++) {
                set(machine, bank, register, UNTOUCHED + 64 * bank + 4 * register);
            }
            set(machine, bank, 7, 0xDD00_00AA);
        }
        RunLoop loop = new RunLoop(machine, new NoDevices(), Debugger.NONE);
        long start = CLOCK.getCurrentThreadCpuTime();
        loop.run();
        long cost = CLOCK.getCurrentThreadCpuTime() - start;
        String end = machine.lguest().death().cause().orElseThrow();
        if (!end.equals("CRASH: done")) {
            throw new IllegalStateException(kind + " with " + banks + " banks ended with " + end);
        }
        return (double) cost / switches;
    }

    private static void set(Machine machine, int bank, int register, int value) {
        if (machine.hypercalls().dispatch(HypercallRequest.setDebugRegister(bank, register, value))
                .orElseThrow() != 0) {
            throw new IllegalStateException("DR" + register + " of bank " + bank + " was refused");
        }
    }

    /** Page tables, a free ring of asynchronous calls, and the code. */
    private void layOut(PhysicalMemory memory, Switch kind) {
        for (int page = 0; page < 1024; page++) {
            memory.write32(TABLE + 4 * page, page << 12 | 7);
        }
        memory.write32(DIRECTORY + 4 * (PAGE_OFFSET >>> 22), TABLE | 7);
        for (int table = 0; table < PAGES_TABLES; table++) {
            memory.write32(DIRECTORY + 4 * ((PAGES >>> 22) + table), TABLE | 7);
        }
        memory.fill(STATUS, 64, 0xFF);
        byte[] text = "done\0".getBytes(StandardCharsets.ISO_8859_1);
        memory.write(TEXT, text, 0, text.length);
        ByteBuffer code = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        call(code, Hypercall.LGUEST_INIT, DATA);
        code.put((byte) 0xBE).putInt(switches);
        int loop = code.position();
        switch (kind) {
            case HYPERCALL -> call(code, Hypercall.FLUSH_ASYNC, 0);
            case PAGE_FAULT -> {
                // movl PAGES(%edi), %eax; addl $4096, %edi. EDI is 0 at the start.
                code.put(new byte[] {(byte) 0x8B, (byte) 0x87}).putInt(PAGES);
                code.put(new byte[] {(byte) 0x81, (byte) 0xC7}).putInt(4096);
            }
        }
        // decl %esi; jnz loop
        code.put(new byte[] {0x4E, 0x75, (byte) (loop - code.position() - 3)});
        call(code, Hypercall.CRASH, TEXT);
        memory.write(CODE, code.array(), 0, code.position());
    }

    /** {@code mov $argument, %edx; mov $number, %eax; int $0x1F} */
    private static void call(ByteBuffer code, Hypercall call, int argument) {
        code.put((byte) 0xBA).putInt(argument).put((byte) 0xB8).putInt(call.number())
                .put(new byte[] {(byte) 0xCD, 0x1F});
    }

    private static final class NoDevices implements Devices {
        @Override
        public void send(int key, int dma) {
            // nobody there
        }

        @Override
        public void receive() {
            // nothing comes
        }
    }
}
