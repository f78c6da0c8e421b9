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
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.hypervisor.session.RecordingListener.given;
import static org.lguest.hypervisor.session.RecordingListener.refused;

import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.host.Code;
import org.lguest.hypervisor.host.TinyUser;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.StepRequest.Calls;

/** Steps by instruction and by range, into calls and over them, and runs to a destination. */
class SteppingTest extends TinySession {

    private static final int HANDLER = SCRATCH + 0x1000;
    private static final int INTERRUPT_GATE = 0xE;
    private static final int TRAP_GATE = 0xF;

    private int function;
    private int call;

    /** A guest with a function of these bytes, which is called at {@link #call}. */
    private void launchCaller(Banks banks, int[] body, UnaryOperator<Code> before, UnaryOperator<Code> after)
            throws Exception {
        launch(banks, code -> {
            function = code.bytes(0xEB, body.length).here();
            call = before.apply(code.bytes(body)).here();
            return after.apply(code.bytes(0xE8).dword(function - call - 5));
        });
    }

    /** A function that calls itself as often as ECX says, and the address to which the inner calls return. */
    private int launchRecursion(Banks banks, int depth) throws Exception {
        // dec %ecx; jz 1f; call function; nop; 1: ret
        launchCaller(banks, new int[] {0x49, 0x74, 0x06, 0xE8, 0xF8, 0xFF, 0xFF, 0xFF, 0x90, 0xC3},
                code -> code.mov(Code.ECX, depth), Code::nop);
        return function + 8;
    }

    private Stop step(StepRequest request) {
        given(session.step(request));
        assertEquals(ResumeReason.STEP, listener.next(ResumeReason.class));
        return listener.next(Stop.class);
    }

    private int steppedTo(StepRequest request) {
        Stop stop = step(request);
        assertInstanceOf(StopReason.Stepped.class, stop.reason());
        return register(stop, "eip");
    }

    private static int register(Stop stop, String name) {
        return stop.registers().value(name).orElseThrow();
    }

    private static StepRequest one(Calls calls) {
        return StepRequest.instruction(calls);
    }

    private static StepRequest within(int start, int end, Calls calls) {
        return StepRequest.range(List.of(new CodeRange(start, end)), calls);
    }

    private void expectEnd() {
        running();
        assertEquals(GuestEnd.Kind.POWERED_OFF, listener.next(GuestEnd.class).kind());
    }

    @Test
    void intoACallStopsAtItsEntryAndOverBehindIt() throws Exception {
        for (Calls calls : Calls.values()) {
            launchCaller(Banks.EXTENDED, new int[] {0x90, 0xC3}, code -> code, Code::nop);
            runUpTo(call);
            assertEquals(calls == Calls.INTO ? function : call + 5, steppedTo(one(calls)));
            expectEnd();
        }
    }

    @ParameterizedTest
    @EnumSource
    void overARecursiveCallStopsAtItsOwnReturn(Banks banks) throws Exception {
        int returned = launchRecursion(banks, 5);
        runUpTo(function + 3);
        int esp = given(session.registers()).value("esp").orElseThrow();
        Stop stop = step(one(Calls.OVER));
        assertInstanceOf(StopReason.Stepped.class, stop.reason());
        assertEquals(returned, register(stop, "eip"));
        assertEquals(esp, register(stop, "esp"));
        assertEquals(0, register(stop, "ecx"), "the innermost call has been made");
        expectEnd();
    }

    /** Whether its return is awaited by a debug register or by looking at each instruction. */
    @Test
    void asTheHardwareAStepOverNeedsNoFreeRegister() throws Exception {
        int returned = launchRecursion(Banks.AS_THE_HARDWARE, 5);
        runUpTo(function + 3);
        for (int i = 0; i < 4; i++) {
            plant(Kind.WRITE, SCRATCH + 4 * i, 4);
        }
        Stop stop = step(one(Calls.OVER));
        assertEquals(returned, register(stop, "eip"));
        assertEquals(0, register(stop, "ecx"));
        assertEquals(Refusal.Code.NO_FREE_SLOT, refused(session.runTo(new Destination(returned, 0))));
        assertEquals(SessionState.STOPPED, session.state());
        expectEnd();
    }

    @Test
    void asTheHardwareAGuestThatTakesTheRegisterOfAStepDoesNotLoseIt() throws Exception {
        int[] enable = toInts(new Code(0).hypercall(Hypercall.SET_DEBUGREG, 7, 0xFF).bytes(0xC3).assemble());
        launchCaller(Banks.AS_THE_HARDWARE, enable, code -> code, Code::nop);
        runUpTo(call);
        assertEquals(call + 5, steppedTo(one(Calls.OVER)));
        assertEquals(List.of(), listener.moved(), "it is nobody else's affair");
        expectEnd();
    }

