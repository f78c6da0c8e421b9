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
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.lguest.hypervisor.guest.Hypercall;
import org.lguest.hypervisor.host.CopyIn;
import org.lguest.hypervisor.host.DebugRegisters;
import org.lguest.hypervisor.host.HypercallRequest;
import org.lguest.hypervisor.host.Hypercalls;
import org.lguest.hypervisor.host.InterruptsAndTraps;
import org.lguest.hypervisor.host.Machine;
import org.lguest.hypervisor.host.Stations;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.session.DebugRegisterRequest.Kind;
import org.lguest.hypervisor.session.GuestEnd;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.StopReason;
import org.lguest.hypervisor.switcher.Switcher;
import org.lguest.x86.Vector;

/**
 * The seven steps from a hypercall to a hit: each is needed. The machine is built whole, and then seven times with the
 * one station lacking its one step; what a guest that watches itself then sees, and what the debugger of an innocent
 * guest sees, is the failure that the step prevents.
 */
class SevenStepsTest {

    private static final String WHOLE = """
            Kept: 11111111 22222222 33333333 44444444
            DR6: ffff4ff0 and ffff0ff0
            Refused: DR4 -22, DR5 -22, DR8 -22, I/O condition -22, execution of 4 bytes -22
            Unchanged: DR7 00000000; and DR4 reads 0
            Write: DR6 ffff0ff1 in ring 1, where it belongs
            Access: DR6 ffff0ff2 in ring 1, where it belongs
            Execution: DR6 ffff0ff4 in ring 1, where it belongs
            Execution: DR6 ffff0ff4 in ring 1, where it belongs
            Step: DR6 ffff4ff0 in ring 1
            Step: DR6 ffff4ff0 in ring 1
            Step: DR6 ffff4ff0 in ring 1
            Uncleared: DR6 ffff4ff1 in ring 1
            Ring 3: DR6 ffff0ff8 in ring 3
            Host: nothing seen
            Switcher: -22
            """;

    private static final String NOTHING_SEEN = """
            Write: nothing seen
            Access: nothing seen
            Execution: nothing seen
            Step: DR6 ffff4ff0 in ring 1
            Step: DR6 ffff4ff0 in ring 1
            Step: DR6 ffff4ff0 in ring 1
            Uncleared: nothing seen
            Ring 3: nothing seen
            Host: nothing seen
            Switcher: -22
            """;

    private static final GuestEnd POWERED_OFF = new GuestEnd(GuestEnd.Kind.POWERED_OFF, "CRASH: Power down");

    @Nested
    class WithAllSeven {

        private final Stations stations = new Stations();

        @Test
        void theGuestSeesWhatAProcessorOfItsOwnWouldShowIt() throws Exception {
            GuestRun run = selfwatch(stations, "");

            assertEquals(WHOLE, run.console());
            assertEquals(POWERED_OFF, run.end());
        }

        @Test
        void theKindOfGateMakesNoDifference() throws Exception {
            assertEquals(WHOLE, selfwatch(stations, "trapgate").console());
        }

        @Test
        void theDebuggerStops() throws Exception {
            assertStops(stations);
        }
    }

    /** The hypercalls exist. */
    @Nested
    class WithoutStep1 {

        private final Stations stations = new Stations() {
            @Override
            public Hypercalls hypercalls(Machine machine) {
                return new Hypercalls(machine) {
                    @Override
                    protected OptionalInt serve(Hypercall call, HypercallRequest request) {
                        return switch (call) {
                            case SET_DEBUGREG, GET_DEBUGREG -> bad(request.number());
                            default -> super.serve(call, request);
                        };
                    }
                };
            }
        };

        @Test
        void theGuestDiesOfItsFirstCall() throws Exception {
            GuestRun run = selfwatch(stations, "");

            assertEquals("", run.console());
            assertEquals(new GuestEnd(GuestEnd.Kind.KILLED, "Bad hypercall 20"), run.end());
        }
    }

