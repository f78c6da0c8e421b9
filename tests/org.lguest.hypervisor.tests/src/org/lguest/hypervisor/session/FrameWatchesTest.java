/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lguest.hypervisor.session.RecordingListener.given;
import static org.lguest.hypervisor.session.RecordingListener.refused;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.host.Code;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;

/** A watch on a local: it ends with its frame, and says so. */
class FrameWatchesTest extends TinySession {

    private static final int STACK = 0xC002_0000;

    private int function;
    private int returns;

    /**
     * A function that calls itself {@code depth} times and writes to its local, below its return address, before and
     * after that; then again the stack's bytes are used by others.
     */
    private void launchRecursion(Banks banks, int depth) throws Exception {
        launch(banks, code -> {
            code.bytes(0xEB, 0x1D);
            function = code.here();
            // sub $4,%esp; mov %eax,(%esp); dec %eax; js 1f; call function; 1: movl $99,(%esp); add $4,%esp; ret
            code.bytes(0x83, 0xEC, 0x04, 0x89, 0x04, 0x24, 0x48, 0x78, 0x05, 0xE8).dword(-14)
                    .bytes(0xC7, 0x04, 0x24).dword(99).bytes(0x83, 0xC4, 0x04, 0xC3).bytes(0x90, 0x90, 0x90, 0x90);
            code.mov(Code.EAX, depth).bytes(0xE8).dword(function - code.here() - 4);
            returns = code.here();
            return code.bytes(0x68).dword(1).bytes(0x68).dword(2).bytes(0x58, 0x58);
        });
        assertEquals(function + 29, returns - 10, "the jump leads behind the function");
    }

    private DebugRegisterRequest local(int frame) {
        return request(Kind.WRITE, STACK - 8, 4).within(new FrameScope(returns, frame));
    }

    private void powersOff() {
        running();
        assertEquals(GuestEnd.Kind.POWERED_OFF, listener.next(GuestEnd.class).kind());
    }

    private long taken() {
        return given(session.debugRegisters()).banks().stream().flatMap(bank -> bank.uses().stream())
                .filter(java.util.Optional::isPresent).count();
    }

    @Test
    void itHitsInItsFrameAndEndsWhenThatIsLeft() throws Exception {
        launchRecursion(Banks.EXTENDED, 3);
        runUpTo(function);
        Planted watch = given(session.plant(local(STACK)));
        assertEquals(2, taken(), "one of them stands at the return");
        running();
        assertHit(watch, Hit.Access.WRITE, nextHit());
        running();
        assertEquals(99, nextHit().change().orElseThrow().after());
        assertEquals(List.of(), listener.watchesEnded());
        powersOff();
        assertEquals(List.of(watch + " FRAME_LEFT"), listener.watchesEnded());
    }

    /** A deeper call returns to the same place, with less stack: the frame is not left. */
    @Test
    void aDeeperCallOfTheSameFunctionDoesNotEndIt() throws Exception {
        launch(code -> {
            // loop: call f; the return of the inner call comes first, from a call made deeper on the stack
            code.bytes(0xEB, 0x01);
            function = code.here();
            code.bytes(0xC3);
            code.bytes(0x68).dword(0).bytes(0xE8).dword(function - code.here() - 4);
            returns = code.here();
            return code.bytes(0x58).store(STACK - 64, 5);
        });
        runUpTo(function);
        Planted outer = given(session.plant(request(Kind.WRITE, STACK - 64, 4).within(new FrameScope(returns, STACK))));
        running();
        assertHit(outer, Hit.Access.WRITE, nextHit());
        powersOff();
        assertEquals(List.of(), listener.watchesEnded(), "ESP was below the frame's at the return");
    }

    @Test
    void watchesOfOneFrameShareTheRegisterAtItsReturn() throws Exception {
        launchRecursion(Banks.EXTENDED, 0);
        runUpTo(function);
        Planted first = given(session.plant(local(STACK)));
        Planted second = given(session.plant(request(Kind.ACCESS, STACK - 4, 4).within(new FrameScope(returns, STACK))));
        assertEquals(3, taken());
        given(session.unplant(first));
        assertEquals(2, taken());
        given(session.unplant(second));
        assertEquals(0, taken());
        powersOff();
        assertEquals(List.of(), listener.watchesEnded());
    }

    @Test
    void whatHasEndedIsNotPlantedAnyMore() throws Exception {
        launchRecursion(Banks.EXTENDED, 0);
        runUpTo(function);
        Planted watch = given(session.plant(local(STACK)));
        Planted behind = plant(Kind.EXECUTE, returns + 5, 1);
        running();
        assertHit(watch, Hit.Access.WRITE, nextHit());
        running();
        nextHit();
        running();
        assertHit(behind, Hit.Access.EXECUTE, nextHit());
        assertEquals(1, taken());
        assertEquals(Refusal.Code.NOT_PLANTED, refused(session.unplant(watch)));
        powersOff();
    }

    @Test
    void asTheHardwareItTakesTwoOfTheFour() throws Exception {
        launchRecursion(Banks.AS_THE_HARDWARE, 0);
        runUpTo(function);
        for (int i = 0; i < 3; i++) {
            plant(Kind.WRITE, SCRATCH + 4 * i, 4);
        }
        assertEquals(Refusal.Code.NO_FREE_SLOT, refused(session.plant(local(STACK))));
        assertEquals(3, taken(), "and leaves none behind when it is refused");
        powersOff();
    }

    /** The guest enables all four: the watch would not see its frame end. */
    @Test
    void itEndsWhenTheGuestTakesTheRegisterAtItsReturn() throws Exception {
        launch(Banks.AS_THE_HARDWARE, code -> code.hypercall(Hypercall.SET_DEBUGREG, 7, 0xFF));
        Planted watch = given(session.plant(request(Kind.WRITE, SCRATCH, 4).within(new FrameScope(SCRATCH, STACK))));
        powersOff();
        assertEquals(List.of(watch + " REGISTER_TAKEN"), listener.watchesEnded());
        assertEquals(List.of(), listener.moved());
    }
}
