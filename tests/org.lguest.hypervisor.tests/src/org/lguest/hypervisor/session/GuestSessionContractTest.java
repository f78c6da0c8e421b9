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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.hypervisor.session.RecordingListener.given;
import static org.lguest.hypervisor.session.RecordingListener.refusal;
import static org.lguest.hypervisor.session.RecordingListener.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestRegs.Member;
import org.lguest.hypervisor.host.Code;
import org.lguest.hypervisor.host.Exit;
import org.lguest.hypervisor.host.ExitReport;
import org.lguest.hypervisor.launcher.TinyImage;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.DebugRegisterTable.Bank;
import org.lguest.hypervisor.session.DebugRegisterTable.Use;
import org.lguest.hypervisor.session.StepRequest.Calls;

/** What every implementation of {@link GuestSession} owes, in each state of the guest. */
class GuestSessionContractTest extends TinySession {

    @Test
    void resumedGuestRunsToItsEnd() throws Exception {
        launch(code -> code);
        running();
        assertEquals(new GuestEnd(GuestEnd.Kind.POWERED_OFF, "CRASH: Power down"), listener.next(GuestEnd.class));
        assertEquals(SessionState.ENDED, session.state());
    }

    @Test
    void deathsAreToldApart() throws Exception {
        launch(code -> code.hypercall(11));
        running();
        assertEquals(new GuestEnd(GuestEnd.Kind.KILLED, "Bad hypercall 11"), listener.next(GuestEnd.class));
        launch(code -> code.store(POWER_DOWN, 0x696E_6150).store(POWER_DOWN + 4, 0x63));
        running();
        assertEquals(new GuestEnd(GuestEnd.Kind.CRASHED, "CRASH: Panic"), listener.next(GuestEnd.class));
    }

    @Test
    void exitsAreCountedWhileTheGuestStandsAndAfterItsEnd() throws Exception {
        launch(code -> code.hypercall(Hypercall.TS, 8).hypercall(11));
        assertEquals(0, given(session.exits()).total(ExitReport.Kind.EXIT));
        running();
        assertEquals("Bad hypercall 11", listener.next(GuestEnd.class).reason());

        ExitReport report = given(session.exits());
        assertEquals(3, report.total(ExitReport.Kind.HYPERCALL));
        assertEquals(1, report.times(ExitReport.Kind.HYPERCALL, "LHCALL_TS"));
        assertEquals(1, report.times(ExitReport.Kind.HYPERCALL, "call 11"));
        assertEquals(3, report.times(ExitReport.Kind.EXIT, "hypercall"));
        Exit last = report.last().getLast();
        assertEquals("hypercall 11", last.reason());
        assertEquals(report.instructions(), last.retired());
        assertEquals(11, last.registers().get(Member.EAX));
        assertEquals(0xC002_0000, last.registers().get(Member.ESP));
    }

    @Test
    void exitsForTheDebuggersSakeAreNotCounted() throws Exception {
        launch(code -> code.hypercall(Hypercall.FLUSH_ASYNC).store(SCRATCH, 1));
        running();
        listener.next(GuestEnd.class);
        ExitReport undisturbed = given(session.exits());
        launch(code -> code.hypercall(Hypercall.FLUSH_ASYNC).store(SCRATCH, 1));
        for (int step = 0; step < 20; step++) {
            given(session.step(StepRequest.instruction(Calls.INTO)));
            assertEquals(ResumeReason.STEP, listener.next(ResumeReason.class));
            listener.next(Stop.class);
        }
        running();
        listener.next(GuestEnd.class);
        assertEquals(undisturbed.counts(), given(session.exits()).counts());
    }

