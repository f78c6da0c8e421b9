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

import java.util.OptionalInt;

import org.lguest.hypervisor.guest.GuestDeath;
import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * The page tables that the processor walks. They start empty and are filled from the guest's own, a page at a time,
 * when it faults; the guest then owes a call for every change it makes.
 *
 * <p>There are four directories, for the four address spaces that were used last. Which one makes room is a free
 * choice, random in Linux; here they take turns, since a run must be repeatable.
 */
public class ShadowPageTables {

    static final int DIRECTORIES = 4;

    private static final int PRESENT = 0x001;
    private static final int WRITABLE = 0x002;
    private static final int USER = 0x004;
    private static final int ACCESSED = 0x020;
    private static final int DIRTY = 0x040;
    private static final int GLOBAL = 0x100;
    private static final int FLAGS = 0xFFF;
    /** What an entry of a page directory may have: P, RW, US, A, D. */
    private static final int TABLE_FLAGS = 0x067;
    /** Error code of a page fault: a write ... */
    private static final int BY_WRITE = 2;
    /** ... and one in ring 3. */
    private static final int BY_USER = 4;
    private static final int SLOTS = 1024;
    private static final int LARGE = 0x080;
    private static final String SWITCHER_ACCESS = "attempt to access switcher pages";

    private final Lguest lguest;
    private final PhysicalMemory memory;
    private final MachineLayout layout;
    private final ShadowPagePool pool;
    /** Guest-physical address of the directory that each one shadows. */
    private final int[] guestTop = new int[DIRECTORIES];
    private final boolean[] used = new boolean[DIRECTORIES];
    private int current;
    /** 4.x, until the guest has page tables: every address is its own. */
    private boolean linear;
    /** First frame number behind the devices' registers. */
    private int deviceLimit;
    /** Where the fault that was looked at last led to, if to device memory. */
    private OptionalInt deviceAddress = OptionalInt.empty();

    public ShadowPageTables(Lguest lguest, PhysicalMemory memory, MachineLayout layout, int switcherSlot, int pgdir) {
        this.lguest = lguest;
        this.memory = memory;
        this.layout = layout;
        pool = new ShadowPagePool(memory, layout);
        for (int directory = 0; directory < DIRECTORIES; directory++) {
            memory.write32(slot(directory, LguestPages.SWITCHER_PGD_INDEX), switcherSlot);
        }
        guestTop[0] = pgdir;
        used[0] = true;
        linear = lguest.era.paging().linearStart();
        deviceLimit = layout.pfnLimit();
    }

    /** @param end guest-physical address behind the registers of the devices on the bus */
    public void setDeviceMemory(int end) {
        deviceLimit = (end + FLAGS) >>> 12;
    }

    /** Machine address of the directory for CR3. */
    public int currentDirectory() {
        return layout.shadowDirectory(current);
    }

    /** Guest-physical address of the guest's own current page directory. */
    public int currentGuestTop() {
        return guestTop[current];
    }

    /**
     * Answers a page fault from the guest's page tables, and notes there that the page was used.
     *
     * @param address   linear
     * @param errorCode of the fault
     * @return false if the guest's own tables do not allow the access: then the fault is the guest's, or that of the
     *         device which {@link #deviceAddress} tells
     */
    boolean demandPage(int address, int errorCode) {
        deviceAddress = OptionalInt.empty();
        if (inSwitcher(address) && !lguest.era.paging().switcherKills()) {
            return false;
        }
        int directoryEntry = linear ? TABLE_FLAGS : lguest.memory.read32(guestTop[current] + 4 * (address >>> 22));
        if ((directoryEntry & PRESENT) == 0) {
            return false;
        }
        if (inSwitcher(address)) {
            lguest.death.kill(SWITCHER_ACCESS);
            return true;
        }
        return demandEntry(address, errorCode, directoryEntry);
    }

