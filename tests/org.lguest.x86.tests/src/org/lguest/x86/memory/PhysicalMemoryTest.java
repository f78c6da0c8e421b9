/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class PhysicalMemoryTest {

    private final PhysicalMemory memory = new PhysicalMemory(2 * PhysicalMemory.PAGE);

    @Test
    void isLittleEndianAtAnyAlignment() {
        memory.write32(5, 0x1234_5678);
        assertEquals(0x78, memory.read8(5));
        assertEquals(0x3456, memory.read16(6));
        assertEquals(0x1234_5678, memory.read32(5));
    }

    @Test
    void beyondItsEndAreAllOnesAndWritesAreDropped() {
        memory.write32(0x1FFE, 0x1234_5678);
        assertEquals(0xFFFF_5678, memory.read32(0x1FFE));
        memory.write8(0x2000, 1);
        assertEquals(0xFF, memory.read8(0x2000));
        assertEquals(-1, memory.read32(0x8000_0000));
        assertEquals(0xFFFF, memory.read16(-2));
    }

    @Test
    void sizeIsWholePages() {
        assertThrows(IllegalArgumentException.class, () -> new PhysicalMemory(0));
        assertThrows(IllegalArgumentException.class, () -> new PhysicalMemory(4095));
        assertThrows(IllegalArgumentException.class, () -> new PhysicalMemory(-4096));
    }

    @Test
    void everyWriterOfMarkedBytesIsReported() {
        List<Integer> told = new ArrayList<>();
        memory.setCodeListener((address, length) -> told.add(address));
        memory.markCode(0x100, 4);
        memory.write8(0xFF, 1);
        memory.write32(0x104, 1);
        assertEquals(List.of(), told);
        memory.write8(0x103, 1);
        memory.write16(0xFF, 1);
        memory.write32(0xFD, 1);
        memory.write(0, new byte[0x101], 0, 0x101);
        memory.fill(0, 0x2000, 0);
        assertEquals(List.of(0x103, 0xFF, 0xFD, 0, 0), told);
        memory.clearCode(0);
        memory.write8(0x103, 1);
        assertEquals(5, told.size());
    }
}
