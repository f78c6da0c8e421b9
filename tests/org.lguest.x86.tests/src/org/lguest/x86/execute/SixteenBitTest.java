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
import static org.lguest.x86.Machine.CODE_1;
import static org.lguest.x86.Machine.CODE_3;
import static org.lguest.x86.Machine.DATA;
import static org.lguest.x86.Machine.DATA_3;
import static org.lguest.x86.Machine.EAX;
import static org.lguest.x86.Machine.EBP;
import static org.lguest.x86.Machine.EBX;
import static org.lguest.x86.Machine.ECX;
import static org.lguest.x86.Machine.ESP;
import static org.lguest.x86.Machine.FREE;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.x86.Exit;
import org.lguest.x86.Machine;
import org.lguest.x86.Machine.Frame;
import org.lguest.x86.Processor;
import org.lguest.x86.Vector;

/** 16-bit code (D = 0), 16-bit stacks (B = 0) and gates of 16 bits. */
class SixteenBitTest {

    private static final int CODE_16 = FREE | 3;
    private static final int STACK_16 = FREE + 8 | 3;
    /** Base of the 16-bit segments. */
    private static final int BASE = 0x2_0000;
    private static final int ENTRY = 0x100;

    private Machine machine;
    private Processor cpu;

    /** Ring 3 at CODE_16:ENTRY with a 16-bit stack, by a far jump. */
    @BeforeEach
    void enter() {
        machine = new Machine(3).code("EA 00 01 00 00 43 00");
        cpu = machine.cpu;
        machine.descriptor(CODE_16, BASE << 16 | 0xFFFF, 0x0000_FA00 | BASE >>> 16);
        machine.descriptor(STACK_16, BASE << 16 | 0xFFFF, 0x0000_F200 | BASE >>> 16);
        machine.step();
        cpu.loadSegment(2, STACK_16);
        cpu.run(0);
        machine.with(ESP, 0xABCD_8000);
    }

    private void code(String hex) {
        machine.bytes(BASE + ENTRY, hex);
    }

    @Test
    void operandsAndAddressesAreOfSixteenBits() {
        code("B8 34 12 66 B9 78 56 34 12 8B 07 67 8B 03");
        machine.memory.write32(DATA, 0x8765_4321);
        machine.with(EBX, DATA).with(EAX, -1);
        cpu.run(2);
        assertEquals(0xFFFF_1234, cpu.register(EAX));
        assertEquals(0x1234_5678, cpu.register(ECX));
        machine.with(EBX, 0x7_0000 | 0x3000);
        machine.memory.write32(0x3000, 0x1111_2222);
        cpu.run(1);
        assertEquals(0xFFFF_2222, cpu.register(EAX), "[BX], of the low 16 bits");
        machine.with(EBX, DATA);
        cpu.run(1);
        assertEquals(0xFFFF_4321, cpu.register(EAX), "[EBX], by prefix");
    }

    @Test
    void pushesAndPopsUseSp() {
        code("50 66 50 59 66 59");
        machine.with(EAX, 0x1234_5678).with(ESP, 0xABCD_0002);
        cpu.run(1);
        assertEquals(0xABCD_0000, cpu.register(ESP));
        assertEquals(0x5678, machine.memory.read16(BASE));
        cpu.run(1);
        assertEquals(0xABCD_FFFC, cpu.register(ESP), "SP wraps, the upper half stays");
        assertEquals(0x1234_5678, machine.memory.read32(BASE + 0xFFFC));
        cpu.run(1);
        assertEquals(0x5678, cpu.register(ECX) & 0xFFFF);
        assertEquals(0xABCD_FFFE, cpu.register(ESP));
    }

    @Test
    void nearCallAndReturnAreOfSixteenBits() {
        code("E8 0D 00");
        machine.bytes(BASE + 0x110, "C3");
        cpu.run(1);
        assertEquals(0x110, cpu.eip());
        assertEquals(0x103, machine.memory.read16(BASE + 0x7FFE));
        cpu.run(1);
        assertEquals(0x103, cpu.eip());
        assertEquals(0xABCD_8000, cpu.register(ESP));
    }

    @Test
    void backwardJumpWrapsAtSixtyFourKibibytes() {
        code("E9 FD F0");
        machine.bytes(BASE + 0xF200, "EB 0E");
        cpu.run(1);
        assertEquals(0xF200, cpu.eip());
        code("E9 FD 1F");
        cpu.setEip(ENTRY);
        cpu.run(1);
        assertEquals(0x2100, cpu.eip());
    }

