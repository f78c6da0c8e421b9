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
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.x86.Machine.CODE;
import static org.lguest.x86.Machine.CODE_1;
import static org.lguest.x86.Machine.CODE_3;
import static org.lguest.x86.Machine.DATA;
import static org.lguest.x86.Machine.DATA_1;
import static org.lguest.x86.Machine.DATA_3;
import static org.lguest.x86.Machine.EAX;
import static org.lguest.x86.Machine.ESP;
import static org.lguest.x86.Machine.FREE;
import static org.lguest.x86.Machine.RING_0_STACK;
import static org.lguest.x86.Machine.RING_1_STACK;
import static org.lguest.x86.Machine.STACK;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.x86.Eflags;
import org.lguest.x86.Exit;
import org.lguest.x86.Machine;
import org.lguest.x86.Machine.Frame;
import org.lguest.x86.Processor;
import org.lguest.x86.Vector;

/** From ring to ring: gates, stacks out of the TSS, IRET, and what is refused. */
class PrivilegeTest {

    private static final int KERNEL = 0x1_8000;
    private static final int TRAP_GATE_3 = 0xEF00;
    private static final int INTERRUPT_GATE_3 = 0xEE00;

    private final Machine machine = new Machine(3);
    private final Processor cpu = machine.cpu;

    @Test
    void gateToRing0LeavesTheInterpreterWithTheFrameOnTheRing0Stack() {
        machine.code("CD 40");
        assertEquals(new Frame(0x40, 0, CODE + 2, CODE_3, 0x202, STACK, DATA_3), machine.fault());
        assertEquals(0, cpu.cpl());
        assertEquals(RING_0_STACK - 20, cpu.register(ESP));
        assertEquals(0, cpu.eflags() & Eflags.IF);
        assertEquals(1, cpu.retired());
    }

    @Test
    void trapGateToRing1GoesThereWithoutLeaving() {
        machine.gate(0x80, CODE_1, KERNEL, TRAP_GATE_3);
        machine.code("CD 80 41").bytes(KERNEL, "40 CF");
        assertEquals(Exit.BUDGET, machine.step());
        assertEquals(1, cpu.cpl());
        assertEquals(CODE_1, cpu.selector(1));
        assertEquals(DATA_1, cpu.selector(2));
        assertEquals(RING_1_STACK - 20, cpu.register(ESP));
        assertEquals(Eflags.IF, cpu.eflags() & Eflags.IF);
        assertEquals(Exit.BUDGET, cpu.run(3));
        assertEquals(3, cpu.cpl());
        assertEquals(STACK, cpu.register(ESP));
        assertEquals(DATA_3, cpu.selector(2));
        assertEquals(1, cpu.register(Machine.ECX));
    }

    @Test
    void exceptionOfRing1StaysOnItsStack() {
        Machine ring1 = new Machine(1);
        ring1.gate(Vector.INVALID_OPCODE, CODE_1, KERNEL, 0x8F00);
        ring1.code("0F 0B");
        assertEquals(Exit.BUDGET, ring1.step());
        assertEquals(STACK - 12, ring1.cpu.register(ESP));
        assertEquals(CODE, ring1.memory.read32(STACK - 12));
        assertEquals(0, ring1.cpu.retired());
    }

    @Test
    void interruptGateClearsIfAndTrapGateDoesNot() {
        machine.gate(0x80, CODE_1, KERNEL, INTERRUPT_GATE_3);
        machine.code("CD 80");
        machine.step();
        assertEquals(0, cpu.eflags() & Eflags.IF);
    }

    @Test
    void gateOfInnerDplRefusesSoftwareInterrupts() {
        machine.gate(0x80, CODE_1, KERNEL, 0xAF00);
        machine.code("CD 80");
        Frame frame = machine.fault();
        assertEquals(Vector.GENERAL_PROTECTION, frame.vector());
        assertEquals(0x80 * 8 + 2, frame.errorCode());
        assertEquals(CODE, frame.eip());
    }

    @Test
    void gateOfRing1AdmitsRing1Only() {
        Machine ring1 = new Machine(1);
        ring1.gate(0x1F, Machine.CODE_0, Machine.handler(0x1F), 0xAE00);
        ring1.code("CD 1F");
        assertEquals(0x1F, ring1.fault().vector());
        machine.gate(0x1F, Machine.CODE_0, Machine.handler(0x1F), 0xAE00);
        machine.code("CD 1F");
        assertEquals(0xFA, machine.fault().errorCode());
    }

