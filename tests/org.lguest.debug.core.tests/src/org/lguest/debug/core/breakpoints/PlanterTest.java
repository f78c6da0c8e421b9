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
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Place;
import org.lguest.debug.fixture.GuestFixture;

/** What a reader says is planted, unless the breakpoint has gone while it was read. */
class PlanterTest {

    /** What happens to the marker while it is read: after the place, and before the condition. */
    private interface Interruption {

        void of(GuestLineBreakpoint breakpoint) throws CoreException;
    }

    private record InterruptedReader(Interruption interruption) implements BreakpointReader {

        @Override
        public BreakpointRequest read(IBreakpoint breakpoint) throws CoreException {
            GuestLineBreakpoint line = (GuestLineBreakpoint) breakpoint;
            Place place = GuestBreakpointReader.place(line);
            interruption.of(line);
            return new BreakpointRequest(place, false, 0, line.condition(), "", "a line");
        }

        @Override
        public void told(IBreakpoint breakpoint, DebuggedGuest guest, Optional<BreakpointState> state) {
            throw new AssertionError("told by the bridge alone");
        }
    }

    private final List<Optional<BreakpointState>> told = new ArrayList<>();
    private GuestFixture guest;

    @BeforeEach
    void run() throws Exception {
        guest = GuestFixture.running();
    }

    @AfterEach
    void close() throws Exception {
        guest.close();
    }

    @Test
    void whatIsReadIsPlanted() throws Exception {
        apply(breakpoint -> { });
        assertEquals(List.of("EXECUTE " + Integer.toHexString(guest.addressOf(SALE)) + "/1"), guest.session.armed());
    }

    /** Else it would seem to have no condition, and stop the guest. */
    @Test
    void aMarkerThatIsDeletedWhileItIsReadIsNotPlanted() throws Exception {
        apply(GuestLineBreakpoint::delete);
        assertEquals(List.of("resume"), guest.session.requests());
        assertEquals(List.of(), told);
    }

    @Test
    void oneThatIsDisabledWhileItIsReadIsNotPlanted() throws Exception {
        apply(breakpoint -> breakpoint.setEnabled(false));
        assertEquals(List.of("resume"), guest.session.requests());
        assertEquals(List.of(), told);
    }

    /** Nobody wants to know what is wrong with a breakpoint that is no more. */
    @Test
    void whatFailsSinceTheMarkerIsGoneIsNotTold() throws Exception {
        apply(breakpoint -> {
            breakpoint.delete();
            throw LguestStatus.PLACE_MISSING.exception();
        });
        assertEquals(List.of(), told);
    }

    @Test
    void whatFailsElseIsTold() throws Exception {
        apply(breakpoint -> {
            throw LguestStatus.PLACE_MISSING.exception();
        });
        BreakpointState.Refused refused = (BreakpointState.Refused) told.getLast().orElseThrow();
        assertEquals(LguestStatus.PLACE_MISSING.code(), refused.why().getCode());
    }

    /** Registered nowhere, so that the guest's own bridge does not know of it. */
    private void apply(Interruption interruption) throws Exception {
        OperationQueue operations = new OperationQueue(Runnable::run);
        InstallationTable table = new InstallationTable();
        Planter planter = new Planter(table, new ImageResolver(guest.image), GuestFixture.manager(), operations,
                Runnable::run, () -> { });
        GuestLineBreakpoint breakpoint = new GuestLineBreakpoint(guest.source, SALE);
        breakpoint.setCondition("takings > 1000000");
        Installation installation = new Installation(breakpoint, new InterruptedReader(interruption), guest.session,
                table, new DisplacedRegisters(), (which, state) -> told.add(state));
        table.add(installation, operations.new Repeated(OperationQueue::done));
        planter.apply(installation).get(1, TimeUnit.MINUTES);
    }
}
