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

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.info.Attribute;
import org.lguest.dwarf.info.EntryCursor;
import org.lguest.dwarf.info.EntryReference;

/** What is in sight at every address at which a line begins: nothing twice, whatever copies leave out or move. */
class ScopeEntriesTest {

    static List<String> programs() throws IOException {
        return Programs.andGuests();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void nothingIsInSightTwice(String program) throws Exception {
        Indexes indexes = new Indexes(DebugFile.alone(ElfFile.parse(Programs.content(program))));
        Set<String> twice = new TreeSet<>();
        for (int address : statements(indexes)) {
            for (EntryReference scope : scopes(indexes, address)) {
                Set<EntryReference> seen = new HashSet<>();
                for (List<EntryReference> block : ScopeEntries.at(address, scope)) {
                    for (EntryReference entry : block) {
                        if (!seen.add(original(entry))) {
                            twice.add(UnitDeclarations.name(entry.open()));
                        }
                    }
                }
            }
        }
        assertEquals(Set.of(), twice);
    }

    private static Set<Integer> statements(Indexes indexes) {
        Set<Integer> addresses = new TreeSet<>();
        for (SourceFile file : indexes.lines().files()) {
            indexes.lines().statements(file.fullPath()).values().forEach(addresses::addAll);
        }
        return addresses;
    }

    private static List<EntryReference> scopes(Indexes indexes, int address) {
        List<EntryReference> scopes = new ArrayList<>(indexes.declarations().inlinedChain(address));
        indexes.declarations().entryAt(address).ifPresent(scopes::add);
        return scopes;
    }

    private static EntryReference original(EntryReference entry) throws MalformedException {
        EntryCursor cursor = entry.open();
        Optional<EntryReference> origin = cursor.reference(Attribute.DW_AT_ABSTRACT_ORIGIN);
        return origin.isPresent() ? original(origin.get()) : entry;
    }
}
