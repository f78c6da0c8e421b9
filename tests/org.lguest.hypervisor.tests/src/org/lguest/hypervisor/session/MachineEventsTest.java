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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.hypervisor.guest.Era;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.guest.LguestData;
import org.lguest.hypervisor.guests.GuestImage;
import org.lguest.hypervisor.host.Code;
import org.lguest.hypervisor.host.Stations;
import org.lguest.hypervisor.host.TinyUser;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.MachineEvent.ConsoleWritten;
import org.lguest.hypervisor.session.MachineEvent.DebugRegisterWritten;
import org.lguest.hypervisor.session.MachineEvent.HypercallMade;
import org.lguest.hypervisor.session.MachineEvent.InterruptDelivered;
import org.lguest.hypervisor.session.MachineEvent.ModeSwitch;
import org.lguest.hypervisor.session.MachineEvent.ModeSwitched;
import org.lguest.hypervisor.session.MachineEvent.PageTableSwitched;
import org.lguest.hypervisor.session.MachineEvent.PortAccess;
import org.lguest.hypervisor.session.MachineEvent.PortAccessed;
import org.lguest.hypervisor.session.MachineEvent.TrapRaised;
import org.lguest.hypervisor.session.StepRequest.Calls;
import org.lguest.hypervisor.session.predicate.Operation;
import org.lguest.hypervisor.session.predicate.PredicateFault;
import org.lguest.hypervisor.session.predicate.PredicateProgram;
import org.lguest.hypervisor.session.predicate.PredicateProgram.Instruction;
import org.lguest.hypervisor.session.predicate.PrintFormat;
import org.lguest.hypervisor.session.predicate.PrintProgram;
import org.lguest.hypervisor.session.predicate.Register;

/** Stops at what the machine does: each kind, where the guest stands then, and what it has not seen yet. */
class MachineEventsTest extends TinySession {

    private static final int HANDLER = SCRATCH + 0x1000;
    private static final int USER_CODE = SCRATCH + 0x2000;
    private static final int TRAP_GATE = 0xF;
    private static final int INTERRUPT_GATE = 0xE;
    private static final int IRET = 0xCF;

    private int here;

    private PlantedEvent plant(MachineEvent event) {
        return given(session.plantEvent(new EventRequest(event, "test")));
    }

    private PlantedEvent plant(MachineEvent event, Condition condition) {
        return given(session.plantEvent(new EventRequest(event, "test", condition, Optional.empty())));
    }

    private Stop nextEvent(PlantedEvent planted, Occurrence occurrence, int instruction) {
        Stop stop = listener.next(Stop.class);
        EventHit hit = eventOf(stop);
        assertEquals(planted, hit.planted());
        assertEquals(occurrence, hit.occurrence());
        assertEquals(Integer.toHexString(instruction), Integer.toHexString(hit.instruction()));
        return stop;
    }

    private static EventHit eventOf(Stop stop) {
        var hits = assertInstanceOf(StopReason.Events.class, stop.reason()).hits();
        assertEquals(1, hits.size());
        return hits.get(0);
    }

    private void powersOff() {
        running();
        assertEquals(GuestEnd.Kind.POWERED_OFF, listener.next(GuestEnd.class).kind());
    }

    private static int eip(Stop stop) {
        return stop.registers().value("eip").orElseThrow();
    }

    /** Puts code at a place of its own. */
    private static Code at(Code code, int address, UnaryOperator<Code> body) {
        byte[] bytes = body.apply(new Code(address)).assemble();
        for (int i = 0; i < bytes.length; i += 4) {
            int word = 0;
            for (int j = 0; j < 4 && i + j < bytes.length; j++) {
                word |= (bytes[i + j] & 0xFF) << 8 * j;
            }
            code.store(address + i, word);
        }
        return code;
    }

    /** UD2 and its handler, which counts EAX up and returns behind it. */
    private void launchUndefined(int gate) throws Exception {
        launch(code -> {
            at(code, HANDLER, handler -> handler.bytes(0x40, 0x83, 0x04, 0x24, 0x02, IRET)).gate(6, HANDLER, gate, 0).mov(Code.EAX, 5);
            here = code.here();
            return code.bytes(0x0F, 0x0B).storeEax(SCRATCH);
        });
    }

