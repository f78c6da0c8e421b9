/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.guests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.hypervisor.guests.GuestRun.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.session.Banks;
import org.lguest.hypervisor.session.Condition;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.DebugRegisterTable.Use;
import org.lguest.hypervisor.session.EventRequest;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.MachineEvent;
import org.lguest.hypervisor.session.PlantedEvent;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.StopReason;
import org.lguest.hypervisor.session.predicate.Operation;
import org.lguest.hypervisor.session.predicate.PredicateProgram;
import org.lguest.hypervisor.session.predicate.PredicateProgram.Instruction;
import org.lguest.hypervisor.session.predicate.PrintFormat;
import org.lguest.hypervisor.session.predicate.PrintProgram;
import org.lguest.hypervisor.session.predicate.Register;

/**
 * The guest that holds its debug registers to their specification finds them as they are specified, while the debugger
 * has its own on the same places, with conditions, events and prints, and they are hit.
 */
class DebugregsUnderTheDebuggerTest {

    /** Places that it comes by, most of them where it watches by itself. */
    private static final List<String> PLACES = List.of("visit", "begin_case", "end_case", "expect", "hypercall",
            "on_debug_trap", "dispatch_trap", "behind_the_store", "lguest_set_debugreg", "print", "check", "disarm");
    private static final List<String> VARIABLES = List.of("visits", "lguest_data", "hits", "hit_count", "passes", "line_length",
            "field", "faults");

    private final GuestImage image;

    DebugregsUnderTheDebuggerTest() throws Exception {
        image = GuestImage.named("debugregs");
    }

    @ParameterizedTest
    @CsvSource({"4, EXTENDED", "100, EXTENDED", "4, AS_THE_HARDWARE"})
    void everyCasePassesAndTheRunIsTheSame(int registers, Banks banks) throws Exception {
        GuestRun undisturbed = GuestRun.toTheEnd(configuration(banks));
        try (GuestRun run = GuestRun.launch(configuration(banks))) {
            for (int i = 0; i < registers; i++) {
                given(run.session().plant(request(i)));
            }
            for (MachineEvent event : List.of(new MachineEvent.HypercallMade(20),
                    new MachineEvent.TrapRaised(1, OptionalInt.empty()), new MachineEvent.TrapRaised(0x80, OptionalInt.empty()),
                    new MachineEvent.TrapRaised(3, OptionalInt.empty()), new MachineEvent.ModeSwitched(MachineEvent.ModeSwitch.BOTH),
                    new MachineEvent.ConsoleWritten("PASS"), new MachineEvent.DebugRegisterWritten(OptionalInt.of(7)))) {
                given(run.session().plantEvent(new EventRequest(event, "an event", everyMatchOf(16), Optional.empty())));
                given(run.session().plantEvent(new EventRequest(event, "a print", Condition.NONE, Optional.of(print()))));
            }
            int atRegisters = 0;
            int atEvents = 0;
            List<Use> uses = List.of();
            List<PlantedEvent.Use> events = List.of();
            run.resume();
            while (run.awaitStopOrEnd() instanceof Stop stop) {
                atRegisters += stop.reason() instanceof StopReason.DebugRegisters ? 1 : 0;
                atEvents += stop.reason() instanceof StopReason.Events ? 1 : 0;
                uses = uses(run.session());
                events = given(run.session().events());
                run.resume();
            }
            assertEquals(GuestEnd.Kind.POWERED_OFF, run.end().kind(), run.end().toString());
            assertTrue(run.console().contains(" 0 failed") && !run.console().contains("FAIL "), run.console());
            assertEquals(undisturbed.console(), run.console());
            assertEquals(undisturbed.digest(), run.digest());
            assertEquals(registers, uses.size());
            assertTrue(atRegisters >= 20 && atEvents >= 20, atRegisters + " stops at registers, " + atEvents + " at events");
            assertTrue(uses.stream().filter(use -> use.matches() > 0).count() >= registers / 2, uses::toString);
            assertTrue(events.stream().filter(use -> use.hits() > 0).count() >= 10, events::toString);
            assertTrue(run.printouts() >= 100, () -> run.printouts() + " printouts");
        }
    }

    private GuestConfiguration configuration(Banks banks) {
        return new GuestConfiguration(image.path(), 16, "", Optional.empty(), banks, GuestConfiguration.Pace.UNPACED);
    }

    /** By turns one that stops now and then, one that never does, one that prints. */
    private DebugRegisterRequest request(int i) throws Exception {
        boolean execute = i % 4 != 3;
        List<String> names = execute ? PLACES : VARIABLES;
        String name = names.get(i / (execute ? 2 : 4) % names.size());
        Kind kind = execute ? Kind.EXECUTE : List.of(Kind.WRITE, Kind.ACCESS, Kind.READ).get(i / 4 % 3);
        Condition condition = i % 3 == 1 ? new Condition(PredicateProgram.of(List.of(Instruction.of(Register.EIP),
                Instruction.of(Operation.NOT))), 0) : i % 3 == 0 ? everyMatchOf(32) : Condition.NONE;
        return new DebugRegisterRequest(kind, image.address(name), execute ? 1 : 4, name, condition,
                i % 3 == 2 ? Optional.of(print()) : Optional.empty());
    }

    private static Condition everyMatchOf(int many) {
        return new Condition(PredicateProgram.of(List.of(Instruction.of(Operation.MATCHES), Instruction.of(Operation.CONSTANT, many - 1),
                Instruction.of(Operation.AND), Instruction.of(Operation.CONSTANT, 1), Instruction.of(Operation.EQUAL))), 0);
    }

    private static PrintProgram print() throws Exception {
        return PrintProgram.of(PrintFormat.parse("at %p, esp %08x\n"), List.of(
                PredicateProgram.of(List.of(Instruction.of(Register.EIP))), PredicateProgram.of(List.of(Instruction.of(Register.ESP)))));
    }

    private static List<Use> uses(GuestSession session) {
        List<Use> uses = new ArrayList<>(given(session.debugRegisters()).waiting());
        given(session.debugRegisters()).banks().forEach(bank -> bank.uses().forEach(use -> use.ifPresent(uses::add)));
        return uses;
    }
}
