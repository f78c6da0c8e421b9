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
import static org.lguest.x86.Machine.CODE_3;
import static org.lguest.x86.Machine.DATA;
import static org.lguest.x86.Machine.DATA_3;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.x86.Exit;
import org.lguest.x86.Machine;
import org.lguest.x86.Processor;
import org.lguest.x86.Vector;
import org.lguest.x86.x87.Extended;

/** The x87 in the processor: who gets #NM and #MF, when, and what memory sees. */
class FloatingPointTest {

    private static final int CR0 = 0x8001_0001;
    private static final int TS = 0x08;
    private static final int NE = 0x20;

    private Machine machine;
    private Processor cpu;

    @BeforeEach
    void newMachine() {
        machine = new Machine(3).with(Machine.ESI, DATA);
        cpu = machine.cpu;
        cpu.setCr0(CR0 | NE);
    }

    /** Bits: MP 2, EM 4, TS 8; 7 is #NM, -1 is none. An x87 instruction asks EM and TS, WAIT MP and TS together. */
    @ParameterizedTest
    @CsvSource({"0, -1, -1", "2, -1, -1", "4, 7, -1", "6, 7, -1", "8, 7, -1", "10, 7, 7", "12, 7, -1", "14, 7, 7"})
    void deviceNotAvailableByMpEmTs(int bits, int x87, int wait) {
        assertEquals(x87, vector("D9 EE", bits));
        assertEquals(x87, vector("DB E3", bits));
        assertEquals(wait, vector("9B", bits));
    }

    private int vector(String code, int bits) {
        Machine other = new Machine(3).code(code);
        other.cpu.setCr0(CR0 | NE | bits);
        Exit exit = other.cpu.run(1);
        return exit == Exit.PRIVILEGED ? other.frame().vector() : -1;
    }

    @Test
    void deviceNotAvailableComesBeforeTheOperandsFault() {
        machine.code("D9 06").with(Machine.ESI, 0x7000_0000);
        cpu.setCr0(CR0 | TS);
        assertEquals(Vector.DEVICE_NOT_AVAILABLE, machine.fault().vector());
    }

    /** FLD1, FLDZ, FDIVP with zero divide unmasked: the fault is the next waiting instruction's. */
    @Test
    void anExceptionThatIsNotMaskedWaitsForTheNextInstructionThatWaits() {
        machine.memory.write16(DATA, 0x037B);
        machine.code("D9 2E  D9 E8  D9 EE  DE F9  DF E0  DB E2  9B  D9 E8");
        assertEquals(Exit.BUDGET, cpu.run(8));
        assertEquals(0xB084, cpu.register(Machine.EAX) & 0xFFFF);
        assertEquals(0, cpu.x87().status() & 0xFF);
        Machine other = new Machine(3).with(Machine.ESI, DATA).code("D9 2E  D9 E8  D9 EE  DE F9  9B");
        other.memory.write16(DATA, 0x037B);
        other.cpu.setCr0(CR0 | NE);
        Machine.Frame frame = other.fault();
        assertEquals(Vector.X87_ERROR, frame.vector());
        assertEquals(CODE + 8, frame.eip());
        assertEquals(1.0, value(other, 1), "a division that is not done leaves its operands");
    }

    @Test
    void withoutNeAPendingExceptionStaysInTheStatusWord() {
        cpu.setCr0(CR0);
        machine.memory.write16(DATA, 0x037B);
        machine.code("D9 2E  D9 E8  D9 EE  DE F9  9B  D9 E8");
        assertEquals(Exit.BUDGET, cpu.run(6));
        assertTrue(cpu.x87().pending());
    }

    private static double value(Machine of, int i) {
        return Extended.toDouble(of.cpu.x87().signExponent(i), of.cpu.x87().significand(i));
    }

    /** The check that Linux makes at boot for the FDIV bug of the first Pentiums. */
    @Test
    void divisionIsThatOfAPentiumWithoutTheBug() {
        machine.memory.write32(DATA, 0x8000_0000);
        machine.memory.write32(DATA + 4, 0x4150_017E);
        machine.memory.write32(DATA + 8, 0x8000_0000);
        machine.memory.write32(DATA + 12, 0x4147_FFFF);
        // fninit; fld x; fdiv y; fmul y; fld x; fsubp; fistp; fwait; fninit
        machine.code("DB E3 DD 06 DC 76 08 DC 4E 08 DD 06 DE E9 DB 5E 10 9B DB E3");
        machine.memory.write32(DATA + 16, -1);
        cpu.run(9);
        assertEquals(0, machine.memory.read32(DATA + 16));
    }

    @Test
    void environmentTellsInstructionAndOperand() {
        machine.code("DD 46 08  D9 76 40").with(Machine.ESI, DATA);
        cpu.run(2);
        assertEquals(CODE, machine.memory.read32(DATA + 0x4C));
        assertEquals(CODE_3 | 0x546 << 16, machine.memory.read32(DATA + 0x50));
        assertEquals(DATA + 8, machine.memory.read32(DATA + 0x54));
        assertEquals(0xFFFF_0000 | DATA_3, machine.memory.read32(DATA + 0x58));
        assertEquals(0xFFFF_037F, machine.memory.read32(DATA + 0x40));
        assertEquals(0xFFFF_7FFF, machine.memory.read32(DATA + 0x48), "one zero, seven empty");
    }

    @Test
    void environmentOfWords() {
        machine.code("D9 E8  66 D9 76 40");
        cpu.run(2);
        assertEquals(0x3800_037F, machine.memory.read32(DATA + 0x40));
        assertEquals(CODE << 16 | 0x3FFF, machine.memory.read32(DATA + 0x44));
        assertEquals(CODE_3, machine.memory.read32(DATA + 0x48));
        assertEquals(0, machine.memory.read16(DATA + 0x4E), "the eighth word is not its own");
    }

    @ParameterizedTest
    @CsvSource({"DD 36, 108", "66 DD 36, 94"})
    void savedStateIsRestored(String save, int length) {
        machine.code("D9 E8 D9 EB " + save + " D9 EE " + save.replace("DD 36", "DD 26"));
        cpu.run(3);
        assertEquals(0xFFFF, cpu.x87().tags(), "FNSAVE initialises");
        assertEquals(0x3FFF, machine.memory.read16(DATA + length - 80 + 18), "ST(1) is behind ST(0)");
        cpu.run(2);
        assertEquals(Math.PI, value(machine, 0));
        assertEquals(1.0, value(machine, 1));
    }

    @Test
    void aStoreThatFaultsHasDoneNothing() {
        machine.code("D9 E8 DB 3E").with(Machine.ESI, 0x4_0FFC);
        machine.page(0x4_1000, 0x4_1005);
        machine.memory.write32(0x4_0FFC, 0x1234_5678);
        Machine.Frame frame = machine.fault();
        assertEquals(Vector.PAGE_FAULT, frame.vector());
        assertEquals(0x4_1000, cpu.cr2());
        assertEquals(0x1234_5678, machine.memory.read32(0x4_0FFC));
        assertEquals(1.0, value(machine, 0));
        assertEquals(0x3800, cpu.x87().status());
    }

    @Test
    void aLoadThatFaultsHasPushedNothing() {
        machine.code("DB 2E").with(Machine.ESI, 0x4_0FFC);
        machine.page(0x4_1000, 0);
        assertEquals(Vector.PAGE_FAULT, machine.fault().vector());
        assertEquals(0, cpu.x87().status());
        assertEquals(0xFFFF, cpu.x87().tags());
    }
}