    @Test
    void suspendAndResumeAlternateWhileRunning() throws Exception {
        launch(Code::forever);
        running();
        assertEquals(Refusal.Code.GUEST_RUNNING, refused(session.registers()));
        assertEquals(Refusal.Code.GUEST_RUNNING, refused(session.resume()));
        assertEquals(Refusal.Code.GUEST_RUNNING, refused(session.step(StepRequest.instruction(Calls.INTO))));
        assertEquals(Refusal.Code.GUEST_RUNNING, refused(session.readMemory(AddressSpace.PHYSICAL, 0, 4)));
        given(session.suspend());
        assertInstanceOf(StopReason.Suspended.class, listener.next(Stop.class).reason());
        assertEquals(SessionState.STOPPED, session.state());
        assertEquals(Refusal.Code.ALREADY_STOPPED, refused(session.suspend()));
        running();
        given(session.terminate());
        assertEquals(GuestEnd.Kind.TERMINATED, listener.next(GuestEnd.class).kind());
    }

    @Test
    void sleepingGuestServesRequests() throws Exception {
        launch(code -> code.hypercall(Hypercall.HALT));
        running();
        plant(Kind.WRITE, SCRATCH, 4);
        given(session.suspend());
        assertInstanceOf(StopReason.Suspended.class, listener.next(Stop.class).reason());
        assertTrue(given(session.registers()).value("eip").isPresent());
        running();
        given(session.suspend());
        listener.next(Stop.class);
        running();
        given(session.terminate());
        assertEquals(GuestEnd.Kind.TERMINATED, listener.next(GuestEnd.class).kind());
    }

    @Test
    void stoppedGuestCanBeTerminated() throws Exception {
        launch(code -> code);
        given(session.terminate());
        assertEquals(GuestEnd.Kind.TERMINATED, listener.next(GuestEnd.class).kind());
    }

    @Test
    void everyRequestAfterTheEndIsRefused() throws Exception {
        launch(code -> code);
        running();
        listener.next(GuestEnd.class);
        assertEquals(Refusal.Code.SESSION_ENDED, refused(session.resume()));
        assertEquals(Refusal.Code.SESSION_ENDED, refused(session.suspend()));
        assertEquals(Refusal.Code.SESSION_ENDED, refused(session.step(StepRequest.instruction(Calls.INTO))));
        assertEquals(Refusal.Code.SESSION_ENDED, refused(session.terminate()));
        assertEquals(Refusal.Code.SESSION_ENDED, plantRefused(Kind.WRITE, SCRATCH, 4));
        assertEquals(Refusal.Code.SESSION_ENDED, refused(session.input(new byte[1])));
        assertEquals(Refusal.Code.SESSION_ENDED, refused(session.registers()));
    }

    @Test
    void stepExecutesOneInstruction() throws Exception {
        launch(code -> code);
        given(session.step(StepRequest.instruction(Calls.INTO)));
        assertEquals(ResumeReason.STEP, listener.next(ResumeReason.class));
        Stop stop = listener.next(Stop.class);
        assertInstanceOf(StopReason.Stepped.class, stop.reason());
        assertEquals(TinyImage.START + 5, stop.registers().value("eip").orElseThrow());
        assertEquals(0xC002_0000, stop.registers().value("esp").orElseThrow());
        assertEquals(1, stop.retired());
    }

    @Test
    void stepOverAHypercallStopsBehindIt() throws Exception {
        int call = new Code(TinyImage.START).mov(4, 0).assemble().length + 16 * 10 + 3 * 10 + 10;
        launch(code -> code.nop());
        plant(Kind.EXECUTE, TinyImage.START + call, 1);
        running();
        nextHit();
        given(session.step(StepRequest.instruction(Calls.INTO)));
        listener.next(ResumeReason.class);
        Stop stop = listener.next(Stop.class);
        assertInstanceOf(StopReason.Stepped.class, stop.reason());
        assertEquals(TinyImage.START + call + 2, stop.registers().value("eip").orElseThrow());
    }