    /** A trap gate's trap goes straight from the processor, an interrupt gate's bounces off the Host. */
    @ParameterizedTest
    @ValueSource(ints = {TRAP_GATE, INTERRUPT_GATE})
    void aTrapStopsAtItsInstructionBeforeItIsSent(int gate) throws Exception {
        launchUndefined(gate);
        PlantedEvent planted = plant(new TrapRaised(6, OptionalInt.empty()));
        running();
        Stop stop = nextEvent(planted, new Occurrence.Trap(6, OptionalInt.empty(), OptionalInt.empty()), here);
        assertEquals(here, eip(stop));
        assertEquals(5, stop.registers().value("eax").orElseThrow());
        assertEquals(0xC002_0000, stop.registers().value("esp").orElseThrow(), "nothing is pushed");
        assertEquals(List.of(new PlantedEvent.Use(planted, 1, 1)), given(session.events()));
        powersOff();
    }

    @ParameterizedTest
    @ValueSource(ints = {TRAP_GATE, INTERRUPT_GATE})
    void aStepFromATrapGoesIntoItsHandler(int gate) throws Exception {
        launchUndefined(gate);
        plant(new TrapRaised(6, OptionalInt.empty()));
        running();
        assertEquals(here, eip(listener.next(Stop.class)));
        given(session.step(StepRequest.instruction(Calls.INTO)));
        assertEquals(ResumeReason.STEP, listener.next(ResumeReason.class));
        Stop stop = listener.next(Stop.class);
        assertInstanceOf(StopReason.Stepped.class, stop.reason());
        assertEquals(HANDLER, eip(stop));
        powersOff();
    }

    /** A user who moves on from a fault wants it gone. */
    @ParameterizedTest
    @ValueSource(ints = {TRAP_GATE, INTERRUPT_GATE})
    void aTrapThatTheUserMovesAwayFromIsNotSent(int gate) throws Exception {
        launchUndefined(gate);
        plant(new TrapRaised(6, OptionalInt.empty()));
        Planted behind = plant(Kind.EXECUTE, here + 2, 1);
        running();
        assertEquals(here, eip(listener.next(Stop.class)));
        given(session.writeRegister("eip", here + 2));
        given(session.writeRegister("eax", 77));
        running();
        Stop stop = listener.next(Stop.class);
        assertEquals(behind, hitOf(stop).planted());
        assertEquals(77, stop.registers().value("eax").orElseThrow(), "the handler has not run");
        powersOff();
    }

    @Test
    void aBreakpointAtTheInstructionThatTrapsIsHitOnce() throws Exception {
        launchUndefined(TRAP_GATE);
        Planted breakpoint = plant(Kind.EXECUTE, here, 1);
        PlantedEvent planted = plant(new TrapRaised(6, OptionalInt.empty()));
        running();
        assertHit(breakpoint, Hit.Access.EXECUTE, nextHit());
        running();
        assertEquals(planted, eventOf(listener.next(Stop.class)).planted());
        powersOff();
    }

    @Test
    void aFilterOfTheErrorCodeLetsOnlyThatPass() throws Exception {
        launch(code -> {
            at(code, HANDLER, handler -> handler.bytes(0x58, 0x83, 0x04, 0x24, 0x05, IRET)).gate(14, HANDLER, INTERRUPT_GATE, 0)
                    .loadEax(0x1234_5678);
            here = code.here();
            return code.bytes(0xA3).dword(0x1234_5678);
        });
        PlantedEvent write = plant(new TrapRaised(14, OptionalInt.of(2)));
        running();
        nextEvent(write, new Occurrence.Trap(14, OptionalInt.of(2), OptionalInt.of(0x1234_5678)), here);
        assertEquals(0x1234_5678, given(session.registers()).value("cr2").orElseThrow());
        powersOff();
    }

    /** What the Host answers from the guest's tables is no page fault of the guest's. */
    @Test
    void aPageFaultOfTheShadowsAloneIsNotTheGuests() throws Exception {
        launch(code -> code.store(SCRATCH + 0x8000, 1));
        plant(new TrapRaised(14, OptionalInt.empty()));
        powersOff();
    }

    @Test
    void aTrapWithoutAGateStopsBeforeItKills() throws Exception {
        launch(code -> {
            here = code.here();
            return code.bytes(0x0F, 0x0B);
        });
        PlantedEvent planted = plant(new TrapRaised(6, OptionalInt.empty()));
        running();
        nextEvent(planted, new Occurrence.Trap(6, OptionalInt.empty(), OptionalInt.empty()), here);
        running();
        assertEquals(GuestEnd.Kind.KILLED, listener.next(GuestEnd.class).kind());
    }

