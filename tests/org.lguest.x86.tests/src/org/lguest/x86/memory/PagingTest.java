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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lguest.x86.Machine.CODE;
import static org.lguest.x86.Machine.DATA;
import static org.lguest.x86.Machine.EAX;
import static org.lguest.x86.Machine.ESP;
import static org.lguest.x86.Machine.TABLE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.x86.Exit;
import org.lguest.x86.Machine;
import org.lguest.x86.Machine.Frame;
import org.lguest.x86.ProcessorException;
import org.lguest.x86.Vector;

/** Paging as a program meets it: error codes, A and D bits, and what the TLB may and may not remember. */
class PagingTest {

    private static final String READ = "A1 00 00 03 00";
    private static final String WRITE = "A3 00 00 03 00";
    private static final String MODIFY = "83 05 00 00 03 00 00";
    private static final int ACCESSED = 0x20;
    private static final int DIRTY = 0x40;

    /** ring, flags of the page table entry, instruction, error code or -1 for none */
    @ParameterizedTest
    @CsvSource({
        "3, 0, " + READ + ", 4", "3, 0, " + WRITE + ", 6", "3, 0, " + MODIFY + ", 6",
        "3, 3, " + READ + ", 5", "3, 3, " + WRITE + ", 7",
        "3, 5, " + READ + ", -1", "3, 5, " + WRITE + ", 7", "3, 5, " + MODIFY + ", 7", "3, 7, " + WRITE + ", -1",
        "1, 0, " + READ + ", 0", "1, 0, " + WRITE + ", 2",
        "1, 1, " + READ + ", -1", "1, 1, " + WRITE + ", 3", "1, 1, " + MODIFY + ", 3",
        "1, 3, " + WRITE + ", -1", "1, 5, " + WRITE + ", 3",
    })
    void errorCodeSaysWhatWasTriedAndWhy(int ring, int flags, String instruction, int expected) {
        Machine machine = new Machine(ring).code(instruction);
        machine.page(DATA, DATA | flags);
        if (expected < 0) {
            assertEquals(Exit.BUDGET, machine.step());
            return;
        }
        Frame frame = machine.fault();
        assertEquals(Vector.PAGE_FAULT, frame.vector());
        assertEquals(expected, frame.errorCode());
        assertEquals(DATA, machine.cpu.cr2());
        assertEquals(CODE, frame.eip());
    }

    @Test
    void directoryEntryRestrictsTheWholeTable() {
        Machine machine = new Machine(1).code(WRITE);
        machine.memory.write32(Machine.DIRECTORY, TABLE | 5);
        machine.cpu.setCr3(Machine.DIRECTORY);
        assertThrows(ProcessorException.class, () -> machine.cpu.memory().write8(DATA, 0));
        assertEquals(DATA, machine.cpu.cr2());
    }

    @Test
    void ring1IsSupervisor() {
        Machine machine = new Machine(1).code(WRITE);
        machine.page(DATA, DATA | 3);
        assertEquals(Exit.BUDGET, machine.step());
    }

    @Test
    void writeProtectOffLetsSupervisorsWrite() {
        Machine machine = new Machine(1).code(WRITE);
        machine.cpu.setCr0(machine.cpu.cr0() & ~0x1_0000);
        machine.page(DATA, DATA | 1);
        assertEquals(Exit.BUDGET, machine.step());
    }

    @Test
    void readSetsAccessedAndWriteSetsDirty() {
        Machine machine = new Machine(3).code(READ + WRITE);
        machine.step();
        assertEquals(DATA | 7 | ACCESSED, machine.memory.read32(TABLE + 4 * (DATA >>> 12)));
        machine.step();
        assertEquals(DATA | 7 | ACCESSED | DIRTY, machine.memory.read32(TABLE + 4 * (DATA >>> 12)));
        assertEquals(ACCESSED, machine.memory.read32(Machine.DIRECTORY) & ACCESSED);
    }

    @Test
    void fetchFaultNamesThePageOfTheMissingBytes() {
        Machine machine = new Machine(3);
        machine.bytes(CODE + 0xFFE, "B8 01");
        machine.page(CODE + 0x1000, 0);
        machine.cpu.setEip(CODE + 0xFFE);
        Frame frame = machine.fault();
        assertEquals(4, frame.errorCode());
        assertEquals(CODE + 0xFFE, frame.eip());
        assertEquals(CODE + 0x1000, machine.cpu.cr2());
    }

    @Test
    void jumpToUnmappedPageFaultsAtItsTarget() {
        Machine machine = new Machine(3).code("E9 FB FF 01 00");
        machine.page(CODE + 0x2_0000, 0);
        Frame frame = machine.fault();
        assertEquals(CODE + 0x2_0000, frame.eip());
        assertEquals(1, machine.cpu.retired());
    }