    private static int[] toInts(byte[] bytes) {
        int[] ints = new int[bytes.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = bytes[i];
        }
        return ints;
    }

    @Test
    void aCallOfTheNextInstructionIsNone() throws Exception {
        int[] at = new int[1];
        launch(code -> {
            at[0] = code.here();
            return code.bytes(0xE8).dword(0).bytes(0x58).nop();
        });
        runUpTo(at[0]);
        assertEquals(at[0] + 6, steppedTo(within(at[0], at[0] + 6, Calls.OVER)));
        expectEnd();
    }

    @Test
    void aRangeIsLeftAfterAllItsIterationsAndCalls() throws Exception {
        int[] end = new int[1];
        // incl SCRATCH; ret
        launchCaller(Banks.EXTENDED, new int[] {0xFF, 0x05, 0x00, 0x00, 0x04, 0xC0, 0xC3}, code -> code.mov(Code.ECX, 10), code -> {
            end[0] = code.bytes(0x49, 0x75, 0xF8).here();
            return code.nop();
        });
        runUpTo(call - 5);
        Stop stop = step(within(call - 5, end[0], Calls.OVER));
        assertEquals(end[0], register(stop, "eip"));
        assertEquals(0, register(stop, "ecx"));
        assertEquals(10, given(session.readMemory(AddressSpace.VIRTUAL, SCRATCH, 1)).bytes()[0]);
        expectEnd();
    }

    @Test
    void aRangeIntoEndsAtTheEntryOfItsFirstCallEvenInsideTheRange() throws Exception {
        launchRecursion(Banks.EXTENDED, 5);
        runUpTo(function);
        int esp = given(session.registers()).value("esp").orElseThrow();
        Stop stop = step(within(function, function + 10, Calls.INTO));
        assertEquals(function, register(stop, "eip"));
        assertEquals(esp - 4, register(stop, "esp"));
        expectEnd();
    }

    @Test
    void aRangeIsLeftByItsReturnToTheOuterFrame() throws Exception {
        launchCaller(Banks.EXTENDED, new int[] {0x90, 0xC3}, code -> code, Code::nop);
        runUpTo(function);
        assertEquals(call + 5, steppedTo(within(function, function + 2, Calls.OVER)));
        expectEnd();
    }

    @Test
    void aRepeatedStringInstructionIsOneInstruction() throws Exception {
        int[] at = new int[1];
        launch(code -> {
            at[0] = code.mov(Code.ECX, 100).mov(7, SCRATCH).here();
            return code.bytes(0xF3, 0xAA).nop();
        });
        runUpTo(at[0]);
        Stop stop = step(one(Calls.INTO));
        assertEquals(at[0] + 2, register(stop, "eip"));
        assertEquals(0, register(stop, "ecx"));
        expectEnd();
    }

    @Test
    void aJumpToItselfIsSteppedAsOne() throws Exception {
        int[] at = new int[1];
        launch(code -> {
            at[0] = code.here();
            return code.forever();
        });
        runUpTo(at[0]);
        assertEquals(at[0], steppedTo(one(Calls.OVER)));
    }

    /** The handler skips the division. */
    @ParameterizedTest
    @ValueSource(ints = {INTERRUPT_GATE, TRAP_GATE})
    void overAnInstructionThatFaultsStopsWhereItsHandlerReturned(int gate) throws Exception {
        int[] at = new int[1];
        launch(code -> {
            // addl $2, (%esp); iret
            code.store(HANDLER, 0x0224_0483).store(HANDLER + 4, 0xCF);
            at[0] = code.gate(0, HANDLER, gate, 0).mov(Code.ECX, 0).here();
            return code.bytes(0xF7, 0xF1).nop();
        });
        runUpTo(at[0]);
        assertEquals(at[0] + 2, steppedTo(one(Calls.OVER)));
        expectEnd();
    }

    @ParameterizedTest
    @ValueSource(ints = {INTERRUPT_GATE, TRAP_GATE})
    void intoASoftwareInterruptStopsAtItsHandlerAndOverBehindIt(int gate) throws Exception {
        for (Calls calls : Calls.values()) {
            int[] at = new int[1];
            launch(code -> {
                code.store(HANDLER, 0xCF90);
                at[0] = code.gate(3, HANDLER, gate, 3).here();
                return code.bytes(0xCC).nop();
            });
            runUpTo(at[0]);
            assertEquals(calls == Calls.INTO ? HANDLER : at[0] + 1, steppedTo(one(calls)));
            expectEnd();
        }
    }