    @Test
    void aHypercallStopsBeforeItIsServedByNumberAndArguments() throws Exception {
        launch(code -> {
            code.hypercall(Hypercall.SET_CLOCKEVENT, 0).hypercall(Hypercall.TS, 8).hypercall(Hypercall.TS, 0);
            here = code.here() - 2;
            return code;
        });
        PlantedEvent planted = plant(new HypercallMade(OptionalInt.of(Hypercall.TS.number()), List.of(OptionalInt.of(0))));
        running();
        Stop stop = nextEvent(planted, new Occurrence.Hypercall(8, List.of(0), false), here);
        assertEquals(8, stop.registers().value("eax").orElseThrow());
        powersOff();
    }

    @Test
    void anArgumentThatTheUserChangesIsWhatIsServed() throws Exception {
        launch(code -> code.hypercall(Hypercall.SET_DEBUGREG, 0, 0x1111).hypercall(Hypercall.GET_DEBUGREG, 0).storeEax(SCRATCH));
        plant(new HypercallMade(20));
        running();
        listener.next(Stop.class);
        given(session.writeRegister("ebx", 0x2222));
        Planted watch = plant(Kind.WRITE, SCRATCH, 4);
        running();
        Hit hit = nextHit();
        assertEquals(watch, hit.planted());
        assertEquals(0x2222, hit.change().orElseThrow().after());
        powersOff();
    }

    @Test
    void aNumberThatNoHypercallHasStopsBeforeItKills() throws Exception {
        launch(code -> code.hypercall(99, 1, 2, 3));
        PlantedEvent planted = plant(new HypercallMade(99));
        running();
        assertEquals(new Occurrence.Hypercall(99, List.of(1, 2, 3), false), eventOf(listener.next(Stop.class)).occurrence());
        assertEquals(planted.request().event(), new HypercallMade(99));
        running();
        assertEquals("Bad hypercall 99", listener.next(GuestEnd.class).reason());
    }

    /** The first call of all, which tells the Host where the guest's data is. */
    @Test
    void lguestInitStops() throws Exception {
        launch(code -> code);
        PlantedEvent planted = plant(new HypercallMade(Hypercall.LGUEST_INIT.number()));
        running();
        assertEquals(planted, eventOf(listener.next(Stop.class)).planted());
        powersOff();
    }

    @Test
    void aCallFromTheRingSaysThatItWasQueued() throws Exception {
        launch(code -> {
            int slot = 0xC000_0000 + DATA + Era.LINUX_2_6_23.data().hcalls();
            return code.store(slot, Hypercall.TS.number()).store(slot + 4, 8)
                    .bytes(0xC6, 0x05).dword(0xC000_0000 + DATA + Era.LINUX_2_6_23.data().hcallStatus()).bytes(0)
                    .hypercall(Hypercall.FLUSH_ASYNC);
        });
        plant(new HypercallMade(Hypercall.TS.number()));
        running();
        assertEquals(new Occurrence.Hypercall(8, List.of(8), true), eventOf(listener.next(Stop.class)).occurrence());
        powersOff();
    }

    @Test
    void aChangeOfPageTablesStopsAndTheSameAgainDoesNot() throws Exception {
        launch(code -> {
            code.hypercall(Hypercall.NEW_PGTABLE, 0x0005_0000);
            here = code.here() - 2;
            return code;
        });
        int directory = given(session.registers()).value("cr3").orElseThrow();
        plant(new PageTableSwitched(OptionalInt.of(0x1000)));
        PlantedEvent any = plant(new PageTableSwitched(OptionalInt.empty()));
        running();
        nextEvent(any, new Occurrence.PageTable(directory, 0x0005_0000), here);
        given(session.writeRegister("edx", directory));
        powersOff();
    }

    @Test
    void aWriteOfTheGuestsOwnDebugRegisterStopsBeforeIt() throws Exception {
        launch(code -> code.hypercall(Hypercall.SET_DEBUGREG, 3, 0x1000).hypercall(Hypercall.SET_DEBUGREG, 0, 0x1234));
        PlantedEvent planted = plant(new DebugRegisterWritten(OptionalInt.of(0)));
        running();
        assertEquals(new Occurrence.DebugRegister(0, 0, 0x1234), eventOf(listener.next(Stop.class)).occurrence());
        assertEquals(0, given(session.debugRegisters()).banks().get(0).addresses().get(0));
        assertEquals(0x1000, given(session.debugRegisters()).banks().get(0).addresses().get(3));
        given(session.unplantEvent(planted));
        powersOff();
    }

