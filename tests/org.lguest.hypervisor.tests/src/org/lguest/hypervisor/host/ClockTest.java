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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestData;

class ClockTest {

    private static final int DATA = TinyGuest.PAGE_OFFSET + TinyGuest.DATA;

    private static TinyGuest handlerOfTheTimerPowersOff(UnaryOperator<Code> body) {
        return TinyGuest.of(code -> body.apply(code.gate(0x20, TinyGuest.HANDLERS, 0xE, 0)))
                .at(TinyGuest.HANDLERS, code -> code.store(TinyGuest.SCRATCH, 77).hypercall(Hypercall.CRASH, TinyGuest.POWER_DOWN));
    }

    @Test
    void haltSkipsToTheClockEventExactly() {
        TinyGuest guest = handlerOfTheTimerPowersOff(
                code -> code.hypercall(Hypercall.SET_CLOCKEVENT, 1_000_000_000).hypercall(Hypercall.HALT).forever());
        Machine machine = guest.machine();
        assertEquals("CRASH: Power down", TinyGuest.run(machine, Debugger.NONE));
        assertEquals(77, guest.peek(TinyGuest.SCRATCH));
        long spent = machine.processor().retired() * Clock.NANOS_PER_INSTRUCTION;
        long skipped = machine.clock().now() - spent;
        assertTrue(skipped > 999_990_000 && skipped <= 1_000_000_000, "skipped " + skipped);
        assertEquals((int) Clock.BOOT_SECONDS + 1, guest.peek(DATA + LguestData.TIME), "told with the interrupt");
    }

    @Test
    void timerInterruptsARunningGuest() {
        TinyGuest guest = handlerOfTheTimerPowersOff(code -> code.store(DATA + LguestData.IRQ_ENABLED, 0x200)
                .hypercall(Hypercall.SET_CLOCKEVENT, 100_000).forever());
        Machine machine = guest.machine();
        assertEquals("CRASH: Power down", TinyGuest.run(machine, Debugger.NONE));
        assertTrue(machine.processor().retired() >= 25_000 && machine.processor().retired() < 25_100,
                "retired " + machine.processor().retired());
    }

    @Test
    void interruptWaitsForTheHostsTickWhileDisabled() {
        TinyGuest guest = handlerOfTheTimerPowersOff(code -> {
            code.hypercall(Hypercall.SET_CLOCKEVENT, 100).mov(Code.ECX, 5000);
            int loop = code.here();
            code.bytes(0xE2, loop - code.here() - 2);
            return code.store(DATA + LguestData.IRQ_ENABLED, 0x200).forever();
        });
        Machine machine = guest.machine();
        assertEquals("CRASH: Power down", TinyGuest.run(machine, Debugger.NONE));
        long tick = Clock.TICK_NANOS / Clock.NANOS_PER_INSTRUCTION;
        assertTrue(machine.processor().retired() >= tick && machine.processor().retired() < tick + 100,
                "retired " + machine.processor().retired());
    }

    @Test
    void blockedInterruptIsNotDelivered() {
        TinyGuest guest = handlerOfTheTimerPowersOff(code -> {
            code.store(DATA + LguestData.IRQ_ENABLED, 0x200).store(DATA + LguestData.BLOCKED_INTERRUPTS, 1)
                    .hypercall(Hypercall.SET_CLOCKEVENT, 100).mov(Code.ECX, 5000);
            int loop = code.here();
            return code.bytes(0xE2, loop - code.here() - 2);
        });
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0, guest.peek(TinyGuest.SCRATCH));
    }

    @Test
    void noInterruptIsDeliveredInTheNoirqRange() {
        TinyGuest guest = handlerOfTheTimerPowersOff(code -> {
            code.store(DATA + LguestData.IRQ_ENABLED, 0x200).hypercall(Hypercall.SET_CLOCKEVENT, 100);
            return code.hypercall(Hypercall.FLUSH_ASYNC).hypercall(Hypercall.FLUSH_ASYNC)
                    .hypercall(Hypercall.FLUSH_ASYNC);
        }).poke(DATA + Era.LINUX_2_6_23.data().noirqStart(), TinyGuest.START)
                .poke(DATA + Era.LINUX_2_6_23.data().noirqEnd(), TinyGuest.START + 4096);
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0, guest.peek(TinyGuest.SCRATCH));
    }

    @Test
    void takenBackEventDoesNotCome() {
        TinyGuest guest = handlerOfTheTimerPowersOff(code -> {
            code.store(DATA + LguestData.IRQ_ENABLED, 0x200).hypercall(Hypercall.SET_CLOCKEVENT, 1000)
                    .hypercall(Hypercall.SET_CLOCKEVENT, 0).mov(Code.ECX, 5000);
            int loop = code.here();
            return code.bytes(0xE2, loop - code.here() - 2);
        });
        assertEquals("CRASH: Power down", guest.run());
        assertEquals(0, guest.peek(TinyGuest.SCRATCH));
    }

    @Test
    void runsAreRepeatable() {
        Machine one = watchless();
        Machine two = watchless();
        TinyGuest.run(one, Debugger.NONE);
        TinyGuest.run(two, Debugger.NONE);
        assertEquals(one.digest(), two.digest());
    }

    private static Machine watchless() {
        return handlerOfTheTimerPowersOff(
                code -> code.hypercall(Hypercall.SET_CLOCKEVENT, 12345).hypercall(Hypercall.HALT).forever()).machine();
    }
}
