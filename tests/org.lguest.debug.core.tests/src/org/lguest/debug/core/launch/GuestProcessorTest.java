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
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.math.BigInteger;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The processor that a launch configuration chooses is the one that the guest finds itself on. */
class GuestProcessorTest {

    private static final byte[] CPUID = {0x0F, (byte) 0xA2};

    @RegisterExtension
    private final LiveGuest guest = new LiveGuest();

    /** Leaf 1 gives the family in bits 8 to 11 of EAX: SDM volume 2, CPUID. */
    @ParameterizedTest
    @CsvSource({"486, 4", "586, 5", "686, 6", ", 6"})
    void cpuidTellsTheGuestItsFamily(String processor, int family) throws Exception {
        guest.configuration.setAttribute(LaunchAttributes.PROCESSOR, processor);
        guest.debugTo(SALE);
        write("eax", "1");
        int at = guest.frame(0).address();
        guest.target().getExtendedMemoryBlock(String.format("0x%08x", at), guest.target())
                .setValue(BigInteger.ZERO, CPUID);
        guest.events.forget();
        guest.target().setInstructionStepping(true);
        guest.thread().stepInto();
        guest.events.await("thread SUSPEND STEP_END");
        assertEquals(at + CPUID.length, guest.frame(0).address());
        assertEquals(family, Integer.decode(register("eax").getValue().getValueString()) >> 8 & 0xF);
    }

    private void write(String register, String value) throws Exception {
        guest.events.forget();
        register(register).setValue(value);
        guest.events.await("thread CHANGE CONTENT");
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
