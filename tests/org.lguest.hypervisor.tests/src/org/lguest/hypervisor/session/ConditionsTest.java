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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.host.Code;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.DebugRegisterTable.Use;
import org.lguest.hypervisor.session.Hit.Change;
import org.lguest.hypervisor.session.predicate.Operation;
import org.lguest.hypervisor.session.predicate.PredicateFault;
import org.lguest.hypervisor.session.predicate.PredicateProgram;
import org.lguest.hypervisor.session.predicate.PredicateProgram.Instruction;
import org.lguest.hypervisor.session.predicate.Register;

/** Conditions, ignore counts and hit counts, and what a hit tells. */
class ConditionsTest extends TinySession {

    private static final int HANDLER = SCRATCH + 0x1000;

    private int loop;
    private int end;

    /** Counts SCRATCH up from 0, and ECX down. */
    private void launchCounter(int times) throws Exception {
        launchCounter(SCRATCH, times);
    }

    private void launchCounter(int address, int times) throws Exception {
        launch(code -> {
            loop = code.store(address, 0).mov(Code.ECX, times).here();
            end = code.bytes(0xFF, 0x05).dword(address).bytes(0x49, 0x75, 0xF7).here();
            return code.nop();
        });
    }

    private static Condition when(Object... parts) {
        List<Instruction> instructions = new ArrayList<>();
        for (Object part : parts) {
            instructions.add(switch (part) {
                case Integer constant -> Instruction.of(Operation.CONSTANT, constant);
                case Register register -> Instruction.of(register);
                default -> Instruction.of((Operation) part);
            });
        }
        return new Condition(PredicateProgram.of(instructions), 0);
    }

    private Use use(Planted planted) {
        return given(session.debugRegisters()).banks().stream().flatMap(bank -> bank.uses().stream())
                .flatMap(Optional::stream).filter(use -> use.planted().equals(planted)).findFirst().orElseThrow();
    }

    /** Stops behind the loop, and looks at what was counted there. */
    private void assertCounts(Planted planted, long matches, long hits) {
        Planted behind = plant(Kind.EXECUTE, end, 1);
        running();
        assertHit(behind, Hit.Access.EXECUTE, nextHit());
        assertEquals(new Use(planted, matches, hits), use(planted));
        given(session.unplant(behind));
        running();
        assertEquals(GuestEnd.Kind.POWERED_OFF, listener.next(GuestEnd.class).kind());
    }

    /** The dword that is counted up lies half in one and half in the other. */
    @Test
    void anAccessToTwoPiecesOfARangeIsOneHit() throws Exception {
        launchCounter(SCRATCH + 2, 10);
        CountedTogether together = new CountedTogether();
        List<Planted> pieces = List.of(plantPiece(SCRATCH, together), plantPiece(SCRATCH + 4, together));
        running();
        for (long number = 5; number <= 7; number++) {
            List<Hit> hits = ((StopReason.DebugRegisters) listener.next(Stop.class).reason()).hits();
            assertEquals(pieces, hits.stream().map(Hit::planted).toList());
            assertEquals(List.of(number, number), hits.stream().map(Hit::number).toList());
            running();
        }
        listener.next(Stop.class);
        given(session.unplant(pieces.getFirst()));
        assertEquals(new Use(pieces.getLast(), 8, 8), use(pieces.getLast()));
        // When the last has gone, nothing is left of the count.
        given(session.unplant(pieces.getLast()));
        Planted again = plantPiece(SCRATCH, together);
        assertEquals(new Use(again, 0, 0), use(again));
        given(session.unplant(again));
        running();
        assertEquals(GuestEnd.Kind.POWERED_OFF, listener.next(GuestEnd.class).kind());
    }

    /** With the store before the loop, four hits are passed over. */
    private Planted plantPiece(int address, CountedTogether together) {
        return given(session.plant(new DebugRegisterRequest(Kind.WRITE, AddressSpace.VIRTUAL, address, 4, "range",
                new Condition(PredicateProgram.ALWAYS, 4), Optional.empty(), Optional.empty(), Optional.of(together))));
    }

