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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.hypervisor.session.RecordingListener.given;
import static org.lguest.hypervisor.session.RecordingListener.refusal;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.host.Code;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.StepRequest.Calls;

/** What the debugger can write beside the general registers, and the guest's own debug traps. */
class WritableRegistersTest extends TinySession {

    private static final int HANDLER = SCRATCH + 0x1000;

    private int body;

    private void launchTo(int bodyLength) throws Exception {
        launch(code -> {
            body = code.here();
            for (int i = 0; i < bodyLength; i++) {
                code.nop();
            }
            return code;
        });
        runUpTo(body);
    }

    private int value(String name) {
        return given(session.registers()).value(name).orElseThrow();
    }

    private void assertNotWritable(String name, int value, String why) {
        int before = value(name);
        Refusal refusal = refusal(session.writeRegister(name, value));
        assertEquals(Refusal.Code.NOT_WRITABLE, refusal.code());
        assertTrue(refusal.message().contains(why), refusal.message());
        assertEquals(before, value(name));
    }

    private void step() {
        given(session.step(StepRequest.instruction(Calls.INTO)));
        listener.next(ResumeReason.class);
        listener.next(Stop.class);
    }

    @Test
    void aSelectorIsWrittenIfItCanBeLoaded() throws Exception {
        launchTo(4);
        given(session.writeRegister("fs", 0x68));
        given(session.writeRegister("gs", 0xFFFF_0000));
        step();
        assertEquals(0x68, value("fs"));
        assertEquals(0, value("gs"));
        assertNotWritable("es", 0x50, "0x0050");
        assertNotWritable("ss", 0x68, "privilege level 1");
        assertNotWritable("cs", 0x73, "its GDT");
        running();
        assertEquals(GuestEnd.Kind.POWERED_OFF, listener.next(GuestEnd.class).kind());
    }

    @Test
    void cr2IsWrittenOnceItIsThere() throws Exception {
        launch(code -> {
            body = code.here();
            return code.nop();
        });
        assertFalse(given(session.registers()).values().stream().filter(register -> register.name().equals("cr2")).findFirst()
                .orElseThrow().writable());
        assertNotWritable("cr2", 1, "the Host's");
        runUpTo(body);
        given(session.writeRegister("cr2", 0xDEAD_BEEF));
        assertEquals(0xDEAD_BEEF, value("cr2"));
        assertNotWritable("cr3", 0, "the Host's");
        assertNotWritable("cr0", 0, "the Host's");
    }

    @Test
    void theGuestsDebugRegistersAreWrittenAsTheGuestWould() throws Exception {
        launchTo(2);
        given(session.writeRegister("dr3", SCRATCH));
        given(session.writeRegister("dr7", 0x10_2480));
        assertEquals(SCRATCH, value("dr3"));
        assertEquals(0x10_0080, value("dr7"), "bits 10 to 15 are cleared, as for the guest");
        assertNotWritable("dr0", 0xFFC0_0000, "LHCALL_SET_DEBUGREG refuses 0xffc00000 for DR0");
        assertNotWritable("dr7", 0x0002_0000, "refuses");
        given(session.writeRegister("dr6", 0));
        assertEquals(0xFFFF_0FF0, value("dr6"));
        assertEquals(Refusal.Code.NO_SUCH_REGISTER, refusal(session.writeRegister("dr4", 0)).code());
    }

    /** Watches SCRATCH with its own DR0, and counts the traps at SCRATCH + 4. */
    private int[] launchSelfWatching() throws Exception {
        int[] at = new int[2];
        launch(code -> {
            // incl SCRATCH + 4; iret
            code.store(HANDLER, 0x0004_05FF).store(HANDLER + 4, 0x00CF_C004).gate(1, HANDLER, 0xE, 0);
            at[0] = code.hypercall(Hypercall.SET_DEBUGREG, 0, SCRATCH).hypercall(Hypercall.SET_DEBUGREG, 7, 0x000D_0002).here();
            at[1] = code.store(SCRATCH, 1).here();
            return code.store(SCRATCH, 2).mov(Code.EAX, 0).nop();
        });
        return at;
    }

    private int traps() {
        return given(session.readMemory(AddressSpace.VIRTUAL, SCRATCH + 4, 1)).bytes()[0];
    }

    @Test
    void theGuestStopsBeforeItsOwnDebugTrapIfThatIsWanted() throws Exception {
        int[] at = launchSelfWatching();
        given(session.stopAtGuestDebugTraps(true));
        running();
        Stop stop = listener.next(Stop.class);
        assertEquals(new StopReason.GuestDebugTrap(0xFFFF_0FF1), stop.reason());
        assertEquals(at[1], stop.registers().value("eip").orElseThrow());
        assertEquals(0xFFFF_0FF1, stop.registers().value("dr6").orElseThrow());
        assertEquals(0, traps(), "it has not seen it");
        given(session.step(StepRequest.instruction(Calls.INTO)));
        listener.next(ResumeReason.class);
        assertEquals(HANDLER, listener.next(Stop.class).registers().value("eip").orElseThrow());
        running();
        assertInstanceOf(StopReason.GuestDebugTrap.class, listener.next(Stop.class).reason());
        assertEquals(1, traps());
        given(session.stopAtGuestDebugTraps(false));
        running();
        assertEquals(GuestEnd.Kind.POWERED_OFF, listener.next(GuestEnd.class).kind());
    }

    @Test
    void theDebuggersStopComesFirst() throws Exception {
        launchSelfWatching();
        Planted planted = plant(Kind.WRITE, SCRATCH, 4);
        given(session.stopAtGuestDebugTraps(true));
        for (int trap = 0; trap < 2; trap++) {
            running();
            assertHit(planted, Hit.Access.WRITE, nextHit());
            running();
            assertEquals(new StopReason.GuestDebugTrap(0xFFFF_0FF1), listener.next(Stop.class).reason());
            assertEquals(trap, traps());
        }
        running();
        assertEquals(GuestEnd.Kind.POWERED_OFF, listener.next(GuestEnd.class).kind());
    }

    @Test
    void withoutTheWishOnlyTheGuestSeesItsTraps() throws Exception {
        launchSelfWatching();
        assertEquals(List.of(), listener.moved());
        running();
        assertEquals(GuestEnd.Kind.POWERED_OFF, listener.next(GuestEnd.class).kind());
    }
}