    @Test
    void portsStopByRangeDirectionAndWidth() throws Exception {
        launch(code -> {
            code.mov(Code.EAX, 0x1234_5678).bytes(0xE6, 0x80).mov(Code.EDX, 0x3F6).bytes(0x66, 0xEF);
            here = code.here();
            return code.bytes(0xED);
        });
        PlantedEvent out = plant(new PortAccessed(0x80, 0x80, PortAccess.OUT));
        PlantedEvent in = plant(new PortAccessed(0x3F8, 0x3F9, PortAccess.IN));
        PlantedEvent wide = plant(new PortAccessed(0x3F7, 0x3F7, PortAccess.BOTH));
        running();
        nextEvent(out, new Occurrence.Port(0x80, 1, OptionalInt.of(0x78)), here - 9);
        running();
        nextEvent(wide, new Occurrence.Port(0x3F6, 2, OptionalInt.of(0x5678)), here - 2);
        running();
        Stop stop = listener.next(Stop.class);
        var hits = assertInstanceOf(StopReason.Events.class, stop.reason()).hits();
        assertEquals(List.of(in, wide), hits.stream().map(EventHit::planted).toList());
        assertEquals(new Occurrence.Port(0x3F6, 4, OptionalInt.empty()), hits.get(0).occurrence());
        assertEquals(0x1234_5678, stop.registers().value("eax").orElseThrow(), "nothing is read yet");
        powersOff();
    }

    @Test
    void anInterruptStopsWhereItStrikes() throws Exception {
        launch(code -> {
            at(code, HANDLER, handler -> handler.bytes(0xFF, 0x05).dword(SCRATCH).bytes(IRET))
                    .gate(0x20, HANDLER, INTERRUPT_GATE, 0).store(0xC000_0000 + DATA + LguestData.IRQ_ENABLED, 0x200)
                    .hypercall(Hypercall.SET_CLOCKEVENT, 100_000).hypercall(Hypercall.HALT);
            here = code.here();
            return code;
        });
        plant(new InterruptDelivered(OptionalInt.of(5)));
        PlantedEvent planted = plant(new InterruptDelivered(OptionalInt.of(0)));
        running();
        Stop stop = nextEvent(planted, new Occurrence.Interrupt(0), here);
        assertEquals(here, eip(stop));
        assertEquals(0x20, InterruptDelivered.vector(0));
        powersOff();
    }

    /** To ring 3 by IRET, back by an INT that goes straight to the kernel, and by a fault that bounces. */
    private void launchUser() throws Exception {
        launch(code -> {
            at(code, USER_CODE, user -> user.nop().bytes(0xCD, 0x80).nop().bytes(0x0F, 0x0B));
            at(code, HANDLER, handler -> handler.bytes(IRET));
            int last = HANDLER + 0x100;
            at(code, last, handler -> TinyUser.kernelData(handler).hypercall(Hypercall.CRASH, 0x3_0000));
            return TinyUser.enter(code.gate(0x80, HANDLER, TRAP_GATE, 3).gate(6, last, INTERRUPT_GATE, 0), USER_CODE);
        });
    }

    @Test
    void aChangeOfModeStopsAtTheFirstInstructionOfTheOther() throws Exception {
        launchUser();
        PlantedEvent planted = plant(new ModeSwitched(ModeSwitch.BOTH));
        running();
        nextEvent(planted, new Occurrence.Mode(true), USER_CODE);
        running();
        nextEvent(planted, new Occurrence.Mode(false), HANDLER);
        running();
        nextEvent(planted, new Occurrence.Mode(true), USER_CODE + 3);
        running();
        nextEvent(planted, new Occurrence.Mode(false), HANDLER + 0x100);
        powersOff();
    }

    @Test
    void onlyTheWayToTheKernelStops() throws Exception {
        launchUser();
        PlantedEvent planted = plant(new ModeSwitched(ModeSwitch.KERNEL));
        running();
        nextEvent(planted, new Occurrence.Mode(false), HANDLER);
        given(session.unplantEvent(planted));
        powersOff();
    }

    @Test
    void aSystemCallThatGoesStraightToTheKernelStopsAtItsInstruction() throws Exception {
        launchUser();
        PlantedEvent planted = plant(new TrapRaised(0x80, OptionalInt.empty()));
        running();
        Stop stop = nextEvent(planted, new Occurrence.Trap(0x80, OptionalInt.empty(), OptionalInt.empty()), USER_CODE + 1);
        assertEquals(TinyUser.USER_CS, stop.registers().value("cs").orElseThrow());
        powersOff();
    }

