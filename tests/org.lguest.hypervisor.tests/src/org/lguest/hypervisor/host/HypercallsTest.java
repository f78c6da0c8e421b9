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

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestData;

class HypercallsTest {

    private static final int DATA = TinyGuest.PAGE_OFFSET + TinyGuest.DATA;

    @Test
    void guestPowersOffInTheHostsWords() {
        assertEquals("CRASH: Power down", TinyGuest.of(code -> code).run());
    }

    @Test
    void anyCallBeforeInitKills() {
        assertEquals("hypercall 5 before LGUEST_INIT", TinyGuest.raw(code -> code.hypercall(5, 0)).run());
        assertEquals("hypercall 20 before LGUEST_INIT", TinyGuest.raw(code -> code.hypercall(20, 0, 0)).run());
        assertEquals("hypercall -1 before LGUEST_INIT", TinyGuest.raw(code -> code.hypercall(-1)).run());
    }

    @Test
    void initOutsideMemoryKills() {
        assertEquals("bad guest page 40000000", TinyGuest.raw(code -> code.hypercall(1, 0x4000_0000)).run());
        assertEquals("bad guest page fffffff0", TinyGuest.raw(code -> code.hypercall(1, 0xFFFF_FFF0)).run());
    }

    @Test
    void secondInitKills() {
        assertEquals("already have lguest_data", TinyGuest.of(code -> code.hypercall(1, TinyGuest.DATA)).run());
    }

    @Test
    void initTellsTheGuestWhatToReserve() {
        TinyGuest guest = TinyGuest.of(code -> code);
        guest.run();
        assertEquals(4 << 20, guest.peek(DATA + Era.LINUX_2_6_23.data().reserveMem()));
        assertEquals(0, guest.peek(DATA + Era.LINUX_2_6_23.data().tscKhz()));
        assertEquals((int) Clock.BOOT_SECONDS, guest.peek(DATA + LguestData.TIME));
    }

    @Test
    void unknownNumbersKillWithANewline() {
        for (int number : new int[] {11, 17, 18, 19, 22, 0x7FFF_FFFF, -5}) {
            assertEquals("Bad hypercall " + number + "\n", TinyGuest.of(code -> code.hypercall(number)).run());
        }
    }

    @Test
    void crashTextIsCutAt127Characters() {
        TinyGuest guest = TinyGuest.of(code -> code.hypercall(Hypercall.CRASH, 0x4_0000))
                .at(TinyGuest.SCRATCH, code -> code.text("x".repeat(300)));
        assertEquals("CRASH: " + "x".repeat(127), guest.run());
    }

    @Test
    void addressesOutsideMemoryKill() {
        assertEquals("bad read address 0x40000000 len 128",
                TinyGuest.of(code -> code.hypercall(Hypercall.CRASH, 0x4000_0000)).run());
        assertEquals("bad read address 0xffffffff len 24", TinyGuest.of(code -> code.hypercall(Hypercall.LOAD_TLS, -1))
                .run());
        assertEquals("bad read address 0x40000000 len 8",
                TinyGuest.of(code -> code.hypercall(Hypercall.LOAD_GDT, 0x4000_0000, 1)).run());
    }

    @Test
    void badTablesAndStacksKill() {
        assertEquals("too many gdt entries 33", TinyGuest.of(code -> code.hypercall(Hypercall.LOAD_GDT, 0, 33)).run());
        assertEquals("bad IDT type 5", TinyGuest.of(code -> code.gate(14, TinyGuest.HANDLERS, 5, 0)).run());
        assertEquals("bad stack segment 104",
                TinyGuest.of(code -> code.hypercall(Hypercall.SET_STACK, 0x68, TinyGuest.STACK_TOP, 1)).run());
        assertEquals("bad stack pages 3",
                TinyGuest.of(code -> code.hypercall(Hypercall.SET_STACK, 0x69, TinyGuest.STACK_TOP, 3)).run());
        assertEquals("bad stack page 0xfff",
                TinyGuest.of(code -> code.hypercall(Hypercall.SET_STACK, 0x69, 0x1000, 1)).run());
        assertEquals("attempt to access switcher pages",
                TinyGuest.of(code -> code.hypercall(Hypercall.SET_STACK, 0x69, 0xFFC0_1000, 1)).run());
    }

