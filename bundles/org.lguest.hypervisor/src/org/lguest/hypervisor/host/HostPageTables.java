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
 * The Host's own address space. Guest memory is mapped one to one, as it is in the Launcher of 2.6.23; the Switcher's
 * pages are where every address space has them.
 */
final class HostPageTables {

    /** P, RW, A, D. */
    private static final int WRITABLE = 0x63;
    /** P, A, D. */
    private static final int READ_ONLY = 0x61;
    private static final int TEXT_SLOT = LguestPages.SWITCHER >>> 12 & 1023;

    private final PhysicalMemory memory;
    private final MachineLayout layout;

    HostPageTables(PhysicalMemory memory, MachineLayout layout) {
        this.memory = memory;
        this.layout = layout;
    }

    void build() {
        for (int pfn = 0; pfn < layout.pfnLimit(); pfn++) {
            memory.write32(layout.hostTable(pfn >>> 10) + 4 * (pfn & 1023), pfn * MachineLayout.PAGE | WRITABLE);
        }
        for (int table = 0; table < layout.hostTables(); table++) {
            memory.write32(layout.hostDirectory() + 4 * table, layout.hostTable(table) | WRITABLE);
        }
        mapSwitcher(layout.hostSwitcherTable(), WRITABLE);
        memory.write32(layout.hostSwitcherTable() + 4 * (TEXT_SLOT + 3), layout.hostDescriptors() | WRITABLE);
        memory.write32(layout.hostDirectory() + 4 * LguestPages.SWITCHER_PGD_INDEX,
                layout.hostSwitcherTable() | WRITABLE);
        mapSwitcher(layout.guestSwitcherTable(), READ_ONLY);
    }

    /** Ring 1 may write the page of registers, for the processor pushes there; ring 3 has no business here. */
    private void mapSwitcher(int table, int stateFlags) {
        memory.write32(table + 4 * TEXT_SLOT, layout.switcherText() | READ_ONLY);
        memory.write32(table + 4 * (TEXT_SLOT + 1), layout.lguestPages() | WRITABLE);
        memory.write32(table + 4 * (TEXT_SLOT + 2), layout.lguestPages() + MachineLayout.PAGE | stateFlags);
    }

    /** What the top slot of every shadow directory holds. */
    int switcherSlot() {
        return layout.guestSwitcherTable() | WRITABLE;
    }
}
