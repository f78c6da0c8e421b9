/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
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
import org.lguest.dwarf.elf.ElfFile;

/** Every row of every line table against readelf's. */
class ReadelfLinesTest {
    /** A row as readelf tells it; the line of an end of sequence is "-". */
    record Row(String file, String line, int address, boolean statement) {
        @Override
        public String toString() {
            return file + ":" + line + " 0x" + Integer.toHexString(address) + (statement ? " x" : "");
        }
    }

    private static final Pattern ROW = Pattern.compile("(.+?)\\s+(\\d+|-)\\s+(0|0x[0-9a-f]+)(\\s+\\d+)?(\\s+x)?\\s*");

    @ParameterizedTest
    @MethodSource("org.lguest.dwarf.Programs#andGuests")
    void readsEveryRowAsReadelfDoes(String program) throws Exception {
        List<Row> theirs = theirs(Programs.path(program));
        assertFalse(theirs.isEmpty(), "readelf found no rows");
        assertEquals(List.of(), Readelf.differences(ours(Programs.path(program)), theirs));
    }

    @Test
    void aChangedLineIsADifference() throws Exception {
        Path program = Programs.path("gcc-dwarf5-O0");
        List<Row> ours = new ArrayList<>(ours(program));
        Row row = ours.get(7);
        ours.set(7, new Row(row.file, row.line + "1", row.address, row.statement));
        assertEquals(1, Readelf.differences(ours, theirs(program)).size());
    }

    @Test
    void aLostRowIsADifference() throws Exception {
        Path program = Programs.path("gcc-dwarf5-O0");
        List<Row> ours = ours(program);
        assertFalse(Readelf.differences(ours.subList(0, ours.size() - 1), theirs(program)).isEmpty());
    }

    @Test
    void aProgramWithOneByteChangedIsADifference() throws Exception {
        Path program = Programs.path("gcc-dwarf5-O0");
        byte[] bytes = Files.readAllBytes(program);
        ElfFile file = ElfFile.parse(ByteBuffer.wrap(bytes));
        DebugLine section = section(file);
        LineProgram first = section.programs(e -> {
            throw new AssertionError(e);
        }).getFirst();
        int end = (int) file.header(".debug_line").orElseThrow().offset() + first.end();
        // Before the end of sequence, of three bytes, the last advance of the address.
        bytes[end - 4]++;
        assertFalse(Readelf.differences(rows(ElfFile.parse(ByteBuffer.wrap(bytes))), theirs(program)).isEmpty());
    }

    private static List<Row> ours(Path program) throws Exception {
        return rows(ElfFile.parse(ByteBuffer.wrap(Files.readAllBytes(program))));
    }

    private static DebugLine section(ElfFile file) throws Exception {
        return new DebugLine(file.section(".debug_line"), file.section(".debug_line_str"),
                file.section(".debug_str"));
    }

    private static List<Row> rows(ElfFile file) throws Exception {
        List<Row> rows = new ArrayList<>();
        List<Object> damage = new ArrayList<>();
        for (LineProgram program : section(file).programs(damage::add)) {
            LineMachine machine = program.run();
            while (machine.next()) {
                String name = program.files().get(machine.file() - program.firstFile()).name();
                boolean end = machine.isEndSequence();
                rows.add(new Row(name, end ? "-" : Integer.toString(machine.line()), machine.address(),
                        machine.isStatement() && !end));
            }
        }
        assertTrue(damage.isEmpty(), damage::toString);
        return rows;
    }

    private static List<Row> theirs(Path program) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (String line : Readelf.run(program, "--debug-dump=decodedline")) {
            Matcher matcher = ROW.matcher(line);
            if (matcher.matches()) {
                rows.add(new Row(matcher.group(1), matcher.group(2),
                        (int) (long) Long.decode(matcher.group(3)), matcher.group(5) != null));
            }
        }
        return rows;
    }
}
