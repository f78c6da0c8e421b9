/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.cdt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.hypervisor.session.GuestEnd;

/** Files, projects and breakpoints that go while a guest has them in its debug registers. */
class VanishingWorkspaceTest {

    private static final int NO_CODE = 100_000;

    private GuestFixture guest;

    @BeforeEach
    void runGuest() throws Exception {
        guest = GuestFixture.running();
    }

    @AfterEach
    void cleanUp() throws Exception {
        guest.close();
        assertEquals(List.of(), CdtFixture.problems());
    }

    @Test
    void aDeletedFileTakesItsBreakpointsAlong() throws Exception {
        CdtFixture.line(guest.source, SALE);
        CdtFixture.line(guest.source, NO_CODE);
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        guest.source.delete(true, null);
        guest.awaitArmed();
        assertEquals(List.of(), CdtFixture.problems());
    }

    @Test
    void aFileThatIsGoneFromTheDiskKeepsItsBreakpointsUntilTheWorkspaceNotices() throws Exception {
        CdtFixture.line(guest.source, SALE);
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        assertTrue(guest.source.getLocation().toFile().delete());
        CdtFixture.line(guest.source, SALE + 2);
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)), Expected.execute(guest.addressOf(SALE + 2)));
        guest.project.refreshLocal(IResource.DEPTH_INFINITE, null);
        guest.awaitArmed();
    }

    @Test
    void aProjectDeletedAtAStopLeavesTheStopAndFreesTheRegister() throws Exception {
        IBreakpoint breakpoint = CdtFixture.line(guest.source, SALE);
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        guest.session.hit(guest.addressOf(SALE));
        guest.events.await("thread SUSPEND BREAKPOINT");
        guest.project.delete(true, true, null);
        guest.awaitArmed();
        assertArrayEquals(new IBreakpoint[] {breakpoint}, guest.thread().getBreakpoints());
        guest.thread().resume();
        guest.events.await("thread RESUME CLIENT_REQUEST");
    }

    @Test
    void aWarningGoesWithItsProjectAndComesBackWithIt() throws Exception {
        CdtFixture.line(guest.source, NO_CODE);
        guest.awaitArmed();
        assertEquals(1, CdtFixture.problems().size());
        guest.project.close(null);
        guest.awaitArmed();
        assertEquals(List.of(), CdtFixture.problems());
        guest.project.open(null);
        guest.awaitArmed();
        assertEquals(1, CdtFixture.problems().size());
    }

    @Test
    void aGuestThatEndsWhileItsProjectIsClosedLeavesNothingBehind() throws Exception {
        IBreakpoint planted = CdtFixture.line(guest.source, SALE);
        CdtFixture.line(guest.source, NO_CODE);
        guest.awaitArmed(Expected.execute(guest.addressOf(SALE)));
        guest.project.close(null);
        guest.session.end(GuestEnd.Kind.POWERED_OFF, "");
        guest.settle();
        assertFalse(CdtFixture.isTicked(planted));
        guest.project.open(null);
        guest.settle();
        assertEquals(List.of(), CdtFixture.problems());
    }

    /** Whatever the order in which changes, deletions, hits and displacements meet, all is balanced at the end. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void afterAStormOfChangesNothingIsLeft(long seed) throws Exception {
        Random random = new Random(seed);
        List<IBreakpoint> all = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            change(random, all);
        }
        if (seed % 2 == 0) {
            guest.session.end(GuestEnd.Kind.POWERED_OFF, "");
            guest.settle();
        } else {
            for (IBreakpoint breakpoint : all) {
                breakpoint.setEnabled(false);
            }
            guest.awaitArmed();
        }
        assertEquals(List.of(), CdtFixture.problems());
        for (IBreakpoint breakpoint : all) {
            assertFalse(CdtFixture.isTicked(breakpoint));
            assertEquals(0, breakpoint.getMarker().getAttribute(CdtFixture.PREFIX + "installCount", 0));
        }
    }

    private void change(Random random, List<IBreakpoint> all) throws CoreException {
        if (all.size() < 5 || random.nextInt(4) == 0) {
            int line = random.nextInt(8) == 0 ? NO_CODE : SALE - 1 + random.nextInt(4);
            all.add(random.nextBoolean() ? CdtFixture.line(guest.source, line)
                    : CdtFixture.watchpoint(guest.source, "takings", true, random.nextBoolean()));
            return;
        }
        IBreakpoint one = all.get(random.nextInt(all.size()));
        switch (random.nextInt(6)) {
            case 0 -> one.setEnabled(!one.isEnabled());
            case 1 -> one.getMarker().setAttribute(IMarker.LINE_NUMBER, SALE + random.nextInt(3));
            case 2 -> CdtFixture.set(one, "breakpointType", random.nextInt(6));
            case 3 -> GuestFixture.manager().setEnabled(!GuestFixture.manager().isEnabled());
            case 4 -> {
                all.remove(one);
                GuestFixture.manager().removeBreakpoint(one, true);
            }
            default -> {
                all.remove(one);
                one.getMarker().delete();
            }
        }
    }
}
