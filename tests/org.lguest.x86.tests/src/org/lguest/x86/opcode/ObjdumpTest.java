/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.x86.opcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

/**
 * Decoder, table and disassembler against objdump: compiled code as recorded, every encoding where objdump is
 * present.
 */
class ObjdumpTest {

    private static List<Objdump.Line> listing() throws IOException {
        try (var in = ObjdumpTest.class.getResourceAsStream("samples/listing.txt");
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<Objdump.Line> lines = new ArrayList<>();
            Objdump.parse(reader, lines::add);
            return lines;
        }
    }

    private static String firstOf(List<String> differences) {
        return differences.size() + " differences:\n" + String.join("\n", differences.subList(0,
                Math.min(20, differences.size())));
    }

    private static DisassemblyComparison compare(List<Objdump.Line> lines, Disassembler disassembler) {
        DisassemblyComparison comparison = new DisassemblyComparison(disassembler);
        comparison.compare(lines);
        return comparison;
    }

    @Test
    void compiledCodeReadsAsObjdumpRecordedIt() throws IOException {
        DisassemblyComparison comparison = compare(listing(), Disassembler.att(Symbolizer.NONE));
        assertEquals(List.of(), comparison.differences(), () -> firstOf(comparison.differences()));
        assertTrue(comparison.beyond().isEmpty(), () -> "beyond the model: " + comparison.beyond());
        assertTrue(comparison.compared() > 2000, () -> "only " + comparison.compared()
                + " instructions in the listing");
    }

    @Test
    void everyEncodingReadsAsObjdumpHasItInAttSyntax() throws IOException {
        everyEncoding("att", Disassembler.att(Symbolizer.NONE));
    }

    @Test
    void everyEncodingReadsAsObjdumpHasItInIntelSyntax() throws IOException {
        everyEncoding("intel", Disassembler.intel(Symbolizer.NONE));
    }

    /** Spellings differ between releases of binutils; this is the one of Debian 12. */
    private static void everyEncoding(String syntax, Disassembler disassembler) throws IOException {
        assumeTrue(Objdump.version().contains(" 2.40"), "objdump 2.40 is not here");
        List<Objdump.Line> lines = Objdump.disassemble(Encodings.image(Encodings.all()), syntax);
        DisassemblyComparison comparison = compare(
                lines.stream().filter(line -> Encodings.isSlot(line.address())).toList(), disassembler);
        assertEquals(0, comparison.differences().size(), () -> firstOf(comparison.differences()));
        assertTrue(comparison.compared() > 120_000, () -> "only " + comparison.compared() + " encodings compared");
    }

    @Test
    void theComparisonFindsAWrongByteAWrongTextAndAWrongLength() throws IOException {
        List<Objdump.Line> lines = listing();
        Objdump.Line line = lines.stream().filter(l -> l.text().startsWith("mov ")).findFirst().orElseThrow();
        byte[] bytes = line.bytes().clone();
        bytes[bytes.length - 1] ^= 8;
        byte[] longer = Arrays.copyOf(line.bytes(), line.bytes().length + 1);
        for (Objdump.Line fault : List.of(new Objdump.Line(line.address(), bytes, line.text()),
                new Objdump.Line(line.address(), line.bytes(), line.text() + "x"),
                new Objdump.Line(line.address(), longer, line.text()),
                new Objdump.Line(line.address(), line.bytes(), "(bad)"))) {
            assertFalse(compare(List.of(fault), Disassembler.att(Symbolizer.NONE)).differences().isEmpty(),
                    () -> "not noticed: " + fault);
        }
    }

    @Test
    void eachPlantedMisreadingIsFoundInCompiledCode() throws IOException {
        List<Objdump.Line> lines = listing();
        for (PlantedMisreading fault : PlantedMisreading.values()) {
            DisassemblyComparison comparison = new DisassemblyComparison(Disassembler.att(Symbolizer.NONE),
                    fault.once());
            comparison.compare(lines);
            assertEquals(1, comparison.differing(), () -> fault + ": " + firstOf(comparison.differences()));
        }
    }
}
