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
import static org.lguest.x86.Machine.CODE_0;
import static org.lguest.x86.Machine.CODE_1;
import static org.lguest.x86.Machine.CODE_3;
import static org.lguest.x86.Machine.DATA_1;
import static org.lguest.x86.Machine.DATA_3;
import static org.lguest.x86.Machine.ESP;
import static org.lguest.x86.Machine.FREE;
import static org.lguest.x86.Machine.RING_0_STACK;
import static org.lguest.x86.Machine.RING_1_STACK;
import static org.lguest.x86.Machine.STACK;
import static org.lguest.x86.Machine.TSS;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.x86.Exit;
import org.lguest.x86.Machine;
import org.lguest.x86.Machine.Frame;
import org.lguest.x86.Processor;
import org.lguest.x86.Vector;

/** Call gates (SDM volume 3, 5.8): inward with their parameters, within a ring, back out, and all that refuses. */
class CallGateTest {

    private static final int KERNEL = 0x1_8000;
    private static final int GATE_32 = 0xEC00;
    private static final int GATE_16 = 0xE400;

    private Machine machine;
    private Processor cpu;

    @BeforeEach
    void newMachine() {
        machine = new Machine(3).code("9A 00 00 00 00 43 00");
        cpu = machine.cpu;
    }

    private void gate(int selector, int offset, int access) {
        machine.descriptor(FREE, selector << 16 | offset & 0xFFFF, offset & 0xFFFF_0000 | access);
    }

    @Test
    void inwardCallChangesStackAndCopiesParameters() {
        gate(CODE_1, KERNEL, GATE_32 | 2);
        machine.with(ESP, STACK - 8);
        machine.memory.write32(STACK - 8, 0x1111_1111);
        machine.memory.write32(STACK - 4, 0x2222_2222);
        assertEquals(Exit.BUDGET, machine.step());
        assertEquals(1, cpu.cpl());
        assertEquals(CODE_1, cpu.selector(1));
        assertEquals(KERNEL, cpu.eip());
        assertEquals(DATA_1, cpu.selector(2));
        int[] frame = {CODE + 7, CODE_3, 0x1111_1111, 0x2222_2222, STACK - 8, DATA_3};
        assertEquals(RING_1_STACK - 4 * frame.length, cpu.register(ESP));
        for (int i = 0; i < frame.length; i++) {
            assertEquals(frame[i], machine.memory.read32(cpu.register(ESP) + 4 * i), "dword " + i);
        }
    }

    @Test
    void returnReleasesTheParametersOnBothStacks() {
        gate(CODE_1, KERNEL, GATE_32 | 2);
        machine.with(ESP, STACK - 8).bytes(KERNEL, "CA 08 00");
        cpu.run(2);
        assertEquals(3, cpu.cpl());
        assertEquals(CODE + 7, cpu.eip());
        assertEquals(STACK, cpu.register(ESP));
        assertEquals(DATA_3, cpu.selector(2));
    }

    @Test
    void gateOfSixteenBitsPushesWords() {
        gate(CODE_1, 0x8000, GATE_16 | 1);
        machine.memory.write16(STACK - 8, 0x1234);
        machine.with(ESP, STACK - 8);
        machine.step();
        assertEquals(0x8000, cpu.eip());
        int[] frame = {CODE + 7 & 0xFFFF, CODE_3, 0x1234, STACK - 8 & 0xFFFF, DATA_3};
        assertEquals(RING_1_STACK - 2 * frame.length, cpu.register(ESP));
        for (int i = 0; i < frame.length; i++) {
            assertEquals(frame[i], machine.memory.read16(cpu.register(ESP) + 2 * i), "word " + i);
        }
    }

    @Test
    void callToRing0IsAnExit() {
        gate(CODE_0, KERNEL, GATE_32);
        assertEquals(Exit.CALL_GATE, cpu.run(10));
        assertEquals(0, cpu.cpl());
        assertEquals(KERNEL, cpu.eip());
        assertEquals(RING_0_STACK - 16, cpu.register(ESP));
        assertEquals(1, cpu.retired());
    }

    @Test
    void withinARingTheStackStays() {
        gate(CODE_3, KERNEL, GATE_32 | 2);
        machine.step();
        assertEquals(3, cpu.cpl());
        assertEquals(KERNEL, cpu.eip());
        assertEquals(STACK - 8, cpu.register(ESP));
    }

    @Test
    void conformingCodeRunsInTheCallersRing() {
        machine.descriptor(FREE + 8, 0xFFFF, 0x00CF_9E00);
        gate(FREE + 8, KERNEL, GATE_32);
        machine.step();
        assertEquals(3, cpu.cpl());
        assertEquals(FREE + 8 | 3, cpu.selector(1));
        assertEquals(0x00CF_9F00, machine.memory.read32(Machine.GDT + FREE + 12), "accessed");
    }

