/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.x86.Machine.CODE;
import static org.lguest.x86.Machine.CODE_0;
import static org.lguest.x86.Machine.CODE_3;
import static org.lguest.x86.Machine.DATA;
import static org.lguest.x86.Machine.DATA_3;
import static org.lguest.x86.Machine.EAX;
import static org.lguest.x86.Machine.EBX;
import static org.lguest.x86.Machine.ECX;
import static org.lguest.x86.Machine.EDI;
import static org.lguest.x86.Machine.EDX;
import static org.lguest.x86.Machine.ESI;
import static org.lguest.x86.Machine.ESP;
import static org.lguest.x86.Machine.STACK;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.x86.Eflags;
import org.lguest.x86.Exit;
import org.lguest.x86.Machine;
import org.lguest.x86.Machine.Frame;
import org.lguest.x86.Processor;
import org.lguest.x86.ProcessorException;
import org.lguest.x86.Vector;

/** What the SDM says of debug exceptions (volume 3, 17.2 and 17.3), a rule a test, as a running program meets them. */
class DebugRulesTest {

    private static final int WRITE_1 = 0x0001_0001;
    private static final int ACCESS_4 = 0x000F_0001;
    private static final int NOTHING = 0xFFFF_0FF0;

    private final Machine machine = new Machine(3);
    private final Processor cpu = machine.cpu;
    private final DebugUnit unit = cpu.debugUnit();

    private void arm(int bank, int register, int address, int dr7) {
        unit.setAddress(bank, register, address);
        unit.setDr7(bank, dr7);
    }

    private void setFlag(int flag) {
        cpu.setEflags(cpu.eflags() | flag);
    }

    @Test
    void executeBreakpointIsAFaultBeforeTheInstruction() {
        machine.code("40 41 42");
        arm(0, 0, CODE + 1, 1);
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        assertEquals(CODE + 1, cpu.eip());
        assertEquals(1, cpu.register(EAX));
        assertEquals(0, cpu.register(ECX));
        assertEquals(1, cpu.retired());
        assertEquals(NOTHING | 1, unit.dr6(0));
    }

    @Test
    void withDebuggingExtensionsDr5IsInvalidEvenUnderGeneralDetect() {
        Machine ring0 = new Machine(0);
        ring0.code("0F 21 E8");
        ring0.cpu.setCr4(8);
        ring0.cpu.debugUnit().setDr7(0, 0x2000);
        ring0.cpu.run(1);
        assertEquals(Vector.INVALID_OPCODE, ring0.frame().vector());
        assertEquals(NOTHING, ring0.cpu.debugUnit().dr6(0));
    }