    @Test
    void theConsolesTextStopsThoughItComesInPieces() throws Exception {
        GuestImage image = GuestImage.named("first");
        session = Launcher.launch(GuestConfiguration.of(image.path(), 16, ""), listener, new Stations());
        listener.next(Stop.class);
        String text = "till";
        PlantedEvent planted = plant(new ConsoleWritten(text));
        running();
        Stop stop = listener.next(Stop.class);
        assertEquals(new Occurrence.Console(text), eventOf(stop).occurrence());
        assertEquals(planted, eventOf(stop).planted());
        assertTrue(listener.console().contains(text), listener.console());
        assertEquals(listener.console().indexOf(text), listener.console().lastIndexOf(text));
    }

    @Test
    void aTextThatCannotBeIsRefused() throws Exception {
        launch(code -> code);
        assertEquals(Refusal.Code.BAD_TEXT, refused(session.plantEvent(new EventRequest(new ConsoleWritten(""), "test"))));
        assertEquals(Refusal.Code.BAD_TEXT,
                refused(session.plantEvent(new EventRequest(new ConsoleWritten("x".repeat(257)), "test"))));
        assertEquals(List.of(), given(session.events()));
    }

    @Test
    void aConditionAndAnIgnoreCountAreAsked() throws Exception {
        launch(code -> {
            for (int i = 1; i <= 6; i++) {
                code.hypercall(Hypercall.TS, i);
            }
            return code;
        });
        PredicateProgram even = PredicateProgram.of(List.of(Instruction.of(Register.EDX), Instruction.of(Operation.CONSTANT, 1),
                Instruction.of(Operation.AND), Instruction.of(Operation.NOT)));
        PlantedEvent planted = plant(new HypercallMade(8), new Condition(even, 1));
        running();
        Stop stop = listener.next(Stop.class);
        assertEquals(4, stop.registers().value("edx").orElseThrow());
        assertEquals(2, eventOf(stop).number());
        running();
        assertEquals(6, listener.next(Stop.class).registers().value("edx").orElseThrow());
        assertEquals(List.of(new PlantedEvent.Use(planted, 6, 3)), given(session.events()));
        powersOff();
    }

    @Test
    void aConditionThatFaultsStopsOnceAndSaysSo() throws Exception {
        launch(code -> code.hypercall(Hypercall.TS, 1).hypercall(Hypercall.TS, 0));
        PredicateProgram nowhere = PredicateProgram.of(List.of(Instruction.of(Operation.CONSTANT, 0x10),
                Instruction.of(Operation.LOAD_32)));
        plant(new HypercallMade(8), new Condition(nowhere, 0));
        running();
        assertEquals(Optional.of(new PredicateFault.Unmapped(0x10)), eventOf(listener.next(Stop.class)).fault());
        powersOff();
    }

    @Test
    void aPrintPrintsAndTheGuestGoesOn() throws Exception {
        launch(code -> code.hypercall(Hypercall.TS, 8).hypercall(Hypercall.TS, 0));
        PrintProgram program = PrintProgram.of(PrintFormat.parse("ts=%d, call %#x\n"),
                List.of(PredicateProgram.of(List.of(Instruction.of(Register.EDX))),
                        PredicateProgram.of(List.of(Instruction.of(Register.EAX)))));
        PlantedEvent planted = given(session.plantEvent(
                new EventRequest(new HypercallMade(8), "a call", Condition.NONE, Optional.of(program))));
        powersOff();
        assertEquals(List.of("ts=8, call 0x8\n", "ts=0, call 0x8\n"), listener.printed().stream().map(Printout::text).toList());
        assertEquals(List.of(planted.id(), planted.id()), listener.printed().stream().map(Printout::id).toList());
    }

    @Test
    void whatWasGivenBackStopsNoMore() throws Exception {
        launch(code -> code.hypercall(Hypercall.TS, 8));
        PlantedEvent planted = plant(new HypercallMade(8));
        given(session.unplantEvent(planted));
        assertEquals(Refusal.Code.NOT_PLANTED, refused(session.unplantEvent(planted)));
        powersOff();
    }

    @Test
    void theGuestCanBeEndedAtAnEvent() throws Exception {
        launch(code -> code.hypercall(Hypercall.TS, 8));
        plant(new HypercallMade(8));
        running();
        listener.next(Stop.class);
        given(session.terminate());
        assertEquals(GuestEnd.Kind.TERMINATED, listener.next(GuestEnd.class).kind());
    }
}