    @Test
    void aWatchStopsWhereItsConditionHoldsAndTellsWhatHappened() throws Exception {
        launchCounter(10);
        Planted planted = plant(Kind.WRITE, SCRATCH, 4, "counter",
                when(SCRATCH, Operation.LOAD_32, 7, Operation.EQUAL));
        running();
        Stop stop = listener.next(Stop.class);
        assertEquals(new Hit(planted, Hit.Access.READ_AND_WRITE, loop, 1, Optional.of(new Change(6, 7)), Optional.empty()),
                hitOf(stop));
        assertEquals(loop + 6, stop.registers().value("eip").orElseThrow(), "behind the instruction that did it");
        assertEquals(new Use(planted, 8, 1), use(planted));
        assertCounts(planted, 11, 1);
    }

    @Test
    void aBreakpointStopsWhereItsConditionHolds() throws Exception {
        launchCounter(10);
        Planted planted = plant(Kind.EXECUTE, loop, 1, "loop", when(Register.ECX, 3, Operation.EQUAL));
        running();
        Stop stop = listener.next(Stop.class);
        assertEquals(new Hit(planted, Hit.Access.EXECUTE, loop, 1, Optional.empty(), Optional.empty()), hitOf(stop));
        assertEquals(3, stop.registers().value("ecx").orElseThrow());
        assertCounts(planted, 10, 1);
    }

    @Test
    void anIgnoreCountPassesOverHitsAndTheNumberGoesOn() throws Exception {
        launchCounter(6);
        Planted planted = plant(Kind.EXECUTE, loop, 1, "loop", new Condition(PredicateProgram.ALWAYS, 4));
        for (long number = 5; number <= 6; number++) {
            running();
            assertEquals(number, nextHit().number());
        }
        assertCounts(planted, 6, 6);
    }

    @Test
    void onlyWhereTheConditionHoldsAHitIsIgnored() throws Exception {
        launchCounter(10);
        Condition even = when(Operation.MATCHES, 1, Operation.AND, Operation.NOT);
        Planted planted = plant(Kind.EXECUTE, loop, 1, "loop", new Condition(even.predicate(), 3));
        running();
        Stop stop = listener.next(Stop.class);
        assertEquals(4, hitOf(stop).number());
        assertEquals(3, stop.registers().value("ecx").orElseThrow(), "the eighth match");
        running();
        assertEquals(5, nextHit().number());
        assertCounts(planted, 10, 5);
    }

    @Test
    void aConditionThatFaultsStopsOnceAndSaysWhy() throws Exception {
        launchCounter(10);
        Planted nowhere = plant(Kind.EXECUTE, loop, 1, "nowhere", when(0x1234, Operation.LOAD_8_SIGNED));
        Planted divides = plant(Kind.WRITE, SCRATCH, 4, "divides",
                when(1, SCRATCH, Operation.LOAD_32, Operation.DIVIDE_SIGNED));
        running();
        Hit hit = nextHit();
        assertHit(divides, Hit.Access.WRITE, hit);
        assertEquals(Optional.of(new PredicateFault.DivisionByZero()), hit.fault());
        assertEquals(0, hit.number(), "that was none");
        running();
        hit = nextHit();
        assertHit(nowhere, Hit.Access.EXECUTE, hit);
        assertEquals(Optional.of(new PredicateFault.Unmapped(0x1234)), hit.fault());
        running();
        hit = nextHit();
        assertHit(divides, Hit.Access.READ_AND_WRITE, hit);
        assertEquals(Optional.empty(), hit.fault(), "1 / 1 holds");
        given(session.unplant(divides));
        assertCounts(nowhere, 10, 0);
    }

    /** The Host brings the page in between the match and the instruction, which still matches only once. */
    @Test
    void aMatchBeforeAPageFaultOfTheHostsCountsOnce() throws Exception {
        launch(code -> {
            loop = code.hypercall(Hypercall.FLUSH_TLB, 1).here();
            end = code.loadEax(SCRATCH).here();
            return code.nop();
        });
        Planted planted = plant(Kind.EXECUTE, loop, 1, "load", when(0));
        assertCounts(planted, 1, 0);
    }

