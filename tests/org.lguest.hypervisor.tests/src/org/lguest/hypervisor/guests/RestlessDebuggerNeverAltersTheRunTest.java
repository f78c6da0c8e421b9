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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.Banks;
import org.lguest.hypervisor.session.CodeRange;
import org.lguest.hypervisor.session.Condition;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.Destination;
import org.lguest.hypervisor.session.EventRequest;
import org.lguest.hypervisor.session.MachineEvent;
import org.lguest.hypervisor.session.MemoryBytes;
import org.lguest.hypervisor.session.Planted;
import org.lguest.hypervisor.session.PlantedEvent;
import org.lguest.hypervisor.session.StepRequest.Calls;
import org.lguest.hypervisor.session.StepRequest;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.StopReason;
import org.lguest.hypervisor.session.predicate.Operation;
import org.lguest.hypervisor.session.predicate.PredicateProgram.Instruction;
import org.lguest.hypervisor.session.predicate.PredicateProgram;
import org.lguest.hypervisor.session.predicate.Register;

/**
 * A run is a function of its image and inputs, and debugging is neither. The same guest runs twice: once in one go, and
 * once under a debugger that stops, steps, suspends, reads and replants all the way. In the end both are the same to
 * the last byte of memory, the last register, the last instruction and nanosecond, and they have said the same.
 */
class RestlessDebuggerNeverAltersTheRunTest {

    private static final int MEGABYTES = 4;
    private static final int STOPS = 100;

    private static final List<String> PLACES_IN_FIRST = List.of("ring_up", "remember", "total_of", "by_the_dozen",
            "ways_to_pay", "tick", "trap_return", "noirq_start", "customer", "lguest_safe_halt");
    private static final List<String> VARIABLES_OF_FIRST = List.of("takings", "last_amounts", "ticks", "next_amount",
            "spent", "lguest_data", "current");

    private static final List<String> PLACES_IN_SELFWATCH = List.of("on_debug_trap", "lguest_set_debugreg", "the_place",
            "behind_the_store", "behind_the_load", "trap_return", "tick", "writer");
    private static final List<String> VARIABLES_OF_SELFWATCH = List.of("watched", "hit_count", "ticks",
            "written_in_ring_3");

    @ParameterizedTest
    @CsvSource({"EXTENDED, 1", "EXTENDED, 2", "EXTENDED, 3", "AS_THE_HARDWARE, 4"})
    void firstEndsInTheSameStateWithAndWithoutAHundredStops(Banks banks, long seed) throws Exception {
        GuestImage image = GuestImage.named("first");
        assertSameRun(image, banks, new Dice(image, seed, PLACES_IN_FIRST, VARIABLES_OF_FIRST));
    }

    /** The guest's own debug traps and the debugger's, on the same processor. */
    @ParameterizedTest
    @CsvSource({"EXTENDED, 5", "EXTENDED, 6", "EXTENDED, 7", "AS_THE_HARDWARE, 9", "AS_THE_HARDWARE, 10"})
    void selfwatchEndsInTheSameStateWithAndWithoutAHundredStops(Banks banks, long seed) throws Exception {
        GuestImage image = GuestImage.named("selfwatch");
        assertSameRun(image, banks, new Dice(image, seed, PLACES_IN_SELFWATCH, VARIABLES_OF_SELFWATCH));
    }

    /** Or the digest would prove nothing. */
    @Test
    void anInputDoesAlterTheRun() throws Exception {
        GuestImage image = GuestImage.named("first");
        GuestConfiguration configuration = GuestConfiguration.of(image.path(), MEGABYTES, "");
        try (GuestRun run = GuestRun.launch(configuration)) {
            run.plant(Kind.EXECUTE, image.address("count_the_till"), 1, "count_the_till");
            run.resumeToStop();
            GuestRun.given(run.session().writeMemory(AddressSpace.VIRTUAL, image.address("next_amount"),
                    new byte[] {6}));
            run.resume();
            run.awaitEnd();

            assertNotEquals(GuestRun.toTheEnd(configuration).digest(), run.digest());
        }
    }

