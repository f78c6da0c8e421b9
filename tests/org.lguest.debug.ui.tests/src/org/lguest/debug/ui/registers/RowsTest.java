/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.ui.registers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.lguest.debug.core.model.DebugRegisterSnapshot;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Bank;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Decoded;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Field;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Kind;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Owner;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Slot;
import org.lguest.debug.core.model.DebugRegisterSnapshot.Use;

/** Snapshots of debug registers, row by row, and what a row says has changed. */
class RowsTest {

    private static final int ADDRESS = 0xC010_0400;
    private static final Slot UNUSED = new Slot(0, Optional.empty(), Optional.empty(), Optional.empty());
    private static final Decoded STATUS = new Decoded(0xFFFF_0FF1, "B0", List.of(new Field("B0", 1),
            new Field("B1", 0)));
    private static final Decoded CONTROL = new Decoded(0x400, "nothing enabled", List.of(new Field("L0", 0)));

    @Test
    void aBankHasItsRegistersBelowItAndTheBitsBelowThem() {
        Row guest = rows(UNUSED).getFirst();
        assertEquals("Bank 0\tguest", guest.line());
        assertEquals(List.of("DR0\t0x00000000\toff", "DR1\t0x00000000\toff", "DR2\t0x00000000\toff",
                "DR3\t0x00000000\toff", "DR6\t0xffff0ff1\tB0", "DR7\t0x00000400\tnothing enabled"),
                lines(guest.children()));
        assertEquals(List.of("B0\t1", "B1\t0"), lines(guest.children().get(4).children()));
    }

    @Test
    void aRegisterOfTheDebuggersSaysWhoseItIsAndHowOftenItHit() {
        Row debugger = rows(slot(Kind.READ, 7)).get(1);
        assertEquals("Bank 1\tdebugger", debugger.line());
        assertEquals("DR0\t0xc0100400\ttakings+4\tread\t4\ttakings\t7", debugger.children().getFirst().line());
        assertEquals("DR1\t0x00000000\tfree", debugger.children().get(1).line());
    }

    @Test
    void aRegisterOfTheGuestsIsNotCounted() {
        Slot own = new Slot(ADDRESS, Optional.empty(), Optional.empty(),
                Optional.of(new Use(Kind.EXECUTE, 1, new Owner.Guest(), OptionalLong.empty())));
        Row guest = Rows.of(new DebugRegisterSnapshot(OptionalInt.of(1), List.of(bank(own)), List.of()),
                Optional.empty()).getFirst();
        assertEquals("DR0\t0xc0100400\texecute\t1\tguest", guest.children().getFirst().line());
    }

    @Test
    void whatTheGuestHasLeftNoRegisterForIsShownApart() {
        Row waiting = Rows.of(new DebugRegisterSnapshot(OptionalInt.empty(), List.of(), List.of(slot(Kind.WRITE, 0))),
                Optional.empty()).getFirst();
        assertEquals("Waiting", waiting.line());
        assertEquals(List.of("none yet\t0xc0100400\ttakings+4\twrite\t4\ttakings\t0"), lines(waiting.children()));
    }

    @Test
    void whatIsNotAsAtTheStopBeforeIsMarkedAndSaysWhatItWas() {
        List<Row> now = Rows.of(snapshot(slot(Kind.WRITE, 2)), Optional.of(snapshot(slot(Kind.WRITE, 1))));
        Row changed = now.get(1).children().getFirst();
        assertEquals(Set.of(Column.HITS, Column.BEFORE), changed.changed());
        assertEquals("Hits: 1", changed.text(Column.BEFORE));
        Row planted = Rows.of(snapshot(slot(Kind.WRITE, 2)), Optional.of(snapshot(UNUSED))).get(1).children()
                .getFirst();
        assertEquals("Address or Value: 0x00000000, Meaning: nothing, Kind: free, Length: nothing, Owner: nothing, "
                + "Hits: nothing", planted.text(Column.BEFORE));
        assertTrue(now.getFirst().children().stream().allMatch(row -> row.changed().isEmpty()), "nothing else");
    }

    @Test
    void nothingIsMarkedAtTheFirstStop() {
        Row first = rows(slot(Kind.WRITE, 1)).get(1).children().getFirst();
        assertEquals(Set.of(), first.changed());
        assertEquals("", first.text(Column.BEFORE));
    }

    private static List<Row> rows(Slot debuggers) {
        return Rows.of(snapshot(debuggers), Optional.empty());
    }

    private static DebugRegisterSnapshot snapshot(Slot debuggers) {
        return new DebugRegisterSnapshot(OptionalInt.of(1), List.of(bank(UNUSED), bank(debuggers)), List.of());
    }

    private static Bank bank(Slot first) {
        List<Slot> slots = new ArrayList<>(Collections.nCopies(4, UNUSED));
        slots.set(0, first);
        return new Bank(slots, STATUS, CONTROL);
    }

    private static Slot slot(Kind kind, long hits) {
        return new Slot(ADDRESS, Optional.of("takings+4"), Optional.empty(), Optional.of(new Use(kind, 4,
                new Owner.Debugger("takings", Optional.empty()), OptionalLong.of(hits))));
    }

    private static List<String> lines(List<Row> rows) {
        return rows.stream().map(Row::line).toList();
    }
}
