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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lguest.debug.core.LguestStatus;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.Answer;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.DebugRegisterTable;
import org.lguest.hypervisor.session.FrameScope;
import org.lguest.hypervisor.session.GuestEnd;

/** Watches of physical memory, of variables of a frame, and of one guest alone. */
class BoundWatchpointTest {

    private static final FrameScope SCOPE = new FrameScope(0xc0101234, 0xc0200000);

    private GuestFixture guest;

    @AfterEach
    void close() throws Exception {
        guest.close();
    }

    private static IResource root() {
        return ResourcesPlugin.getWorkspace().getRoot();
    }

    private List<DebugRegisterRequest> asked() {
        return ((Answer.Given<DebugRegisterTable>) guest.session.debugRegisters().join()).value().banks().stream()
                .flatMap(bank -> bank.uses().stream()).flatMap(Optional::stream).map(use -> use.planted().request())
                .toList();
    }

    @Test
    void aPhysicalAddressIsAskedForAsOneAndOnlyANumberIsOne() throws Exception {
        guest = GuestFixture.running();
        GuestWatchpoint watchpoint = new GuestWatchpoint(root(), "0x101000", 8, false, true);
        watchpoint.setPhysical(true);
        guest.add(watchpoint);
        guest.awaitArmed("WRITE 00101000/4", "WRITE 00101004/4");
        assertTrue(asked().stream().allMatch(request -> request.space() == AddressSpace.PHYSICAL));
        watchpoint.setPhysical(false);
        GuestFixture.await("a linear address to be asked for", () -> {
            ResourcesPlugin.getWorkspace().checkpoint(false);
            return asked().size() == 2 && asked().stream().allMatch(request -> request.space() == AddressSpace.VIRTUAL);
        });
        watchpoint.setPhysical(true);
        watchpoint.watch("takings", 4, false, true);
        guest.awaitArmed();
        assertEquals(LguestStatus.ADDRESS_MALFORMED.code(), watchpoint.installations().refusal().orElseThrow().getCode());
    }

    @Test
    void aWatchOfALocalGoesWithItsFrameAndSaysSo() throws Exception {
        guest = GuestFixture.running();
        GuestWatchpoint watchpoint = guest.add(GuestWatchpoint.bound(root(), "0xc01ffff0", 8, guest.target.guest(), "amount",
                Optional.of(SCOPE)));
        guest.awaitArmed("WRITE c01ffff0/4", "WRITE c01ffff4/4");
        assertTrue(asked().stream().allMatch(request -> request.frame().equals(Optional.of(SCOPE))));
        assertFalse(watchpoint.isPersisted());
        assertEquals("amount", watchpoint.name());
        guest.session.leaveFrames();
        GuestFixture.await("the watchpoint to be removed", () -> GuestFixture.manager().getBreakpoints().length == 0);
        guest.settle();
        String told = guest.process.getStreamsProxy().getErrorStreamMonitor().getContents();
        assertEquals("The watch on amount has ended: the frame that it was in has been left.", told.strip());
    }

    @Test
    void whatIsBoundToAGuestGoesWithIt() throws Exception {
        guest = GuestFixture.running();
        guest.add(GuestWatchpoint.bound(root(), "0xc01ffff0", 4, guest.target.guest(), "amount", Optional.empty()));
        guest.awaitArmed("WRITE c01ffff0/4");
        guest.session.end(GuestEnd.Kind.POWERED_OFF, "");
        GuestFixture.await("the watchpoint to be removed", () -> GuestFixture.manager().getBreakpoints().length == 0);
    }

    @Test
    void whatIsBoundToAnotherGuestIsNotForThisOne() throws Exception {
        guest = GuestFixture.running();
        IBreakpoint other = guest.add(GuestWatchpoint.bound(root(), "0xc01ffff0", 4, new DebuggedGuest("first"), "amount",
                Optional.empty()));
        guest.awaitArmed();
        assertTrue(((GuestBreakpoint) other).installations().states().isEmpty());
    }
}