    /** The guest hooks them into its paravirt_ops. The one step that is not the Host's: the guest lacks it. */
    @Nested
    class WithoutStep2 {

        @Test
        void theGuestMayNotReadADebugRegister() throws Exception {
            GuestRun run = selfwatch(new Stations(), "native");

            assertTrue(run.console().startsWith("general protection fault in ring 1 at "), run.console());
            assertEquals(GuestEnd.Kind.CRASHED, run.end().kind());
            assertTrue(run.end().reason().startsWith("CRASH: general protection fault at "), run.end().reason());
        }
    }

    /** The values are kept in debugregs. */
    @Nested
    class WithoutStep3 {

        private final Stations stations = new Stations() {
            @Override
            public DebugRegisters debugRegisters(Machine machine) {
                return new DebugRegisters(machine.lguest()) {
                    @Override
                    protected void keep(int bank, int regnum, int value) {
                        // forgotten
                    }
                };
            }
        };

        @Test
        void theGuestReadsZerosAndSeesNothing() throws Exception {
            String console = selfwatch(stations, "").console();

            assertTrue(console.startsWith("Kept: 00000000 00000000 00000000 00000000\nDR6: ffff0ff0 and"), console);
        }

        @Test
        void theDebuggerNeverStops() throws Exception {
            assertNeverStops(stations);
        }
    }

    /** The values are checked. */
    @Nested
    class WithoutStep4 {

        private final Stations stations = new Stations() {
            @Override
            public DebugRegisters debugRegisters(Machine machine) {
                return new DebugRegisters(machine.lguest()) {
                    @Override
                    protected boolean sane(int regnum, int value) {
                        return regnum >= 0 && regnum <= 3 || super.sane(regnum, value);
                    }
                };
            }
        };

        @Test
        void theGuestBringsTheSwitcherDown() throws Exception {
            GuestRun run = selfwatch(stations, "");

            assertEquals(GuestEnd.Kind.KILLED, run.end().kind());
            assertTrue(run.end().reason().startsWith("unhandled trap 256 at "), run.end().reason());
        }
    }

    /** Copy-in disarms, and loads DR0 to DR3. */
    @Nested
    class WithoutStep5 {

        private final Stations stations = new Stations() {
            @Override
            public CopyIn copyIn(Machine machine) {
                return new CopyIn(machine.lguest(), machine.processor().debugUnit(), machine.debugRegisters(),
                        machine.segments(), machine.traps()) {
                    @Override
                    protected void copyDebugRegisters(int banks, boolean changed) {
                        // DR7 will be loaded, and the addresses are still those of a reset
                    }
                };
            }
        };

        @Test
        void theGuestSeesNothing() throws Exception {
            assertTrue(selfwatch(stations, "").console().endsWith(NOTHING_SEEN));
        }

        @Test
        void theDebuggerNeverStops() throws Exception {
            assertNeverStops(stations);
        }
    }

    /** The Switcher, and it alone, loads DR7 for the guest; while the Host runs, it is 0. */
    @Nested
    class WithoutStep6 {

        private final Stations neverLoads = new Stations() {
            @Override
            public Switcher switcher(Machine machine) {
                return new Switcher(machine.processor(), machine.lguest().trace(), machine.lguest().era()) {
                    @Override
                    protected void loadControl(int bank, int dr7) {
                        // popped and dropped
                    }
                };
            }
        };

        private final Stations neverClears = new Stations() {
            @Override
            public Switcher switcher(Machine machine) {
                return new Switcher(machine.processor(), machine.lguest().trace(), machine.lguest().era()) {
                    @Override
                    protected void clearControl() {
                        // armed on the way back, and in the Host
                    }
                };
            }
        };

        @Test
        void theGuestSeesNothing() throws Exception {
            assertTrue(selfwatch(neverLoads, "").console().endsWith(NOTHING_SEEN));
        }