    @Test
    void badDmaKills() {
        assertEquals("bad sending DMA key", TinyGuest.of(code -> code.hypercall(Hypercall.SEND_DMA, 1, 0)).run());
        assertEquals("bad dma key 0x2", TinyGuest.of(code -> code.hypercall(Hypercall.BIND_DMA, 2, 0, 0x101)).run());
    }

    @Test
    void vectorsThatAreTheHostsAreIgnored() {
        assertEquals("CRASH: Power down", TinyGuest.of(code -> code.gate(2, 0, 5, 0).gate(8, 0, 5, 0).gate(15, 0, 5, 0)
                .gate(31, 0, 5, 0).gate(64, 0, 5, 0).gate(0x1_0000, 0, 5, 0)).run());
    }

    @Test
    void bindingReturnsWhetherItWasDone() {
        TinyGuest guest = TinyGuest.of(code -> code
                .hypercall(Hypercall.BIND_DMA, 0, 0x5_0000, 0x101).storeEax(TinyGuest.SCRATCH)
                .hypercall(Hypercall.BIND_DMA, 0, 0x5_0000, 0x120).storeEax(TinyGuest.SCRATCH + 4)
                .hypercall(Hypercall.BIND_DMA, 0, 0x5_0000, 0).storeEax(TinyGuest.SCRATCH + 8)
                .hypercall(Hypercall.BIND_DMA, 0, 0x5_0000, 0).storeEax(TinyGuest.SCRATCH + 12));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(1, guest.peek(TinyGuest.SCRATCH));
        assertEquals(0, guest.peek(TinyGuest.SCRATCH + 4), "irq 32 does not exist");
        assertEquals(1, guest.peek(TinyGuest.SCRATCH + 8));
        assertEquals(0, guest.peek(TinyGuest.SCRATCH + 12), "a second unbind is answered harmlessly");
    }

    @Test
    void asynchronousCallsAreMadeInOrderAndTheirSlotsFreed() {
        TinyGuest guest = TinyGuest.of(code -> code
                .store(DATA + Era.LINUX_2_6_23.data().hcalls(), Hypercall.SET_DEBUGREG.number())
                .store(DATA + Era.LINUX_2_6_23.data().hcalls() + 4, 0).store(DATA + Era.LINUX_2_6_23.data().hcalls() + 8, 0x1234)
                .store(DATA + Era.LINUX_2_6_23.data().hcalls() + 16, Hypercall.SET_DEBUGREG.number())
                .store(DATA + Era.LINUX_2_6_23.data().hcalls() + 20, 0).store(DATA + Era.LINUX_2_6_23.data().hcalls() + 24, 0x5678)
                .store(DATA + Era.LINUX_2_6_23.data().hcallStatus(), 0xFFFF_0000)
                .hypercall(Hypercall.GET_DEBUGREG, 0).storeEax(TinyGuest.SCRATCH));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0x5678, guest.peek(TinyGuest.SCRATCH));
        assertEquals(-1, guest.peek(DATA + Era.LINUX_2_6_23.data().hcallStatus()));
    }

    @Test
    void aCallInTheRingOfABadNumberKills() {
        assertEquals("Bad hypercall 99\n", TinyGuest.of(code -> code.store(DATA + Era.LINUX_2_6_23.data().hcalls(), 99)
                .store(DATA + Era.LINUX_2_6_23.data().hcallStatus(), 0xFFFF_FF00).hypercall(Hypercall.FLUSH_ASYNC)).run());
    }

    @Test
    void ringThreeMayNotCall() {
        TinyGuest guest = TinyGuest.of(code -> TinyUser.enter(code, TinyGuest.SCRATCH))
                .at(TinyGuest.SCRATCH, code -> code.hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN));
        assertEquals("unhandled trap 13 at " + "0xc004000a (0xfa)", guest.run());
    }
}
