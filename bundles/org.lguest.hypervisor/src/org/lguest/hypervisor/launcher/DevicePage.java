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

import org.lguest.x86.memory.PhysicalMemory;

/**
 * The page behind guest memory that describes the devices, {@code struct lguest_device_desc}: sixteen entries of type,
 * features, status, number of pages (u16) and first page's frame (u32). The device of entry n interrupts with irq
 * n + 1, if the guest binds its buffers so.
 *
 * <p>The status is the guest's to write: 1 it knows the device, 2 it has a driver, 4 the driver is ready, 128 it
 * failed. The Launcher of 2.6.23 does not look at it, nor does this one.
 */
final class DevicePage {

    static final int CONSOLE = 1;
    static final int NET = 2;
    static final int BLOCK = 3;
    static final int ENTRIES = 16;

    private static final int ENTRY = 12;
    private static final int FEATURES = 2;
    private static final int PAGE_COUNT = 6;
    private static final int FRAME = 8;

    private final PhysicalMemory memory;
    private final int page;
    private int entries;
    private int frame;

    /** @param page guest-physical, of the page; the devices' own follow it */
    DevicePage(PhysicalMemory memory, int page) {
        this.memory = memory;
        this.page = page;
        frame = page / PhysicalMemory.PAGE + 1;
    }

    /**
     * Adds a device.
     *
     * @param features that devices of its type may have
     * @return guest-physical address of the first of its pages, which are next to each other
     */
    int add(int type, int features, int pages) {
        int entry = page + ENTRY * entries++;
        memory.write16(entry, type);
        memory.write16(entry + FEATURES, features);
        memory.write16(entry + PAGE_COUNT, pages);
        int first = frame;
        if (pages > 0) {
            memory.write32(entry + FRAME, first);
            frame += pages;
        }
        return first * PhysicalMemory.PAGE;
    }
}