    private boolean demandEntry(int address, int errorCode, int directoryEntry) {
        int entryAddress = (directoryEntry & ~FLAGS) + 4 * (address >>> 12 & SLOTS - 1);
        int slot = slot(current, address >>> 22);
        if (hasTable(slot) ? lguest.era.paging().directoryIsMinded() && !checkDirectoryEntry(directoryEntry)
                : !addTable(slot, directoryEntry)) {
            return true;
        }
        int entry = linear ? address & ~FLAGS | PRESENT | WRITABLE : lguest.memory.read32(entryAddress);
        if ((entry & PRESENT) == 0 || (errorCode & BY_WRITE) != 0 && (entry & WRITABLE) == 0
                || (errorCode & BY_USER) != 0 && (entry & USER) == 0) {
            return false;
        }
        if (isDevice(entry)) {
            deviceAddress = OptionalInt.of(entry & ~FLAGS | address & FLAGS);
            return false;
        }
        if (!checkEntry(entry)) {
            return true;
        }
        entry |= ACCESSED | ((errorCode & BY_WRITE) != 0 ? DIRTY : 0);
        int shadow = (entry & DIRTY) != 0 ? entry : entry & ~WRITABLE;
        memory.write32(shadowEntry(slot, address), shadow & ~GLOBAL);
        if (!linear) {
            lguest.memory.write32(entryAddress, entry);
        }
        return true;
    }

    /** Guest-physical, if the last page fault was an access to device memory. */
    OptionalInt deviceAddress() {
        return deviceAddress;
    }

    /** Whether the guest still has no page tables. */
    public boolean linear() {
        return linear;
    }

    private static boolean inSwitcher(int address) {
        return address >>> 22 >= LguestPages.SWITCHER_PGD_INDEX;
    }

    private boolean hasTable(int slot) {
        return (memory.read32(slot) & PRESENT) != 0;
    }

    private boolean isDevice(int entry) {
        int frame = entry >>> 12;
        return (entry & LARGE) == 0 && frame >= lguest.memory.pfnLimit() && frame < deviceLimit;
    }

    /** Where the guest's own page tables lead, whatever their flags say of writing and of rings. */
    OptionalInt guestPhysical(int address) {
        if (linear) {
            return OptionalInt.of(address);
        }
        int directoryEntry = lguest.memory.read32(guestTop[current] + 4 * (address >>> 22));
        if ((directoryEntry & PRESENT) == 0) {
            return OptionalInt.empty();
        }
        int entry = lguest.memory.read32((directoryEntry & ~FLAGS) + 4 * (address >>> 12 & SLOTS - 1));
        return (entry & PRESENT) == 0 ? OptionalInt.empty() : OptionalInt.of(entry & ~FLAGS | address & FLAGS);
    }

    /** The same; a guest that has nothing there dies. */
    int guestPhysicalOrKill(int address) {
        OptionalInt physical = guestPhysical(address);
        if (physical.isEmpty()) {
            lguest.death.kill("Bad address " + GuestDeath.hex(address));
        }
        return physical.orElse(0);
    }

    /** The guest-physical address that the processor finds at a linear one in the current address space. */
    public OptionalInt translate(int address) {
        int table = memory.read32(slot(current, address >>> 22));
        if ((table & PRESENT) == 0) {
            return OptionalInt.empty();
        }
        int entry = memory.read32((table & ~FLAGS) + 4 * (address >>> 12 & SLOTS - 1));
        return (entry & PRESENT) == 0 ? OptionalInt.empty() : OptionalInt.of(entry & ~FLAGS | address & FLAGS);
    }

    private boolean addTable(int slot, int directoryEntry) {
        if (!checkDirectoryEntry(directoryEntry)) {
            return false;
        }
        boolean exhausted = pool.empty();
        if (exhausted) {
            releaseAll();
        }
        memory.write32(slot, pool.take() | directoryEntry & FLAGS);
        if (exhausted) {
            pinStack();
        }
        return !lguest.death.dead();
    }

    private boolean checkDirectoryEntry(int entry) {
        if ((entry & FLAGS & ~TABLE_FLAGS) != 0 || outside(entry)) {
            lguest.death.kill("bad page directory entry");
            return false;
        }
        return true;
    }

    private boolean checkEntry(int entry) {
        if ((entry & lguest.era.paging().refusedFlags()) != 0 || outside(entry)) {
            lguest.death.kill("bad page table entry");
            return false;
        }
        return true;
    }

    private boolean outside(int entry) {
        return entry >>> 12 >= lguest.memory.pfnLimit();
    }

    private int slot(int directory, int index) {
        return layout.shadowDirectory(directory) + 4 * index;
    }

    private int shadowEntry(int slot, int address) {
        return (memory.read32(slot) & ~FLAGS) + 4 * (address >>> 12 & SLOTS - 1);
    }

