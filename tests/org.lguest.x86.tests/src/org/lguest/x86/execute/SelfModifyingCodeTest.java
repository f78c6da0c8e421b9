/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lguest.x86.Machine.CODE;
import static org.lguest.x86.Machine.DATA;
import static org.lguest.x86.Machine.EAX;
import static org.lguest.x86.Machine.EBX;
import static org.lguest.x86.Machine.ECX;
import static org.lguest.x86.Machine.EDI;
import static org.lguest.x86.Machine.EDX;
import static org.lguest.x86.Machine.ESI;

import org.junit.jupiter.api.Test;
import org.lguest.x86.Exit;
import org.lguest.x86.Machine;

/** What was written is what runs next, whoever wrote it and by whatever address. */
class SelfModifyingCodeTest {

    private final Machine machine = new Machine(3);

    @Test
    void theNextInstructionOfTheSameBlock() {
        // movb $0x42, CODE+7: turns the inc eax that follows into inc edx
        machine.code("C6 05 07 00 01 00 42 40 41");
        machine.cpu.run(3);
        assertEquals(0, machine.cpu.register(EAX));
        assertEquals(1, machine.cpu.register(EDX));
        assertEquals(1, machine.cpu.register(ECX));
    }

    @Test
    void aLoopThatCountsInItsOwnImmediate() {
        // 1: incl CODE+9 ; mov $0, %eax ; loop 1b
        machine.code("FF 05 07 00 01 00 B8 00 00 00 00 E2 F3").with(ECX, 1000);
        machine.cpu.run(3000);
        assertEquals(1000, machine.cpu.register(EAX));
    }

    @Test
    void throughAnotherMappingOfThePage() {
        machine.page(DATA, CODE | 7);
        machine.code("40 EB FD");
        machine.cpu.run(4);
        machine.cpu.memory().write8(DATA, 0x43);
        machine.cpu.run(2);
        assertEquals(2, machine.cpu.register(EAX));
        assertEquals(1, machine.cpu.register(EBX));
    }

    @Test
    void byTheHostAndTheDebugger() {
        machine.code("40 EB FD");
        machine.cpu.run(2);
        machine.memory.write8(CODE, 0x41);
        machine.cpu.run(2);
        machine.cpu.memory().poke8(CODE, 0x42);
        machine.cpu.run(2);
        assertEquals(1, machine.cpu.register(EAX));
        assertEquals(1, machine.cpu.register(ECX));
        assertEquals(1, machine.cpu.register(EDX));
    }

    @Test
    void byARepeatedMoveOverTheCodeThatFollowsIt() {
        machine.bytes(DATA, "42 42 42 42");
        machine.code("F3 A5 40 40 40 40").with(ECX, 1).with(ESI, DATA).with(EDI, CODE + 2);
        machine.cpu.run(5);
        assertEquals(0, machine.cpu.register(EAX));
        assertEquals(4, machine.cpu.register(EDX));
    }

    @Test
    void byARepeatedStoreOverItself() {
        // rep stosb that overwrites itself with its fourth byte: it ends there, and what it wrote runs
        machine.code("90 90 90 F3 AA").with(ECX, 100).with(EDI, CODE).with(EAX, 0x42);
        machine.cpu.setEip(CODE + 3);
        Exit exit = machine.cpu.run(5);
        assertEquals(Exit.BUDGET, exit);
        assertEquals(0x42, machine.memory.read8(CODE + 3));
        assertEquals(1, machine.cpu.register(EDX));
        assertEquals(96, machine.cpu.register(ECX));
    }

    @Test
    void theSecondPageOfAnInstructionThatCrosses() {
        machine.bytes(CODE + 0xFFE, "B8 01 00 00 00 EB F9");
        for (int value = 1; value < 4; value++) {
            machine.memory.write8(CODE + 0x1000, value);
            machine.cpu.setEip(CODE + 0xFFE);
            machine.cpu.run(2);
            assertEquals(value << 8 | 1, machine.cpu.register(EAX));
        }
    }

    @Test
    void aCrossingInstructionWhoseSecondPageIsRemapped() {
        machine.bytes(CODE + 0xFFE, "B8 01 00 00 00");
        machine.bytes(0x20_0000, "02 00 00");
        machine.cpu.setEip(CODE + 0xFFE);
        machine.step();
        machine.page(CODE + 0x1000, 0x20_0007);
        machine.cpu.setEip(CODE + 0xFFE);
        machine.step();
        assertEquals(0x201, machine.cpu.register(EAX));
    }

    @Test
    void dataBesideCodeIsData() {
        // 1: incl CODE+0x100 ; loop 1b
        machine.code("FF 05 00 01 01 00 E2 F8").with(ECX, 1000);
        machine.cpu.run(2000);
        assertEquals(1000, machine.memory.read32(CODE + 0x100));
        assertEquals(0, machine.cpu.register(ECX));
    }
}
