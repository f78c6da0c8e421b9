/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.Trace;
import org.lguest.x86.ProcessorModel;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * A guest of a few bytes in 2 MiB of memory, mapped from 0xC0000000 on. It has a stack, room for
 * {@code struct lguest_data}, and the words with which a guest powers off.
 */
public final class TinyGuest {

    public static final int PAGE_OFFSET = 0xC000_0000;
    public static final int BYTES = 2 << 20;
    public static final int DATA = 0x0001_0000;
    public static final int STACK_TOP = PAGE_OFFSET + 0x0002_0000;
    public static final int POWER_DOWN = 0x0003_0000;
    /** A page for the guest to play with: linear. */
    public static final int SCRATCH = PAGE_OFFSET + 0x0004_0000;
    public static final int HANDLERS = PAGE_OFFSET + 0x0005_0000;
    public static final int START = PAGE_OFFSET + 0x0010_0000;
    public static final int PGDIR = BYTES - 4096;
    public static final int TABLE = BYTES - 8192;
    /** Guest-physical address of the first device's registers in 4.x; the page is mapped as memory is. */
    public static final int BAR = BYTES + (1 << 20);

    private final Era era;
    private final PhysicalMemory memory;
    private final MachineLayout layout;
    private final List<String> trace = new ArrayList<>();
    private Stations stations = new Stations();
    private Fidelity fidelity = Fidelity.MENDED;

    private TinyGuest(Era era, int devicePages) {
        this.era = era;
        layout = new MachineLayout(BYTES, devicePages);
        memory = new PhysicalMemory(layout.machineBytes());
        for (int page = 0; page < BYTES / 4096; page++) {
            memory.write32(TABLE + 4 * page, page * 4096 | 7);
        }
        memory.write32(PGDIR + 4 * (PAGE_OFFSET >>> 22), TABLE | 7);
        if (era.paging().linearStart()) {
            memory.write32(PGDIR, TABLE | 7);
            memory.write32(TABLE + 4 * (BAR >>> 12), BAR | 7);
        }
        era.data().kernelAddress().ifPresent(word -> memory.write32(DATA + word, PAGE_OFFSET));
        era.data().syscallVector().ifPresent(word -> memory.write32(DATA + word, 0x80));
        put(PAGE_OFFSET + POWER_DOWN, new Code(0).text("Power down").assemble());
        for (int slot = 0; slot < 64; slot++) {
            memory.write8(DATA + era.data().hcallStatus() + slot, 0xFF);
        }
    }

    /** A guest that begins with LGUEST_INIT and a stack, then does as told, then powers off. */
    public static TinyGuest of(UnaryOperator<Code> body) {
        return raw(code -> body.apply(code.mov(Code.ESP, STACK_TOP).hypercall(Hypercall.LGUEST_INIT, DATA))
                .hypercall(Hypercall.CRASH, POWER_DOWN));
    }

    /** A guest of nothing but these instructions. */
    public static TinyGuest raw(UnaryOperator<Code> body) {
        return raw(0, body);
    }

    /** The same, with so many pages for devices. */
    public static TinyGuest raw(int devicePages, UnaryOperator<Code> body) {
        TinyGuest guest = new TinyGuest(Era.LINUX_2_6_23, 1 + devicePages);
        guest.put(START, body.apply(new Code(START)).assemble());
        return guest;
    }

    /** A guest of 4.x of nothing but these instructions, which start without page tables. */
    public static TinyGuest rawLate(UnaryOperator<Code> body) {
        return rawLate(Era.LINUX_4_10, body);
    }

    static TinyGuest rawLate(Era era, UnaryOperator<Code> body) {
        TinyGuest guest = new TinyGuest(era, 0);
        guest.put(START, body.apply(new Code(START, era)).assemble());
        return guest;
    }

    /** A guest of 4.x that begins with LGUEST_INIT, its page tables and a stack, then does as told, then powers off. */
    public static TinyGuest late(UnaryOperator<Code> body) {
        return late(Era.LINUX_4_10, body);
    }

    static TinyGuest late(Era era, UnaryOperator<Code> body) {
        return rawLate(era, code -> body.apply(beginLate(code)).hypercall(Hypercall.SHUTDOWN, POWER_DOWN, 1));
    }

    /** What a kernel of 4.x begins with: it jumps up when it has page tables. */
    public static Code beginLate(Code code) {
        code.hypercall(Hypercall.LGUEST_INIT, DATA).hypercall(Hypercall.NEW_PGTABLE, PGDIR).mov(Code.ESP, STACK_TOP);
        return code.bytes(0x68).dword(code.here() + 5).bytes(0xC3);
    }

    /** Code elsewhere. */
    public TinyGuest at(int linear, UnaryOperator<Code> body) {
        put(linear, body.apply(new Code(linear, era)).assemble());
        return this;
    }

    public TinyGuest with(Stations others) {
        stations = others;
        return this;
    }

    /** Runs under lguest with its defects. */
    public TinyGuest faithfully() {
        fidelity = Fidelity.FAITHFUL;
        return this;
    }

    public TinyGuest poke(int linear, int value) {
        memory.write32(linear - PAGE_OFFSET, value);
        return this;
    }

    private void put(int linear, byte[] bytes) {
        memory.write(linear - PAGE_OFFSET, bytes, 0, bytes.length);
    }

    public Machine machine(Trace to) {
        return new Machine(layout, memory, start(), to, stations, fidelity,
                ProcessorModel.I686);
    }

    private GuestStart start() {
        return era.paging().linearStart() ? new GuestStart(era, 0, START - PAGE_OFFSET, PAGE_OFFSET)
                : new GuestStart(PGDIR, START, PAGE_OFFSET);
    }

    public Machine machine() {
        return machine(new Trace() {
            @Override
            public boolean on() {
                return true;
            }

            @Override
            public void line(String station, String text) {
                trace.add(station + ' ' + text);
            }
        });
    }

    /** What the stations wrote. */
    public List<String> trace() {
        return trace;
    }

    /** A dword of guest memory. */
    public int peek(int linear) {
        return memory.read32(linear - PAGE_OFFSET);
    }

    /** Runs to the end and says what the guest died of. */
    public String run() {
        return run(machine(), Debugger.NONE);
    }

    public static String run(Machine machine, Debugger debugger) {
        return run(machine, new NoDevices(), debugger);
    }

    public static String run(Machine machine, Devices devices, Debugger debugger) {
        new RunLoop(machine, devices, debugger).run();
        return machine.lguest().death().cause().orElseThrow();
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
