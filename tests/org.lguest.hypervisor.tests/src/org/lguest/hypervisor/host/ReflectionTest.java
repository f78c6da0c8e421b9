/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestData;

class ReflectionTest {

    private static final int DATA = TinyGuest.PAGE_OFFSET + TinyGuest.DATA;
    private static final int SEEN = TinyGuest.SCRATCH + 0x100;

    @Test
    void trapWithoutAGateKillsWithItsValues() {
        int body = new Code(TinyGuest.START).mov(4, 0).hypercall(1, 0).here();
        assertEquals(String.format("unhandled trap 6 at 0x%x (0x0)", body),
                TinyGuest.of(code -> code.bytes(0x0F, 0x0B)).run());
        assertEquals(String.format("unhandled trap 14 at 0x%x (0x1234)", body),
                TinyGuest.of(code -> code.loadEax(0x1234)).run());
        assertEquals(String.format("unhandled trap 13 at 0x%x (0x0)", body), TinyGuest.of(code -> code.bytes(0xFA))
                .run());
    }

    @Test
    void pageFaultTellsItsAddress() {
        TinyGuest guest = TinyGuest.of(code -> code.gate(14, TinyGuest.HANDLERS, 0xE, 0).store(0x1234_5678, 1))
                .at(TinyGuest.HANDLERS, code -> code.bytes(0x58).storeEax(SEEN).loadEax(DATA + LguestData.CR2).storeEax(SEEN + 4)
                        .hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(2, guest.peek(SEEN), "a write, not present, supervisor");
        assertEquals(0x1234_5678, guest.peek(SEEN + 4));
    }

    @Test
    void interruptGateClearsTheVirtualFlagAndTheImageHasWhatItWas() {
        TinyGuest guest = TinyGuest.of(code -> code.gate(6, TinyGuest.HANDLERS, 0xE, 0)
                        .store(DATA + LguestData.IRQ_ENABLED, 0x200).bytes(0x0F, 0x0B))
                .at(TinyGuest.HANDLERS, code -> code.loadEax(DATA + LguestData.IRQ_ENABLED).storeEax(SEEN)
                        .bytes(0x58).bytes(0x58).bytes(0x58).storeEax(SEEN + 4)
                        .hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0, guest.peek(SEEN));
        assertEquals(0x200, guest.peek(SEEN + 4) & 0x200);
    }

    @Test
    void singleStepTrapDoesNotTrapInItsOwnHandler() {
        TinyGuest guest = TinyGuest.of(code -> code.gate(1, TinyGuest.HANDLERS, 0xE, 0)
                        .bytes(0x68).dword(0x302).bytes(0x9D).nop().nop())
                .at(TinyGuest.HANDLERS, code -> code.hypercall(Hypercall.GET_DEBUGREG, 6).storeEax(SEEN)
                        .hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0xFFFF_4FF0, guest.peek(SEEN));
    }

    @Test
    void breakpointInstructionFromRingThreeArrives() {
        TinyGuest guest = TinyGuest.of(code -> TinyUser.enter(code.gate(3, TinyGuest.HANDLERS, 0xE, 3), TinyGuest.SCRATCH))
                .at(TinyGuest.SCRATCH, code -> code.bytes(0xCC))
                .at(TinyGuest.HANDLERS, code -> TinyUser.kernelData(code).bytes(0x58).storeEax(SEEN).bytes(0x58).storeEax(SEEN + 4)
                        .hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(TinyGuest.SCRATCH + 1, guest.peek(SEEN));
        assertEquals(TinyUser.USER_CS, guest.peek(SEEN + 4));
    }

    @Test
    void theDefectsOfThisLguestAreThereOnRequest() {
        // int3 is #GP from ring 3 and from ring 1 alike: the stub's DPL is 0. Error code: 3 * 8, in the IDT.
        TinyGuest user = TinyGuest.of(code -> TinyUser.enter(code.gate(3, TinyGuest.HANDLERS, 0xE, 3)
                        .gate(13, TinyGuest.HANDLERS + 0x100, 0xE, 0), TinyGuest.SCRATCH))
                .at(TinyGuest.SCRATCH, code -> code.bytes(0xCC))
                .at(TinyGuest.HANDLERS + 0x100, code -> TinyUser.kernelData(code).bytes(0x58).storeEax(SEEN).bytes(0x58)
                        .storeEax(SEEN + 4).hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN)).faithfully();
        assertEquals("CRASH: Power down", user.run());
        assertEquals(0x1A, user.peek(SEEN));
        assertEquals(TinyGuest.SCRATCH, user.peek(SEEN + 4));

        TinyGuest kernel = TinyGuest.of(code -> code.gate(3, TinyGuest.HANDLERS, 0xE, 3).bytes(0xCC)).faithfully();
        assertEquals("unhandled trap 13 at EIP (0x1a)", kernel.run().replaceFirst("0x\\w+", "EIP"));
    }

    @Test
    void aHandlerThatSingleStepsItselfNeverGetsAnywhereInThisLguest() {
        // The handler would write down that it has begun; but its first instruction traps again, down the stack.
        TinyGuest guest = TinyGuest.of(code -> code.gate(1, TinyGuest.HANDLERS, 0xE, 0)
                        .bytes(0x68).dword(0x302).bytes(0x9D).nop().nop())
                .at(TinyGuest.HANDLERS, code -> code.nop().storeEax(SEEN)
                        .hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN)).faithfully();
        String death = guest.run();
        assertNotEquals("CRASH: Power down", death);
        assertEquals(0, guest.peek(SEEN));
    }

