/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.util.Arrays;
import java.util.List;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IStackFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.fixture.GuestProject;

/** Frames of a guest that stands in {@code ring_up}, called by {@code sell}, called at boot. */
class FramesTest {

    private GuestFixture guest;

    @BeforeEach
    void stopInRingUp() throws Exception {
        guest = RingUp.stopped();
    }

    @AfterEach
    void cleanUp() throws Exception {
        guest.close();
    }

    @Test
    void framesFollowTheChainOfFramePointers() throws Exception {
        assertEquals(List.of("ring_up", "sell"), names());
        assertEquals(SALE, guest.thread().getTopStackFrame().getLineNumber());
        assertEquals(GuestProject.line("return ring_up("), guest.thread().getStackFrames()[1].getLineNumber());
    }

    @Test
    void atTheEntryOfAFunctionItsCallerIsNotForgotten() throws Exception {
        guest.session.register("eip", guest.addressOf("remember")).register("esp", RingUp.STACK - 4)
                .memory(RingUp.STACK - 4, guest.addressOf(SALE + 3));
        step();
        guest.session.register("eip", guest.addressOf("remember") - 1);
        step();
        assertEquals(List.of("remember", "ring_up", "sell"), names());
    }

    @Test
    void framesStayTheSameObjectsAcrossSteps() throws Exception {
        IStackFrame[] before = guest.thread().getStackFrames();
        step();
        IStackFrame[] after = guest.thread().getStackFrames();
        assertArrayEquals(before, after);
        assertSame(before[0], after[0]);
    }

    @Test
    void aCallAddsAFrameAndLeavesTheCallers() throws Exception {
        IStackFrame[] before = guest.thread().getStackFrames();
        guest.session.register("eip", guest.addressOf("remember") - 1).register("esp", RingUp.STACK - 4)
                .memory(RingUp.STACK - 4, guest.addressOf(SALE + 3));
        step();
        IStackFrame[] after = guest.thread().getStackFrames();
        assertEquals(3, after.length);
        assertNotSame(before[0], after[0]);
        assertSame(before[0], after[1]);
        assertSame(before[1], after[2]);
    }

    @Test
    void aStackThatLeadsInACircleEnds() throws Exception {
        guest.session.memory(RingUp.STACK, RingUp.STACK);
        step();
        assertTrue(guest.thread().getStackFrames().length <= Landing.MAXIMUM_FRAMES);
        assertEquals(2, guest.thread().getStackFrames().length);
    }

    @Test
    void anUnmappedStackShowsTheInnermostFrame() throws Exception {
        guest.session.register("ebp", 0x13579bdc);
        step();
        assertEquals(List.of("ring_up"), names());
    }

    private void step() throws Exception {
        RingUp.step(guest);
    }

    private List<String> names() throws DebugException {
        return Arrays.stream(guest.thread().getStackFrames()).map(frame -> ((GuestStackFrame) frame).function()
                .orElseThrow().name()).toList();
    }
}
