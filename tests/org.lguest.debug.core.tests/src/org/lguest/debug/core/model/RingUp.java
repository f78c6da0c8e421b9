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

import static org.lguest.debug.fixture.GuestProject.SALE;

import org.lguest.debug.fixture.GuestFixture;
import org.lguest.debug.fixture.GuestProject;

/** The sample guest as it stands in {@code ring_up}, called by {@code sell}, called at boot. */
final class RingUp {

    /** What ebp holds. */
    static final int STACK = 0xc0113f00;

    private RingUp() {
    }

    /** Suspended there; a step is one instruction. */
    static GuestFixture stopped() throws Exception {
        GuestFixture guest = GuestFixture.running();
        stand(guest);
        guest.thread().suspend();
        guest.events.await("thread SUSPEND CLIENT_REQUEST");
        guest.target.setInstructionStepping(true);
        return guest;
    }

    /** Gives the registers and the stack what they hold there. */
    static void stand(GuestFixture guest) {
        int callOfRingUp = guest.addressOf(GuestProject.line("return ring_up(")) + 0x14;
        for (int address = STACK - 256; address < STACK + 256; address += 4) {
            guest.session.memory(address, 0);
        }
        // sell's frame is the outermost that leads to a function of the image.
        guest.session.register("eip", guest.addressOf(SALE)).register("ebp", STACK).register("esp", STACK - 16)
                .register("eflags", 0x3246)
                .memory(guest.addressOf(SALE), 0x90909090)
                .memory(STACK, STACK + 32).memory(STACK + 4, callOfRingUp + 5);
    }

    /** One instruction, whose events are forgotten. */
    static void step(GuestFixture guest) throws Exception {
        guest.thread().stepInto();
        guest.events.await("thread SUSPEND STEP_END");
        guest.events.forget();
    }
}