        @Test
        void theDebuggerNeverStops() throws Exception {
            assertNeverStops(neverLoads);
        }

        @Test
        void theHostFallsOverTheGuestsWatchIfDr7StaysLoaded() throws Exception {
            GuestRun run = selfwatch(neverClears, "");

            assertEquals(GuestEnd.Kind.FAILED, run.end().kind());
            assertTrue(run.end().reason().startsWith("the Host took #DB"), run.end().reason());
        }
    }

    /** DR6 is saved after every debug trap, and every debug trap comes to the Host. */
    @Nested
    class WithoutStep7 {

        private final Stations neverSaves = new Stations() {
            @Override
            public Switcher switcher(Machine machine) {
                return new Switcher(machine.processor(), machine.lguest().trace(), machine.lguest().era()) {
                    @Override
                    protected void saveStatus(DebugStatus status) {
                        // nobody is told
                    }
                };
            }
        };

        private final Stations letsThemPass = new Stations() {
            @Override
            public InterruptsAndTraps traps(Machine machine) {
                return new InterruptsAndTraps(machine.lguest(), machine.clock(), machine.pageTables()) {
                    @Override
                    protected boolean neverDirect(int vector) {
                        return vector != Vector.DEBUG && super.neverDirect(vector);
                    }
                };
            }
        };

        @Test
        void theGuestIsTrappedAndNotToldWhy() throws Exception {
            GuestRun run = selfwatch(neverSaves, "");

            assertTrue(run.console().contains("Write: DR6 ffff0ff0 in ring 1, where it belongs\n"), run.console());
        }

        @Test
        void theDebuggersTrapIsTakenForTheGuests() throws Exception {
            try (GuestRun run = GuestRun.launch(first(), neverSaves)) {
                run.plant(Kind.EXECUTE, GuestImage.named("first").address("ring_up"), 1, "ring_up");
                run.resume();

                assertEquals(GuestEnd.Kind.CRASHED, run.awaitEnd().kind());
                assertTrue(run.console().contains("debug in ring 1 at "), run.console());
            }
        }

        @Test
        void theGuestIsNotToldWhyIfItsTrapGateIsDirect() throws Exception {
            GuestRun run = selfwatch(letsThemPass, "trapgate");

            assertTrue(run.console().contains("Write: DR6 ffff0ff0 in ring 1, where it belongs\n"), run.console());
        }
    }

    private static GuestRun selfwatch(Stations stations, String arguments) throws Exception {
        try (GuestRun run = GuestRun.launch(
                GuestConfiguration.of(GuestImage.named("selfwatch").path(), 16, arguments), stations)) {
            run.resume();
            run.awaitEnd();
            return run;
        }
    }

    private static GuestConfiguration first() throws Exception {
        return GuestConfiguration.of(GuestImage.named("first").path(), 16, "");
    }

    private static void assertStops(Stations stations) throws Exception {
        try (GuestRun run = GuestRun.launch(first(), stations)) {
            int ringUp = GuestImage.named("first").address("ring_up");
            var planted = run.plant(Kind.EXECUTE, ringUp, 1, "ring_up");
            Stop stop = run.resumeToStop();

            var hits = assertInstanceOf(StopReason.DebugRegisters.class, stop.reason()).hits();
            assertEquals(List.of(planted), hits.stream().map(hit -> hit.planted()).toList());
            assertEquals(OptionalInt.of(ringUp), stop.registers().value("eip"));
        }
    }

    private static void assertNeverStops(Stations stations) throws Exception {
        try (GuestRun run = GuestRun.launch(first(), stations)) {
            run.plant(Kind.EXECUTE, GuestImage.named("first").address("ring_up"), 1, "ring_up");
            run.resume();

            assertEquals(POWERED_OFF, run.awaitEnd());
            assertEquals(FirstGuestTest.CONSOLE.formatted("").replace("64 MiB", "16 MiB"), run.console());
        }
    }
}
