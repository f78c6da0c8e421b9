/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a guest's registers the machine lets a debugger write, and what not. */
class WrittenRegistersTest {

    @RegisterExtension
    private final LiveGuest guest = new LiveGuest();

    @ParameterizedTest
    @CsvSource({"eax, 0x12345678, 0x12345678", "dr0, 0xc0101000, 0xc0101000", "dr7, 0x00000403, 0x00000003",
        "cr2, 0xdeadbeef, 0xdeadbeef", "ds, 0x0069, 0x0069"})
    void theMachineTakes(String register, String written, String read) throws Exception {
        guest.debugTo(SALE);
        write(register, written);
        assertEquals(read, value(register));
        assertTrue(guest.thread().isSuspended());
    }

    @ParameterizedTest
    @CsvSource({"dr7, 0x00020002", "dr0, 0xffc00000", "cs, 0x0007"})
    void theMachineRefuses(String register, String written) throws Exception {
        guest.debugTo(SALE);
        String before = value(register);
        write(register, written);
        assertEquals(before, value(register));
    }

    @Test
    void whatTheHostKeepsForItselfIsNotOffered() throws Exception {
        guest.debugTo(SALE);
        assertFalse(register("cr0").supportsValueModification());
        assertFalse(register("cr3").supportsValueModification());
    }

    @Test
    void aWrittenInstructionPointerIsWhereTheGuestGoesOn() throws Exception {
        guest.debugTo(SALE);
        int next = guest.target().image().addressesOf("first/first.c", SALE + 2).getFirst().address();
        write("eip", String.format("0x%08x", next));
        assertEquals("ring_up: remember(amount);", guest.place());
        guest.events.forget();
        guest.thread().stepOver();
        guest.events.assertAre("thread RESUME STEP_OVER", "thread SUSPEND STEP_END");
        assertEquals(0, guest.dword("takings"));
    }

    private void write(String register, String value) throws Exception {
        guest.events.forget();
        register(register).setValue(value);
        guest.events.assertAre("thread CHANGE CONTENT");
    }

    private String value(String register) throws DebugException {
        return register(register).getValue().getValueString();
    }

    private IRegister register(String name) throws DebugException {
        for (IRegisterGroup group : guest.frame(0).getRegisterGroups()) {
            for (IRegister register : group.getRegisters()) {
                if (register.getName().equals(name)) {
                    return register;
                }
            }
        }
        throw new AssertionError("no register " + name);
    }
}
