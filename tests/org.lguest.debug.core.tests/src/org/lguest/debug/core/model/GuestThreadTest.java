/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IMemoryBlockExtension;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.MemoryByte;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.fixture.GuestProject;
import org.lguest.debug.core.LguestStatus;

/** Frames, registers and memory of a guest that stands in {@code ring_up}, called by {@code sell}, called at boot. */
class GuestThreadTest {

    private static final int STACK = 0xc0113f00;

    private GuestFixture guest;

    @BeforeEach
    void stopInRingUp() throws Exception {
        guest = GuestFixture.running();
        int callOfRingUp = guest.addressOf(GuestProject.line("return ring_up(")) + 0x14;
        // sell's frame is the outermost that leads to a function of the image.
        guest.session.register("eip", guest.addressOf(SALE)).register("ebp", STACK).register("esp", STACK - 16)
                .register("eflags", 0x3246)
                .memory(guest.addressOf(SALE), 0x90909090)
                .memory(STACK, STACK + 32).memory(STACK + 4, callOfRingUp + 5)
                .memory(STACK + 32, 0).memory(STACK + 36, 0);
        guest.thread().suspend();
        guest.events.await("thread SUSPEND CLIENT_REQUEST");
    }

    @AfterEach
    void cleanUp() throws Exception {
        guest.close();
    }

    @Test
    void framesFollowTheChainOfFramePointers() throws Exception {
        assertEquals(List.of("ring_up", "sell"), names());
        assertEquals(SALE, guest.thread().getTopStackFrame().getLineNumber());
        assertEquals(GuestProject.line("return ring_up("), guest.thread().getStackFrames()[1].getLineNumber());
    }

    @Test
    void atTheEntryOfAFunctionItsCallerIsNotForgotten() throws Exception {
        guest.session.register("eip", guest.addressOf("remember")).register("esp", STACK - 4)
                .memory(STACK - 4, guest.addressOf(SALE + 3));
        step();
        guest.session.register("eip", guest.addressOf("remember") - 1);
        step();
        assertEquals(List.of("remember", "ring_up", "sell"), names());
    }

    @Test
    void framesStayTheSameObjectsAcrossSteps() throws Exception {
        IStackFrame[] before = guest.thread().getStackFrames();
        step();
        IStackFrame[] after = guest.thread().getStackFrames();
        assertArrayEquals(before, after);
        assertSame(before[0], after[0]);
    }

    @Test
    void aCallAddsAFrameAndLeavesTheCallers() throws Exception {
        IStackFrame[] before = guest.thread().getStackFrames();
        guest.session.register("eip", guest.addressOf("remember") - 1).register("esp", STACK - 4)
                .memory(STACK - 4, guest.addressOf(SALE + 3));
        step();
        IStackFrame[] after = guest.thread().getStackFrames();
        assertEquals(3, after.length);
        assertNotSame(before[0], after[0]);
        assertSame(before[0], after[1]);
        assertSame(before[1], after[2]);
    }

    @Test
    void aStackThatLeadsInACircleEnds() throws Exception {
        guest.session.memory(STACK, STACK);
        step();
        assertTrue(guest.thread().getStackFrames().length <= StackWalk.MAXIMUM_FRAMES);
        assertEquals(2, guest.thread().getStackFrames().length);
    }

    @Test
    void anUnmappedStackShowsTheInnermostFrame() throws Exception {
        guest.session.register("ebp", 0x13579bdc);
        step();
        assertEquals(List.of("ring_up"), names());
    }

    @Test
    void registersComeInGroupsAndFlagsAreTakenApart() throws Exception {
        IRegisterGroup[] groups = guest.thread().getTopStackFrame().getRegisterGroups();
        assertEquals(List.of("General", "Segment", "Control", "Debug", "Flags"),
                Arrays.stream(groups).map(GuestThreadTest::name).toList());
        assertEquals("0x00003246", register("General", "eflags").getValue().getValueString());
        assertEquals("0x0000", register("Segment", "cs").getValue().getValueString());
        assertEquals("1", register("Flags", "ZF").getValue().getValueString());
        assertEquals("0", register("Flags", "CF").getValue().getValueString());
        assertEquals("3", register("Flags", "IOPL").getValue().getValueString());
    }

    @Test
    void aRegisterRemembersWhetherTheStepChangedIt() throws Exception {
        IRegister eip = register("General", "eip");
        step();
        assertSame(eip, register("General", "eip"));
        assertTrue(eip.hasValueChanged());
        assertFalse(register("General", "eax").hasValueChanged());
    }