    @Test
    void stepOfAnInstructionThatFaultsStopsAtTheHandler() throws Exception {
        for (int type : new int[] {0xE, 0xF}) {
            List<Integer> divide = new ArrayList<>();
            launch(code -> {
                divide.add(code.gate(0, SCRATCH, type, 0).mov(Code.ECX, 0).here());
                return code.bytes(0xF7, 0xF1);
            });
            plant(Kind.EXECUTE, divide.get(0), 1);
            running();
            nextHit();
            given(session.step(StepRequest.instruction(Calls.INTO)));
            listener.next(ResumeReason.class);
            Stop stop = listener.next(Stop.class);
            assertInstanceOf(StopReason.Stepped.class, stop.reason());
            assertEquals(SCRATCH, stop.registers().value("eip").orElseThrow());
            given(session.terminate());
            listener.next(GuestEnd.class);
        }
    }

    @Test
    void stepRunsAnInterruptHandlerThrough() throws Exception {
        int handler = SCRATCH + 0x1000;
        List<Integer> halt = new ArrayList<>();
        launch(code -> {
            // incl SCRATCH + 4; iret
            code.store(handler, 0x0004_05FF).store(handler + 4, 0x00CF_C004).gate(0x20, handler, 0xE, 0);
            code.hypercall(Hypercall.SET_CLOCKEVENT, 1_000_000);
            halt.add(code.mov(Code.EAX, Hypercall.HALT.number()).here());
            return code.bytes(0xCD, 0x1F).nop();
        });
        plant(Kind.EXECUTE, halt.get(0), 1);
        running();
        nextHit();
        given(session.step(StepRequest.instruction(Calls.INTO)));
        listener.next(ResumeReason.class);
        assertEquals(halt.get(0) + 2, listener.next(Stop.class).registers().value("eip").orElseThrow());
        assertEquals(1, given(session.readMemory(AddressSpace.VIRTUAL, SCRATCH + 4, 1)).bytes()[0],
                "the handler has run");
    }

    @Test
    void stepThatAnInterruptPrecedesStillExecutesItsInstruction() throws Exception {
        int handler = SCRATCH + 0x1000;
        List<Integer> body = new ArrayList<>();
        launch(code -> {
            // nop; mov $0, %eax; int $0x1f; iret
            code.store(handler, 0x0000_B890).store(handler + 4, 0x1FCD_0000).store(handler + 8, 0xCF);
            code.gate(0x20, handler, 0xE, 0).store(0xC000_0000 + DATA, 0x200);
            body.add(code.hypercall(Hypercall.SET_CLOCKEVENT, 100).here());
            for (int i = 0; i < 25; i++) {
                code.nop();
            }
            return code.forever();
        });
        Planted planted = plant(Kind.EXECUTE, body.get(0), 1);
        running();
        nextHit();
        given(session.unplant(planted));
        for (int i = 1; i <= 25; i++) {
            given(session.step(StepRequest.instruction(Calls.INTO)));
            listener.next(ResumeReason.class);
            assertEquals(body.get(0) + i, listener.next(Stop.class).registers().value("eip").orElseThrow(),
                    "after step " + i);
        }
    }

    @Test
    void watchpointHitsBehindTheInstructionWithItsKind() throws Exception {
        launch(code -> code.store(SCRATCH, 1).loadEax(SCRATCH).bytes(0xFF, 0x05).dword(SCRATCH));
        Planted access = plant(Kind.ACCESS, SCRATCH, 4);
        running();
        assertHit(access, Hit.Access.WRITE, nextHit());
        running();
        assertHit(access, Hit.Access.READ, nextHit());
        running();
        assertHit(access, Hit.Access.READ_AND_WRITE, nextHit());
        running();
        listener.next(GuestEnd.class);
    }

    @Test
    void readWatchDropsPureWrites() throws Exception {
        launch(code -> code.store(SCRATCH, 1).loadEax(SCRATCH).store(SCRATCH, 2).bytes(0xFF, 0x05).dword(SCRATCH));
        Planted read = plant(Kind.READ, SCRATCH, 4);
        running();
        assertHit(read, Hit.Access.READ, nextHit());
        running();
        assertHit(read, Hit.Access.READ_AND_WRITE, nextHit());
        running();
        assertEquals(GuestEnd.Kind.POWERED_OFF, listener.next(GuestEnd.class).kind());
    }