    /** A million instructions with an interrupt at every few hundred, which now and then comes right after a match. */
    @Test
    void aMatchBeforeAnInterruptCountsOnce() throws Exception {
        int rounds = 100_000;
        int data = 0xC000_0000 + DATA;
        launch(code -> {
            Code handler = new Code(HANDLER).bytes(0x60).hypercall(Hypercall.SET_CLOCKEVENT, 1000).bytes(0x61).store(data, 0x200)
                    .bytes(0xCF);
            byte[] bytes = handler.assemble();
            for (int i = 0; i < bytes.length; i++) {
                code.bytes(0xC6, 0x05).dword(HANDLER + i).bytes(bytes[i]);
            }
            code.gate(0x20, HANDLER, 0xE, 0).store(data + 4, 0).store(data, 0x200);
            loop = code.hypercall(Hypercall.SET_CLOCKEVENT, 1000).mov(Code.ECX, rounds).here();
            end = code.nop().bytes(0x49, 0x75, 0xFC).here();
            return code.nop();
        });
        Planted planted = plant(Kind.EXECUTE, loop, 1, "loop", when(0));
        Planted inHandler = plant(Kind.EXECUTE, HANDLER + 1, 1, "handler", when(0));
        Planted behind = plant(Kind.EXECUTE, end, 1);
        running();
        assertHit(behind, Hit.Access.EXECUTE, nextHit());
        assertEquals(new Use(planted, rounds, 0), use(planted));
        long interrupts = use(inHandler).matches();
        assertEquals(true, interrupts > 100, () -> "only " + interrupts + " interrupts");
    }

    @Test
    void aRepeatedStoreTellsItsOwnAddressAndWhatItOverwrote() throws Exception {
        launch(code -> {
            code.store(SCRATCH + 4, 0x1122_3344).mov(Code.EAX, 0x55).mov(Code.ECX, 16).mov(7, SCRATCH);
            loop = code.here();
            end = code.bytes(0xF3, 0xAA).here();
            return code.nop();
        });
        runUpTo(loop);
        Planted planted = plant(Kind.WRITE, SCRATCH + 4, 2, "two bytes", Condition.NONE);
        running();
        assertEquals(new Hit(planted, Hit.Access.WRITE, loop, 1, Optional.of(new Change(0x3344, 0x3355)), Optional.empty()),
                nextHit());
        running();
        assertEquals(new Hit(planted, Hit.Access.WRITE, loop, 2, Optional.of(new Change(0x3355, 0x5555)), Optional.empty()),
                nextHit());
    }

    @Test
    void aReadChangesNothing() throws Exception {
        launch(code -> {
            loop = code.store(SCRATCH, 5).here();
            return code.loadEax(SCRATCH).nop();
        });
        Planted planted = plant(Kind.READ, SCRATCH, 1, "read", Condition.NONE);
        running();
        assertEquals(new Hit(planted, Hit.Access.READ, loop, 1, Optional.empty(), Optional.empty()), nextHit());
        assertEquals(new Use(planted, 1, 1), use(planted), "the write before was no match");
    }

    /** The Host does not hold the debugger's registers against the guest's. */
    @Test
    void theTableShowsTheGuestsOwnRegistersToo() throws Exception {
        List<Integer> taken = new ArrayList<>();
        launch(code -> {
            taken.add(code.hypercall(Hypercall.SET_DEBUGREG, 1, SCRATCH + 8)
                    .hypercall(Hypercall.SET_DEBUGREG, 7, 0x00D0_000C).here());
            return code.nop().forever();
        });
        Planted planted = plant(Kind.WRITE, SCRATCH, 4);
        Planted itsOwn = plant(Kind.EXECUTE, taken.getFirst(), 1);
        running();
        nextHit();
        given(session.unplant(itsOwn));
        running();
        DebugRegisterTable table = given(session.debugRegisters());
        assertEquals(List.of(SCRATCH, 0, 0, 0), table.banks().get(1).addresses());
        assertEquals(0x000D_0002, table.banks().get(1).control());
        assertEquals(new Use(planted, 0, 0), table.banks().get(1).uses().get(0).orElseThrow());
        assertEquals(List.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), table.banks().get(0).uses());
    }
}
