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

import static org.lguest.hypervisor.host.HypercallRow.KEPT;
import static org.lguest.hypervisor.host.HypercallRow.call;
import static org.lguest.hypervisor.host.HypercallRow.first;
import static org.lguest.hypervisor.host.HypercallRow.in;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestData;
import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.hypervisor.host.HypercallRow.Outcome;

/** The hypercalls of 2.6.23 and the two of ours, with arguments at their edges and beyond. */
final class HypercallTable {

    /** One past the guest's last byte: the page of device descriptors is the last. A range must end before it. */
    private static final int END = TinyGuest.BYTES + 4096;
    static final int OUTSIDE = 0x4000_0000;
    private static final int EINVAL = DebugRegisters.EINVAL;
    static final int TOP = TinyGuest.PGDIR;
    /** A page of the kernel's that the guest has remapped without telling. */
    static final int PAGE = TinyGuest.SCRATCH + 0x1000;
    static final int OTHER = TinyGuest.SCRATCH + 0x2000;
    static final int OLD = 0x11;
    static final int NEW = 0x22;
    static final int FRAME = OTHER - TinyGuest.PAGE_OFFSET;
    static final int GATE = 0x8F00;

    private HypercallTable() {
    }

    static List<HypercallRow> rows() {
        List<HypercallRow> rows = new ArrayList<>();
        beforeInit(rows);
        rows.add(call(Hypercall.FLUSH_ASYNC).answers(KEPT));
        rows.add(call(Hypercall.FLUSH_ASYNC, -1, -1, -1).answers(KEPT));
        crash(rows);
        descriptors(rows);
        gates(rows);
        stacks(rows);
        pageTables(rows);
        timeAndTaskSwitch(rows);
        dma(rows);
        debugRegisters(Era.LINUX_2_6_23, rows);
        return rows;
    }

    private static void beforeInit(List<HypercallRow> rows) {
        for (int number : new int[] {Integer.MIN_VALUE, -1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
            18, 19, 20, 21, 22, 23, 24, Integer.MAX_VALUE}) {
            rows.add(first(number).dies("hypercall " + number + " before LGUEST_INIT"));
        }
        rows.add(first(1, TinyGuest.DATA).answers(KEPT)
                .does("reserves 4 MiB", guest -> guest.data(Era.LINUX_2_6_23.data().reserveMem()), 4 << 20));
        rows.add(first(1, END - Era.LINUX_2_6_23.data().size() - 1).answers(KEPT));
        for (int address : beyond(Era.LINUX_2_6_23.data().size())) {
            rows.add(first(1, address).dies(String.format("bad guest page %08x", address)));
        }
        rows.add(call(Hypercall.LGUEST_INIT, TinyGuest.DATA).dies("already have lguest_data"));
        rows.add(call(Hypercall.LGUEST_INIT, OUTSIDE).dies("already have lguest_data"));
    }

    private static void crash(List<HypercallRow> rows) {
        rows.add(call(Hypercall.CRASH, END - 129).dies("CRASH: "));
        rows.add(call(Hypercall.CRASH, TinyGuest.POWER_DOWN + 6).dies("CRASH: down"));
        outside(rows, Hypercall.CRASH, 128);
    }

