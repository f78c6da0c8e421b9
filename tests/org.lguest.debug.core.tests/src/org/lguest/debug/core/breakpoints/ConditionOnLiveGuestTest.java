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
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.lguest.debug.core.breakpoints.SessionEvents.given;
import static org.lguest.debug.fixture.GuestProject.SALE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.lguest.debug.core.breakpoints.BreakpointRequest.Place;
import org.lguest.debug.fixture.GuestProject;
import org.lguest.dwarf.ProgramImage;
import org.lguest.hypervisor.launcher.GuestConfiguration;
import org.lguest.hypervisor.launcher.Launcher;
import org.lguest.hypervisor.session.AddressSpace;
import org.lguest.hypervisor.session.DebugRegisterRequest;
import org.lguest.hypervisor.session.GuestSession;
import org.lguest.hypervisor.session.Hit;
import org.lguest.hypervisor.session.Stop;
import org.lguest.hypervisor.session.StopReason;

/** Conditions in C, with globals, arguments and pointers, asked by the emulated machine. */
class ConditionOnLiveGuestTest {

    private final SessionEvents events = new SessionEvents();

    /**
     * Runs the sample guest to a condition at the line of a sale, where takings is this. @return the hit; empty if none
     */
    private Optional<Hit> run(String condition, int takings) throws Exception {
        return run(condition, "", takings);
    }

    private Optional<Hit> run(String condition, String print, int takings) throws Exception {
        try (ProgramImage image = ProgramImage.open(GuestProject.firstImage())) {
            Place place = new Place.Line("first/first.c", SALE);
            List<DebugRegisterRequest> requests = new ImageResolver(image)
                    .resolve(new BreakpointRequest(place, false, 0, condition, print, "sale"));
            GuestSession session = Launcher.launch(GuestConfiguration.of(GuestProject.firstImage(), 16, ""), events);
            events.next();
            for (DebugRegisterRequest request : requests) {
                given(session.plant(request));
            }
            given(session.resume());
            if (!(events.next() instanceof Stop stop)) {
                return Optional.empty();
            }
            byte[] bytes = given(session.readMemory(AddressSpace.VIRTUAL, image.symbol("takings").orElseThrow().address(), 4))
                    .bytes();
            assertEquals(takings, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt());
            given(session.terminate());
            events.next();
            return Optional.of(assertInstanceOf(StopReason.DebugRegisters.class, stop.reason()).hits().getFirst());
        }
    }

    @Test
    void aGlobalVariableIsAskedFor() throws Exception {
        assertEquals(1, run("takings == 12", 12).orElseThrow().number());
    }

    @Test
    void anArgumentIsAskedFor() throws Exception {
        assertEquals(1, run("amount == 12 && takings < 12", 0).orElseThrow().number());
    }

    @Test
    void whatHasNoValueStopsOnceAndSaysWhy() throws Exception {
        assertEquals(true, run("*(int *)16 == 3", 0).orElseThrow().fault().isPresent());
        assertEquals(true, run("amount / takings > 0", 0).orElseThrow().fault().isPresent());
    }

    @Test
    void whatNeverHoldsNeverStops() throws Exception {
        assertEquals(Optional.empty(), run("takings < 0 && takings > 0", 0));
    }

    @Test
    void whatIsToBePrintedIsPrintedAndTheGuestGoesOn() throws Exception {
        assertEquals(Optional.empty(), run("pieces > 0", "\"%s|%d pieces, %d taken\\n\", article->name, pieces, takings", 0));
        String[] lines = events.printed().split("\n");
        assertEquals(true, lines.length > 3, events.printed());
        assertEquals(true, lines[0].matches("[A-Za-z ]+\\|\\d+ pieces, 0 taken"), lines[0]);
        assertEquals(true, lines[1].matches("[A-Za-z ]+\\|\\d+ pieces, [1-9]\\d* taken"), lines[1]);
    }
}