    @Test
    void aGateThatBouncesCanBeCalledAsTheGuestHasIt() {
        for (boolean faithful : new boolean[] {false, true}) {
            TinyGuest guest = TinyGuest.of(code -> code.gate(0x80, TinyGuest.HANDLERS, 0xE, 3)
                            .gate(13, TinyGuest.HANDLERS + 0x100, 0xE, 0).bytes(0xCD, 0x80))
                    .at(TinyGuest.HANDLERS + 0x100, code -> code.bytes(0x58).storeEax(SEEN)
                            .hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN));
            assertEquals("CRASH: Power down", (faithful ? guest.faithfully() : guest).run());
            // An interrupt gate is no way in for system calls: 2.6.23 takes vector 128 for one of the real ones.
            assertEquals(faithful ? 0x402 : 0, guest.peek(SEEN));
        }
    }

    @Test
    void trapGateOfTheGuestsIsReachedWithoutTheHost() {
        TinyGuest guest = TinyGuest.of(code -> TinyUser.enter(code.gate(0x80, TinyGuest.HANDLERS, 0xF, 3), TinyGuest.SCRATCH))
                .at(TinyGuest.SCRATCH, code -> code.bytes(0xCD, 0x80))
                .at(TinyGuest.HANDLERS, code -> TinyUser.kernelData(code).bytes(0x58).storeEax(SEEN)
                        .hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(TinyGuest.SCRATCH + 2, guest.peek(SEEN));
    }

    @Test
    void portsReadAsOnesAndAByteTakesSixteenBits() {
        TinyGuest guest = TinyGuest.of(code -> code
                .mov(Code.EAX, 0).bytes(0xE4, 0x60).storeEax(SEEN)
                .mov(Code.EAX, 0).bytes(0xED).storeEax(SEEN + 4)
                .mov(Code.EAX, 0).bytes(0x66, 0xED).storeEax(SEEN + 8)
                .mov(Code.EAX, 0).bytes(0x66, 0xEC).storeEax(SEEN + 12)
                .mov(Code.EAX, 5).bytes(0xE6, 0x80).bytes(0xEE).storeEax(SEEN + 16));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0x0000_FFFF, guest.peek(SEEN));
        assertEquals(-1, guest.peek(SEEN + 4));
        assertEquals(-1, guest.peek(SEEN + 8));
        assertEquals(0xFFFF_0000, guest.peek(SEEN + 12));
        assertEquals(5, guest.peek(SEEN + 16));
    }

    @Test
    void nowhereToPushKills() {
        assertEquals("bad write address 0x3ffffffc", TinyGuest.of(code -> code.gate(6, TinyGuest.HANDLERS, 0xE, 0)
                .mov(Code.ESP, 0).bytes(0x0F, 0x0B)).run());
    }

    @Test
    void guestThatDestroysItsOwnStateDiesOfTheFirstCause() {
        assertEquals("unhandled trap 14 at 0xdeadbeef (0xdeadbeef)",
                TinyGuest.of(code -> code.mov(Code.EAX, 0xDEAD_BEEF).bytes(0xFF, 0xE0)).run());
    }
}
