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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.Hypercall;

class ShadowPageTablesTest {

    /** The entry of the page table for this linear address, itself as a linear address. */
    private static int entryOf(int linear) {
        return TinyGuest.PAGE_OFFSET + TinyGuest.TABLE + 4 * (linear - TinyGuest.PAGE_OFFSET >>> 12);
    }

    @Test
    void firstTouchesAreNotedInTheGuestsOwnTables() {
        int read = TinyGuest.SCRATCH + 0x1000;
        int written = TinyGuest.SCRATCH + 0x2000;
        TinyGuest guest = TinyGuest.of(code -> code.loadEax(read).store(written, 1));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0x27, guest.peek(entryOf(read)) & 0xFFF, "accessed");
        assertEquals(0x67, guest.peek(entryOf(written)) & 0xFFF, "accessed and dirty");
        assertEquals(0x07, guest.peek(entryOf(TinyGuest.SCRATCH + 0x3000)) & 0xFFF, "untouched");
    }

    @Test
    void pageThatWasReadBecomesDirtyWhenItIsWritten() {
        int page = TinyGuest.SCRATCH + 0x1000;
        TinyGuest guest = TinyGuest.of(code -> code.loadEax(page).store(page, 1));
        guest.run();
        assertEquals(0x67, guest.peek(entryOf(page)) & 0xFFF);
    }

    @Test
    void writeToAReadOnlyPageIsTheGuestsFault() {
        int page = TinyGuest.SCRATCH + 0x1000;
        TinyGuest guest = TinyGuest.of(code -> code.gate(14, TinyGuest.HANDLERS, 0xE, 0).loadEax(page).store(page, 1))
                .poke(entryOf(page), page - TinyGuest.PAGE_OFFSET | 5)
                .at(TinyGuest.HANDLERS, code -> code.bytes(0x58).storeEax(TinyGuest.SCRATCH)
                        .hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(3, guest.peek(TinyGuest.SCRATCH), "a write to a page that is present");
    }

    @Test
    void illegalEntriesKill() {
        int page = TinyGuest.SCRATCH + 0x1000;
        for (int flags : new int[] {0x0F, 0x87}) {
            assertEquals("bad page table entry",
                    TinyGuest.of(code -> code.loadEax(page)).poke(entryOf(page), 0x5_0000 | flags).run());
        }
        assertEquals("bad page table entry", TinyGuest.of(code -> code.loadEax(page)).poke(entryOf(page), 0x4000_0007)
                .run());
        int directory = TinyGuest.PAGE_OFFSET + TinyGuest.PGDIR;
        assertEquals("bad page directory entry",
                TinyGuest.of(code -> code.loadEax(0x1000)).poke(directory, TinyGuest.TABLE | 0x87).run());
        assertEquals("bad page directory entry",
                TinyGuest.of(code -> code.loadEax(0x1000)).poke(directory, 0x4000_0007).run());
    }

    @Test
    void switcherBelongsToNoGuest() {
        int slot = TinyGuest.PAGE_OFFSET + TinyGuest.PGDIR + 4 * 1023;
        assertEquals("attempt to access switcher pages", TinyGuest.of(code -> code.loadEax(0xFFC1_0000))
                .poke(slot, TinyGuest.TABLE | 7).run());
        assertEquals("attempt to access switcher pages",
                TinyGuest.of(code -> code.hypercall(Hypercall.SET_PTE, TinyGuest.PGDIR, 0xFFC0_1000, 0x67)).run());
        assertEquals("CRASH: Power down",
                TinyGuest.of(code -> code.hypercall(Hypercall.SET_PMD, TinyGuest.PGDIR, 1023)
                        .hypercall(Hypercall.SET_PMD, TinyGuest.PGDIR, -1)).run());
    }

    @Test
    void changeThatIsNotToldIsNotSeen() {
        int page = TinyGuest.SCRATCH + 0x1000;
        int other = TinyGuest.SCRATCH + 0x2000;
        int remapped = other - TinyGuest.PAGE_OFFSET | 0x67;
        TinyGuest guest = TinyGuest.of(code -> code.loadEax(page)
                        .store(entryOf(page), remapped).loadEax(page).storeEax(TinyGuest.SCRATCH)
                        .hypercall(Hypercall.SET_PTE, TinyGuest.PGDIR, page, remapped).loadEax(page).storeEax(TinyGuest.SCRATCH + 4))
                .poke(page, 0x11).poke(other, 0x22);
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0x11, guest.peek(TinyGuest.SCRATCH));
        assertEquals(0x22, guest.peek(TinyGuest.SCRATCH + 4));
    }

    @Test
    void fifthAddressSpaceTakesThePlaceOfAnother() {
        TinyGuest guest = TinyGuest.of(code -> {
            for (int round = 0; round < 2; round++) {
                for (int space = 1; space <= 6; space++) {
                    code.hypercall(Hypercall.NEW_PGTABLE, 0x8_0000 + space * 0x1000)
                            .store(TinyGuest.SCRATCH + 4 * space, space);
                }
            }
            return code;
        });
        for (int space = 1; space <= 6; space++) {
            guest.poke(TinyGuest.PAGE_OFFSET + 0x8_0000 + space * 0x1000 + 4 * 768, TinyGuest.TABLE | 7);
        }
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(6, guest.peek(TinyGuest.SCRATCH + 24));
    }

    @Test
    void addressSpaceOutsideMemoryKills() {
        assertEquals("bad read address 0x40000c00",
                TinyGuest.of(code -> code.hypercall(Hypercall.NEW_PGTABLE, 0x4000_0000)).run());
    }

    @Test
    void kernelStackStaysMappedWhenShadowPagesRunOut() {
        int stack = TinyGuest.SCRATCH + 0x4000;
        TinyGuest guest = TinyGuest.of(code -> {
            code.hypercall(Hypercall.SET_STACK, 0x69, stack + 0x1000, 1);
            for (int table = 1; table <= MachineLayout.SHADOW_PAGES; table++) {
                code.loadEax(table << 22);
            }
            return code;
        });
        for (int table = 1; table <= MachineLayout.SHADOW_PAGES; table++) {
            guest.poke(TinyGuest.PAGE_OFFSET + TinyGuest.PGDIR + 4 * table, TinyGuest.TABLE | 7);
        }
        Machine machine = guest.machine();
        assertEquals("CRASH: Power down", TinyGuest.run(machine, Debugger.NONE));
        assertEquals(OptionalInt.of(stack - TinyGuest.PAGE_OFFSET), machine.pageTables().translate(stack));
        assertEquals(OptionalInt.empty(), machine.pageTables().translate(1 << 22), "the first table gave way");
    }
}