    /** selector of the gate, its access, its target, what a jump or call (EA, 9A) raises, error code */
    @ParameterizedTest
    @CsvSource({
        "EA, EC00, 19, 13, 18", "EA, EC00, 2B, -1, 0", "9A, CC00, 19, 13, 40", "9A, 6C00, 19, 11, 40",
        "9A, EC00, 0, 13, 0", "9A, EC00, 33, 13, 30", "9A, EC00, F8, 13, F8", "9A, E500, 19, 13, 40",
        "9A, E900, 19, 13, 40", "9A, E700, 19, 13, 40",
    })
    void whatAGateRefuses(String opcode, String access, String target, int vector, String error) {
        machine.code(opcode + " 00 00 00 00 43 00");
        gate(Integer.parseInt(target, 16), KERNEL, Integer.parseInt(access, 16));
        if (vector < 0) {
            assertEquals(Exit.BUDGET, machine.step());
            return;
        }
        Frame frame = machine.fault();
        assertEquals(vector, frame.vector());
        assertEquals(Integer.parseInt(error, 16), frame.errorCode());
        assertEquals(CODE, frame.eip());
    }

    @Test
    void targetThatIsNotPresent() {
        machine.descriptor(FREE + 8, 0xFFFF, 0x00CF_3B00);
        gate(FREE + 8, KERNEL, GATE_32);
        Frame frame = machine.fault();
        assertEquals(Vector.SEGMENT_NOT_PRESENT, frame.vector());
        assertEquals(FREE + 8, frame.errorCode());
    }

    /** SS and ESP of ring 1 in the TSS, the fault, its error code */
    @ParameterizedTest
    @CsvSource({"0, B000, 10, 0", "20, B000, 10, 20", "33, B000, 10, 30", "19, B000, 10, 18", "F9, B000, 10, F8",
        "21, 4, 14, 2"})
    void innerStackThatIsNoStack(String ss, String esp, int vector, String error) {
        gate(CODE_1, KERNEL, GATE_32);
        machine.memory.write32(TSS + 12, Integer.parseInt(esp, 16));
        machine.memory.write32(TSS + 16, Integer.parseInt(ss, 16));
        Frame frame = machine.fault();
        assertEquals(vector, frame.vector());
        if (vector == Vector.INVALID_TSS) {
            assertEquals(Integer.parseInt(error, 16), frame.errorCode());
        }
        assertEquals(CODE, frame.eip());
        assertEquals(STACK, frame.esp());
        assertEquals(DATA_3, frame.ss());
    }

    @Test
    void innerStackWithoutRoom() {
        machine.descriptor(FREE + 8, 0x0000_000F, 0x0040_B200);
        gate(CODE_1, KERNEL, GATE_32 | 1);
        machine.memory.write32(TSS + 12, 0x10);
        machine.memory.write32(TSS + 16, FREE + 8 | 1);
        Frame frame = machine.fault();
        assertEquals(Vector.STACK_FAULT, frame.vector());
        assertEquals(FREE + 8, frame.errorCode());
    }

    @Test
    void parametersThatCanNotBeReadLeaveNothingHalfDone() {
        gate(CODE_1, KERNEL, GATE_32 | 3);
        machine.with(ESP, 0x4_0FFC);
        machine.page(0x4_1000, 0);
        machine.memory.fill(RING_1_STACK - 64, 64, 0x5A);
        Frame frame = machine.fault();
        assertEquals(Vector.PAGE_FAULT, frame.vector());
        assertEquals(4, frame.errorCode());
        assertEquals(CODE_3, frame.cs());
        assertEquals(0x4_0FFC, frame.esp());
        assertEquals(0x5A5A_5A5A, machine.memory.read32(RING_1_STACK - 4));
    }

    @Test
    void offsetBeyondTheTargetsLimit() {
        machine.descriptor(FREE + 8, 0x0000_0FFF, 0x0040_BA00);
        gate(FREE + 8, 0x1000, GATE_32);
        Frame frame = machine.fault();
        assertEquals(Vector.GENERAL_PROTECTION, frame.vector());
        assertEquals(0, frame.errorCode());
    }

    @Test
    void nothingRemembersTheGateAfterwards() {
        gate(CODE_1, KERNEL, GATE_32);
        machine.bytes(KERNEL, "CB").with(ESP, STACK);
        for (int i = 0; i < 3; i++) {
            cpu.setEip(CODE);
            cpu.run(2);
            assertEquals(CODE + 7, cpu.eip());
            assertEquals(STACK, cpu.register(ESP));
        }
    }
}
