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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;
import static org.lguest.debug.fixture.GuestProject.line;

import java.util.List;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lguest.debug.core.breakpoints.GuestLineBreakpoint;
import org.lguest.debug.core.model.GuestStackFrame;
import org.lguest.debug.fixture.GuestFixture;

/** Steps by source line and by instruction, in a guest that really runs: where they lead, and what is told of them. */
class StepTest {

    @RegisterExtension
    private final LiveGuest guest = new LiveGuest();

    @Test
    void overGoesToTheNextLineAndRunsCallsThrough() throws Exception {
        guest.debugTo(SALE);
        assertEquals("ring_up: article->in_stock -= pieces;", over());
        assertEquals("ring_up: remember(amount);", over());
        assertEquals("ring_up: write_down(article, pieces, amount);", over());
        assertEquals("ring_up: return amount;", over());
    }

    @Test
    void intoGoesIntoWhatIsCalledPastItsPrologue() throws Exception {
        guest.debugTo(line("remember(amount);"));
        assertEquals("remember: last_amounts[next_amount] = amount;", into());
        assertEquals("ring_up: remember(amount);", guest.frames(2).getLast());
        assertEquals("remember: next_amount = next_amount + 1;", into());
    }

    @Test
    void intoFollowsAFunctionPointer() throws Exception {
        guest.debugTo(line("int amount = article->tariff"));
        assertEquals("regular: return full_price;", into());
    }

    @Test
    void theEndOfAFunctionLeadsToTheNextLineOfItsCaller() throws Exception {
        guest.debugTo(line("next_amount = next_amount + 1;"));
        assertEquals("remember: if (next_amount > LAST_AMOUNTS) {", over());
        assertEquals("remember: }", overTo("remember: }"));
        assertEquals("ring_up: write_down(article, pieces, amount);", over());
    }

    @Test
    void whatIsLeftOfALineIsRunThroughWhenACallReturns() throws Exception {
        guest.debugTo(line("return full_price;"));
        assertEquals("regular: }", into());
        assertEquals("ring_up: takings = takings + amount;", into());
    }

    @Test
    void returnRunsToTheCaller() throws Exception {
        guest.debugTo(line("next_amount = next_amount + 1;"));
        GuestStackFrame caller = guest.frame(1);
        int callAddress = caller.address();
        guest.thread().stepReturn();
        assertStepped("STEP_RETURN");
        assertSame(caller, guest.thread().getTopStackFrame());
        assertEquals(callAddress, caller.address());
    }

    @Test
    void overAndReturnHoldTheirDepthInARecursion() throws Exception {
        guest.debugTo(line("return sale->amount + total_of(sale->earlier);"));
        int depth = guest.thread().getStackFrames().length;
        assertEquals("total_of: if (sale == NULL) {", into());
        assertEquals(depth + 1, guest.thread().getStackFrames().length);
        assertEquals("total_of: return sale->amount + total_of(sale->earlier);", over());
        assertEquals("total_of: }", over());
        assertEquals(depth + 1, guest.thread().getStackFrames().length);
        guest.thread().stepReturn();
        assertStepped("STEP_RETURN");
        assertEquals(depth, guest.thread().getStackFrames().length);
        assertEquals("total_of", guest.frame(0).getName());
    }

    @Test
    void aBreakpointOnTheWayStopsThere() throws Exception {
        guest.debugTo(line("sell((uint32_t) deliveries"));
        IBreakpoint breakpoint = plant(SALE);
        guest.thread().stepOver();
        guest.events.assertAre("thread RESUME STEP_OVER", "thread SUSPEND BREAKPOINT");
        assertArrayEquals(new IBreakpoint[] {breakpoint}, guest.thread().getBreakpoints());
        assertEquals("ring_up: takings = takings + amount;", guest.place());
        guest.events.forget();
        guest.thread().stepReturn();
        assertStepped("STEP_RETURN");
        assertEquals("sell", guest.frame(0).getName());
    }

    @Test
    void aStepThatEndsAtABreakpointIsAHit() throws Exception {
        guest.debugTo(SALE);
        IBreakpoint breakpoint = plant(line("article->in_stock -= pieces;"));
        guest.thread().stepOver();
        guest.events.assertAre("thread RESUME STEP_OVER", "thread SUSPEND BREAKPOINT");
        assertArrayEquals(new IBreakpoint[] {breakpoint}, guest.thread().getBreakpoints());
    }

    @Test
    void aStepOfACallerRunsBackToItFirst() throws Exception {
        guest.debugTo(line("next_amount = next_amount + 1;"));
        GuestStackFrame sell = guest.frame(2);
        assertEquals("sell", sell.getName());
        assertFalse(sell.canStepInto());
        assertThrows(DebugException.class, sell::stepInto);
        sell.stepOver();
        assertStepped("STEP_OVER");
        assertEquals("sell: }", guest.place());
        assertSame(sell, guest.frame(0));
    }