    @Test
    void gateNotPresentAndGateOfOtherType() {
        machine.gate(0x80, CODE_1, KERNEL, 0x6F00);
        machine.code("CD 80");
        Frame frame = machine.fault();
        assertEquals(Vector.SEGMENT_NOT_PRESENT, frame.vector());
        assertEquals(0x402, frame.errorCode());
        Machine other = new Machine(3);
        other.gate(0x80, CODE_1, KERNEL, 0xE500);
        other.code("CD 80");
        assertEquals(Vector.GENERAL_PROTECTION, other.fault().vector());
    }

    @Test
    void vectorBeyondTheTable() {
        cpu.loadIdtr(Machine.IDT, 0x3FF);
        machine.code("CD 80");
        assertEquals(0x402, machine.fault().errorCode());
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 0", "0x22, 10, 0x20", "0x31, 10, 0x30", "0x19, 10, 0x18", "0xF9, 10, 0xF8"})
    void badRing1StackInTheTssIsInvalidTss(String selector, int vector, String error) {
        machine.gate(0x80, CODE_1, KERNEL, TRAP_GATE_3);
        machine.memory.write32(Machine.TSS + 16, Integer.decode(selector));
        machine.code("CD 80");
        Frame frame = machine.fault();
        assertEquals(vector, frame.vector());
        assertEquals(Integer.decode(error), frame.errorCode());
        assertEquals(CODE, frame.eip());
        assertEquals(STACK, frame.esp());
    }

    @Test
    void missingRing1StackFaultsAndTheExceptionOfThatFaultIsDelivered() {
        machine.gate(0x80, CODE_1, KERNEL, TRAP_GATE_3);
        machine.page(RING_1_STACK - 0x1000, 0);
        machine.code("CD 80");
        Frame frame = machine.fault();
        assertEquals(Vector.PAGE_FAULT, frame.vector());
        assertEquals(2, frame.errorCode());
        assertEquals(CODE_3, frame.cs());
    }

    @Test
    void faultOnTheWayToAFaultIsADoubleFault() {
        machine.gate(Vector.GENERAL_PROTECTION, CODE_1, KERNEL, 0x8F00);
        machine.memory.write32(Machine.TSS + 16, 0);
        machine.code("FA");
        Frame frame = machine.fault();
        assertEquals(Vector.DOUBLE_FAULT, frame.vector());
        assertEquals(0, frame.errorCode());
        assertEquals(CODE, frame.eip());
    }

    @Test
    void benignExceptionsAreDeliveredInTurn() {
        machine.gate(Vector.INVALID_OPCODE, CODE_1, KERNEL, 0x0F00);
        machine.code("0F 0B");
        Frame frame = machine.fault();
        assertEquals(Vector.SEGMENT_NOT_PRESENT, frame.vector());
        assertEquals(6 * 8 + 3, frame.errorCode());
    }

    @Test
    void tripleFaultShutsDownAndStaysSo() {
        cpu.loadIdtr(Machine.IDT, 0);
        machine.code("0F 0B");
        assertEquals(Exit.SHUTDOWN, cpu.run(10));
        assertTrue(cpu.shutdownCause().contains("double fault"), cpu.shutdownCause());
        assertTrue(cpu.shutdownCause().contains("002b:00010000"), cpu.shutdownCause());
        assertEquals(Exit.SHUTDOWN, cpu.run(10));
    }

    @Test
    void deliveredFaultUsesUpBudgetWithoutRetiring() {
        Machine ring1 = new Machine(1);
        ring1.gate(Vector.INVALID_OPCODE, CODE_1, CODE, 0x8F00);
        ring1.code("0F 0B");
        assertEquals(Exit.BUDGET, ring1.cpu.run(1000));
        assertEquals(STACK - 12 * 1000, ring1.cpu.register(ESP));
        assertEquals(0, ring1.cpu.retired());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FA", "FB", "F4", "E4 60", "EC", "E6 60", "EE", "0F 20 C0", "0F 22 C0", "0F 06", "0F 32",
        "0F 30", "0F 01 15 00 00 03 00", "0F 00 D8", "0F 00 D0", "0F 01 38", "0F 08", "0F 09", "6C", "6F"})
    void privilegedInstructionsAreGeneralProtectionInRing1(String instruction) {
        Machine ring1 = new Machine(1).code(instruction);
        Frame frame = ring1.fault();
        assertEquals(Vector.GENERAL_PROTECTION, frame.vector());
        assertEquals(0, frame.errorCode());
        assertEquals(CODE, frame.eip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0F 01 05 00 00 03 00", "0F 00 C0", "0F 00 C8", "0F 01 E0", "0F A2", "0F 31", "9C", "9D"})
    void theseAreNotPrivileged(String instruction) {
        machine.code(instruction);
        assertEquals(Exit.BUDGET, machine.step());
    }

    @Test
    void popfAndIretInAnOuterRingKeepIfAndIopl() {
        machine.code("9D");
        machine.memory.write32(STACK - 4, 0x3003);
        machine.with(ESP, STACK - 4);
        machine.step();
        assertEquals(0x203, cpu.eflags());
        machine.code("CF").with(ESP, STACK - 12);
        machine.memory.write32(STACK - 12, CODE);
        machine.memory.write32(STACK - 8, CODE_3);
        machine.memory.write32(STACK - 4, 0x2_3002);
        cpu.setEip(CODE);
        machine.step();
        assertEquals(0x202, cpu.eflags());
    }

    @ParameterizedTest
    @CsvSource({"0x19, 0x21, 0x18", "0x33, 0x33, 0x30", "0xF3, 0x33, 0xF0", "0, 0x33, 0"})
    void iretRefusesInnerRingsAndBadCode(String cs, String ss, String error) {
        machine.code("CF").with(ESP, STACK - 20);
        machine.memory.write32(STACK - 20, CODE);
        machine.memory.write32(STACK - 16, Integer.decode(cs));
        machine.memory.write32(STACK - 12, 0x202);
        machine.memory.write32(STACK - 8, STACK);
        machine.memory.write32(STACK - 4, Integer.decode(ss));
        Frame frame = machine.fault();
        assertEquals(Vector.GENERAL_PROTECTION, frame.vector());
        assertEquals(Integer.decode(error), frame.errorCode());
        assertEquals(STACK - 20, frame.esp());
    }

    @Test
    void returnToAnOuterRingDropsInnerDataSegments() {
        Machine ring1 = new Machine(1).code("CF").with(ESP, STACK - 20);
        ring1.memory.write32(STACK - 20, CODE + 1);
        ring1.memory.write32(STACK - 16, CODE_3);
        ring1.memory.write32(STACK - 12, 0x202);
        ring1.memory.write32(STACK - 8, STACK);
        ring1.memory.write32(STACK - 4, DATA_3);
        ring1.bytes(CODE + 1, "A1 00 00 03 00");
        ring1.step();
        assertEquals(3, ring1.cpu.cpl());
        assertEquals(0, ring1.cpu.selector(3));
        assertEquals(Vector.GENERAL_PROTECTION, ring1.fault().vector());
    }

    @ParameterizedTest
    @CsvSource({"3, 0x10, 13, 0x10", "3, 0x23, 13, 0x20", "3, 0xFB, 13, 0xF8", "3, 0x3B, 13, 0x38",
        "1, 0x13, 13, 0x10"})
    void dataSegmentLoadsAreChecked(int ring, String selector, int vector, String error) {
        Machine there = new Machine(ring).code("8E D8").with(EAX, Integer.decode(selector));
        Frame frame = there.fault();
        assertEquals(vector, frame.vector());
        assertEquals(Integer.decode(error), frame.errorCode());
    }

    @Test
    void ring1LoadsItsDataWithRplZero() {
        Machine ring1 = new Machine(1).code("8E D8").with(EAX, 0x20);
        assertEquals(Exit.BUDGET, ring1.step());
        assertEquals(0x20, ring1.cpu.selector(3));
        ring1.code("8E D0");
        ring1.cpu.setEip(CODE);
        assertEquals(0x20, ring1.fault().errorCode());
    }

    @Test
    void segmentNotPresentAndStackNotPresent() {
        machine.descriptor(FREE, 0xFFFF, 0x00CF_7300);
        machine.code("8E D8").with(EAX, FREE | 3);
        Frame frame = machine.fault();
        assertEquals(Vector.SEGMENT_NOT_PRESENT, frame.vector());
        assertEquals(FREE, frame.errorCode());
        Machine other = new Machine(3);
        other.descriptor(FREE, 0xFFFF, 0x00CF_7300);
        other.code("8E D0").with(EAX, FREE | 3);
        assertEquals(Vector.STACK_FAULT, other.fault().vector());
    }

    @Test
    void limitsAreChecked() {
        machine.descriptor(FREE, 0x0FFF, 0x0040_F303);
        machine.code("8E D8 A1 FC 0F 00 00 A1 FD 0F 00 00").with(EAX, FREE | 3);
        assertEquals(Exit.BUDGET, cpu.run(2));
        Frame frame = machine.fault();
        assertEquals(Vector.GENERAL_PROTECTION, frame.vector());
        assertEquals(CODE + 7, frame.eip());
    }

    @Test
    void farPointerLoadsChangeTheSegmentAtOnce() {
        machine.descriptor(FREE, 0x0FFF, 0x0040_F300);
        machine.memory.write32(DATA + 4, FREE | 3);
        machine.code("C5 05 00 00 03 00 A1 00 00 03 00");
        Frame frame = machine.fault();
        assertEquals(Vector.GENERAL_PROTECTION, frame.vector());
        assertEquals(CODE + 6, frame.eip());
    }

    @Test
    void expandDownSegmentIsValidAboveItsLimit() {
        machine.descriptor(FREE, 0x0FFF, 0x0040_F700);
        machine.code("8E D8 A1 00 10 00 00 A1 FF 0F 00 00").with(EAX, FREE | 3);
        assertEquals(Exit.BUDGET, cpu.run(2));
        assertEquals(Vector.GENERAL_PROTECTION, machine.fault().vector());
    }

    @Test
    void loadingADescriptorMarksItAccessed() {
        machine.descriptor(FREE, 0xFFFF, 0x00CF_F200);
        machine.code("8E D8").with(EAX, FREE | 3);
        machine.step();
        assertEquals(0x00CF_F300, machine.memory.read32(Machine.GDT + FREE + 4));
    }

    @Test
    void farCallAndReturnWithinARing() {
        machine.code("9A 00 80 01 00 2B 00 41").bytes(KERNEL, "40 CB");
        assertEquals(Exit.BUDGET, cpu.run(4));
        assertEquals(1, cpu.register(EAX));
        assertEquals(1, cpu.register(Machine.ECX));
        assertEquals(STACK, cpu.register(ESP));
    }

    @Test
    void externalInterruptPushesTheBoundary() {
        machine.code("40 41");
        machine.step();
        cpu.interrupt(0x20);
        assertEquals(new Frame(0x20, 0, CODE + 1, CODE_3, 0x202, STACK, DATA_3), machine.frame());
    }

    @Test
    void timeStampCountsRetiredInstructionsUnlessToldOtherwise() {
        machine.code("90 90 0F 31");
        cpu.run(3);
        assertEquals(2, cpu.register(EAX));
        cpu.setTimeStampCounter(retired -> 0x1_0000_0000L + retired);
        cpu.setEip(CODE);
        cpu.run(3);
        assertEquals(5, cpu.register(EAX));
        assertEquals(1, cpu.register(Machine.EDX));
    }

    @Test
    void stringInstructionThatFaultsCanBeResumed() {
        machine.code("F3 A5").with(Machine.ECX, 0x800).with(Machine.ESI, DATA).with(Machine.EDI, 0x4_0000);
        machine.memory.fill(DATA, 0x2000, 0x5A);
        machine.page(0x4_1000, 0);
        Frame frame = machine.fault();
        assertEquals(6, frame.errorCode());
        assertEquals(0x400, cpu.register(Machine.ECX));
        assertEquals(0x4_1000, cpu.register(Machine.EDI));
        assertEquals(0x400, cpu.retired());
        machine.page(0x4_1000, 0x4_1007);
        cpu.pop();
        cpu.iret();
        cpu.run(0x400);
        assertEquals(0, cpu.register(Machine.ECX));
        assertEquals(CODE + 2, cpu.eip());
        assertEquals(0x5A5A_5A5A, machine.memory.read32(0x4_1FFC));
    }
}
