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
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.index.CodeIndex;
import org.lguest.dwarf.index.DebugNames;
import org.lguest.dwarf.index.GdbIndex;
import org.lguest.dwarf.index.NameIndex;
import org.lguest.dwarf.index.PublicNames;
import org.lguest.dwarf.info.DebugInfo;
import org.lguest.dwarf.info.Unit;

/**
 * Which units to look into first, by the best index that the program has. An index that contradicts itself or the units
 * is told as damaged, and not asked again. For any thread.
 */
final class UnitIndex {
    private final List<Unit> units;
    private final Consumer<MalformedException> damage;
    private final Optional<CodeIndex> code;
    private volatile Optional<NameIndex> names;

    private UnitIndex(List<Unit> units, Optional<NameIndex> names, Optional<CodeIndex> code,
            Consumer<MalformedException> damage) {
        this.units = units;
        this.names = names;
        this.code = code;
        this.damage = damage;
    }

    private interface Reading<T> {
        T read() throws MalformedException;
    }

    static UnitIndex of(DebugFile file, DebugInfo info) {
        Optional<NameIndex> names = Optional.empty();
        // The best first: the one that has every name, then the one that has more of them.
        if (file.has(".debug_names")) {
            names = read(file, () -> new DebugNames(file.section(".debug_names"), file.section(".debug_str"), info));
        }
        if (names.isEmpty() && file.has(".gdb_index")) {
            names = read(file, () -> new GdbIndex(file.section(".gdb_index")));
        }
        if (names.isEmpty() && file.has(".debug_pubnames")) {
            names = read(file, () -> new PublicNames(file.section(".debug_pubnames")));
        }
        Optional<CodeIndex> code = file.has(".debug_aranges")
                ? read(file, () -> new CodeIndex(file.section(".debug_aranges")))
                : Optional.empty();
        return new UnitIndex(info.units(), names, code, file::damaged);
    }

    private static <T> Optional<T> read(DebugFile file, Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (MalformedException e) {
            file.damaged(unused(e));
            return Optional.empty();
        }
    }

    private static MalformedException unused(MalformedException e) {
        return new MalformedException(e.section(), e.offset(), e.reason() + "; the index is not used");
    }

    /** The units that a name is said to be in; none where no index says so. */
    List<Unit> likely(String name) {
        Set<Long> offsets = offsets(name);
        return offsets.isEmpty() ? List.of() : units.stream().filter(u -> has(u, offsets)).toList();
    }

    /** The units that a function or variable may be in: all but those that an index has everything of but not this. */
    List<Unit> possible(String name) {
        Set<Long> offsets = offsets(name);
        Optional<NameIndex> index = names;
        return index.isEmpty() ? units : units.stream()
                .filter(u -> has(u, offsets) || u.isType() || !index.get().isWholeFor(u.offset())).toList();
    }

    /** All units, the likely ones first. */
    List<Unit> likelyFirst(String name) {
        List<Unit> likely = likely(name);
        return likely.isEmpty() ? units
                : new ArrayList<>(Stream.concat(likely.stream(), units.stream()).distinct().toList());
    }

    private static boolean has(Unit unit, Set<Long> offsets) {
        return !unit.isType() && offsets.contains((long) unit.offset());
    }

    private Set<Long> offsets(String name) {
        Optional<NameIndex> index = names;
        if (index.isEmpty()) {
            return Set.of();
        }
        try {
            return index.get().unitsOf(name);
        } catch (MalformedException e) {
            names = Optional.empty();
            damage.accept(unused(e));
            return Set.of();
        }
    }

    /** Where a unit's code is that does not say so itself; none where no index says. */
    List<AddressRange> code(Unit unit) {
        return unit.isType() ? List.of() : code.map(c -> c.of(unit.offset())).orElse(List.of());
    }
}
