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

import org.lguest.hypervisor.guest.LguestPages;
import org.lguest.x86.memory.PhysicalMemory;

/**
 * Where everything stands in machine memory. The guest's memory and its device page come first, so that guest-physical
 * and machine addresses are the same; above them are the Host's own pages, which no guest-physical address reaches.
 *
 * @param guestBytes  guest memory, a positive multiple of 4096
 * @param devicePages pages that the Launcher puts behind it: the one that describes the devices, and the devices' own;
 *                    none in an era with a PCI bus
 */
public record MachineLayout(int guestBytes, int devicePages) {

    static final int PAGE = PhysicalMemory.PAGE;
    /**
     * Pages for the shadows of page tables: each maps 4 MiB of one address space. When all are taken, all are dropped.
     */
    static final int SHADOW_PAGES = 512;
    private static final int BYTES_PER_TABLE = PAGE * 1024;

    /** For devices that have no pages, as the console of 2.6.23. */
    public MachineLayout(int guestBytes) {
        this(guestBytes, 1);
    }

    /** Guest-physical address of the page that describes the devices. */
    public int devicePage() {
        return guestBytes;
    }

    /** The first frame number that is not the guest's. */
    public int pfnLimit() {
        return guestBytes / PAGE + devicePages;
    }

    int switcherText() {
        return pfnLimit() * PAGE;
    }

    /** Machine address of the two pages of {@code struct lguest_pages}. */
    int lguestPages() {
        return switcherText() + PAGE;
    }

    /** The Host's own GDT and TSS. */
    int hostDescriptors() {
        return lguestPages() + 2 * PAGE;
    }

    /** The page table that shows the Switcher to the guest. */
    int guestSwitcherTable() {
        return hostDescriptors() + PAGE;
    }

    /** The page table that shows it to the Host. */
    int hostSwitcherTable() {
        return guestSwitcherTable() + PAGE;
    }

    /** The Host's page directory; then as many tables as map the guest's memory. */
    int hostDirectory() {
        return hostSwitcherTable() + PAGE;
    }

    int hostTable(int index) {
        return hostDirectory() + PAGE + index * PAGE;
    }

    int hostTables() {
        return (int) (((long) pfnLimit() * PAGE + BYTES_PER_TABLE - 1) / BYTES_PER_TABLE);
    }

    int shadowDirectory(int index) {
        return hostTable(hostTables()) + index * PAGE;
    }

    int shadowPage(int index) {
        return shadowDirectory(ShadowPageTables.DIRECTORIES) + index * PAGE;
    }

    /** Bytes of machine memory. */
    public int machineBytes() {
        return shadowPage(SHADOW_PAGES);
    }

    /** Linear address of the Host's own GDT and TSS: next to the Switcher, but in the Host's address space alone. */
    static int hostDescriptorsLinear() {
        return LguestPages.STATE_PAGE + PAGE;
    }
}
