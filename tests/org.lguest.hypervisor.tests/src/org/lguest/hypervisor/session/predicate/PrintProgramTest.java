/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.hypervisor.session.predicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.hypervisor.session.predicate.PredicateProgram.Instruction;

/** Formats against the printf of the machine, and what C has no answer for. */
class PrintProgramTest {

    private static final int STRING = 0x1000;

    /** A page with a text at its beginning and one that runs off its end. */
    private static final GuestState GUEST = new GuestState() {
        private final byte[] page = new byte[0x1000];

        {
            byte[] text = "takings\0".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, page, 0, text.length);
            Arrays.fill(page, 0x100, 0x300, (byte) 'y');
            Arrays.fill(page, 0xFF0, 0x1000, (byte) 'x');
        }

        @Override
        public int register(Register register) {
            return register.ordinal();
        }

        @Override
        public long read(int linear, int size) {
            return linear >= STRING && linear + size <= STRING + page.length ? page[linear - STRING] & 0xFF : -1;
        }
    };

    private static String print(String format, int... values) throws PrintFormatException {
        return PrintProgram.of(PrintFormat.parse(format),
                IntStream.of(values).mapToObj(value -> PredicateProgram.of(List.of(Instruction.of(Operation.CONSTANT, value)))).toList())
                .text(GUEST, 1);
    }

    /** The shell's printf is C's. It has 64 bits, so it is given what 32 of them are. */
    @Test
    void numbersAreWhatTheMachinesPrintfMakesOfThem() throws Exception {
        Random random = new Random(5);
        List<String> formats = new ArrayList<>();
        List<Integer> values = new ArrayList<>();
        StringBuilder script = new StringBuilder();
        int[] special = {0, 1, -1, 7, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x80, 0xFFFF};
        for (int i = 0; i < 600; i++) {
            char kind = "diuoxX".charAt(random.nextInt(6));
            StringBuilder format = new StringBuilder("%");
            for (char flag : "-+ #0".toCharArray()) {
                format.append(random.nextInt(3) == 0 ? String.valueOf(flag) : "");
            }
            format.append(random.nextBoolean() ? random.nextInt(20) + 1 : "").append(random.nextInt(3) == 0 ? "." + random.nextInt(14) : "")
                    .append(kind);
            int value = random.nextBoolean() ? special[random.nextInt(special.length)] : random.nextInt();
            formats.add(format.toString());
            values.add(value);
            script.append("printf '").append(format).append("|\\n' ").append(kind == 'd' || kind == 'i' ? value : value & 0xFFFF_FFFFL)
                    .append('\n');
        }
        String[] expected = shell(script.toString()).split("\\|\n", -1);
        assertEquals(formats.size() + 1, expected.length);
        for (int i = 0; i < formats.size(); i++) {
            assertEquals(expected[i], print(formats.get(i), values.get(i)), formats.get(i) + " of " + values.get(i));
        }
    }

    private static String shell(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-s").redirectErrorStream(true).start();
        try (var in = shell.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.US_ASCII));
        }
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        shell.waitFor();
        return said;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {"%hhd; 511; -1", "%hhu; 511; 255", "%hd; 65535; -1", "%hx; -1; ffff",
        "%ld; -2; -2", "%lu; -1; 4294967295", "%zu; 7; 7", "%c; 65; A", "\"%3c|\"; 65; \"  A|\"", "%p; 4096; 0x1000", "%s; 4096; takings",
        "%.3s; 4096; tak", "\"%10s|\"; 4096; \"   takings|\"", "\"%-10s|\"; 4096; \"takings   |\""})
    void lengthsCharactersAndStrings(String format, int value, String expected) throws Exception {
        assertEquals(expected, print(format, value));
    }

    @Test
    void textAndPercentSigns() throws Exception {
        assertEquals("100% of 7 and 8\n", print("100%% of %d and %d\n", 7, 8));
        assertEquals("", print(""));
    }

    @Test
    void whatCannotBeHadIsPrintedAsTheReason() throws Exception {
        assertEquals("name=<0x00000000 is not mapped>", print("name=%s", 0));
        assertEquals("xx<0x00002000 is not mapped>", print("%s", STRING + 0xFFE));
        PredicateProgram divides = PredicateProgram.of(List.of(Instruction.of(Operation.CONSTANT, 1),
                Instruction.of(Operation.CONSTANT, 0), Instruction.of(Operation.DIVIDE_SIGNED)));
        assertEquals("<division by zero>!", PrintProgram.of(PrintFormat.parse("%d!"), List.of(divides)).text(GUEST, 1));
    }

    @Test
    void longStringsAndPrintoutsHaveAnEnd() throws Exception {
        assertEquals(Conversion.LONGEST_STRING, print("%s", STRING + 0x100).length());
        String text = print("%s".repeat(40), IntStream.generate(() -> STRING + 0x100).limit(40).toArray());
        assertEquals(PrintProgram.LONGEST + 3, text.length());
        assertTrue(text.endsWith("..."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"a%f; 1", "%lld; 0", "%*d; 0", "ab%n; 2", "%; 0", "%5; 0", "%y; 0", "%999d; 0", "%.200d; 0"})
    void whatCannotBePrintedIsRefusedWhereItStands(String format, int offset) {
        PrintFormatException refused = assertThrows(PrintFormatException.class, () -> PrintFormat.parse(format));
        assertEquals(offset, refused.offset(), refused.getMessage());
    }

    @Test
    void asManyValuesAsConversions() throws Exception {
        PrintFormat format = PrintFormat.parse("%d %s %%");
        assertEquals(2, format.arguments());
        assertThrows(IllegalArgumentException.class, () -> PrintProgram.of(format, List.of(PredicateProgram.ALWAYS)));
    }
}