    private static void descriptors(List<HypercallRow> rows) {
        int table = TinyGuest.SCRATCH - TinyGuest.PAGE_OFFSET;
        outside(rows, Hypercall.LOAD_GDT, 8, 1);
        outside(rows, Hypercall.LOAD_GDT, 256, 32);
        outside(rows, Hypercall.LOAD_GDT, 0, 0);
        outside(rows, Hypercall.LOAD_TLS, 24);
        for (int entries : new int[] {33, 256, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
            rows.add(call(Hypercall.LOAD_GDT, table, entries).dies("too many gdt entries " + entries));
            rows.add(call(Hypercall.LOAD_GDT, OUTSIDE, entries).dies("too many gdt entries " + entries));
        }
        rows.add(call(Hypercall.LOAD_GDT, END - 9, 1).answers(KEPT));
        rows.add(call(Hypercall.LOAD_GDT, table, 32).dies("unhandled trap 256 at EIP (0x0)"));
        rows.add(call(Hypercall.LOAD_GDT, table, 10).before(code -> code.store(TinyGuest.SCRATCH + 8, 0xABCD)
                .store(TinyGuest.SCRATCH + 12, 0x00CF_9A00)).answers(KEPT)
                .does("demotes DPL 0 and sets A", gdt(1), 0x00CF_BB00));
        rows.add(call(Hypercall.LOAD_GDT, table, 10).before(code -> code.store(TinyGuest.SCRATCH + 12, 0x00CF_FA00))
                .answers(KEPT).does("leaves DPL 3", gdt(1), 0x00CF_FB00));
        rows.add(call(Hypercall.LOAD_GDT, table, 0).answers(KEPT).does("fixes up the null descriptor", gdt(0), 0x2100));
        rows.add(call(Hypercall.LOAD_GDT, table, 12).answers(KEPT)
                .does("keeps the Switcher's code", gdt(10), 0x00CF_9B00));
        rows.add(call(Hypercall.LOAD_GDT, table, 12).answers(KEPT)
                .does("keeps the Switcher's data", gdt(11), 0x00CF_9300));
        rows.add(call(Hypercall.LOAD_TLS, END - 25).answers(KEPT).does("TLS 3 is there", gdt(8), 0x2100));
        rows.add(call(Hypercall.LOAD_TLS, table, -1).before(code -> code.store(TinyGuest.SCRATCH + 4, 0x00CF_F200))
                .answers(KEPT).does("TLS 1 is loaded", gdt(6), 0x00CF_F300));
        rows.add(call(Hypercall.LOAD_TLS, table).answers(KEPT).does("entry 9 is not TLS", gdt(9), 0));
    }

    private static void gates(List<HypercallRow> rows) {
        int handler = TinyGuest.HANDLERS;
        for (int type = 0; type < 16; type++) {
            for (int vector : new int[] {0, 14, 63, 0x80}) {
                var row = call(Hypercall.LOAD_IDT_ENTRY, vector, handler, handler & 0xFFFF_0000 | 0x8000 | type << 8);
                rows.add(type >= 0xE ? row.answers(KEPT) : row.dies("bad IDT type " + type));
            }
            rows.add(call(Hypercall.LOAD_IDT_ENTRY, 14, 0, type << 8).answers(KEPT)
                    .does("is not present", idt(14), stub(14)));
        }
        for (int vector : new int[] {2, 8, 15, 31, 64, 127, 129, 255, 256, 0x1_0000, Integer.MIN_VALUE, -1}) {
            rows.add(call(Hypercall.LOAD_IDT_ENTRY, vector, handler, handler & 0xFFFF_0000 | 0x8500).answers(KEPT));
        }
        for (int vector : new int[] {2, 8, 15, 31, 32, 63, 64, 255}) {
            rows.add(call(Hypercall.LOAD_IDT_ENTRY, vector, 0x1234, 0x5678_0000 | GATE).answers(KEPT)
                    .does("stays the Switcher's", idt(vector), stub(vector) | (vector == 31 ? 0x2000 : 0)));
        }
        for (int vector : new int[] {1, 7, 13, 14}) {
            rows.add(call(Hypercall.LOAD_IDT_ENTRY, vector, 0x1234, 0x5678_0000 | GATE).answers(KEPT)
                    .does("is never direct", idt(vector), stub(vector)));
        }
        for (int vector : new int[] {0, 6, 30, 0x80}) {
            rows.add(call(Hypercall.LOAD_IDT_ENTRY, vector, 0x1234, 0x5678_70FF | GATE).answers(KEPT)
                    .does("is direct, bits 0-7 and 12 cleared", idt(vector), 0x5678_6000 | GATE));
        }
        rows.add(call(Hypercall.LOAD_IDT_ENTRY, 0, 0xDEAD_1234, 0x5678_0000 | GATE).answers(KEPT)
                .does("leads to the kernel's code", guest -> guest.linear(LguestPages.GUEST_IDT), 0x0061_1234));
        rows.add(call(Hypercall.LOAD_IDT_ENTRY, 256, 0x1234, 0x5678_0000 | GATE).answers(KEPT)
                .does("is beyond the table", idt(256), 0));
        rows.add(call(Hypercall.LOAD_IDT_ENTRY, 3, 0x1234, 0x5678_EE00).answers(KEPT)
                .does("bounces with the guest's DPL", idt(3), stub(3) | 0x6000));
    }

    private static void stacks(List<HypercallRow> rows) {
        int esp = TinyGuest.STACK_TOP;
        ToIntFunction<Outcome> ss1 = guest -> guest.linear(LguestPages.GUEST_TSS + 16);
        rows.add(call(Hypercall.SET_STACK, 0x69, esp, 1).answers(KEPT).does("ESP1", guest -> guest.linear(
                LguestPages.GUEST_TSS + 12), esp));
        rows.add(call(Hypercall.SET_STACK, 0x69, esp, 2).answers(KEPT).does("SS1", ss1, 0x69));
        rows.add(call(Hypercall.SET_STACK, 0x169, esp, 2).answers(KEPT).does("SS1 has 8 bits", ss1, 0x69));
        rows.add(call(Hypercall.SET_STACK, -3, 0, 0).answers(KEPT).does("no page is looked at", ss1, 0xFD));
        for (int selector : new int[] {0, 0x68, 0x6A, 0x6B, -1, -2}) {
            rows.add(call(Hypercall.SET_STACK, selector, esp, 1).dies("bad stack segment " + selector));
            rows.add(call(Hypercall.SET_STACK, selector, esp, 3).dies("bad stack segment " + selector));
        }
        rows.add(call(Hypercall.SET_STACK, 0x69, esp, 3).dies("bad stack pages 3"));
        rows.add(call(Hypercall.SET_STACK, 0x69, esp, -1).dies("bad stack pages 4294967295"));
        rows.add(call(Hypercall.SET_STACK, 0x69, 0x1000, 1).dies("bad stack page 0xfff"));
        rows.add(call(Hypercall.SET_STACK, 0x69, 1, 1).dies("bad stack page 0x0"));
        rows.add(call(Hypercall.SET_STACK, 0x69, TinyGuest.PAGE_OFFSET + 0x1000, 1).answers(KEPT));
        rows.add(call(Hypercall.SET_STACK, 0x69, TinyGuest.PAGE_OFFSET + 0x1000, 2).dies("bad stack page 0xbfffffff"));
        rows.add(call(Hypercall.SET_STACK, 0x69, OTHER, 1).before(code -> code.store(entryOf(PAGE),
                PAGE - TinyGuest.PAGE_OFFSET | 5)).dies("bad stack page 0xc0041fff"));
        rows.add(call(Hypercall.SET_STACK, 0x69, 0, 1).dies("attempt to access switcher pages"));
        rows.add(call(Hypercall.SET_STACK, 0x69, LguestPages.SWITCHER + 1, 1).dies("attempt to access switcher pages"));
        rows.add(call(Hypercall.SET_STACK, 0x69, LguestPages.SWITCHER, 1).dies("bad stack page 0xffbfffff"));
        rows.add(call(Hypercall.FLUSH_TLB, 1).before(code -> code.hypercall(Hypercall.SET_STACK, 0x69, OTHER, 1)
                .store(entryOf(PAGE), 0)).dies("bad stack page 0xc0041fff"));
        rows.add(call(Hypercall.FLUSH_TLB, 0).before(code -> code.hypercall(Hypercall.SET_STACK, 0x69, OTHER, 1)
                .store(entryOf(PAGE), 0)).answers(KEPT));
    }

    private static void pageTables(List<HypercallRow> rows) {
        rows.add(anew(NEW, Hypercall.SET_PTE, TOP, PAGE, FRAME | 0x67));
        rows.add(anew(NEW, Hypercall.SET_PTE, TOP, PAGE, FRAME | 0x177));
        rows.add(anew(NEW, Hypercall.SET_PTE, OUTSIDE, PAGE, FRAME | 0x67));
        for (int entry : new int[] {0, 1, 0x88, OUTSIDE | 7}) {
            rows.add(anew(NEW, Hypercall.SET_PTE, TOP, PAGE, entry));
        }
        for (int entry : new int[] {FRAME | 0x6F, FRAME | 0xE7, FRAME | 0x28, FRAME | 0x48, OUTSIDE | 0x67, END | 0x67,
            -4096 | 0x20}) {
            rows.add(call(Hypercall.SET_PTE, TOP, PAGE, entry).dies("bad page table entry"));
            rows.add(call(Hypercall.SET_PTE, 0, PAGE, entry).dies("bad page table entry"));
            rows.add(call(Hypercall.SET_PTE, TOP, 0x1000, entry).answers(KEPT));
            rows.add(call(Hypercall.SET_PTE, OUTSIDE, 0x1000, entry).answers(KEPT));
        }
        rows.add(call(Hypercall.SET_PTE, TOP, PAGE, END - 4096 | 0x67).answers(KEPT));
        rows.add(call(Hypercall.SET_PTE, TOP, LguestPages.SWITCHER - 1, FRAME | 0x67).answers(KEPT));
        for (int address : new int[] {LguestPages.SWITCHER, LguestPages.REGS, -1}) {
            rows.add(call(Hypercall.SET_PTE, TOP, address, 0).dies("attempt to access switcher pages"));
            rows.add(call(Hypercall.SET_PTE, 0, address, 0).dies("attempt to access switcher pages"));
        }
        rows.add(anew(NEW, Hypercall.SET_PMD, TOP, 768));
        rows.add(anew(OLD, Hypercall.SET_PMD, TOP + 4096, 768));
        for (int index : new int[] {0, 767, 769, 1022, 1023, 1024, Integer.MIN_VALUE, -1}) {
            rows.add(anew(OLD, Hypercall.SET_PMD, TOP, index));
        }
        rows.add(anew(OLD, Hypercall.FLUSH_TLB, 0));
        rows.add(anew(NEW, Hypercall.FLUSH_TLB, 1));
        rows.add(anew(NEW, Hypercall.FLUSH_TLB, -1));
        rows.add(anew(OLD, Hypercall.FLUSH_ASYNC));
        rows.add(anew(OLD, Hypercall.NEW_PGTABLE, TOP));
        int slot = 4 * (TinyGuest.PAGE_OFFSET >>> 22);
        for (int top : new int[] {OUTSIDE, END - slot - 4, END, -4096, -8 - slot}) {
            rows.add(call(Hypercall.NEW_PGTABLE, top).dies("bad read address " + GuestDeath.hex(top + slot)));
        }
        rows.add(call(Hypercall.NEW_PGTABLE, 0).dies("unhandled trap 14 at EIP (EIP)"));
    }

    private static void timeAndTaskSwitch(List<HypercallRow> rows) {
        ToIntFunction<Outcome> ts = guest -> guest.machine().processor().cr0() & 8;
        rows.add(call(Hypercall.TS, 0).before(code -> code.hypercall(Hypercall.TS, 8)).answers(KEPT).does("TS", ts, 0));
        for (int value : new int[] {8, 1, -1}) {
            rows.add(call(Hypercall.TS, value).answers(KEPT).does("TS", ts, 8));
        }
        ToIntFunction<Outcome> armed = guest -> guest.machine().clock().eventArmed() ? 1 : 0;
        rows.add(call(Hypercall.SET_CLOCKEVENT, 0).answers(KEPT).does("armed", armed, 0));
        rows.add(call(Hypercall.SET_CLOCKEVENT, 0).before(code -> code.hypercall(Hypercall.SET_CLOCKEVENT, -1))
                .answers(KEPT).does("armed", armed, 0));
        rows.add(call(Hypercall.SET_CLOCKEVENT, 1_000_000).answers(KEPT).does("armed", armed, 1));
        rows.add(call(Hypercall.SET_CLOCKEVENT, -1).answers(KEPT).does("armed: unsigned", armed, 1));
        rows.add(call(Hypercall.HALT).dies(HypercallRow.ASLEEP));
        rows.add(call(Hypercall.HALT).before(code -> code.gate(0x20, TinyGuest.HANDLERS, 0xE, 0)
                .hypercall(Hypercall.SET_CLOCKEVENT, 1)).answers(KEPT)
                .does("enabled interrupts", guest -> guest.peek(PAGE + 8) & 0x200, 0x200));
        rows.add(call(Hypercall.HALT).before(code -> code.gate(0x20, TinyGuest.HANDLERS, 0xE, 0)
                .store(TinyGuest.PAGE_OFFSET + TinyGuest.DATA + LguestData.BLOCKED_INTERRUPTS, 1)
                .hypercall(Hypercall.SET_CLOCKEVENT, 1)).dies(HypercallRow.ASLEEP));
    }

    private static void dma(List<HypercallRow> rows) {
        int array = 0x5_0000;
        rows.add(call(Hypercall.SEND_DMA, 0, array).answers(KEPT)
                .does("sent", guest -> guest.sent().indexOf("0 0x50000"), 0));
        rows.add(call(Hypercall.SEND_DMA, END - 8, -1).answers(KEPT)
                .does("sent", guest -> guest.sent().indexOf("200ff8 0xffffffff"), 0));
        rows.add(call(Hypercall.BIND_DMA, 0, array, 0x101).answers(1));
        rows.add(call(Hypercall.BIND_DMA, END - 8, -1, 0xFFFF_FF1F).answers(1));
        rows.add(call(Hypercall.BIND_DMA, 0, array, 0x001).answers(1));
        rows.add(call(Hypercall.BIND_DMA, 0, array, 0).answers(0));
        for (int irq : new int[] {32, 33, 255}) {
            rows.add(call(Hypercall.BIND_DMA, 0, array, 0x100 | irq).answers(0));
            rows.add(call(Hypercall.BIND_DMA, OUTSIDE + 1, array, 0x100 | irq).answers(0));
        }
        // A key has to be mapped, no more: the last dword will do, which the Host may not touch otherwise.
        rows.add(call(Hypercall.SEND_DMA, END - 4, array).answers(KEPT)
                .does("sent", guest -> guest.sent().indexOf("200ffc 0x50000"), 0));
        rows.add(call(Hypercall.BIND_DMA, END - 4, array, 0x101).answers(1));
        for (int key : new int[] {1, 2, 3, END - 5, END - 1, END, OUTSIDE, -4, -1}) {
            rows.add(call(Hypercall.SEND_DMA, key, array).dies("bad sending DMA key"));
            rows.add(call(Hypercall.BIND_DMA, key, array, 0x101).dies("bad dma key " + GuestDeath.hex(key)));
            rows.add(call(Hypercall.BIND_DMA, key, array, 0).dies("bad dma key " + GuestDeath.hex(key)));
        }
        rows.add(call(Hypercall.BIND_DMA, 0, array, 0).before(
                code -> code.hypercall(Hypercall.BIND_DMA, 0, array, 0x101)).answers(1));
        rows.add(call(Hypercall.BIND_DMA, 0, array + 100, 0).before(
                code -> code.hypercall(Hypercall.BIND_DMA, 0, array, 0x101)).answers(0));
        for (int bound : new int[] {31, 32, 33}) {
            rows.add(call(Hypercall.BIND_DMA, 0, array, 0x101).before(code -> {
                for (int i = 0; i < bound; i++) {
                    code.hypercall(Hypercall.BIND_DMA, 0, array, 0x101);
                }
                return code;
            }).answers(bound < 32 ? 1 : 0));
        }
    }

    static void debugRegisters(Era era, List<HypercallRow> rows) {
        for (int register = 0; register < 4; register++) {
            rows.add(in(era, Hypercall.SET_DEBUGREG, register, LguestPages.SWITCHER - 1).answers(0));
            rows.add(in(era, Hypercall.SET_DEBUGREG, register, LguestPages.SWITCHER).answers(EINVAL));
            rows.add(in(era, Hypercall.SET_DEBUGREG, register, -1).answers(EINVAL));
            rows.add(get(era, register, 0x1234_5678, 0x1234_5678));
            for (int nibble = 0; nibble < 16; nibble++) {
                boolean legal = Set.of(0, 1, 3, 5, 7, 13, 15).contains(nibble);
                rows.add(in(era, Hypercall.SET_DEBUGREG, 7, nibble << 16 + 4 * register).answers(legal ? 0 : EINVAL));
            }
        }
        rows.add(in(era, Hypercall.SET_DEBUGREG, 6, -1).answers(0));
        rows.add(get(era, 6, 0, 0xFFFF_0FF0));
        rows.add(get(era, 6, 0x600F, 0xFFFF_6FFF));
        rows.add(get(era, 7, 0xFF00, 0x0300));
        rows.add(get(era, 7, 0x2000_2000, 0));
        for (int register : new int[] {4, 5, 8, 9, 0x1_0000, Integer.MIN_VALUE, -1}) {
            rows.add(in(era, Hypercall.SET_DEBUGREG, register, 0).answers(EINVAL));
            rows.add(get(era, register, 0x1234, 0));
        }
    }

    private static HypercallRow get(Era era, int register, int set, int expected) {
        return in(era, Hypercall.GET_DEBUGREG, register)
                .before(code -> code.hypercall(Hypercall.SET_DEBUGREG, register, set)).answers(expected);
    }

    /** A call that makes the Host look at the guest's tables again, or not. */
    private static HypercallRow anew(int expected, Hypercall call, int... arguments) {
        return anew(Era.LINUX_2_6_23, expected, call, arguments);
    }

    static HypercallRow anew(Era era, int expected, Hypercall call, int... arguments) {
        return in(era, call, arguments).before(code -> code.store(PAGE, OLD).store(OTHER, NEW)
                        .store(entryOf(PAGE), FRAME | 0x67))
                .after(code -> code.loadEax(PAGE).storeEax(HypercallRow.RESULT + 4)).answers(KEPT)
                .does("reads", guest -> guest.peek(HypercallRow.RESULT + 4), expected);
    }

    /** Addresses with which a block of that length does not fit, or wraps round. */
    private static int[] beyond(int length) {
        return length == 0 ? new int[] {END, OUTSIDE, -4096}
                : new int[] {END - length, END - 1, END, OUTSIDE, -4096, -length, -1};
    }

    private static void outside(List<HypercallRow> rows, Hypercall call, int length, int... more) {
        for (int address : beyond(length)) {
            rows.add(call(call, IntStream.concat(IntStream.of(address), IntStream.of(more)).toArray())
                    .dies("bad read address " + GuestDeath.hex(address) + " len " + length));
        }
    }

    private static int entryOf(int linear) {
        return TinyGuest.PAGE_OFFSET + TinyGuest.TABLE + 4 * (linear - TinyGuest.PAGE_OFFSET >>> 12);
    }

    static ToIntFunction<Outcome> gdt(int entry) {
        return guest -> guest.linear(LguestPages.GUEST_GDT + 8 * entry + 4);
    }

    static ToIntFunction<Outcome> idt(int vector) {
        return guest -> guest.linear(LguestPages.GUEST_IDT + 8 * vector + 4);
    }

    static int stub(int vector) {
        return LguestPages.STUBS + vector * LguestPages.STUB_SIZE & 0xFFFF_0000 | 0x8E00;
    }
}
