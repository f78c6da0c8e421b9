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
import static org.lguest.hypervisor.host.HypercallRow.first;
import static org.lguest.hypervisor.host.HypercallRow.in;
import static org.lguest.hypervisor.host.HypercallTable.FRAME;
import static org.lguest.hypervisor.host.HypercallTable.GATE;
import static org.lguest.hypervisor.host.HypercallTable.NEW;
import static org.lguest.hypervisor.host.HypercallTable.OLD;
import static org.lguest.hypervisor.host.HypercallTable.OTHER;
import static org.lguest.hypervisor.host.HypercallTable.OUTSIDE;
import static org.lguest.hypervisor.host.HypercallTable.PAGE;
import static org.lguest.hypervisor.host.HypercallTable.TOP;
import static org.lguest.hypervisor.host.HypercallTable.anew;
import static org.lguest.hypervisor.host.HypercallTable.gdt;
import static org.lguest.hypervisor.host.HypercallTable.idt;
import static org.lguest.hypervisor.host.HypercallTable.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestData;
import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.hypervisor.host.HypercallRow.Outcome;

/** What each call of the eras from 4.1 on does to whom, as the Host of Linux 4.10 has it, and 4.4 where it has more. */
final class LateHypercallTable {

    private static final int DATA = TinyGuest.PAGE_OFFSET + TinyGuest.DATA;
    private static final int TABLE = TinyGuest.SCRATCH - TinyGuest.PAGE_OFFSET;
    private static final int END = TinyGuest.BYTES;

    private final Era era;
    private final List<HypercallRow> rows = new ArrayList<>();

    private LateHypercallTable(Era era) {
        this.era = era;
    }

    static List<HypercallRow> rows(Era era) {
        var table = new LateHypercallTable(era);
        table.beginningAndEnd();
        table.descriptors();
        table.stacks();
        table.pageTables();
        table.interrupts();
        if (era.calls().all().contains(Hypercall.TS)) {
            table.taskSwitch();
        }
        HypercallTable.debugRegisters(era, table.rows);
        return table.rows;
    }

    private HypercallRow row(Hypercall call, int... arguments) {
        HypercallRow row = in(era, call, arguments);
        rows.add(row);
        return row;
    }

    private void beginningAndEnd() {
        for (int number = 0; number <= 24; number++) {
            if (number != Hypercall.LGUEST_INIT.number()) {
                rows.add(first(era, number).dies("hypercall " + number + " before INIT"));
            }
        }
        rows.add(first(era, 1, TinyGuest.DATA).answers(KEPT)
                .does("reserves 4 MiB", guest -> guest.data(era.data().reserveMem()), 4 << 20));
        for (int address : new int[] {END - era.data().size() + 1, END, OUTSIDE, -4096, -1}) {
            rows.add(first(era, 1, address).dies(String.format("bad guest page %08x", address)));
        }
        row(Hypercall.LGUEST_INIT, TinyGuest.DATA).dies("already have lguest_data");
        row(Hypercall.SHUTDOWN, TinyGuest.POWER_DOWN, 1).dies("CRASH: Power down");
        row(Hypercall.SHUTDOWN, TinyGuest.POWER_DOWN + 6, 0).dies("CRASH: down");
        row(Hypercall.SHUTDOWN, TinyGuest.POWER_DOWN, 2).dies(Hypercalls.RESTART);
        row(Hypercall.SHUTDOWN, OUTSIDE, 2).dies(Hypercalls.RESTART);
        row(Hypercall.SHUTDOWN, -16, 1).dies("bad read address 0xfffffff0 len 128");
        row(Hypercall.SHUTDOWN, END - 127, 1).dies("bad read address 0x1fff81 len 128");
        int status = DATA + era.data().hcallStatus();
        row(Hypercall.FLUSH_ASYNC).before(code -> code.store(DATA + era.data().hcalls(), 0).store(status, 0xFFFF_FF00))
                .answers(KEPT).does("the ring is empty", guest -> guest.peek(status), -1);
    }

