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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.debug.core.ILaunch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.breakpoints.GuestBreakpoint;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.breakpoints.GuestWatchpoint;
import org.lguest.debug.core.model.GuestDebugTarget;
import org.lguest.debug.core.model.GuestThread;
import org.lguest.debug.fixture.GuestFixture;

/** Two guests of one image at once: what is done to one is not done to the other. */
class SeveralGuestsTest {

    @RegisterExtension
    private final LiveGuest guest = new LiveGuest();

    @Test
    void eachIsSteppedForItself() throws Exception {
        GuestThread first = stopAtTheSale();
        GuestThread second = stopAtTheSale();
        guest.events.forget();
        second.stepOver();
        guest.events.assertAre("thread RESUME STEP_OVER", "thread SUSPEND STEP_END");
        assertEquals(SALE + 1, second.getTopStackFrame().getLineNumber());
        assertEquals(SALE, first.getTopStackFrame().getLineNumber());
        assertTrue(first.isSuspended());
    }

    @Test
    void eachHasMemoryAndVariablesOfItsOwn() throws Exception {
        GuestThread first = stopAtTheSale();
        GuestDebugTarget firstTarget = guest.target();
        stopAtTheSale();
        guest.events.forget();
        guest.frame(0).getVariables()[2].setValue("1000");
        guest.events.await("thread CHANGE CONTENT");
        assertEquals("1000", guest.frame(0).getVariables()[2].getValue().getValueString());
        assertEquals("12", first.getTopStackFrame().getVariables()[2].getValue().getValueString());
        guest.target().setInstructionStepping(true);
        assertFalse(firstTarget.isInstructionStepping());
    }

    @Test
    void oneIsDisconnectedAndTheOtherKeepsItsBreakpoints() throws Exception {
        GuestLineBreakpoint breakpoint = guest.shop.add(new GuestLineBreakpoint(guest.shop.source, SALE));
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        GuestThread first = guest.thread();
        guest.events.forget();
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        guest.target().disconnect();
        GuestFixture.await("the second guest's end", () -> guest.process().isTerminated());
        assertEquals(0, guest.process().getExitValue());
        assertTrue(breakpoint.isInstalled());
        guest.events.await("process TERMINATE");
        guest.events.forget();
        first.resume();
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertEquals(1, first.getBreakpoints().length);
    }

    @Test
    void oneThatIsLaunchedAfterAnEditHasTheNewLineAndTheOtherTheOld() throws Exception {
        GuestLineBreakpoint breakpoint = guest.shop.add(new GuestLineBreakpoint(guest.shop.source, SALE));
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        GuestThread first = guest.thread();
        breakpoint.getMarker().setAttribute(IMarker.LINE_NUMBER, SALE + 1);
        LiveGuest.awaitJobs();
        guest.events.forget();
        guest.debug();
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertEquals(SALE + 1, guest.thread().getTopStackFrame().getLineNumber());
        guest.events.forget();
        first.resume();
        guest.events.await("thread SUSPEND BREAKPOINT");
        assertEquals(SALE, first.getTopStackFrame().getLineNumber());
    }

    @Test
    void whatBothRefuseKeepsItsWarningUntilTheLastOfThemEnds() throws Exception {
        GuestWatchpoint unknown = guest.shop.add(new GuestWatchpoint(guest.shop.source, "no_such_thing", 0, false, true));
        stopAtTheSale();
        ILaunch first = guest.launch;
        stopAtTheSale();
        assertEquals(2, unknown.installations().states().size());
        assertEquals(1, warnings());
        first.terminate();
        GuestFixture.await("the end of the first guest", first::isTerminated);
        LiveGuest.awaitJobs();
        assertEquals(1, unknown.installations().states().size());
        assertEquals(1, warnings(), "the second refuses it still");
        guest.launch.terminate();
        GuestFixture.await("the end of the second guest", guest.launch::isTerminated);
        LiveGuest.awaitJobs();
        assertEquals(0, unknown.installations().states().size());
        assertEquals(0, warnings());
    }

    private int warnings() throws Exception {
        return guest.shop.source.findMarkers(GuestBreakpoint.PROBLEM_MARKER, false, IResource.DEPTH_ZERO).length;
    }

    private GuestThread stopAtTheSale() throws Exception {
        guest.debugTo(SALE);
        return guest.thread();
    }
}
