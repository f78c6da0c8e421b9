/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.breakpoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.Launch;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.SerialJob;
import org.lguest.debug.core.breakpoints.BreakpointState.Installed;
import org.lguest.debug.core.breakpoints.BreakpointState.Pending;
import org.lguest.debug.core.breakpoints.BreakpointState.Refused;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.debug.core.model.GuestProcess;
import org.lguest.debug.core.model.SessionListeners;
import org.lguest.debug.fixture.DebugEvents;
import org.lguest.debug.fixture.ErrorLog;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.fixture.GuestProject;
import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.DebugRegisterTable;
import org.lguest.hypervisor.session.GuestSession;

/**
 * A guest that runs while breakpoints of every kind come and go, by the thousand, and what has to hold of them once all
 * changes have been heard: a {@code clock}, which runs through {@code advance_hands} a hundred times a second.
 */
final class BusyGuest implements BeforeEachCallback, AfterEachCallback {

    /** Of the kinds below, the first that the guest runs through. */
    private static final int HOT = 4;
    /** The debugger's, by {@link org.lguest.hypervisor.session.Banks#EXTENDED}. */
    static final int REGISTERS = 1_024;
    /** It runs through {@code advance_hands} a hundred times a second, and never holds this. */
    static final String NEVER = "seconds == 0xffffffff";
    static final int FIRST_LINE = 27;
    static final int LINES = 5;