    private int find(int top) {
        for (int directory = 0; directory < DIRECTORIES; directory++) {
            if (used[directory] && guestTop[directory] == top) {
                return directory;
            }
        }
        return -1;
    }

    /** LHCALL_NEW_PGTABLE. The kernel's part of a recycled directory is kept: it is the same in all. */
    void newPageTable(int top) {
        int directory = linear ? -1 : find(top);
        if (linear) {
            releaseAll();
            linear = false;
        }
        boolean fresh = false;
        if (directory < 0) {
            directory = (current + 1) % DIRECTORIES;
            fresh = !used[directory];
            used[directory] = true;
            guestTop[directory] = top;
            release(directory, 0, lguest.pageOffset >>> 22);
        }
        current = directory;
        if (fresh) {
            pinStack();
        }
    }

    /** LHCALL_SET_PTE. The kernel's addresses are the same in all address spaces, and so in all directories. */
    void setPte(int top, int address, int entry) {
        if (inSwitcher(address)) {
            lguest.death.kill(lguest.era.paging().switcherEntry());
        } else if (Integer.compareUnsigned(address, lguest.pageOffset) >= 0) {
            for (int directory = 0; directory < DIRECTORIES; directory++) {
                if (used[directory]) {
                    setEntry(directory, address, entry);
                }
            }
        } else {
            int directory = find(top);
            if (directory >= 0) {
                setEntry(directory, address, entry);
            }
        }
    }

    /** An entry that was not used yet is left to the next fault. */
    private void setEntry(int directory, int address, int entry) {
        int slot = slot(directory, address >>> 22);
        if ((memory.read32(slot) & PRESENT) == 0) {
            return;
        }
        if ((entry & (ACCESSED | DIRTY)) == 0 || isDevice(entry)) {
            memory.write32(shadowEntry(slot, address), 0);
        } else if (checkEntry(entry)) {
            memory.write32(shadowEntry(slot, address), entry & ~GLOBAL);
        }
    }

    /** LHCALL_SET_PMD. */
    void setPmd(int top, int index) {
        int directory = find(top);
        if (directory >= 0 && index >= 0 && index < LguestPages.SWITCHER_PGD_INDEX) {
            release(directory, index, index + 1);
        }
    }

    /** LHCALL_SET_PGD, which minds an index that is none; but not the first of them. */
    void setPgd(int top, int index) {
        if (Integer.compareUnsigned(index, SLOTS) > 0) {
            lguest.death.kill("Attempt to set pgd " + Integer.toUnsignedString(index) + '/' + SLOTS);
        } else {
            setPmd(top, index);
        }
    }

    /** LHCALL_FLUSH_TLB with 0. */
    void flushUser() {
        release(current, 0, lguest.pageOffset >>> 22);
    }

    /** LHCALL_FLUSH_TLB with anything else. */
    void flushAll() {
        releaseAll();
        pinStack();
    }

    private void releaseAll() {
        for (int directory = 0; directory < DIRECTORIES; directory++) {
            release(directory, 0, LguestPages.SWITCHER_PGD_INDEX);
        }
    }

    private void release(int directory, int from, int to) {
        for (int index = from; index < to; index++) {
            int slot = slot(directory, index);
            int entry = memory.read32(slot);
            if ((entry & PRESENT) != 0) {
                pool.give(entry & ~FLAGS);
                memory.write32(slot, 0);
            }
        }
    }

    /**
     * Maps the kernel stack for writing beforehand: the processor pushes there when a trap goes straight to the guest.
     */
    void pinStack() {
        for (int page = 0; page < lguest.stackPages; page++) {
            int address = lguest.esp1 - 1 - page * MachineLayout.PAGE;
            if (!writable(address) && !demandPage(address, BY_WRITE)) {
                lguest.death.kill("bad stack page " + GuestDeath.hex(address));
            }
        }
    }

    private boolean writable(int address) {
        if (inSwitcher(address)) {
            if (lguest.era.paging().switcherKills()) {
                lguest.death.kill(SWITCHER_ACCESS);
            }
            return lguest.death.dead();
        }
        int slot = slot(current, address >>> 22);
        int needed = PRESENT | WRITABLE;
        return (memory.read32(slot) & PRESENT) != 0 && (memory.read32(shadowEntry(slot, address)) & needed) == needed;
    }
}