    @Test
    void aWrittenRegisterIsShownAnew() throws Exception {
        guest.events.forget();
        register("General", "eax").setValue("0xdeadbeef");
        guest.events.assertAre("thread CHANGE CONTENT");
        assertEquals("0xdeadbeef", register("General", "eax").getValue().getValueString());
        assertFalse(register("General", "eax").verifyValue("0x100000000"));
        assertFalse(register("Segment", "cs").verifyValue("0x10000"));
        assertTrue(register("General", "eax").verifyValue("-1"));
        assertFalse(register("Debug", "dr7").supportsValueModification());
    }

    @Test
    void aCallersFrameShowsTheRegistersThatTheStackGivesBack() throws Exception {
        IRegisterGroup[] groups = guest.thread().getStackFrames()[1].getRegisterGroups();
        assertEquals(1, groups.length);
        assertEquals(List.of("esp", "ebp", "eip"),
                Arrays.stream(groups[0].getRegisters()).map(GuestThreadTest::name).toList());
    }

    @Test
    void memoryIsReadWhereItIsMapped() throws Exception {
        guest.session.memory(guest.addressOf("takings"), 0x04030201);
        IMemoryBlockExtension block = guest.target.getExtendedMemoryBlock("takings", guest.target);
        MemoryByte[] bytes = block.getBytesFromOffset(BigInteger.ZERO, 8);
        assertEquals(8, bytes.length);
        for (int i = 0; i < 8; i++) {
            assertEquals(i < 4, bytes[i].isReadable(), "byte " + i);
            assertEquals(i < 4 ? i + 1 : 0, bytes[i].getValue());
        }
    }

    @Test
    void memoryOutsideTheAddressesIsNotReadable() throws Exception {
        IMemoryBlockExtension block = guest.target.getExtendedMemoryBlock("0xfffffffc", guest.target);
        guest.session.memory(0xfffffffc, 0x11111111);
        MemoryByte[] bytes = block.getBytesFromAddress(BigInteger.valueOf(0xfffffffeL), 4);
        assertEquals(List.of(true, true, false, false), Arrays.stream(bytes).map(MemoryByte::isReadable).toList());
        assertFalse(block.getBytesFromAddress(BigInteger.valueOf(-2), 1)[0].isReadable());
    }

    @Test
    void memoryOfARunningGuestIsRefusedWithItsReason() throws Exception {
        IMemoryBlockExtension block = guest.target.getExtendedMemoryBlock("takings", guest.target);
        guest.target.resume();
        guest.events.await("thread RESUME CLIENT_REQUEST");
        DebugException refusal = assertThrows(DebugException.class,
                () -> block.getBytesFromOffset(BigInteger.ZERO, 4));
        assertEquals(LguestStatus.GUEST_RUNNING.code(), refusal.getStatus().getCode());
    }

    @Test
    void memoryCanBeWritten() throws Exception {
        IMemoryBlockExtension block = guest.target.getExtendedMemoryBlock("takings", guest.target);
        block.setValue(BigInteger.ZERO, new byte[] {1, 0, 0, 0});
        assertEquals(1, block.getBytesFromOffset(BigInteger.ZERO, 4)[0].getValue());
    }

    private void step() throws Exception {
        guest.thread().stepInto();
        guest.events.await("thread SUSPEND STEP_END");
        guest.events.forget();
    }

    private List<String> names() throws DebugException {
        return Arrays.stream(guest.thread().getStackFrames()).map(frame -> ((GuestStackFrame) frame).function()
                .orElseThrow().name()).toList();
    }

    private IRegister register(String group, String name) throws DebugException {
        for (IRegisterGroup each : guest.thread().getTopStackFrame().getRegisterGroups()) {
            if (each.getName().equals(group)) {
                return Arrays.stream(each.getRegisters()).filter(register -> name(register).equals(name)).findFirst()
                        .orElseThrow();
            }
        }
        throw new AssertionError("no group " + group);
    }

    private static String name(IRegisterGroup group) {
        try {
            return group.getName();
        } catch (DebugException e) {
            throw new AssertionError(e);
        }
    }

    private static String name(IRegister register) {
        try {
            return register.getName();
        } catch (DebugException e) {
            throw new AssertionError(e);
        }
    }
}