    @Test
    void accessAcrossPagesWritesNothingWhenTheSecondIsMissing() {
        Machine machine = new Machine(3).code("A3 FE 0F 03 00").with(EAX, -1);
        machine.page(DATA + 0x1000, 0);
        assertEquals(DATA + 0x1000, faultAddress(machine));
        assertEquals(0, machine.memory.read16(DATA + 0xFFE));
    }

    @Test
    void accessAcrossPagesThatLieApart() {
        Machine machine = new Machine(3).code("A3 FE 0F 03 00 8B 0D FE 0F 03 00").with(EAX, 0x1234_5678);
        machine.page(DATA + 0x1000, 0x20_0007);
        machine.cpu.run(2);
        assertEquals(0x5678, machine.memory.read16(DATA + 0xFFE));
        assertEquals(0x1234, machine.memory.read16(0x20_0000));
        assertEquals(0x1234_5678, machine.cpu.register(Machine.ECX));
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "FF 35 00 00 03 00", "E8 00 00 00 00", "C8 00 00 03", "9C", "1E", "50"})
    void stackInstructionThatFaultsChangesNothing(String instruction) {
        Machine machine = new Machine(3).code(instruction).with(ESP, 0x4_1002);
        machine.page(0x4_0000, 0);
        Frame frame = machine.fault();
        assertEquals(Vector.PAGE_FAULT, frame.vector());
        assertEquals(0x4_1002, frame.esp());
        assertEquals(CODE, frame.eip());
        assertEquals(0, machine.memory.read16(0x4_1000));
    }

    @Test
    void popToMissingMemoryLeavesTheStackPointer() {
        Machine machine = new Machine(3).code("8F 05 00 00 03 00");
        machine.page(DATA, 0);
        assertEquals(Machine.STACK, machine.fault().esp());
    }

    @Test
    void tlbRemembersUntilItIsTold() {
        Machine machine = new Machine(3).code(READ + READ + READ);
        machine.memory.write32(DATA, 1);
        machine.memory.write32(0x20_0000, 2);
        machine.step();
        machine.memory.write32(TABLE + 4 * (DATA >>> 12), 0x20_0007);
        machine.step();
        assertEquals(1, machine.cpu.register(EAX));
        machine.cpu.setCr3(machine.cpu.cr3());
        machine.step();
        assertEquals(2, machine.cpu.register(EAX));
    }

    @Test
    void codeFollowsItsPage() {
        Machine machine = new Machine(3).code("40 EB FD");
        machine.bytes(0x20_0000, "41 EB FD");
        machine.cpu.run(2);
        machine.page(CODE, 0x20_0007);
        machine.cpu.run(2);
        assertEquals(1, machine.cpu.register(EAX));
        assertEquals(1, machine.cpu.register(Machine.ECX));
    }

    @Test
    void aThousandFlushesDoNotBringOldEntriesBack() {
        Machine machine = new Machine(3).code("A1 00 00 03 00 EB F9");
        machine.memory.write32(0x20_0000, 7);
        machine.cpu.run(2);
        machine.memory.write32(TABLE + 4 * (DATA >>> 12), 0x20_0007);
        for (int i = 0; i < 1023; i++) {
            machine.cpu.setCr3(machine.cpu.cr3());
        }
        machine.cpu.run(2);
        assertEquals(7, machine.cpu.register(EAX));
    }

    @Test
    void memoryBeyondRamIsAnOpenBus() {
        Machine machine = new Machine(3).code(WRITE + READ).with(EAX, 5);
        machine.page(DATA, 0x4000_0007);
        assertEquals(Exit.BUDGET, machine.cpu.run(2));
        assertEquals(-1, machine.cpu.register(EAX));
    }

    @Test
    void probingLeavesNoTrace() {
        Machine machine = new Machine(3);
        machine.memory.write32(DATA, 0x1234);
        machine.page(DATA + 0x1000, 0);
        LinearMemory linear = machine.cpu.memory();
        assertEquals(0x1234, linear.probe32(DATA).getAsInt());
        assertEquals(DATA + 5, linear.translate(DATA + 5).getAsInt());
        assertFalse(linear.probe8(DATA + 0x1000).isPresent());
        assertFalse(linear.probe32(DATA + 0xFFE).isPresent());
        assertFalse(linear.poke8(DATA + 0x1000, 1));
        assertEquals(DATA | 7, machine.memory.read32(TABLE + 4 * (DATA >>> 12)));
        assertEquals(0, machine.cpu.cr2());
    }

    private static int faultAddress(Machine machine) {
        assertEquals(Vector.PAGE_FAULT, machine.fault().vector());
        return machine.cpu.cr2();
    }
}
