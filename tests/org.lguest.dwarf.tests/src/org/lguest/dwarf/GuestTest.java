/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.lguest.dwarf.elf.Symbol;

/** The sample guest's story, as a debugger will ask for it. */
class GuestTest {
    private final ProgramImage guest = Programs.image("guest/first");

    @Test
    void theWatchpointOfTheStoryHasItsPlace() throws Exception {
        Symbol takings = guest.symbol("takings").orElseThrow();
        assertEquals(new DataLocation(takings.address(), 4, "int"), guest.resolve("takings"));
        assertTrue(Integer.compareUnsigned(takings.address(), 0xC0000000) > 0);
    }

    @Test
    void theWritePastTheEndOfTheArrayIsRefusedAsAnIndexButReachedByACast() throws Exception {
        DataLocation amounts = guest.resolve("last_amounts");
        assertEquals(amounts.address() + amounts.size(), guest.resolve("((int *)&last_amounts)[8]").address());
    }

    @Test
    void eachFunctionStopsAfterItsPrologueInItsOwnSource() {
        Function ringUp = guest.function("ring_up").orElseThrow();
        SourceLine line = guest.lineOf(guest.afterPrologue(ringUp)).orElseThrow();
        assertEquals("first.c", line.file().name());
        assertTrue(line.line() > ringUp.declaration().orElseThrow().line());
        List<CodeAddress> again = guest.addressesOf(line.file().fullPath(), line.line());
        assertEquals(List.of(new CodeAddress(line.low(), "ring_up")), again);
    }

    @Test
    void nothingOfItIsUnreadable() {
        assertEquals(List.of(), guest.defects());
        assertTrue(guest.sourceFiles().stream().anyMatch(f -> f.name().equals("boot.c")));
    }
}