    final DebugEvents events = new DebugEvents();
    IFile source;
    GuestDebugTarget target;
    private final ErrorLog errors = new ErrorLog();
    private final Launch launch = new Launch(null, ILaunchManager.DEBUG_MODE, null);
    private GuestProject shop;
    private GuestSession session;
    private BreakpointBridge bridge;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        GuestFixture.manager().removeBreakpoints(GuestFixture.manager().getBreakpoints(), true);
        shop = new GuestProject();
        source = shop.project.getFile("clock/clock.c");
        ((IFolder) source.getParent()).create(true, true, null);
        source.create(new ByteArrayInputStream("/* as built */".getBytes()), true, null);
        ProgramImage image = ProgramImage.open(GuestProject.image("clock"));
        SessionListeners listeners = new SessionListeners();
        session = Launcher.launch(GuestConfiguration.of(GuestProject.image("clock"), 16, ""), listeners);
        GuestProcess process = new GuestProcess(launch, "clock", session, new SerialJob("console"));
        bridge = new BreakpointBridge(session, new ImageResolver(image), BreakpointReaders.CONTRIBUTED,
                new SerialJob("breakpoints"), new SerialJob("markers"), new DebuggedGuest("clock"), text -> { });
        target = new GuestDebugTarget(process, "clock", session, image, bridge, new SerialJob("stops"));
        listeners.add(target.listener());
        listeners.add(process);
        target.announce();
        process.announce();
        target.start(List.of(), false);
        events.await("thread RESUME CLIENT_REQUEST");
        settle();
        assertEquals(List.of(), List.of(GuestFixture.manager().getBreakpoints()), "breakpoints of tests before");
        assertEquals(0, taken(), "registers taken before the first breakpoint");
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        session.terminate().join();
        settle();
        DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
        events.close();
        shop.close();
        errors.close();
    }

    /** The kinds are mixed; lines, functions and events come again and again. What the guest does often is rarer. */
    GuestBreakpoint create(int i) throws CoreException {
        IResource root = root();
        int kind = i % 16 < HOT && i % 128 >= 16 ? 9 : i % 16;
        GuestBreakpoint breakpoint = switch (kind) {
            case 0, 1 -> new GuestLineBreakpoint(source, FIRST_LINE + i / 128 % LINES);
            case 2 -> new GuestFunctionBreakpoint(root, "advance_hands");
            case 3 -> new GuestWatchpoint(root, "seconds", 0, false, true);
            case 4 -> new GuestWatchpoint(root, "0x" + Integer.toHexString(0xd0000001 + 16 * i), 8, true, true);
            case 5 -> new GuestWatchpoint(root, "no_such_thing", 0, false, true);
            case 6 -> new GuestWatchpoint(root, "seconds", 1 << 30, false, true);
            case 7 -> new GuestEventBreakpoint(root, new EventFilter(EventKind.PORT,
                    Map.of(EventField.PORTS, "0x2f8-0x2ff")));
            case 8 -> new GuestEventBreakpoint(root, new EventFilter(EventKind.TRAP, Map.of(EventField.VECTOR, "6")));
            default -> new GuestAddressBreakpoint(root, "0x" + Integer.toHexString(0xd0100000 + i));
        };
        if (kind < HOT) {
            breakpoint.setCondition(NEVER);
        }
        return breakpoint;
    }

    static int registersOf(IBreakpoint breakpoint) throws CoreException {
        return switch (breakpoint) {
            case GuestEventBreakpoint event -> 0;
            // Eight bytes from an odd address: 1, 2, 4 and 1.
            case GuestWatchpoint watchpoint when watchpoint.length() == 8 -> 4;
            default -> 1;
        };
    }

    static boolean isForWantOfMore(BreakpointState state) {
        return state instanceof Pending pending && pending.why().getCode() == LguestStatus.NO_FREE_SLOT.code();
    }

    static Optional<BreakpointState> state(IBreakpoint breakpoint) {
        return ((GuestBreakpoint) breakpoint).installations().states().values().stream().findFirst();
    }

    /** What these breakpoints say of themselves is what they should be, and what the session has. */
    void assertAsWanted(List<IBreakpoint> breakpoints) throws Exception {
        int registers = 0;
        int problems = 0;
        int events = 0;
        boolean oneWaits = false;
        for (IBreakpoint breakpoint : breakpoints) {
            if (!breakpoint.isEnabled()) {
                assertEquals(Optional.empty(), state(breakpoint), "disabled");
                continue;
            }
            BreakpointState state = state(breakpoint)
                    .orElseThrow(() -> new AssertionError("nothing is known of " + breakpoint));
            switch (breakpoint) {
                case GuestEventBreakpoint event -> assertInstanceOf(Installed.class, state);
                case GuestWatchpoint watch when watch.expression().equals("no_such_thing") ->
                    assertEquals(LguestStatus.EXPRESSION_UNRESOLVED.code(),
                            assertInstanceOf(Pending.class, state).why().getCode());
                case GuestWatchpoint watch when watch.length() > 8 -> assertEquals(
                        LguestStatus.RANGE_TOO_LARGE.code(), assertInstanceOf(Refused.class, state).why().getCode());
                default -> assertTrue(state instanceof Installed || isForWantOfMore(state), state::toString);
            }
            if (state instanceof Installed installed) {
                registers += registersOf(breakpoint);
                events += breakpoint instanceof GuestEventBreakpoint ? 1 : 0;
                assertEquals(registersOf(breakpoint), installed.places().size(), "slots that are told");
            } else {
                problems++;
                oneWaits |= isForWantOfMore(state) && registersOf(breakpoint) == 1;
            }
        }
        assertEquals(registers, taken(), "registers taken");
        assertEquals(events, plantedEvents(), "events asked for");
        assertEquals(problems, markers(GuestBreakpoint.PROBLEM_MARKER), "warnings");
        assertTrue(!oneWaits || registers == REGISTERS, "none waits while there is room");
        Set<Object> places = new HashSet<>();
        breakpoints.stream().map(BusyGuest::state).flatMap(Optional::stream)
                .filter(Installed.class::isInstance)
                .forEach(state -> ((Installed) state).places().forEach(place -> assertTrue(places.add(place))));
    }

    void assertNothingIsLeft(List<IBreakpoint> all) throws Exception {
        assertEquals(0, taken(), "registers taken");
        assertEquals(0, plantedEvents(), "events asked for");
        for (DebugRegisterTable.Bank bank : table().banks()) {
            assertEquals(0, bank.control(), "DR7 of bank " + bank.number());
            assertEquals(List.of(0, 0, 0, 0), bank.addresses());
        }
        assertEquals(List.of(), table().waiting());
        assertEquals(0, bridge.remembered(), "what the bridge remembers");
        assertEquals(0, markers(IBreakpoint.BREAKPOINT_MARKER), "breakpoint markers");
        assertEquals(0, markers(GuestBreakpoint.PROBLEM_MARKER), "warnings");
        assertEquals(0, GuestFixture.manager().getBreakpoints().length);
        for (IBreakpoint breakpoint : all) {
            assertEquals(Optional.empty(), state(breakpoint));
        }
    }

    DebugRegisterTable table() throws Exception {
        return given(session.debugRegisters().get(2, TimeUnit.MINUTES));
    }

    long taken() throws Exception {
        return Stream.concat(table().banks().stream().flatMap(bank -> bank.uses().stream()).flatMap(Optional::stream),
                table().waiting().stream()).count();
    }

    int plantedEvents() throws Exception {
        return given(session.events().get(2, TimeUnit.MINUTES)).size();
    }

    static <T> T given(Answer<T> answer) {
        return switch (answer) {
            case Answer.Given<T>(T value) -> value;
            case Answer.Refused<T> refused -> throw new AssertionError(refused.toString());
        };
    }

    static int markers(String type) throws CoreException {
        return root().findMarkers(type, true, IResource.DEPTH_INFINITE).length;
    }

    static IContainer root() {
        return ResourcesPlugin.getWorkspace().getRoot();
    }

    /** Until all changes have been announced, planted and told. */
    void settle() throws Exception {
        GuestFixture.settle(() -> "all to be planted and told; " + progress(), bridge, () -> session.debugRegisters().join());
    }

    /**
     * As {@link #settle}, when all breakpoints have been removed at once: as long as there are fewer and fewer left, a
     * machine that is slow has lost none.
     */
    void settleRemoved() throws Exception {
        for (int left = bridge.remembered(); left > 0; left = bridge.remembered()) {
            int before = left;
            GuestFixture.await(() -> "less to be remembered than " + before + "; " + progress(),
                    () -> bridge.remembered() < before);
        }
        settle();
    }

    /** What is yet to be done, for the message of a wait that was in vain. */
    private String progress() {
        return String.format("the bridge has %s and remembers %d; busy jobs: %s; breakpoints: %d; session: %s",
                bridge.settled().isDone() ? "settled" : "not settled", bridge.remembered(),
                List.of(Job.getJobManager().find(null)), GuestFixture.manager().getBreakpoints().length,
                session.debugRegisters().isDone() ? "answers" : "does not answer at once");
    }
}