    private void descriptors() {
        row(Hypercall.LOAD_GDT_ENTRY, 1, 0xABCD, 0x00CF_9A00).answers(KEPT).does("demotes DPL 0 and sets A", gdt(1), 0x00CF_BB00);
        row(Hypercall.LOAD_GDT_ENTRY, 1, 0, 0x00CF_FA00).answers(KEPT).does("leaves DPL 3", gdt(1), 0x00CF_FB00);
        row(Hypercall.LOAD_GDT_ENTRY, 10, 0, 0).answers(KEPT).does("keeps the Switcher's code", gdt(10), 0x00CF_9B00);
        row(Hypercall.LOAD_GDT_ENTRY, 11, 0, 0).answers(KEPT).does("keeps the Switcher's data", gdt(11), 0x00CF_9300);
        for (int entry : new int[] {32, 33, Integer.MAX_VALUE}) {
            row(Hypercall.LOAD_GDT_ENTRY, entry, 0, 0).dies("too many gdt entries " + entry);
        }
        row(Hypercall.LOAD_TLS, TABLE).before(code -> code.store(TinyGuest.SCRATCH + 4, 0x00CF_F200))
                .answers(KEPT).does("TLS 1 is loaded", gdt(6), 0x00CF_F300);
        row(Hypercall.LOAD_TLS, END - 23).dies("bad read address 0x1fffe9 len 24");
        row(Hypercall.LOAD_IDT_ENTRY, 0, 0x1234, 0x5678_70FF | GATE).answers(KEPT)
                .does("is direct, bits 0-7 and 12 cleared", idt(0), 0x5678_6000 | GATE);
        row(Hypercall.LOAD_IDT_ENTRY, 3, 0x1234, 0x5678_EE00).answers(KEPT)
                .does("bounces with the guest's DPL", idt(3), stub(3) | 0x6000);
        row(Hypercall.LOAD_IDT_ENTRY, 0x80, 0x1234, 0x5678_EE00).answers(KEPT)
                .does("bounces with the guest's DPL", idt(0x80), stub(0x80) | 0x6000);
        for (int vector : new int[] {1, 7, 13, 14}) {
            row(Hypercall.LOAD_IDT_ENTRY, vector, 0x1234, 0x5678_0000 | GATE).answers(KEPT)
                    .does("is never direct", idt(vector), stub(vector));
        }
        for (int vector : new int[] {2, 8, 15, 31}) {
            row(Hypercall.LOAD_IDT_ENTRY, vector, 0x1234, 0x5678_8500).answers(KEPT);
        }
        for (int type = 0; type < 0xE; type++) {
            row(Hypercall.LOAD_IDT_ENTRY, 200, 0, 0x8000 | type << 8).dies("bad IDT type " + type);
        }
        row(Hypercall.LOAD_IDT_ENTRY, 256, 0, GATE).dies("Setting idt entry 256");
    }

    private void stacks() {
        row(Hypercall.SET_STACK, 0x69, TinyGuest.STACK_TOP, 1).answers(KEPT)
                .does("ESP1", guest -> guest.linear(LguestPages.GUEST_TSS + 12), TinyGuest.STACK_TOP);
        row(Hypercall.SET_STACK, 0x69, TinyGuest.STACK_TOP, 2).answers(KEPT)
                .does("SS1", guest -> guest.linear(LguestPages.GUEST_TSS + 16), 0x69);
        row(Hypercall.SET_STACK, 0x69, 0x1000, 1).answers(KEPT);
        row(Hypercall.SET_STACK, 0x69, 0x60_0000, 1).dies("bad stack page 0x5fffff");
        for (int selector : new int[] {0, 0x68, 0x6A, 0x6B, -1}) {
            row(Hypercall.SET_STACK, selector, TinyGuest.STACK_TOP, 1).dies("bad stack segment " + selector);
        }
        row(Hypercall.SET_STACK, 0x69, TinyGuest.STACK_TOP, 3).dies("bad stack pages 3");
        row(Hypercall.SET_STACK, 0x69, TinyGuest.STACK_TOP, -1).dies("bad stack pages 4294967295");
    }

