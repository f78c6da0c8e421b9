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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestData;

/** The ring of calls that a guest leaves in {@code struct lguest_data} for whenever it comes out next. */
class AsynchronousCallsTest {

    private static final int DATA = TinyGuest.PAGE_OFFSET + TinyGuest.DATA;
    private static final int STATUS = DATA + Era.LINUX_2_6_23.data().hcallStatus();
    private static final int SLOTS = LguestData.HCALL_RING_SIZE;
    private static final int RESULT = TinyGuest.SCRATCH;

    /** {@code movb $status, address}: the guest's last act when it fills a slot. */
    private static Code status(Code code, int slot, int status) {
        return code.bytes(0xC6, 0x05).dword(STATUS + slot).bytes(status);
    }

    /** Fills a slot: EAX, EDX, EBX, ECX. */
    private static Code queue(Code code, int slot, Hypercall call, int... arguments) {
        int address = DATA + Era.LINUX_2_6_23.data().hcalls() + 16 * slot;
        code.store(address, call.number());
        for (int i = 0; i < arguments.length; i++) {
            code.store(address + 4 + 4 * i, arguments[i]);
        }
        return status(code, slot, 0);
    }

    private static Code readDr0(Code code, int result) {
        return code.hypercall(Hypercall.GET_DEBUGREG, 0).storeEax(result);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7F, 0x80, 0xFE})
    void whateverIsNotFreeIsPending(int status) {
        TinyGuest guest = TinyGuest.of(
                code -> readDr0(status(queue(code, 0, Hypercall.SET_DEBUGREG, 0, 0x1234), 0, status), RESULT));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0x1234, guest.peek(RESULT));
        assertEquals(-1, guest.peek(STATUS), "the slot is free again");
    }

    @Test
    void freeSlotIsPassedByWhateverStandsThere() {
        TinyGuest guest = TinyGuest.of(
                code -> readDr0(status(queue(code, 0, Hypercall.SET_DEBUGREG, 0, 0x1234), 0, 0xFF), RESULT));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0, guest.peek(RESULT));
    }

    @Test
    void fullRingIsEmptiedOnceRoundAndBeginsAgain() {
        TinyGuest guest = TinyGuest.of(code -> {
            for (int slot = 0; slot < SLOTS; slot++) {
                queue(code, slot, Hypercall.SET_DEBUGREG, 0, 0x1000 + slot);
            }
            readDr0(code, RESULT);
            return readDr0(queue(code, 0, Hypercall.SET_DEBUGREG, 0, 0x2000), RESULT + 4);
        });
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0x1000 + SLOTS - 1, guest.peek(RESULT), "in order, to the last");
        assertEquals(0x2000, guest.peek(RESULT + 4));
        for (int slot = 0; slot < SLOTS; slot += 4) {
            assertEquals(-1, guest.peek(STATUS + slot), "slots from " + slot);
        }
    }

    @Test
    void walkEndsAtAFreeSlotAndGoesOnThereNextTime() {
        TinyGuest guest = TinyGuest.of(code -> {
            queue(code, 0, Hypercall.SET_DEBUGREG, 0, 0x1000);
            readDr0(queue(code, 2, Hypercall.SET_DEBUGREG, 0, 0x3000), RESULT);
            code.loadEax(STATUS).storeEax(RESULT + 4);
            return readDr0(queue(code, 1, Hypercall.SET_DEBUGREG, 0, 0x2000), RESULT + 8);
        });
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0x1000, guest.peek(RESULT));
        assertEquals(0xFF00_FFFF, guest.peek(RESULT + 4), "the third waits behind the gap");
        assertEquals(0x3000, guest.peek(RESULT + 8), "the second, then the third");
    }

    @Test
    void anyExitEmptiesTheRing() {
        int untouched = TinyGuest.SCRATCH + 0x1000;
        TinyGuest guest = TinyGuest.of(code -> {
            code.loadEax(STATUS).storeEax(RESULT);
            return queue(code, 0, Hypercall.FLUSH_ASYNC).loadEax(untouched).loadEax(STATUS).storeEax(RESULT);
        });
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(-1, guest.peek(RESULT), "a page fault has done it");
    }

    @Test
    void answersAreLost() {
        TinyGuest guest = TinyGuest.of(code -> queue(code, 0, Hypercall.BIND_DMA, 0, 0x5_0000, 0x101)
                .hypercall(Hypercall.FLUSH_ASYNC).storeEax(RESULT));
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(Hypercall.FLUSH_ASYNC.number(), guest.peek(RESULT));
    }

    @Test
    void outputToADeviceInterruptsTheWalkButLosesNoCall() {
        TinyGuest guest = TinyGuest.of(code -> {
            queue(code, 0, Hypercall.SEND_DMA, 0, 0x5_0000);
            queue(code, 1, Hypercall.SET_DEBUGREG, 0, 0x1234);
            return readDr0(code, RESULT);
        });
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0x1234, guest.peek(RESULT), "the next in the ring, and then the call that brought the guest out");
        assertEquals(-1, guest.peek(STATUS));
    }

    @Test
    void callsInTheRingKillAsAnyOther() {
        assertEquals("already have lguest_data", dies(Hypercall.LGUEST_INIT, TinyGuest.DATA));
        assertEquals("CRASH: Power down", dies(Hypercall.CRASH, TinyGuest.POWER_DOWN));
        assertEquals("bad stack segment 104", dies(Hypercall.SET_STACK, 0x68, TinyGuest.STACK_TOP, 3));
        assertEquals("bad stack pages 3", dies(Hypercall.SET_STACK, 0x69, TinyGuest.STACK_TOP, 3));
        assertEquals("bad sending DMA key", dies(Hypercall.SEND_DMA, 1, 0));
        assertEquals("bad read address 0xffffffe8 len 24", dies(Hypercall.LOAD_TLS, -24));
    }

    private static String dies(Hypercall call, int... arguments) {
        return TinyGuest.of(code -> queue(code, 0, call, arguments).hypercall(99)).run();
    }

    @Test
    void firstCauseInTheRingWins() {
        assertEquals("bad sending DMA key", TinyGuest.of(code -> {
            queue(code, 0, Hypercall.SEND_DMA, 1, 0);
            return queue(code, 1, Hypercall.LGUEST_INIT).hypercall(99);
        }).run());
    }

    @Test
    void whatIsQueuedBeforeInitIsMadeAfterIt() {
        TinyGuest guest = TinyGuest.raw(code -> queue(code, 0, Hypercall.LGUEST_INIT)
                .hypercall(Hypercall.LGUEST_INIT, TinyGuest.DATA).hypercall(Hypercall.FLUSH_ASYNC));
        assertEquals("already have lguest_data", guest.run());
    }
}