    private static void assertSameRun(GuestImage image, Banks banks, Dice dice) throws Exception {
        GuestConfiguration configuration = new GuestConfiguration(image.path(), MEGABYTES, "", Optional.empty(), banks,
                GuestConfiguration.Pace.UNPACED);
        GuestRun undisturbed = GuestRun.toTheEnd(configuration);
        try (GuestRun debugged = GuestRun.launch(configuration)) {
            var debugger = new RestlessDebugger(debugged, dice, banks == Banks.EXTENDED ? 8 : 3);
            debugger.runToTheEnd();

            assertTrue(debugger.stopsSoFar() >= STOPS, () -> "too few stops: " + debugger.kinds);
            // Where there are but four registers, there is seldom one for a destination.
            assertTrue(debugger.kinds.size() >= (banks == Banks.EXTENDED ? 4 : 3), () -> "stops of too few kinds: " + debugger.kinds);
            assertEquals(undisturbed.console(), debugged.console());
            assertEquals(undisturbed.end(), debugged.end());
            assertEquals(undisturbed.digest(), debugged.digest());
        }
    }

    /** What is tried next, the same with every run of the test. */
    private record Dice(GuestImage image, Random random, List<String> places, List<String> variables) {

        Dice(GuestImage image, long seed, List<String> places, List<String> variables) {
            this(image, new Random(seed), places, variables);
        }

        int upTo(int sides) {
            return random.nextInt(sides);
        }

        int place() {
            return image.address(any(places));
        }

        int variable() {
            return image.address(any(variables));
        }

        <T> T any(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }

    private enum StopKind {
        DEBUG_REGISTERS, EVENTS, STEPPED, ARRIVED, GUEST_DEBUG_TRAP, SUSPENDED
    }

    /** Plants something, looks at something and goes on somehow, at every stop. */
    private static final class RestlessDebugger {

        private final GuestRun run;
        private final Dice dice;
        private final int mostPlanted;
        private final List<Planted> planted = new ArrayList<>();
        private final List<PlantedEvent> events = new ArrayList<>();
        private final Map<StopKind, Integer> kinds = new EnumMap<>(StopKind.class);

        RestlessDebugger(GuestRun run, Dice dice, int mostPlanted) {
            this.run = run;
            this.dice = dice;
            this.mostPlanted = mostPlanted;
        }

        int stopsSoFar() {
            return kinds.values().stream().mapToInt(Integer::intValue).sum();
        }

        void runToTheEnd() {
            GuestRun.given(run.session().stopAtGuestDebugTraps(true));
            do {
                replant();
                replantEvents();
                lookAround();
            } while (goOn());
        }

        /** @return whether the guest lives */
        private boolean goOn() {
            int choice = dice.upTo(5);
            // Whether a suspension is in time is up to the host: before there were enough stops, none counts on it.
            if (choice <= 1 || stopsSoFar() < STOPS) {
                for (int steps = 1 + dice.upTo(20); steps > 0; steps--) {
                    GuestRun.given(run.session().step(anyStep()));
                    if (!stops()) {
                        return false;
                    }
                }
                return true;
            }
            if (choice == 4) {
                return runsToItsCaller();
            }
            var resumed = run.session().resume();
            if (choice == 2) {
                // the guest may stop by itself or end before this is served, and then it is refused
                GuestRun.answer(run.session().suspend());
            }
            GuestRun.given(resumed);
            return stops();
        }

        /** As a user steps by instructions and, with code of about a line's length, by lines. */
        private StepRequest anyStep() {
            Calls calls = stopsSoFar() < STOPS ? Calls.INTO : dice.any(List.of(Calls.values()));
            if (dice.upTo(2) == 0) {
                return StepRequest.instruction(calls);
            }
            int eip = GuestRun.given(run.session().registers()).value("eip").getAsInt();
            return StepRequest.range(List.of(new CodeRange(eip - dice.upTo(16), eip + dice.upTo(16))), calls);
        }

        /** To the caller, if EBP is what it mostly is. Whether it gets there is left open. */
        private boolean runsToItsCaller() {
            int ebp = GuestRun.given(run.session().registers()).value("ebp").getAsInt();
            MemoryBytes word = GuestRun.given(run.session().readMemory(AddressSpace.VIRTUAL, ebp + 4, 4));
            int caller = ByteBuffer.wrap(word.bytes()).order(ByteOrder.LITTLE_ENDIAN).getInt();
            // there may be no register for it
            return !(GuestRun.answer(run.session().runTo(new Destination(caller, ebp + 8))) instanceof Answer.Given)
                    || stops();
        }

