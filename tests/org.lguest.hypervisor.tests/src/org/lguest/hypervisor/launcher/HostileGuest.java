/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.launcher;

import java.util.Random;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestData;
import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.hypervisor.host.Code;
import org.lguest.hypervisor.host.Dma;
import org.lguest.hypervisor.host.TinyGuest;
import org.lguest.hypervisor.host.TinyUser;

/**
 * A guest that asks its Host for whatever comes to its mind: hypercalls at once and through the ring, page tables and
 * descriptors with any bits, DMA to and from anywhere, rings 1 and 3. What faults is given up and the next step taken,
 * so that much is tried before it dies of something.
 */
final class HostileGuest {

    private static final int STEPS = 150;
    /** Bytes of the instruction that says where the next step begins. */
    private static final int STORE_LENGTH = 10;
    private static final int DATA = TinyGuest.PAGE_OFFSET + TinyGuest.DATA;
    /** Where the next step begins: the handler of all traps goes there. */
    private static final int NEXT = TinyGuest.PAGE_OFFSET + 0x0000_9000;
    private static final int RING_3 = TinyGuest.PAGE_OFFSET + 0x0006_0000;
    private static final int DISK_PAGE = TinyGuest.BYTES + 4096;
    private static final int SCRATCH = TinyGuest.SCRATCH - TinyGuest.PAGE_OFFSET;
    private static final int[] EDGES = {0, 1, 2, 3, 4, 7, 31, 32, 33, 63, 64, 0x80, 255, 256, 1022, 1023, 1024, 0xFFF, 0x1000,
        TinyGuest.DATA, TinyGuest.PGDIR, TinyGuest.TABLE, TinyGuest.BYTES - 4, TinyGuest.BYTES, DISK_PAGE, DISK_PAGE + 4092,
        DISK_PAGE + 4096, 0x7FFF_FFFF, 0x8000_0000, TinyGuest.PAGE_OFFSET, TinyGuest.START, TinyGuest.STACK_TOP, TinyGuest.SCRATCH,
        0xFFBF_FFFF, LguestPages.SWITCHER, LguestPages.REGS, LguestPages.GUEST_GDT, LguestPages.GUEST_IDT, -4096, -4, -1};

    private final Random random;
    private final Era era;
    private Code code;

    private HostileGuest(Random random, Era era) {
        this.random = random;
        this.era = era;
        code = new Code(TinyGuest.START, era);
    }

    /** The guest of an era that this source of chance makes. It has a console and a disk. */
    static TinyGuest of(Random random, Era era) {
        HostileGuest hostile = new HostileGuest(random, era);
        TinyGuest guest = hostile.late() ? TinyGuest.rawLate(code -> code.bytes(hostile.program()))
                : TinyGuest.raw(1, code -> code.bytes(hostile.program()));
        return guest.at(TinyGuest.HANDLERS, handler -> TinyUser.kernelData(handler.bytes(0xFC))
                        .bytes(0x68).dword(0x69).bytes(0x07).mov(Code.ESP, TinyGuest.STACK_TOP).bytes(0xFF, 0x25).dword(NEXT))
                .at(RING_3, user -> user.bytes(hostile.noise(64)));
    }

    private boolean late() {
        return era == Era.LINUX_4_10;
    }

