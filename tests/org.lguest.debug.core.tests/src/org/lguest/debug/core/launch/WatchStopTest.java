/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.breakpoints.BreakpointState.Slot;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.core.model.AccessMarker;
import org.lguest.debug.core.model.DataAccess;
import org.lguest.debug.core.model.DataAccess.Change;
import org.lguest.debug.core.model.Suspension;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.dwarf.Function;

/** What a stop at a watchpoint says of the access: what was there, what is there now, and who did it. */
class WatchStopTest {

    private static final int RING_UP = 115;
    private static final int ADDS = 116;

    @RegisterExtension
    private final LiveGuest guest = new LiveGuest();

    @Test
    void aWriteIsToldWithTheValueBeforeAndAfterAndTheLineThatDidIt() throws Exception {
        guest.debugTo(RING_UP);
        int before = guest.dword("takings");
        GuestWatchpoint watchpoint = resumeToAccess(false, true);

        Suspension why = guest.thread().suspension().orElseThrow();
        assertEquals(List.<IBreakpoint>of(watchpoint), why.breakpoints());
        assertEquals(1, why.accesses().size());
        DataAccess access = why.accesses().getFirst();
        assertEquals("takings", access.what());
        assertEquals(Optional.of(new Change(before, guest.dword("takings"))), access.change());
        assertEquals(Optional.of("ring_up"), access.function().map(Function::name));
        assertEquals(Optional.of(ADDS), access.line().map(line -> line.line()));
        assertEquals(Optional.of(new Slot(1, 0)), access.register());
    }

    @Test
    void aReadIsToldWithoutAChange() throws Exception {
        guest.debugTo(RING_UP);
        resumeToAccess(true, false);

        DataAccess access = guest.thread().suspension().orElseThrow().accesses().getFirst();
        assertEquals(Optional.empty(), access.change());
        assertEquals(Optional.of(ADDS), access.line().map(line -> line.line()));
    }

    @Test
    void theLineThatDidItIsMarkedUntilTheGuestGoesOn() throws Exception {
        guest.debugTo(RING_UP);
        GuestWatchpoint watchpoint = resumeToAccess(false, true);
        GuestFixture.await("the mark", () -> marks().equals(List.of(ADDS + " takings: 0 \u2192 12")));

        watchpoint.setEnabled(false);
        GuestFixture.await("the watchpoint to be freed", () -> !watchpoint.isInstalled());
        guest.thread().resume();
        GuestFixture.await("the mark to go", () -> marks().isEmpty());
    }

    @Test
    void theMarkGoesWithTheGuest() throws Exception {
        guest.debugTo(RING_UP);
        resumeToAccess(true, false);
        GuestFixture.await("the mark", () -> marks().equals(List.of(ADDS + " takings: read")));
        guest.target().terminate();
        guest.events.await("process TERMINATE");
        GuestFixture.await("the mark to go", () -> marks().isEmpty());
    }

    /** Lines and messages of the marks at the source. */
    private List<String> marks() {
        try {
            return Arrays.stream(guest.shop.source.findMarkers(AccessMarker.TYPE, true, IResource.DEPTH_ZERO))
                    .map(mark -> mark.getAttribute(IMarker.LINE_NUMBER, 0) + " " + mark.getAttribute(IMarker.MESSAGE, ""))
                    .toList();
        } catch (CoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private GuestWatchpoint resumeToAccess(boolean read, boolean write) throws Exception {
        GuestWatchpoint watchpoint = guest.shop.add(new GuestWatchpoint(guest.shop.source, "takings", 0, read, write));
        GuestFixture.await("the watchpoint to be planted", watchpoint::isInstalled);
        guest.thread().resume();
        guest.events.await("thread SUSPEND BREAKPOINT");
        return watchpoint;
    }

    @Test
    void aStopAtALineTellsOfNoData() throws Exception {
        guest.debugTo(RING_UP);
        assertEquals(List.of(), guest.thread().suspension().orElseThrow().accesses());
    }
}
