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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.info.DebugInfo;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.Unit;

/** Which units have code at an address: as they say themselves, or as an index says of those that don't. Immutable. */
final class UnitCode {
    /** @param isOwn whether the unit itself says where its code is, and not an index */
    private record Place(Unit unit, List<AddressRange> code, boolean isOwn) {
        boolean covers(int address) {
            return code.stream().anyMatch(r -> r.contains(address));
        }
    }

    private final List<Place> places = new ArrayList<>();

    UnitCode(DebugInfo info, UnitIndex index, Consumer<MalformedException> damage) {
        for (Unit unit : info.units()) {
            List<AddressRange> own = own(unit, damage);
            places.add(new Place(unit, own.isEmpty() ? index.code(unit) : own, !own.isEmpty()));
        }
    }

    private static List<AddressRange> own(Unit unit, Consumer<MalformedException> damage) {
        try {
            EntryCursor root = unit.root();
            return root.next() ? root.ranges() : List.of();
        } catch (MalformedException e) {
            damage.accept(e);
            return List.of();
        }
    }

    /** The units that are said to have code there. */
    List<Unit> at(int address) {
        return places.stream().filter(p -> p.covers(address)).map(Place::unit).toList();
    }

    /** The same, and the units of which nothing is said. */
    List<Unit> possiblyAt(int address) {
        return places.stream().filter(p -> p.code.isEmpty() || p.covers(address)).map(Place::unit).toList();
    }

    /** The units that do not say themselves where their code is. */
    List<Unit> silent() {
        return places.stream().filter(p -> !p.isOwn).map(Place::unit).toList();
    }
}