    @Test
    void runningBeyondTheLimitIsAFault() {
        machine.bytes(BASE + 0xFFFF, "90");
        cpu.setEip(0xFFFF);
        Frame frame = machine.fault();
        assertEquals(Vector.GENERAL_PROTECTION, frame.vector());
        assertEquals(0x1_0000, frame.eip());
    }

    @Test
    void loopsCountCx() {
        code("E2 FE");
        machine.with(ECX, 0x5_0003);
        cpu.run(3);
        assertEquals(0x5_0000, cpu.register(ECX));
        assertEquals(0x102, cpu.eip());
    }

    @Test
    void enterAndLeaveUseBpAndSp() {
        code("C8 10 00 02 C9");
        machine.with(EBP, 0x5555_4000);
        machine.memory.write16(BASE + 0x3FFE, 0x7777);
        cpu.run(1);
        assertEquals(0x5555_7FFE, cpu.register(EBP));
        assertEquals(0x7777, machine.memory.read16(BASE + 0x7FFC), "the display");
        assertEquals(0x7FFE, machine.memory.read16(BASE + 0x7FFA));
        assertEquals(0xABCD_7FEA, cpu.register(ESP));
        cpu.run(1);
        assertEquals(0xABCD_8000, cpu.register(ESP));
        assertEquals(0x5555_4000, cpu.register(EBP));
    }

    @Test
    void theSameBytesAreOtherInstructionsIn32BitCode() {
        machine.bytes(BASE + ENTRY, "B8 34 12 40 90");
        cpu.run(1);
        assertEquals(ENTRY + 3, cpu.eip());
        Machine other = new Machine(3).code("B8 34 12 40 90");
        other.step();
        assertEquals(CODE + 5, other.cpu.eip());
        // The same page by both kinds of code, one after the other.
        machine.bytes(BASE + 0x200, "B8 11 11 11 11 CB");
        cpu.setEip(0x200);
        cpu.run(1);
        assertEquals(0x203, cpu.eip());
        cpu.loadSegment(2, DATA_3);
        cpu.run(0);
        machine.with(ESP, Machine.STACK - 0x800);
        machine.bytes(BASE + 0x300, "66 EA 00 02 02 00 2B 00");
        cpu.setEip(0x300);
        cpu.run(2);
        assertEquals(CODE_3, cpu.selector(1));
        assertEquals(0x1111_1111, cpu.register(EAX));
        assertEquals(BASE + 0x205, cpu.eip());
    }

    @Test
    void exceptionsPushAll32BitsThroughA32BitGate() {
        code("0F 0B");
        Frame frame = machine.fault();
        assertEquals(Vector.INVALID_OPCODE, frame.vector());
        assertEquals(ENTRY, frame.eip());
        assertEquals(CODE_16, frame.cs());
        assertEquals(0xABCD_8000, frame.esp());
        assertEquals(STACK_16, frame.ss());
    }

    /** access of the gate, whether IF is cleared */
    @ParameterizedTest
    @CsvSource({"E600, true", "E700, false"})
    void gatesOfSixteenBitsPushWords(String access, boolean clears) {
        code("CD 55");
        machine.gate(0x55, CODE_1, 0xDEAD_8000, Integer.parseInt(access, 16));
        assertEquals(Exit.BUDGET, machine.step());
        assertEquals(0x8000, cpu.eip());
        int[] words = {ENTRY + 2, CODE_16, 0x202, 0x8000, STACK_16};
        for (int i = 0; i < words.length; i++) {
            assertEquals(words[i], machine.memory.read16(cpu.register(ESP) + 2 * i), "word " + i);
        }
        assertEquals(Machine.RING_1_STACK - 10, cpu.register(ESP));
        assertEquals(clears ? 0 : 0x200, cpu.eflags() & 0x200);
        machine.bytes(0x8000, "66 CF");
        cpu.run(1);
        assertEquals(CODE_16, cpu.selector(1));
        assertEquals(ENTRY + 2, cpu.eip());
    }

    @Test
    void taskGatesAreRefused() {
        code("CD 55");
        machine.gate(0x55, Machine.TASK, 0, 0xE500);
        Frame frame = machine.fault();
        assertEquals(Vector.GENERAL_PROTECTION, frame.vector());
        assertEquals(0x55 << 3 | 2, frame.errorCode());
    }
}