    @Test
    void slotsAreFreedAndTheirNumberIsBounded() throws Exception {
        launch(Code::forever);
        running();
        Planted first = plant(Kind.WRITE, SCRATCH, 4);
        assertEquals(List.of(Optional.of(first)), bank(1).uses().stream().limit(1).map(use -> use.map(Use::planted)).toList());
        for (int i = 1; i < 1024; i++) {
            plant(Kind.WRITE, SCRATCH + 4 * i, 4);
        }
        assertEquals(Refusal.Code.NO_FREE_SLOT, plantRefused(Kind.WRITE, SCRATCH, 4));
        given(session.unplant(first));
        assertEquals(Refusal.Code.NOT_PLANTED, refused(session.unplant(first)));
        Planted again = plant(Kind.WRITE, SCRATCH, 4);
        assertEquals(Optional.of(again), bank(1).uses().getFirst().map(Use::planted));
    }

    @Test
    void whatNoRegisterCanWatchIsRefused() throws Exception {
        launch(code -> code);
        assertEquals(Refusal.Code.ADDRESS_IN_SWITCHER, plantRefused(Kind.WRITE, 0xFFC0_1000, 4));
        assertEquals(Refusal.Code.BAD_LENGTH, plantRefused(Kind.WRITE, SCRATCH, 3));
        assertEquals(Refusal.Code.BAD_LENGTH, plantRefused(Kind.WRITE, SCRATCH, 8));
        assertEquals(Refusal.Code.BAD_LENGTH, plantRefused(Kind.EXECUTE, SCRATCH, 4));
        assertEquals(Refusal.Code.UNALIGNED, plantRefused(Kind.WRITE, SCRATCH + 2, 4));
    }

    @Test
    void memoryIsReadAndWrittenByBothAddresses() throws Exception {
        launch(code -> code);
        given(session.writeMemory(AddressSpace.VIRTUAL, SCRATCH + 0xFFE, new byte[] {1, 2, 3, 4}));
        MemoryBytes bytes = given(session.readMemory(AddressSpace.PHYSICAL, SCRATCH + 0xFFE - 0xC000_0000, 4));
        assertArrayEquals(new byte[] {1, 2, 3, 4}, bytes.bytes());
        assertTrue(bytes.complete());
        MemoryBytes unmapped = given(session.readMemory(AddressSpace.VIRTUAL, 0x1000, 4));
        assertFalse(unmapped.complete());
        assertEquals(Refusal.Code.UNMAPPED, refused(session.writeMemory(AddressSpace.VIRTUAL, 0xC01F_FFFE, new byte[4])),
                "beyond the end of memory, in part");
        assertEquals(Refusal.Code.UNMAPPED,
                refused(session.writeMemory(AddressSpace.VIRTUAL, 0xFFC0_1000, new byte[1])));
        assertEquals(Refusal.Code.TOO_LONG, refused(session.readMemory(AddressSpace.PHYSICAL, 0, -1)));
    }

    @Test
    void registersAreWritten() throws Exception {
        launch(code -> code);
        given(session.writeRegister("ecx", 0x1234_5678));
        assertEquals(0x1234_5678, given(session.registers()).value("ecx").orElseThrow());
        assertEquals(Refusal.Code.NO_SUCH_REGISTER, refused(session.writeRegister("rax", 0)));
        assertEquals(Refusal.Code.NOT_WRITABLE, refused(session.writeRegister("cs", 0)));
        given(session.writeRegister("eflags", -1));
        int eflags = given(session.registers()).value("eflags").orElseThrow();
        assertEquals(0x200, eflags & 0x2_3200, "IF stays set, IOPL 0, VM clear");
        given(session.writeRegister("eflags", 0x202));
        given(session.step(StepRequest.instruction(Calls.INTO)));
        listener.next(ResumeReason.class);
        listener.next(Stop.class);
        assertEquals(0x1234_5678, given(session.registers()).value("ecx").orElseThrow());
    }