        private boolean stops() {
            if (run.awaitStopOrEnd() instanceof Stop stop) {
                kinds.merge(kindOf(stop), 1, Integer::sum);
                return true;
            }
            return false;
        }

        private static StopKind kindOf(Stop stop) {
            return switch (stop.reason()) {
                case StopReason.DebugRegisters hits -> StopKind.DEBUG_REGISTERS;
                case StopReason.Events events -> StopKind.EVENTS;
                case StopReason.Stepped stepped -> StopKind.STEPPED;
                case StopReason.Arrived arrived -> StopKind.ARRIVED;
                case StopReason.GuestDebugTrap trap -> StopKind.GUEST_DEBUG_TRAP;
                case StopReason.Suspended suspended -> StopKind.SUSPENDED;
            };
        }

        /** Where the two share four registers the guest may have taken one: then both requests may be refused. */
        private void replant() {
            if (planted.size() == mostPlanted) {
                GuestRun.answer(run.session().unplant(planted.remove(dice.upTo(mostPlanted))));
            }
            DebugRegisterRequest request = dice.upTo(2) == 0
                    ? new DebugRegisterRequest(Kind.EXECUTE, dice.place(), 1, "a place", anyCondition())
                    : new DebugRegisterRequest(dice.any(List.of(Kind.WRITE, Kind.ACCESS, Kind.READ)), dice.variable(),
                            4, "a variable", anyCondition());
            if (request.kind() != Kind.EXECUTE && dice.upTo(3) == 0) {
                request = new DebugRegisterRequest(request.kind(), request.address() & 0x3FFF_FFFF, 4, "physical", request.condition())
                        .inPhysicalMemory();
            }
            if (GuestRun.answer(run.session().plant(request)) instanceof Answer.Given<Planted> given) {
                planted.add(given.value());
            }
        }

        /** At most three at a time. */
        private void replantEvents() {
            if (dice.upTo(4) == 0 && !events.isEmpty()) {
                GuestRun.given(run.session().unplantEvent(events.remove(dice.upTo(events.size()))));
            } else if (events.size() < 3) {
                EventRequest request = new EventRequest(anyEvent(), "an event", anyCondition(), Optional.empty());
                events.add(GuestRun.given(run.session().plantEvent(request)));
            }
        }

        private MachineEvent anyEvent() {
            return switch (dice.upTo(6)) {
                case 0 -> new MachineEvent.HypercallMade(dice.upTo(22));
                case 1 -> new MachineEvent.InterruptDelivered(OptionalInt.empty());
                case 2 -> new MachineEvent.ModeSwitched(dice.any(List.of(MachineEvent.ModeSwitch.values())));
                case 3 -> new MachineEvent.ConsoleWritten(dice.any(List.of("a", "e", " ", "the")));
                default -> new MachineEvent.TrapRaised(dice.any(List.of(0, 1, 3, 6, 13, 14, 0x80)), OptionalInt.empty());
            };
        }

        /** Often none. Else one that depends on registers and memory, and now and then faults; or an ignore count. */
        private Condition anyCondition() {
            return switch (dice.upTo(9)) {
                case 0 -> new Condition(PredicateProgram.ALWAYS, dice.upTo(4));
                case 1 -> condition(Instruction.of(Operation.CONSTANT, dice.variable()), Instruction.of(Operation.LOAD_32));
                case 2 -> condition(Instruction.of(dice.any(List.of(Register.values()))), Instruction.of(Operation.LOAD_8_UNSIGNED));
                default -> Condition.NONE;
            };
        }

        /** That the value is odd. */
        private static Condition condition(Instruction... value) {
            List<Instruction> instructions = new ArrayList<>(List.of(value));
            instructions.add(Instruction.of(Operation.CONSTANT, 1));
            instructions.add(Instruction.of(Operation.AND));
            return new Condition(PredicateProgram.of(instructions), 0);
        }

        private void lookAround() {
            GuestRun.given(run.session().debugRegisters());
            int esp = GuestRun.given(run.session().registers()).value("esp").getAsInt();
            GuestRun.given(run.session().readMemory(AddressSpace.VIRTUAL, esp - 64, 128));
            GuestRun.given(run.session().readMemory(AddressSpace.VIRTUAL, dice.random().nextInt(), 4096));
            GuestRun.given(run.session().readMemory(AddressSpace.PHYSICAL, dice.upTo(MEGABYTES << 20) & ~7, 8));
        }
    }
}
