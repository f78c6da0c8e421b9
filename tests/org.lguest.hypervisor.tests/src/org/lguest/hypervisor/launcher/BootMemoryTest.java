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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.Era;
import org.lguest.x86.memory.PhysicalMemory;

class BootMemoryTest {

    private static final int BYTES = 8 << 20;

    @Test
    void pageTablesMapAllMemoryAtTheKernelsOffset() {
        PhysicalMemory memory = new PhysicalMemory(BYTES);
        BootMemory boot = new BootMemory(Era.LINUX_2_6_23, BYTES, Optional.empty(), 0xC000_0000, BootMemory.LGUESTS_ALIGNMENT);
        boot.write(memory, "");
        assertEquals(BYTES - 4096, boot.pageDirectory());
        assertEquals(BYTES - 3 * 4096, boot.top());
        assertEquals(boot.top() | 7, memory.read32(boot.pageDirectory() + 4 * 768));
        assertEquals(boot.top() + 4096 | 7, memory.read32(boot.pageDirectory() + 4 * 769));
        assertEquals(0, memory.read32(boot.pageDirectory()));
        assertEquals(BYTES - 4096 | 7, memory.read32(boot.top() + 4 * 2047));
    }

    @Test
    void bootPageTellsMemoryInitrdAndArguments() {
        PhysicalMemory memory = new PhysicalMemory(BYTES);
        new BootMemory(Era.LINUX_2_6_23, BYTES, Optional.of(new byte[] {1, 2, 3}), 0xC000_0000, BootMemory.LGUESTS_ALIGNMENT)
                .write(memory, " root=/dev/lgba  quiet ");
        assertEquals(1, memory.read8(0x1E8));
        assertEquals(BYTES, memory.read32(0x2D8));
        assertEquals(1, memory.read32(0x2E0));
        assertEquals(BYTES - 4096, memory.read32(0x218));
        assertEquals(4096, memory.read32(0x21C));
        assertEquals(0xFF, memory.read8(0x210));
        assertEquals(1, memory.read32(0x23C));
        assertEquals(4096, memory.read32(0x228));
        byte[] line = new byte[22];
        memory.read(4096, line, 0, line.length);
        assertEquals("root=/dev/lgba quiet \0", new String(line));
        assertEquals(3, memory.read8(BYTES - 4096 + 2));
    }
}
