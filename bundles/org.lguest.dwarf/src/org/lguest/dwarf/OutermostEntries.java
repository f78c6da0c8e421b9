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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Tag;
import org.lguest.dwarf.info.Unit;

/**
 * Looks for entries by name at the outermost level of the units, which nothing is kept of: types, declarations,
 * functions that only copies are made of. For any thread.
 */
final class OutermostEntries {
    private final Collection<Unit> units;
    private final UnitIndex index;
    private final Consumer<MalformedException> damage;

    /** @param index which units to look into first */
    OutermostEntries(Collection<Unit> units, UnitIndex index, Consumer<MalformedException> damage) {
        this.units = units;
        this.index = index;
        this.damage = damage;
    }

    /**
     * Every entry of a function of that name at the outermost level of a unit: those with code, and those that only
     * copies are made of, which no index is sure to have.
     */
    List<EntryReference> functions(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        List<EntryReference> found = new ArrayList<>();
        for (Unit unit : units) {
            try {
                EntryCursor entry = unit.entries();
                while (entry.next()) {
                    if (entry.tag() == Tag.DW_TAG_SUBPROGRAM && !entry.flag(Attribute.DW_AT_DECLARATION)
                            && UnitDeclarations.isNamed(entry, wanted)) {
                        found.add(entry.reference());
                    }
                    if (entry.depth() > 0 && entry.tag() != Tag.DW_TAG_NAMESPACE) {
                        entry.skipChildren();
                    }
                }
            } catch (MalformedException e) {
                damage.accept(e);
            }
        }
        return found;
    }

    /** The enumeration at the outermost level of some unit that has an enumerator of that name. */
    Optional<EntryReference> enumeration(String enumerator) {
        Optional<EntryReference> found = enumeration(index.likelyFirst(enumerator), enumerator);
        return found.isPresent() ? found : enumeration(splitTypes(), enumerator);
    }

    private Optional<EntryReference> enumeration(Collection<Unit> where, String enumerator) {
        byte[] wanted = enumerator.getBytes(StandardCharsets.UTF_8);
        for (Unit unit : where) {
            try {
                EntryCursor entry = unit.entries();
                Optional<EntryReference> enumeration = Optional.empty();
                while (entry.next()) {
                    if (entry.tag() == Tag.DW_TAG_ENUMERATION_TYPE) {
                        enumeration = Optional.of(entry.reference());
                    } else if (entry.tag() == Tag.DW_TAG_ENUMERATOR
                            && entry.isString(Attribute.DW_AT_NAME, wanted)) {
                        return enumeration;
                    } else if (entry.depth() > 0) {
                        entry.skipChildren();
                    }
                }
            } catch (MalformedException e) {
                damage.accept(e);
            }
        }
        return Optional.empty();
    }

    /** The definition of a type at the outermost level of some unit, by tag and name. */
    Optional<EntryReference> type(int tag, String name) {
        return named(name, entry -> entry.tag() == tag && !entry.flag(Attribute.DW_AT_DECLARATION));
    }

    /** What else an entry is to be. */
    interface EntryTest {
        boolean holds(EntryCursor entry) throws MalformedException;
    }

    /** The first entry of that name at the outermost level of a unit of which something else holds, too. */
    Optional<EntryReference> named(String name, EntryTest test) {
        Optional<EntryReference> found = named(index.likelyFirst(name), name, test);
        return found.isPresent() ? found : named(splitTypes(), name, test);
    }

    /** The units of types that are where skeletons have their entries. */
    private Collection<Unit> splitTypes() {
        Set<Unit> types = new LinkedHashSet<>();
        units.forEach(unit -> types.addAll(unit.splitTypes()));
        return types;
    }

    private Optional<EntryReference> named(Collection<Unit> where, String name, EntryTest test) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        for (Unit unit : where) {
            try {
                EntryCursor entry = unit.entries();
                while (entry.next()) {
                    if (test.holds(entry) && entry.isString(Attribute.DW_AT_NAME, wanted)) {
                        return Optional.of(entry.reference());
                    }
                    if (entry.depth() > 0 && entry.tag() != Tag.DW_TAG_NAMESPACE) {
                        entry.skipChildren();
                    }
                }
            } catch (MalformedException e) {
                damage.accept(e);
            }
        }
        return Optional.empty();
    }
}