    private int[] program() {
        code.mov(Code.ESP, TinyGuest.STACK_TOP);
        if (random.nextInt(16) > 0) {
            if (late()) {
                TinyGuest.beginLate(code);
            } else {
                code.hypercall(Hypercall.LGUEST_INIT, TinyGuest.DATA);
            }
        }
        if (late()) {
            TinyUser.prepareLate(code);
        } else {
            TinyUser.prepare(code);
        }
        for (int vector = 0; vector < 64; vector++) {
            code.gate(vector, TinyGuest.HANDLERS, random.nextInt(4) == 0 ? 0xF : 0xE, random.nextInt(4));
        }
        code.gate(0x80, TinyGuest.HANDLERS, 0xF, 3);
        Code program = code;
        for (int step = 0; step < STEPS; step++) {
            int start = program.here() + STORE_LENGTH;
            code = new Code(start, era);
            step();
            program.store(NEXT, code.here()).bytes(values(code.assemble()));
        }
        return values(program.hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN).assemble());
    }

    private static int[] values(byte[] bytes) {
        int[] values = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = bytes[i];
        }
        return values;
    }

    private void step() {
        switch (random.nextInt(14)) {
            case 0, 1 -> anyCall();
            case 2 -> queue();
            case 3, 4 -> pageTable();
            case 5 -> touch();
            case 6 -> descriptors();
            case 7 -> device();
            case 8 -> debugRegister();
            case 9 -> enterRing3();
            case 10 -> interrupts();
            case 11 -> stack();
            case 12 -> code.bytes(0xCD, random.nextInt(256));
            default -> code.bytes(noise(1 + random.nextInt(8)));
        }
    }

    private int edge() {
        int value = EDGES[random.nextInt(EDGES.length)];
        return random.nextInt(4) == 0 ? value + random.nextInt(9) - 4 : value;
    }

    /** Mostly what a guest might mean. */
    private int mostly(int sane) {
        return random.nextInt(24) == 0 ? edge() : sane;
    }

    private int[] noise(int count) {
        int[] bytes = new int[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = random.nextInt(12) == 0 ? 0xCD : random.nextInt(256);
        }
        return bytes;
    }

    private int number() {
        int number = random.nextInt(23);
        // Those that end the guest have their turn, but seldom.
        boolean ends = number == 1 || number == 2 || number == 7 || era.call(number).isEmpty();
        return ends && random.nextInt(40) != 0 ? 0 : number;
    }

    private void anyCall() {
        int number = number();
        if (random.nextInt(6) == 0) {
            code.hypercall(number, edge(), edge(), edge());
        } else {
            code.hypercall(number, random.nextInt(8), random.nextInt(64), random.nextInt(3));
        }
    }

    private void queue() {
        int slots = 1 + random.nextInt(4);
        for (int i = 0; i < slots; i++) {
            int slot = random.nextInt(8) == 0 ? random.nextInt(64) : i;
            int call = DATA + era.data().hcalls() + era.data().hcallBytes() * slot;
            boolean entry = random.nextBoolean();
            code.store(call, entry ? Hypercall.SET_PTE.number() : number()).store(call + 4, entry ? TinyGuest.PGDIR : edge())
                    .store(call + 8, entry ? TinyGuest.SCRATCH : edge()).store(call + 12, entry ? page() | 0x67 : edge());
            code.bytes(0xC6, 0x05).dword(DATA + era.data().hcallStatus() + slot)
                    .bytes(random.nextInt(4) == 0 ? random.nextInt(256) : 0);
        }
    }

    private int page() {
        return mostly(random.nextInt(TinyGuest.BYTES / 4096) * 4096) & ~0xFFF;
    }

    private void pageTable() {
        int table = mostly(random.nextInt(8) == 0 ? TinyGuest.PGDIR : TinyGuest.TABLE) & ~0xFFF;
        int slot = random.nextInt(1024);
        int entry = page() | (random.nextInt(10) == 0 ? random.nextInt(4096) : 0x67);
        if (Integer.compareUnsigned(table, TinyGuest.BYTES) < 0) {
            code.store(TinyGuest.PAGE_OFFSET + table + 4 * slot, entry);
        }
        int address = TinyGuest.PAGE_OFFSET + slot * 4096;
        switch (random.nextInt(6)) {
            case 0, 1 -> code.hypercall(Hypercall.SET_PTE, mostly(TinyGuest.PGDIR), mostly(address), entry);
            case 2 -> code.hypercall(Hypercall.SET_PMD, mostly(TinyGuest.PGDIR), mostly(address >>> 22));
            case 3 -> code.hypercall(Hypercall.FLUSH_TLB, random.nextInt(2));
            case 4 -> code.hypercall(Hypercall.NEW_PGTABLE, mostly(TinyGuest.PGDIR));
            default -> { /* the Host hears of it later, or never */ }
        }
    }

    private void touch() {
        int address = mostly(TinyGuest.PAGE_OFFSET + random.nextInt(TinyGuest.BYTES));
        if (random.nextBoolean()) {
            code.loadEax(address);
        } else {
            code.store(address, random.nextInt());
        }
    }

    private void descriptors() {
        for (int i = random.nextInt(4); i >= 0; i--) {
            int entry = TinyGuest.SCRATCH + 8 * random.nextInt(32);
            code.store(entry, random.nextBoolean() ? 0xFFFF : random.nextInt())
                    .store(entry + 4, random.nextBoolean() ? random.nextInt() : 0x00CF_9200 | random.nextInt(4) << 13);
        }
        if (random.nextInt(4) == 0) {
            code.hypercall(Hypercall.LOAD_TLS, mostly(SCRATCH));
        } else if (late()) {
            code.hypercall(Hypercall.LOAD_GDT_ENTRY, mostly(random.nextInt(32)), random.nextInt(), random.nextInt());
        } else {
            code.hypercall(Hypercall.LOAD_GDT, mostly(SCRATCH), mostly(random.nextInt(12)));
        }
        code.mov(Code.EAX, random.nextInt(256)).bytes(0x8E, 0xC0 | random.nextInt(6) << 3);
    }

    private void device() {
        if (!late()) {
            dma();
        } else if (random.nextInt(3) == 0) {
            HostileDriver.ports(code, random);
        } else {
            HostileDriver.drive(code, random);
        }
    }

    private void dma() {
        int struct = SCRATCH + 0x200;
        code.store(TinyGuest.PAGE_OFFSET + struct, random.nextInt(3));
        for (int section = random.nextInt(Dma.SECTIONS); section >= 0; section--) {
            code.store(TinyGuest.PAGE_OFFSET + struct + Dma.ADDRESSES + 4 * section, mostly(page() + random.nextInt(4096)));
        }
        for (int pair = 0; pair < Dma.SECTIONS; pair += 2) {
            code.store(TinyGuest.PAGE_OFFSET + struct + Dma.LENGTHS + 2 * pair,
                    mostly(random.nextInt(1024)) & 0xFFFF | mostly(random.nextInt(1024)) << 16);
        }
        int key = mostly(random.nextBoolean() ? 0 : DISK_PAGE);
        if (random.nextBoolean()) {
            code.hypercall(Hypercall.BIND_DMA, key, mostly(struct), random.nextInt(8) == 0 ? edge() : 0x101 + random.nextInt(4));
        } else {
            code.hypercall(Hypercall.SEND_DMA, key, mostly(struct));
        }
    }

    private void debugRegister() {
        int address = mostly(TinyGuest.START + random.nextInt(0x4000));
        code.hypercall(Hypercall.SET_DEBUGREG, random.nextInt(4), address)
                .hypercall(Hypercall.SET_DEBUGREG, 7, random.nextBoolean() ? random.nextInt() : 0x00D3_00FF & random.nextInt());
    }

    private void enterRing3() {
        int flags = random.nextInt(4) == 0 ? random.nextInt() & 0x4_7FD7 : 0x202;
        code.bytes(0x68).dword(TinyUser.USER_DS).bytes(0x68).dword(mostly(TinyUser.USER_STACK)).bytes(0x68).dword(flags)
                .bytes(0x68).dword(mostly(TinyUser.USER_CS)).bytes(0x68).dword(RING_3 + random.nextInt(64)).bytes(0xCF);
    }

    private void interrupts() {
        code.store(DATA + LguestData.IRQ_ENABLED, random.nextBoolean() ? 0x200 : edge())
                .store(DATA + LguestData.BLOCKED_INTERRUPTS, random.nextBoolean() ? 0 : edge());
        if (random.nextBoolean()) {
            code.hypercall(Hypercall.SET_CLOCKEVENT, random.nextInt(2000));
            if (random.nextInt(3) == 0) {
                code.hypercall(Hypercall.HALT);
            }
        }
    }

    private void stack() {
        if (random.nextInt(3) == 0) {
            code.hypercall(Hypercall.SET_STACK, mostly(0x69), mostly(TinyUser.KERNEL_STACK), mostly(random.nextInt(3)));
        } else {
            code.gate(mostly(random.nextInt(64)), mostly(TinyGuest.HANDLERS), random.nextInt(40) == 0 ? random.nextInt(16) : 0xE,
                    random.nextInt(4));
        }
    }
}
