/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lguest.dwarf.Programs;
import org.lguest.dwarf.Readelf;

/** Every symbol and section against readelf's. */
class ReadelfSymbolsTest {
    private static final Pattern SYMBOL = Pattern.compile(
            "\\s*\\d+: ([0-9a-f]{8})\\s+(\\d+) (NOTYPE|OBJECT|FUNC|IFUNC|<OS specific>: 10|TLS)\\s+"
                    + "(LOCAL|GLOBAL|WEAK)\\s+\\w+\\s+(\\w+) (\\S+)");
    private static final Pattern SECTION = Pattern.compile(
            "\\s*\\[ *\\d+\\] (\\S+)\\s+\\S+\\s+([0-9a-f]{8}) ([0-9a-f]+) ([0-9a-f]+) .*");

    @ParameterizedTest
    @MethodSource("org.lguest.dwarf.Programs#andGuests")
    void readsEverySymbolAsReadelfDoes(String program) throws Exception {
        List<Symbol> theirs = theirs(Programs.path(program));
        assertFalse(theirs.isEmpty(), "readelf found no symbols");
        assertEquals(List.of(), Readelf.differences(ours(program), theirs));
    }

    @Test
    void aChangedSizeIsADifference() throws Exception {
        List<Symbol> ours = new ArrayList<>(ours("gcc-dwarf5-O0"));
        Symbol last = ours.removeLast();
        ours.add(new Symbol(last.name(), last.address(), last.size() + 1, last.kind(), last.binding()));
        assertEquals(1, Readelf.differences(ours, theirs(Programs.path("gcc-dwarf5-O0"))).size());
    }

    @ParameterizedTest
    @MethodSource("org.lguest.dwarf.Programs#andGuests")
    void readsEverySectionHeaderAsReadelfDoes(String program) throws Exception {
        List<String> theirs = new ArrayList<>();
        for (String line : Readelf.run(Programs.path(program), "-S")) {
            Matcher matcher = SECTION.matcher(line);
            if (matcher.matches()) {
                theirs.add(String.join(" ", matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)));
            }
        }
        List<String> ours = ElfFile.parse(Programs.content(program)).sections().stream()
                .filter(s -> !s.name().isEmpty())
                .map(s -> String.format("%s %08x %06x %06x", s.name(), s.address(), s.offset(), s.size()))
                .toList();
        assertFalse(theirs.isEmpty(), "readelf found no sections");
        assertEquals(List.of(), Readelf.differences(ours, theirs));
    }

    private static List<Symbol> ours(String program) throws Exception {
        return SymbolTable.of(ElfFile.parse(Programs.content(program))).symbols();
    }

    private static List<Symbol> theirs(Path program) throws Exception {
        List<Symbol> symbols = new ArrayList<>();
        for (String line : Readelf.run(program, "-s")) {
            Matcher matcher = SYMBOL.matcher(line);
            if (matcher.matches() && !matcher.group(5).equals("UND")) {
                symbols.add(new Symbol(matcher.group(6), Integer.parseUnsignedInt(matcher.group(1), 16),
                        Long.parseLong(matcher.group(2)), switch (matcher.group(3)) {
                            case "FUNC", "IFUNC", "<OS specific>: 10" -> Symbol.Kind.FUNCTION;
                            case "TLS" -> Symbol.Kind.OTHER;
                            case "OBJECT" -> Symbol.Kind.OBJECT;
                            default -> Symbol.Kind.LABEL;
                        }, Symbol.Binding.valueOf(matcher.group(4))));
            }
        }
        return symbols;
    }
}