    @Test
    void executeBreakpointMatchesTheFirstByteOnly() {
        machine.code("66 B8 34 12 40");
        arm(0, 0, CODE + 1, 1);
        assertEquals(Exit.BUDGET, cpu.run(2));
        cpu.setEip(CODE);
        arm(0, 0, CODE, 1);
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(2));
    }

    @Test
    void executeBreakpointIsCheckedBeforeTheInstructionsOwnFaults() {
        machine.code("0F 0B");
        arm(0, 0, CODE, 1);
        assertEquals(Exit.DEBUG_EXCEPTION, machine.step());
    }

    @Test
    void executeBreakpointPushesRfClear() {
        machine.code("90");
        arm(0, 0, CODE, 1);
        machine.step();
        cpu.deliverDebugException();
        Frame frame = machine.frame();
        assertEquals(new Frame(Vector.DEBUG, 0, CODE, CODE_3, 0x202, STACK, DATA_3), frame);
        assertEquals(0, cpu.cpl());
    }

    @Test
    void resumeFlagSuppressesExecuteBreakpointForOneInstruction() {
        machine.code("90 EB FD");
        arm(0, 0, CODE, 1);
        setFlag(Eflags.RF);
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        assertEquals(2, cpu.retired());
        assertEquals(0, cpu.eflags() & Eflags.RF);
    }

    @Test
    void faultsPushRfSet() {
        machine.code("0F 0B");
        assertEquals(Eflags.RF, machine.fault().eflags() & Eflags.RF);
    }

    @Test
    void instructionThatFaultsKeepsRfForItsSecondAttempt() {
        machine.code("A1 00 00 03 00");
        arm(0, 0, CODE, 1);
        machine.page(DATA, 0);
        setFlag(Eflags.RF);
        Frame frame = machine.fault();
        assertEquals(Vector.PAGE_FAULT, frame.vector());
        assertEquals(Eflags.RF, frame.eflags() & Eflags.RF);
        machine.page(DATA, DATA | 7);
        cpu.pop();
        cpu.iret();
        assertEquals(Exit.BUDGET, machine.step());
    }

    @Test
    void softwareInterruptsPushRfClear() {
        machine.code("CD 40");
        setFlag(Eflags.RF);
        assertEquals(0, machine.fault().eflags() & Eflags.RF);
    }

    @Test
    void iretLoadsRfAndPopfClearsIt() {
        machine.code("9C 9D 90");
        setFlag(Eflags.RF);
        machine.step();
        assertEquals(0, machine.memory.read32(STACK - 4) & Eflags.RF);
        machine.memory.write32(STACK - 4, 0x202 | Eflags.RF);
        machine.step();
        assertEquals(0, cpu.eflags() & Eflags.RF);
    }

    @Test
    void writeBreakpointIsATrapAfterTheInstruction() {
        machine.code("C6 05 00 00 03 00 07 40");
        arm(0, 0, DATA, WRITE_1);
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        assertEquals(CODE + 7, cpu.eip());
        assertEquals(7, machine.memory.read8(DATA));
        assertEquals(0, cpu.register(EAX));
        assertEquals(AccessKind.WRITE, unit.access(0, 0));
        cpu.deliverDebugException();
        assertEquals(CODE + 7, machine.frame().eip());
    }

    @Test
    void writeBreakpointHitsThoughTheValueStays() {
        machine.code("C6 05 00 00 03 00 00");
        arm(0, 0, DATA, WRITE_1);
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
    }

    @Test
    void readNeverHitsAWriteBreakpoint() {
        machine.code("A1 00 00 03 00 90");
        arm(0, 0, DATA, WRITE_1);
        assertEquals(Exit.BUDGET, cpu.run(2));
        assertEquals(NOTHING, unit.dr6(0));
    }

    @Test
    void readHitsAnAccessBreakpoint() {
        machine.code("A0 02 00 03 00");
        arm(0, 0, DATA, ACCESS_4);
        assertEquals(Exit.DEBUG_EXCEPTION, machine.step());
        assertEquals(AccessKind.READ, unit.access(0, 0));
    }

    @Test
    void fetchDoesNotHitAnAccessBreakpoint() {
        machine.code("90 90 90 90");
        arm(0, 0, CODE, ACCESS_4);
        assertEquals(Exit.BUDGET, cpu.run(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FF 05 00 00 03 00", "83 05 00 00 03 00 01", "F0 0F C1 05 00 00 03 00",
            "87 05 00 00 03 00", "FE 05 00 00 03 00", "0F BA 2D 00 00 03 00 03", "0F B1 05 00 00 03 00"})
    void readModifyWriteIsOneAccess(String instruction) {
        machine.code(instruction);
        arm(0, 0, DATA, ACCESS_4);
        assertEquals(Exit.DEBUG_EXCEPTION, machine.step());
        assertEquals(AccessKind.READ_WRITE, unit.access(0, 0));
        assertEquals(NOTHING | 1, unit.dr6(0));
    }

    @Test
    void neighbouringByteDoesNotHit() {
        machine.code("C6 05 01 00 03 00 07 C6 05 FF FF 02 00 07");
        arm(0, 0, DATA, WRITE_1);
        assertEquals(Exit.BUDGET, cpu.run(2));
    }

    @Test
    void misalignedAccessHitsWhereItOverlaps() {
        machine.code("A3 FD FF 02 00");
        arm(0, 0, DATA, WRITE_1);
        assertEquals(Exit.DEBUG_EXCEPTION, machine.step());
        cpu.setEip(CODE);
        machine.code("A3 FC FF 02 00");
        assertEquals(Exit.BUDGET, machine.step());
    }

    @ParameterizedTest
    @ValueSource(strings = {"50", "6A 01", "E8 00 00 00 00", "9C", "60", "C8 00 00 00"})
    void stackPushesHit(String instruction) {
        machine.code(instruction);
        arm(0, 0, STACK - 4, WRITE_1);
        assertEquals(Exit.DEBUG_EXCEPTION, machine.step());
        assertEquals(AccessKind.WRITE, unit.access(0, 0));
    }

    @Test
    void pageWalksAndDescriptorsDoNotHit() {
        machine.code("8E D8 A1 00 00 03 00");
        machine.with(EAX, DATA_3);
        unit.setAddress(0, 1, Machine.TABLE + 4 * (DATA >>> 12));
        arm(0, 0, Machine.GDT + (DATA_3 & ~7), 0x00FF_0005);
        assertEquals(Exit.BUDGET, cpu.run(2));
    }

    @Test
    void instructionThatFaultsLeavesNoPendingMatch() {
        // push (DATA), with the stack's page gone: the read matched before the write faulted
        machine.code("FF 35 00 00 03 00").with(ESP, 0x4_1000);
        machine.page(0x4_0000, 0);
        arm(0, 0, DATA, ACCESS_4);
        Frame frame = machine.fault();
        assertEquals(Vector.PAGE_FAULT, frame.vector());
        assertEquals(NOTHING, unit.dr6(0));
        machine.page(0x4_0000, 0x4_0000 | 7);
        cpu.pop();
        cpu.iret();
        assertEquals(Exit.DEBUG_EXCEPTION, machine.step());
        assertEquals(1, unit.matched(0));
    }

    @Test
    void pageFaultOnAWatchedPageIsNoMatch() {
        machine.code("A3 00 00 03 00");
        machine.page(DATA, 0);
        arm(0, 0, DATA, WRITE_1);
        assertEquals(Vector.PAGE_FAULT, machine.fault().vector());
        assertEquals(NOTHING, unit.dr6(0));
    }

    @Test
    void trapFlagStepsEachInstruction() {
        machine.code("40 41 42");
        setFlag(Eflags.TF);
        for (int i = 1; i <= 3; i++) {
            assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
            assertEquals(CODE + i, cpu.eip());
            assertEquals(NOTHING | DebugUnit.BS, unit.dr6(0));
        }
    }

    @Test
    void popfThatSetsTrapFlagTrapsAfterTheFollowingInstruction() {
        machine.code("9D 40 41");
        cpu.setRegister(ESP, STACK - 4);
        machine.memory.write32(STACK - 4, 0x302);
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        assertEquals(CODE + 2, cpu.eip());
    }

    @Test
    void popfThatClearsTrapFlagStillTraps() {
        machine.code("9D 40");
        cpu.setRegister(ESP, STACK - 4);
        machine.memory.write32(STACK - 4, 0x202);
        setFlag(Eflags.TF);
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        assertEquals(CODE + 1, cpu.eip());
        assertEquals(Exit.BUDGET, machine.step());
    }

    @Test
    void enteringAHandlerClearsTrapFlagAndTrapsNot() {
        machine.code("CD 40 40");
        setFlag(Eflags.TF);
        Frame frame = machine.fault();
        assertEquals(0x40, frame.vector());
        assertEquals(Eflags.TF, frame.eflags() & Eflags.TF);
        assertEquals(0, cpu.eflags() & Eflags.TF);
        assertEquals(NOTHING, unit.dr6(0));
        cpu.iret();
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        assertEquals(CODE + 3, cpu.eip());
    }

    /** The INT has no trap of its own, but the handler's instructions have theirs, though nobody looked in between. */
    @Test
    void whatMatchesInADirectHandlerTraps() {
        int handler = CODE + 0x1000;
        machine.gate(0x80, Machine.CODE_1, handler, 0xEF00);
        machine.code("CD 80").bytes(handler, "90 A1 00 00 03 00 40");
        arm(0, 0, DATA, ACCESS_4);
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        assertEquals(handler + 6, cpu.eip());
        assertEquals(NOTHING | 1, unit.dr6(0));
    }

    @Test
    void pushfShowsTrapFlag() {
        machine.code("9C");
        setFlag(Eflags.TF);
        machine.step();
        assertEquals(Eflags.TF, machine.memory.read32(STACK - 4) & Eflags.TF);
    }

    @Test
    void trapFlagStepsEachIterationOfRep() {
        machine.code("F3 AA 90").with(ECX, 3).with(EDI, DATA);
        setFlag(Eflags.TF);
        for (int left = 2; left >= 0; left--) {
            assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
            assertEquals(left, cpu.register(ECX));
            assertEquals(left == 0 ? CODE + 2 : CODE, cpu.eip());
        }
    }

    @Test
    void dataBreakpointInRepStopsAfterTheIterationThatHit() {
        machine.code("F3 AA 90").with(ECX, 8).with(EDI, DATA).with(EAX, 0x55);
        arm(0, 0, DATA + 4, WRITE_1);
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(100));
        assertEquals(CODE, cpu.eip());
        assertEquals(3, cpu.register(ECX));
        assertEquals(5, cpu.retired());
        cpu.deliverDebugException();
        assertEquals(Eflags.RF, machine.frame().eflags() & Eflags.RF);
        cpu.iret();
        assertEquals(Exit.BUDGET, cpu.run(3));
        assertEquals(CODE + 2, cpu.eip());
    }

    @Test
    void executeBreakpointOnRepFiresOnceOnly() {
        machine.code("F3 AA 90").with(ECX, 8).with(EDI, DATA);
        arm(0, 0, CODE, 1);
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(1));
        setFlag(Eflags.RF);
        for (int i = 0; i < 8; i++) {
            assertEquals(Exit.BUDGET, cpu.run(1), "iteration " + i);
        }
        assertEquals(CODE + 2, cpu.eip());
    }

    @Test
    void movSsHoldsTheTrapUntilAfterTheNextInstruction() {
        machine.code("8E D0 40 41").with(EAX, DATA_3);
        setFlag(Eflags.TF);
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        assertEquals(CODE + 3, cpu.eip());
    }

    @Test
    void movSsHoldsItsOwnDataMatch() {
        machine.code("8E 15 00 00 03 00 40 41");
        machine.memory.write32(DATA, DATA_3);
        arm(0, 0, DATA, ACCESS_4);
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        assertEquals(CODE + 7, cpu.eip());
        assertEquals(1, unit.matched(0));
    }

    @Test
    void movSsSuppressesExecuteBreakpointOnTheNextInstruction() {
        machine.code("8E D0 40 41").with(EAX, DATA_3);
        arm(0, 0, CODE + 2, 1);
        assertEquals(Exit.BUDGET, cpu.run(3));
    }

    @Test
    void movSsShadowsInterruptsForOneInstruction() {
        machine.code("8E D0 40 41").with(EAX, DATA_3);
        machine.step();
        assertFalse(cpu.interruptible());
        machine.step();
        assertTrue(cpu.interruptible());
    }

    @Test
    void secondMovSsInARowDoesNotShadow() {
        machine.code("8E D0 8E D0 40").with(EAX, DATA_3);
        machine.step();
        machine.step();
        assertTrue(cpu.interruptible());
    }

    @Test
    void popSsShadowsAndLssDoesNot() {
        machine.code("17 0F B2 25 00 00 03 00").with(ESP, STACK - 4);
        machine.memory.write32(STACK - 4, DATA_3);
        machine.memory.write32(DATA, STACK);
        machine.memory.write32(DATA + 4, DATA_3);
        machine.step();
        assertFalse(cpu.interruptible());
        machine.step();
        assertTrue(cpu.interruptible());
    }

    @Test
    void severalConditionsGiveOneExceptionWithAllBits() {
        machine.code("A3 00 00 03 00");
        setFlag(Eflags.TF);
        for (int register = 0; register < 4; register++) {
            unit.setAddress(0, register, DATA + register);
        }
        unit.setDr7(0, 0x1111_0015);
        assertEquals(Exit.DEBUG_EXCEPTION, machine.step());
        assertEquals(NOTHING | DebugUnit.BS | 0x7, unit.dr6(0));
    }

    @Test
    void trapsOfOneInstructionComeBeforeExecuteBreakpointOfTheNext() {
        machine.code("A3 00 00 03 00 90");
        unit.setAddress(0, 1, CODE + 5);
        arm(0, 0, DATA, WRITE_1 | 4);
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        assertEquals(1, unit.matched(0));
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        assertEquals(2, unit.matched(0));
        assertEquals(CODE + 5, cpu.eip());
    }

    @Test
    void statusAccumulatesStepUntilSoftwareClearsIt() {
        machine.code("40 A3 00 00 03 00");
        setFlag(Eflags.TF);
        machine.step();
        cpu.setEflags(0x202);
        arm(0, 0, DATA, WRITE_1);
        machine.step();
        assertEquals(NOTHING | DebugUnit.BS | 1, unit.dr6(0));
        assertEquals(1, unit.matched(0));
    }

    @Test
    void int1RaisesDebugExceptionWithoutTouchingStatus() {
        machine.code("F1 40");
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        assertEquals(CODE + 1, cpu.eip());
        assertEquals(NOTHING, unit.dr6(0));
        assertEquals(0, unit.matched(0));
        cpu.deliverDebugException();
        assertEquals(new Frame(Vector.DEBUG, 0, CODE + 1, CODE_3, 0x202, STACK, DATA_3), machine.frame());
    }

    @Test
    void intOneAsSoftwareInterruptIsCheckedAgainstTheGate() {
        machine.code("CD 01");
        Frame frame = machine.fault();
        assertEquals(Vector.GENERAL_PROTECTION, frame.vector());
        assertEquals(1 * 8 + 2, frame.errorCode());
    }

    @Test
    void int3IsATrapThroughItsGate() {
        machine.code("CC");
        assertEquals(new Frame(Vector.BREAKPOINT, 0, CODE + 1, CODE_3, 0x202, STACK, DATA_3), machine.fault());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void movDebugRegisterOutsideRing0IsGeneralProtection(int register) {
        machine.code("0F 21 " + Integer.toHexString(0xC0 | register << 3));
        Frame frame = machine.fault();
        assertEquals(Vector.GENERAL_PROTECTION, frame.vector());
        assertEquals(0, frame.errorCode());
    }

    @Test
    void movDebugRegisterInRing0ReachesBank0AndAliasesDr4AndDr5() {
        Machine ring0 = new Machine(0);
        ring0.code("0F 23 C8 0F 21 C9 0F 23 EA 0F 21 FB").with(EAX, 0x1234).with(EDX, 0x0001_0004);
        assertEquals(Exit.BUDGET, ring0.cpu.run(4));
        assertEquals(0x1234, ring0.cpu.debugUnit().address(0, 1));
        assertEquals(0x1234, ring0.cpu.register(ECX));
        assertEquals(0x0001_0404, ring0.cpu.register(EBX));
        assertEquals(0x0001_0404, ring0.cpu.debugUnit().dr7(0));
    }

    @Test
    void generalDetectFaultsBeforeTheMoveAndIsClearedOnEntry() {
        Machine ring0 = new Machine(0);
        ring0.code("0F 23 C0").with(EAX, 0x1234);
        ring0.cpu.debugUnit().setDr7(0, 1 << 13);
        assertEquals(Exit.DEBUG_EXCEPTION, ring0.step());
        assertEquals(CODE, ring0.cpu.eip());
        assertEquals(NOTHING | DebugUnit.BD, ring0.cpu.debugUnit().dr6(0));
        assertEquals(0, ring0.cpu.debugUnit().address(0, 0));
        ring0.cpu.deliverDebugException();
        assertEquals(Machine.handler(Vector.DEBUG), ring0.cpu.eip());
        assertFalse(ring0.cpu.debugUnit().generalDetect());
    }

    @Test
    void armingByMovTakesEffectAtOnce() {
        Machine ring0 = new Machine(0);
        ring0.code("A2 00 00 03 00 0F 23 F8 A2 00 00 03 00").with(EAX, WRITE_1);
        ring0.cpu.debugUnit().setAddress(0, 0, DATA);
        assertEquals(Exit.DEBUG_EXCEPTION, ring0.cpu.run(10));
        assertEquals(CODE + 13, ring0.cpu.eip());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void conditionsAreReportedInEveryRing(int ring) {
        Machine there = new Machine(ring);
        there.code("A2 00 00 03 00 90");
        there.cpu.debugUnit().setAddress(0, 0, DATA);
        there.cpu.debugUnit().setAddress(0, 1, CODE + 5);
        there.cpu.debugUnit().setDr7(0, WRITE_1 | 4);
        assertEquals(Exit.DEBUG_EXCEPTION, there.cpu.run(10));
        assertEquals(1, there.cpu.debugUnit().matched(0));
        assertEquals(Exit.DEBUG_EXCEPTION, there.cpu.run(10));
        assertEquals(2, there.cpu.debugUnit().matched(0));
    }

    @Test
    void debuggersMatchIsSuppressedOnce() {
        machine.code("40 EB FD");
        unit.setBanks(2);
        arm(1, 0, CODE, 1);
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        cpu.suppressDebuggerExecuteMatchOnce();
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        assertEquals(1, cpu.register(EAX));
        assertEquals(CODE, cpu.eip());
    }

    @Test
    void suppressionLetsTheGuestsOwnMatchThrough() {
        machine.code("40");
        unit.setBanks(2);
        arm(0, 2, CODE, 0x10);
        arm(1, 0, CODE, 1);
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        assertEquals(4, unit.matched(0));
        assertEquals(1, unit.matched(1));
        cpu.suppressDebuggerExecuteMatchOnce();
        assertEquals(Exit.DEBUG_EXCEPTION, cpu.run(10));
        assertEquals(4, unit.matched(0));
        assertEquals(0, unit.matched(1));
    }

    @Test
    void watchPlacedOnAPageInUseIsSeen() {
        machine.code("A2 00 00 03 00 A2 00 00 03 00");
        machine.step();
        arm(0, 0, DATA, WRITE_1);
        assertEquals(Exit.DEBUG_EXCEPTION, machine.step());
    }

    @Test
    void pageTouchedByTheSwitcherWhileDisarmedIsStillWatched() {
        Machine ring0 = new Machine(0);
        ring0.code("90 50 90 50");
        DebugUnit itsUnit = ring0.cpu.debugUnit();
        itsUnit.setAddress(0, 0, STACK - 8);
        itsUnit.setDr7(0, WRITE_1);
        assertEquals(Exit.BUDGET, ring0.cpu.run(2));
        itsUnit.setDr7(0, 0);
        ring0.cpu.push(0);
        ring0.cpu.pop();
        itsUnit.setDr7(0, WRITE_1);
        assertEquals(Exit.DEBUG_EXCEPTION, ring0.cpu.run(2));
    }

    @Test
    void matchHeldByMovSsIsNoneOfTheSwitchers() {
        machine.code("8E 15 00 00 03 00 40");
        machine.memory.write32(DATA, DATA_3);
        arm(0, 0, DATA, ACCESS_4);
        assertEquals(Exit.BUDGET, machine.step());
        cpu.pop();
        assertEquals(Exit.DEBUG_EXCEPTION, machine.step());
    }

    @Test
    void nothingIsSeenWhileDr7IsZero() {
        machine.code("A2 00 00 03 00 A2 00 00 03 00");
        arm(0, 0, DATA, WRITE_1);
        unit.setDr7(0, 0);
        assertEquals(Exit.BUDGET, cpu.run(2));
    }

    @Test
    void accessByTheHostMatchesAndIsItsDebugException() {
        arm(0, 0, DATA, ACCESS_4);
        assertEquals(Vector.DEBUG, assertThrows(ProcessorException.class, () -> cpu.memory().read32(DATA)).vector());
        assertEquals(1, unit.matched(0));
        assertEquals(0, cpu.memory().probe32(DATA).getAsInt());
        unit.setDr7(0, 0);
        assertEquals(0, cpu.memory().read32(DATA));
    }

    @Test
    void popByTheSwitcherMatches() {
        machine.code("CD 40");
        machine.fault();
        assertEquals(CODE_0, cpu.selector(1));
        arm(0, 0, cpu.register(ESP), ACCESS_4);
        assertEquals(Vector.DEBUG, assertThrows(ProcessorException.class, cpu::pop).vector());
    }

    @Test
    void movsHasBothKindsWhenSourceAndDestinationAreWatched() {
        machine.code("A5").with(ESI, DATA).with(EDI, DATA);
        arm(0, 0, DATA, ACCESS_4);
        assertEquals(Exit.DEBUG_EXCEPTION, machine.step());
        assertEquals(AccessKind.READ_WRITE, unit.access(0, 0));
    }
}
