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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
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

    private GuestThread stopAtTheSale() throws Exception {
        guest.debugTo(SALE);
        return guest.thread();
    }
}
