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

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.dwarf.elf.ElfFile;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.line.DebugLine;
import org.lguest.dwarf.line.ProgramRun;

/**
 * Where statements begin, against gdb, which takes rows of one line's blocks for one. Of programs of higher levels gdb
 * leaves out rows that have no code and are followed by another file's.
 */
class GdbLineRowsTest {
    private static final Pattern STATEMENT = Pattern.compile("(?m)^\\d+ +(\\d+) +0x([0-9a-f]{8}) +Y");
    private static final String FILE = "bank.c";

    @ParameterizedTest
    @ValueSource(strings = {"gcc-dwarf2-O0", "gcc-dwarf5-O0", "gcc-dwarf5-Og", "gcc-dwarf4-O1", "gcc-dwarf5-Os",
            "clang-dwarf5-O0", "clang-dwarf4-O1"})
    void statementsBeginWhereGdbHasThem(String program) throws Exception {
        TreeSet<String> theirs = new TreeSet<>();
        for (Matcher m = STATEMENT.matcher(table(program)); m.find();) {
            theirs.add(m.group(2) + " " + m.group(1));
        }
        assertTrue(theirs.size() > 20, theirs::toString);
        assertEquals(List.of(), Readelf.differences(List.copyOf(ours(program)), List.copyOf(theirs)));
    }

    private static String table(String program) throws Exception {
        return Gdb.ask(program, Map.of(FILE, List.of("maint expand-symtabs", "maint info line-table " + FILE)))
                .get(FILE);
    }

    private static TreeSet<String> ours(String program) throws Exception {
        ElfFile file = ElfFile.parse(ByteBuffer.wrap(Files.readAllBytes(Programs.path(program))));
        DebugLine section = new DebugLine(file.section(".debug_line"), file.section(".debug_line_str"),
                file.section(".debug_str"));
        TreeSet<String> found = new TreeSet<>();
        Consumer<MalformedException> none = damage -> {
            throw new AssertionError(damage);
        };
        section.programs(none).stream().flatMap(header -> ProgramRun.of(header, address -> true, none).sequences().stream())
                .forEach(sequence -> sequence.rows().stream()
                .filter(row -> row.isStatement() && !row.isEndSequence() && row.line() > 0)
                .filter(row -> sequence.program().files().get(row.file() - sequence.program().firstFile()).name()
                        .endsWith(FILE))
                .forEach(row -> found.add("%08x %d".formatted(row.address(), row.line()))));
        return found;
    }
}