    @Test
    void framesAreEqualAcrossSteps() throws Exception {
        guest.debugTo(SALE);
        IStackFrame[] before = guest.thread().getStackFrames();
        over();
        assertArrayEquals(before, guest.thread().getStackFrames());
        over();
        into();
        IStackFrame[] inside = guest.thread().getStackFrames();
        assertEquals(before.length + 1, inside.length);
        assertSame(before[0], inside[1]);
    }

    @Test
    void instructionSteppingTakesOneInstruction() throws Exception {
        guest.debugTo(SALE);
        guest.target().setInstructionStepping(true);
        int address = guest.frame(0).address();
        into();
        int next = guest.frame(0).address();
        assertTrue(next > address && next - address < 16, () -> Integer.toHexString(next));
        assertEquals("ring_up: takings = takings + amount;", guest.place());
    }

    @Test
    void instructionSteppingRunsACallThroughOrStopsAtItsEntry() throws Exception {
        guest.debugTo(line("remember(amount);"));
        guest.target().setInstructionStepping(true);
        int steps = 0;
        while (guest.frame(0).getName().equals("ring_up")) {
            into();
            assertTrue(++steps < 10, "the call is among the next ten instructions");
        }
        GuestStackFrame entry = guest.frame(0);
        assertEquals("remember", entry.getName());
        assertEquals(entry.function().orElseThrow().lowPc(), entry.address());
        guest.thread().stepReturn();
        assertStepped("STEP_RETURN");
        while (guest.frame(0).getLineNumber() != line("return amount;")) {
            over();
            assertEquals("ring_up", guest.frame(0).getName());
        }
    }

    /** Where ebp is the caller's still, or again, in the midst of the prologue and of the epilogue. */
    @Test
    void theStackIsRightAtEachInstructionOfAFunction() throws Exception {
        guest.debugTo(line("remember(amount);"));
        List<String> callers = guest.frames(4);
        guest.target().setInstructionStepping(true);
        while (guest.frame(0).getName().equals("ring_up")) {
            into();
        }
        int instructions = 0;
        while (guest.frame(0).getName().equals("remember")) {
            assertEquals(callers, guest.frames(5).subList(1, 5), guest::where);
            assertTrue(guest.frame(1).isCertain(), "by the compiler's own account");
            into();
            instructions++;
        }
        assertTrue(instructions > 5, instructions + " instructions");
    }

    @Test
    void theOutermostFrameHasNowhereToReturnTo() throws Exception {
        guest.debugTo(SALE);
        IStackFrame[] frames = guest.thread().getStackFrames();
        assertTrue(guest.thread().canStepReturn());
        assertFalse(frames[frames.length - 1].canStepReturn());
        assertThrows(DebugException.class, frames[frames.length - 1]::stepReturn);
    }

    @Test
    void aStepThatTheGuestDoesNotComeBackFromEndsWithIt() throws Exception {
        guest.debugTo(line("print(\"There are %d ways to pay"));
        guest.thread().stepReturn();
        guest.events.await("thread SUSPEND STEP_END");
        guest.events.forget();
        GuestFixture.await("the way out", () -> guest.thread().canStepOver());
        guest.thread().stepReturn();
        guest.events.await("thread SUSPEND STEP_END");
        guest.events.forget();
        guest.thread().stepOver();
        guest.events.await("process TERMINATE");
        guest.events.assertAre("thread RESUME STEP_OVER", "thread TERMINATE", "target TERMINATE", "process TERMINATE");
    }

    @Test
    void aStepCanBeSuspended() throws Exception {
        guest.debugToSpinning();
        guest.thread().stepReturn();
        guest.events.await("thread RESUME STEP_RETURN");
        assertTrue(guest.thread().isStepping());
        assertFalse(guest.thread().canStepOver());
        guest.thread().suspend();
        guest.events.assertAre("thread RESUME STEP_RETURN", "thread SUSPEND CLIENT_REQUEST");
        assertFalse(guest.thread().isStepping());
    }

    private IBreakpoint plant(int line) throws Exception {
        GuestLineBreakpoint breakpoint = guest.shop.add(new GuestLineBreakpoint(guest.shop.source, line));
        GuestFixture.await("the breakpoint to be planted", breakpoint::isInstalled);
        return breakpoint;
    }

    private String over() throws Exception {
        guest.thread().stepOver();
        assertStepped("STEP_OVER");
        return guest.place();
    }

    /** Over as many lines as it takes, which are few. */
    private String overTo(String place) throws Exception {
        for (int steps = 0; steps < 5 && !guest.place().equals(place); steps++) {
            over();
        }
        return guest.place();
    }

    private String into() throws Exception {
        IStep thread = guest.thread();
        thread.stepInto();
        assertStepped("STEP_INTO");
        return guest.place();
    }

    private void assertStepped(String detail) throws Exception {
        guest.events.assertAre("thread RESUME " + detail, "thread SUSPEND STEP_END");
        guest.events.forget();
    }
}