    @Test
    void intoRing3ByIretAndOverASystemCallOfIt() throws Exception {
        int user = SCRATCH + 0x2000;
        int[] at = new int[1];
        launch(code -> {
            // int $0x80; int $0x80; jmp .
            code.store(user, 0x80CD_80CD).store(user + 4, 0xFEEB).store(HANDLER, 0xCF90);
            code.gate(0x80, HANDLER, TRAP_GATE, 3);
            TinyUser.enter(code, user);
            at[0] = code.here() - 1;
            return code;
        });
        runUpTo(at[0]);
        assertEquals(user, steppedTo(one(Calls.INTO)));
        Stop stop = step(one(Calls.OVER));
        assertEquals(user + 2, register(stop, "eip"));
        assertEquals(TinyUser.USER_CS, register(stop, "cs"));
        stop = step(one(Calls.INTO));
        assertEquals(HANDLER, register(stop, "eip"));
        assertEquals(0x61, register(stop, "cs"));
        step(one(Calls.INTO));
        stop = step(one(Calls.INTO));
        assertEquals(user + 4, register(stop, "eip"));
        assertEquals(TinyUser.USER_CS, register(stop, "cs"));
    }

    @Test
    void aBreakpointOnTheWayStopsAndTheStepIsGivenUp() throws Exception {
        launchCaller(Banks.EXTENDED, new int[] {0x90, 0xC3}, code -> code, Code::nop);
        runUpTo(call);
        Planted inside = plant(Kind.EXECUTE, function + 1, 1);
        Stop stop = step(one(Calls.OVER));
        assertHit(inside, Hit.Access.EXECUTE, hitOf(stop));
        expectEnd();
    }

    @Test
    void aStepThatEndsAtABreakpointIsItsHit() throws Exception {
        launchCaller(Banks.EXTENDED, new int[] {0x90, 0xC3}, code -> code, Code::nop);
        runUpTo(call);
        Planted entry = plant(Kind.EXECUTE, function, 1);
        Planted behind = plant(Kind.EXECUTE, function + 1, 1);
        for (Planted expected : List.of(entry, behind)) {
            assertHit(expected, Hit.Access.EXECUTE, hitOf(step(one(Calls.INTO))));
        }
        expectEnd();
    }

    @Test
    void aStepOverAFunctionThatNeverReturnsCanBeSuspended() throws Exception {
        launchCaller(Banks.EXTENDED, new int[] {0xEB, 0xFE}, code -> code, Code::nop);
        runUpTo(call);
        given(session.step(one(Calls.OVER)));
        listener.next(ResumeReason.class);
        given(session.suspend());
        Stop stop = listener.next(Stop.class);
        assertInstanceOf(StopReason.Suspended.class, stop.reason());
        assertTrue(List.of(call, function).contains(register(stop, "eip")), () -> "far away: " + stop);
    }

    @Test
    void aDestinationHasADepth() throws Exception {
        int returned = launchRecursion(Banks.EXTENDED, 5);
        runUpTo(function + 3);
        int esp = given(session.registers()).value("esp").orElseThrow();
        for (int depth : new int[] {esp - 8, esp}) {
            given(session.runTo(new Destination(returned, depth)));
            assertEquals(ResumeReason.RESUME, listener.next(ResumeReason.class));
            Stop stop = listener.next(Stop.class);
            assertInstanceOf(StopReason.Arrived.class, stop.reason());
            assertEquals(returned, register(stop, "eip"));
            assertEquals(depth, register(stop, "esp"));
        }
        expectEnd();
    }

    @Test
    void aDestinationIsForgottenWithTheNextStop() throws Exception {
        int returned = launchRecursion(Banks.AS_THE_HARDWARE, 5);
        runUpTo(function + 3);
        plant(Kind.EXECUTE, function, 1);
        given(session.runTo(new Destination(returned, 0)));
        listener.next(ResumeReason.class);
        Planted entry = nextHit().planted();
        given(session.unplant(entry));
        for (int i = 0; i < 4; i++) {
            plant(Kind.WRITE, SCRATCH + 4 * i, 4);
        }
        expectEnd();
    }

    @Test
    void aBreakpointAtTheDestinationIsHit() throws Exception {
        int returned = launchRecursion(Banks.EXTENDED, 2);
        runUpTo(function);
        Planted planted = plant(Kind.EXECUTE, returned, 1);
        given(session.runTo(new Destination(returned, 0)));
        listener.next(ResumeReason.class);
        assertHit(planted, Hit.Access.EXECUTE, nextHit());
        expectEnd();
    }
}