    private void pageTables() {
        rows.add(anew(era, NEW, Hypercall.SET_PTE, TOP, PAGE, FRAME | 0x67));
        rows.add(anew(era, NEW, Hypercall.SET_PTE, TOP, PAGE, 0));
        rows.add(anew(era, NEW, Hypercall.SET_PTE, OUTSIDE, PAGE, FRAME | 0x67));
        for (int entry : new int[] {FRAME | 0xE7, OUTSIDE | 0x67, END | 0x67}) {
            row(Hypercall.SET_PTE, TOP, PAGE, entry).dies("bad page table entry");
        }
        row(Hypercall.SET_PTE, TOP, LguestPages.SWITCHER, 0).dies("attempt to set pte into Switcher pages");
        rows.add(anew(era, NEW, Hypercall.SET_PGD, TOP, 768));
        rows.add(anew(era, OLD, Hypercall.SET_PGD, TOP + 4096, 768));
        for (int index : new int[] {0, 767, 769, 1023, 1024}) {
            rows.add(anew(era, OLD, Hypercall.SET_PGD, TOP, index));
        }
        row(Hypercall.SET_PGD, TOP, 1025).dies("Attempt to set pgd 1025/1024");
        rows.add(anew(era, OLD, Hypercall.FLUSH_TLB, 0));
        rows.add(anew(era, NEW, Hypercall.FLUSH_TLB, 1));
        rows.add(anew(era, OLD, Hypercall.NEW_PGTABLE, TOP));
        row(Hypercall.NEW_PGTABLE, 0).dies("unhandled trap 14 at EIP (EIP)");
    }

    private void interrupts() {
        ToIntFunction<Outcome> armed = guest -> guest.machine().clock().eventArmed() ? 1 : 0;
        row(Hypercall.SET_CLOCKEVENT, 1_000_000).answers(KEPT).does("armed", armed, 1);
        row(Hypercall.SET_CLOCKEVENT, -1).answers(KEPT).does("armed: unsigned", armed, 1);
        row(Hypercall.SET_CLOCKEVENT, 0).before(code -> code.hypercall(Hypercall.SET_CLOCKEVENT, -1)).answers(KEPT)
                .does("armed", armed, 0);
        row(Hypercall.HALT).dies(HypercallRow.ASLEEP);
        ToIntFunction<Outcome> handled = guest -> guest.peek(PAGE + 8) & 0x200;
        UnaryOperator<Code> soon = code -> code.gate(0x20, TinyGuest.HANDLERS, 0xE, 0)
                .store(DATA + LguestData.BLOCKED_INTERRUPTS, 0).hypercall(Hypercall.SET_CLOCKEVENT, 1);
        row(Hypercall.HALT).before(soon).answers(KEPT).does("enabled interrupts", handled, 0x200);
        row(Hypercall.SEND_INTERRUPTS).answers(KEPT);
        row(Hypercall.SEND_INTERRUPTS).before(code -> {
            soon.apply(code);
            int loop = code.here();
            code.loadEax(DATA + era.data().irqPending().orElseThrow()).bytes(0x85, 0xC0, 0x74, loop - code.here() - 4);
            return code.store(DATA + LguestData.IRQ_ENABLED, 0x200);
        }).answers(KEPT).does("one is delivered", handled, 0x200);
    }

    private void taskSwitch() {
        ToIntFunction<Outcome> ts = guest -> guest.machine().processor().cr0() & 8;
        row(Hypercall.TS, 0).before(code -> code.hypercall(Hypercall.TS, 8)).answers(KEPT).does("TS", ts, 0);
        row(Hypercall.TS, 8).answers(KEPT).does("TS", ts, 8);
    }
}
