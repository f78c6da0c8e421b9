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

import org.lguest.x86.memory.PhysicalMemory;

/** Machine pages for the shadows of page tables: so many and no more, handed out in an order that a run repeats. */
final class ShadowPagePool {

    private final PhysicalMemory memory;
    private final int[] free = new int[MachineLayout.SHADOW_PAGES];
    private int count;

    ShadowPagePool(PhysicalMemory memory, MachineLayout layout) {
        this.memory = memory;
        for (int page = MachineLayout.SHADOW_PAGES - 1; page >= 0; page--) {
            give(layout.shadowPage(page));
        }
    }

    boolean empty() {
        return count == 0;
    }

    /** A page of zeros. */
    int take() {
        int page = free[--count];
        memory.fill(page, MachineLayout.PAGE, 0);
        return page;
    }

    void give(int page) {
        free[count++] = page;
    }
}
