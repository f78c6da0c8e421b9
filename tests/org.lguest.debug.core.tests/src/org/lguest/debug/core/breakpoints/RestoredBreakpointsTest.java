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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.fixture.GuestProject;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.Condition;
import org.lguest.hypervisor.session.DebugRegisterTable;
import org.lguest.hypervisor.session.predicate.PrintProgram;

/**
 * Breakpoints come back from the workspace's files: closing a project writes its markers there, and opening it makes
 * breakpoints of them, by the same reader of markers that a workbench has when it starts.
 */
class RestoredBreakpointsTest {

    private GuestFixture guest;

    @AfterEach
    void close() throws Exception {
        guest.close();
    }

    @Test
    void everyKindComesBackWithAllItsAttributesAndIsPlantedAsBefore() throws Exception {
        guest = new GuestFixture(64);
        List<GuestBreakpoint> all = addOneOfEach();
        guest.run();
        guest.settle();
        List<String> attributes = attributes();
        List<String> asked = asked();
        // One is disabled, and one takes two registers.
        assertEquals(all.size(), asked.size());

        guest.project.close(null);
        ResourcesPlugin.getWorkspace().save(true, null);
        guest.awaitArmed();
        assertEquals(List.of(), guest.session.wantedEvents());
        await("all to go", () -> all.stream().noneMatch(each -> registered().contains(each)));

        guest.project.open(null);
        await("all to come back", () -> registered().size() == all.size());
        await("all to be planted again", () -> asked().equals(asked));
        guest.settle();
        assertEquals(String.join("\n", attributes), String.join("\n", attributes()));
        assertEquals(asked, asked());
        for (IBreakpoint restored : GuestFixture.manager().getBreakpoints()) {
            assertFalse(all.contains(restored) && all.stream().anyMatch(old -> old == restored), "made anew");
            assertEquals(restored.isEnabled(), ((GuestBreakpoint) restored).isInstalled(), restored::toString);
        }
        for (GuestBreakpoint gone : all) {
            assertEquals(Map.of(), gone.installations().states(), "nothing is told of one that is gone");
        }
    }

    private static List<IBreakpoint> registered() {
        return List.of(GuestFixture.manager().getBreakpoints());
    }

    /** The breakpoint manager hears of projects and markers after a build. */
    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        GuestFixture.await(what, () -> {
            try {
                GuestProject.build();
            } catch (CoreException e) {
                throw new AssertionError(e);
            }
            return condition.getAsBoolean();
        });
    }

    private List<GuestBreakpoint> addOneOfEach() throws Exception {
        GuestWatchpoint physical = new GuestWatchpoint(guest.source, "0x101000", 8, true, true);
        physical.setPhysical(true);
        GuestLineBreakpoint line = new GuestLineBreakpoint(guest.source, SALE);
        GuestFunctionBreakpoint printing = new GuestFunctionBreakpoint(guest.source, "ring_up");
        GuestLineBreakpoint disabled = new GuestLineBreakpoint(guest.source, SALE + 1);
        GuestEventBreakpoint event = new GuestEventBreakpoint(guest.source,
                new EventFilter(EventKind.TRAP, Map.of(EventField.VECTOR, "#PF", EventField.ERROR_CODE, "0x2")));
        List<GuestBreakpoint> all = List.of(line, printing, disabled,
                new GuestAddressBreakpoint(guest.source, "0xc0101000"),
                new GuestWatchpoint(guest.source, "takings", 0, true, false), physical, event);
        for (GuestBreakpoint each : all) {
            guest.add(each);
        }
        line.setCondition("takings > 3 && amount != 7");
        line.setIgnoreCount(2);
        printing.setPrint("\"%d\\n\", takings");
        event.setIgnoreCount(4);
        disabled.setEnabled(false);
        return all;
    }

    private static List<String> attributes() throws Exception {
        List<String> all = new ArrayList<>();
        for (IBreakpoint each : GuestFixture.manager().getBreakpoints()) {
            all.add(each.getMarker().getType() + ' ' + new TreeMap<>(each.getMarker().getAttributes()));
        }
        return all.stream().sorted().toList();
    }

    /** All that the session has been asked for and has given, programs apart from whether there is one. */
    private List<String> asked() {
        DebugRegisterTable table = ((Answer.Given<DebugRegisterTable>) guest.session.debugRegisters().join()).value();
        Stream<String> registers = table.banks().stream().flatMap(bank -> bank.uses().stream())
                .flatMap(Optional::stream).map(use -> use.planted().request())
                .map(register -> register.kind() + " " + register.space() + ' ' + Integer.toHexString(register.address())
                        + '/' + register.length() + ' ' + register.label() + ' '
                        + programs(register.condition(), register.print()));
        Stream<String> events = guest.session.wantedEvents().stream().map(event -> event.event() + " " + event.label()
                + ' ' + programs(event.condition(), event.print()));
        return Stream.concat(registers, events).sorted().toList();
    }

    private static String programs(Condition condition, Optional<PrintProgram> print) {
        return "conditional " + (condition.predicate() != Condition.NONE.predicate()) + " ignoring "
                + condition.ignoreCount() + " printing " + print.isPresent();
    }
}
