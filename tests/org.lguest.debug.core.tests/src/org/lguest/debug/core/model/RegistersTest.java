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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.util.Arrays;
import java.util.List;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lguest.debug.fixture.GuestFixture;

/** The registers of a stopped guest: groups, fields, marks of change, writing. */
class RegistersTest {

    private GuestFixture guest;

    @BeforeEach
    void stopInRingUp() throws Exception {
        guest = RingUp.stopped();
    }

    @AfterEach
    void cleanUp() throws Exception {
        guest.close();
    }

    @Test
    void registersComeInGroupsAndFlagsAreTakenApart() throws Exception {
        IRegisterGroup[] groups = guest.thread().getTopStackFrame().getRegisterGroups();
        assertEquals(List.of("General", "Segment", "Control", "Debug", "Flags"),
                Arrays.stream(groups).map(RegistersTest::name).toList());
        assertEquals("0x00003246", register("General", "eflags").getValue().getValueString());
        assertEquals("0x0000", register("Segment", "cs").getValue().getValueString());
        assertEquals("1", register("Flags", "ZF").getValue().getValueString());
        assertEquals("0", register("Flags", "CF").getValue().getValueString());
        assertEquals("3", register("Flags", "IOPL").getValue().getValueString());
    }

    @Test
    void aRegisterRemembersWhetherTheStepChangedIt() throws Exception {
        IRegister eip = register("General", "eip");
        RingUp.step(guest);
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
        assertEquals(List.of("General", "Segment"), Arrays.stream(groups).map(RegistersTest::name).toList());
        List<String> general = Arrays.stream(groups[0].getRegisters()).map(RegistersTest::name).toList();
        assertTrue(general.containsAll(List.of("esp", "ebp", "eip")), general::toString);
        assertFalse(general.contains("eax"), "a call does not keep it");
        assertFalse(groups[0].getRegisters()[0].supportsValueModification());
    }

    @Test
    void aRegisterUnfoldsIntoTheFieldsThatItsBitsAre() throws Exception {
        guest.session.register("cs", 0x61).register("dr7", 0x000d0402);
        RingUp.step(guest);
        assertEquals(List.of("RPL 1", "TI 0", "index 12"), parts(register("Segment", "cs")));
        List<String> dr7 = parts(register("Debug", "dr7"));
        assertTrue(dr7.containsAll(List.of("L0 0", "G0 1", "R/W0 1", "LEN0 3", "R/W1 0")), dr7::toString);
        assertEquals("0x0061: entry 12 of the GDT, RPL 1", detail(register("Segment", "cs")));
        assertEquals("0x000d0402: DR0 matches writes of 4 bytes", detail(register("Debug", "dr7")));
        assertEquals("0x00003246: PF ZF IF IOPL=3", detail(register("General", "eflags")));
    }

    @Test
    void aFieldIsWrittenByWritingItsRegister() throws Exception {
        guest.events.forget();
        IRegister carry = register("Flags", "CF");
        carry.setValue("1");
        guest.events.assertAre("thread CHANGE CONTENT");
        assertEquals("0x00003247", register("General", "eflags").getValue().getValueString());
        assertEquals("1", carry.getValue().getValueString());
        assertTrue(carry.hasValueChanged());
        assertFalse(register("Flags", "ZF").hasValueChanged());
        assertFalse(register("Flags", "IF").supportsValueModification(), "a guest always runs with IF set");
        assertFalse(carry.verifyValue("2"));
    }

    @Test
    void marksOfAStepOutliveAWriteAndAreSetInANewFrameToo() throws Exception {
        RingUp.step(guest);
        guest.events.forget();
        register("General", "eax").setValue("7");
        guest.events.assertAre("thread CHANGE CONTENT");
        assertTrue(register("General", "eip").hasValueChanged());
        assertTrue(register("General", "eax").hasValueChanged());
        guest.session.register("eip", guest.addressOf("remember") - 1).register("esp", RingUp.STACK - 4)
                .memory(RingUp.STACK - 4, guest.addressOf(SALE + 3));
        RingUp.step(guest);
        assertTrue(register("General", "eip").hasValueChanged());
        assertFalse(register("General", "eax").hasValueChanged(), "it was 7 before as well");
    }

    @Test
    void aRefusedChangeLeavesTheRegisterAndTheLogAlone() throws Exception {
        guest.events.forget();
        guest.session.refuseWrites("The register eax is the Host's to write.");
        register("General", "eax").setValue("1");
        guest.events.assertAre("thread CHANGE CONTENT");
        assertEquals("0x00000000", register("General", "eax").getValue().getValueString());
    }

    private static List<String> parts(IRegister register) throws DebugException {
        return Arrays.stream(register.getValue().getVariables()).map(part -> {
            try {
                return part.getName() + ' ' + part.getValue().getValueString();
            } catch (DebugException e) {
                throw new AssertionError(e);
            }
        }).toList();
    }

    private static String detail(IRegister register) throws DebugException {
        return ((GuestValue) register.getValue()).detail();
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
