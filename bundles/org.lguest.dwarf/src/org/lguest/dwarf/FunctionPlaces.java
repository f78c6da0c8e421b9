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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

import org.lguest.dwarf.elf.AddressRange;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Tag;
import org.lguest.dwarf.info.Unit;

/**
 * Where a function begins: its own code, that of others of its name, and each copy that was put into another function
 * (DWARF 5, section 3.3.8).
 *
 * @param indexes of the program
 */
record FunctionPlaces(Indexes indexes) {

    /** As {@link ProgramImage#placesOf}. */
    List<CodeAddress> of(String name) {
        CodePlaces code = new CodePlaces(indexes);
        Optional<Function> function = code.function(name);
        Set<Integer> addresses = new LinkedHashSet<>();
        function.ifPresent(known -> addresses.add(code.afterPrologue(known)));
        if (function.filter(known -> isTheOnlyPlace(known.lowPc())).isEmpty()) {
            others(name, addresses, code);
        }
        return addresses.stream().map(address -> new CodeAddress(address,
                code.functionAt(address).map(Function::name).orElse(name))).toList();
    }

    /** A function that other files see and that was never inlined is it; what has only a symbol is, too. */
    private boolean isTheOnlyPlace(int address) {
        Optional<EntryReference> entry = indexes.declarations().entryAt(address);
        if (entry.isEmpty()) {
            return true;
        }
        try {
            EntryCursor cursor = entry.get().open();
            Optional<EntryCursor> external = cursor.having(Attribute.DW_AT_EXTERNAL);
            return external.isPresent() && external.get().flag(Attribute.DW_AT_EXTERNAL)
                    && !cursor.has(Attribute.DW_AT_ABSTRACT_ORIGIN) && !cursor.has(Attribute.DW_AT_INLINE);
        } catch (MalformedException e) {
            return true;
        }
    }

    private void others(String name, Set<Integer> addresses, CodePlaces code) {
        Set<EntryReference> originals = new HashSet<>();
        Set<Unit> units = new LinkedHashSet<>();
        for (EntryReference entry : indexes.declarations().outermost().functions(name)) {
            try {
                EntryCursor cursor = entry.open();
                cursor.ranges().stream().map(AddressRange::low).filter(indexes::covers).findFirst()
                        .flatMap(code::functionAt).ifPresent(own -> addresses.add(code.afterPrologue(own)));
                if (cursor.has(Attribute.DW_AT_INLINE)) {
                    originals.add(entry);
                    units.add(entry.unit());
                }
            } catch (MalformedException e) {
                indexes.damaged(e);
            }
        }
        Set<Integer> copies = new LinkedHashSet<>();
        units.forEach(unit -> copies(unit, originals, copies));
        // A copy that another function begins with has its arguments in place after that one's prologue.
        copies.stream().map(entry -> code.functionAt(entry).filter(around -> around.lowPc() == entry)
                .map(code::afterPrologue).orElse(entry)).forEach(addresses::add);
    }

    private void copies(Unit unit, Set<EntryReference> originals, Set<Integer> entries) {
        try {
            EntryCursor entry = unit.entries();
            while (entry.next()) {
                switch (entry.tag()) {
                    case Tag.DW_TAG_INLINED_SUBROUTINE -> {
                        if (entry.reference(Attribute.DW_AT_ABSTRACT_ORIGIN).filter(originals::contains).isPresent()) {
                            entry(entry).stream().filter(indexes::covers).forEach(entries::add);
                        }
                    }
                    case Tag.DW_TAG_COMPILE_UNIT, Tag.DW_TAG_SUBPROGRAM, Tag.DW_TAG_LEXICAL_BLOCK,
                        Tag.DW_TAG_NAMESPACE -> {
                        // A copy may be in there.
                    }
                    default -> entry.skipChildren();
                }
            }
        } catch (MalformedException e) {
            indexes.damaged(e);
        }
    }

    /** Where a copy is entered: the compiler tells, for its code may be in pieces in any order. */
    private static OptionalInt entry(EntryCursor copy) throws MalformedException {
        List<AddressRange> ranges = new ArrayList<>(copy.ranges());
        ranges.removeIf(AddressRange::isEmpty);
        if (ranges.isEmpty()) {
            return OptionalInt.empty();
        }
        int low = ranges.getFirst().low();
        OptionalLong offset = copy.constant(Attribute.DW_AT_ENTRY_PC);
        int told = offset.isPresent() ? low + (int) offset.getAsLong()
                : copy.address(Attribute.DW_AT_ENTRY_PC).orElse(low);
        return OptionalInt.of(ranges.stream().anyMatch(range -> range.contains(told)) ? told : low);
    }
}