    @Test
    void inputReachesABoundBuffer() throws Exception {
        int dma = 0xC005_0000;
        List<Integer> bound = new ArrayList<>();
        launch(code -> {
            bound.add(code.store(dma, 0).store(dma + 4, SCRATCH - 0xC000_0000).store(dma + 68, 16)
                    .hypercall(Hypercall.BIND_DMA, 0, dma - 0xC000_0000, 0x101).here());
            return code.nop().hypercall(Hypercall.HALT).forever();
        });
        plant(Kind.EXECUTE, bound.get(0), 1);
        running();
        nextHit();
        running();
        given(session.input("hello".getBytes()));
        given(session.suspend());
        listener.next(Stop.class);
        assertArrayEquals("hello".getBytes(), given(session.readMemory(AddressSpace.VIRTUAL, SCRATCH, 5)).bytes());
        assertEquals(5, given(session.readMemory(AddressSpace.VIRTUAL, dma, 4)).bytes()[0]);
        assertEquals(Refusal.Code.INPUT_FULL, refused(session.input(new byte[100_000])));
    }

    @Test
    void asTheHardwareTheGuestWinsARegister() throws Exception {
        launch(Banks.AS_THE_HARDWARE, code -> code.hypercall(Hypercall.SET_DEBUGREG, 7, 0).nop()
                .hypercall(Hypercall.SET_DEBUGREG, 7, 0x3).nop().hypercall(Hypercall.SET_DEBUGREG, 7, 0xF)
                .hypercall(Hypercall.SET_DEBUGREG, 7, 0));
        plant(Kind.WRITE, SCRATCH, 4, "zero", Condition.NONE);
        plant(Kind.WRITE, SCRATCH + 4, 4, "one", Condition.NONE);
        plant(Kind.WRITE, SCRATCH + 8, 4, "two", Condition.NONE);
        running();
        listener.next(GuestEnd.class);
        assertEquals(List.of("zero to 3", "one to nowhere", "one to 0"), listener.moved());
        assertEquals(1, listener.timesFreed(), "of two registers one is wanted");
    }

    private Bank bank(int number) {
        return given(session.debugRegisters()).banks().get(number);
    }

    @Test
    void asTheHardwareThereAreFour() throws Exception {
        int[] after = new int[1];
        launch(Banks.AS_THE_HARDWARE, code -> {
            after[0] = code.hypercall(Hypercall.SET_DEBUGREG, 7, 0x2).here();
            return code.nop();
        });
        for (int i = 0; i < 4; i++) {
            plant(Kind.WRITE, SCRATCH + 4 * i, 4, "first.c:4" + i, Condition.NONE);
        }
        Refusal before = refusal(session.plant(request(Kind.WRITE, SCRATCH + 16, 4)));
        assertEquals(Refusal.Code.NO_FREE_SLOT, before.code());
        assertTrue(before.message().contains("by first.c:40, first.c:41, first.c:42, first.c:43."), before.message());
        given(session.unplant(bank(1).uses().get(3).orElseThrow().planted()));
        Planted at = plant(Kind.EXECUTE, after[0], 1);
        running();
        nextHit();
        Refusal later = refusal(session.plant(request(Kind.WRITE, SCRATCH + 16, 4)));
        assertTrue(later.message().contains("by the guest, first.c:41, first.c:42, test."), later.message());
        assertEquals(List.of("first.c:40"), given(session.debugRegisters()).waiting().stream()
                .map(use -> use.planted().request().label()).toList());
        given(session.unplant(at));
        assertEquals(List.of("first.c:40 to nowhere", "first.c:40 to 3"), listener.moved());
    }
}
