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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderTest {

    private final Decoder decoder = new Decoder();

    private Instruction decode(String hex) {
        byte[] code = HexFormat.of().parseHex(hex.replace(" ", ""));
        return decoder.decode(code, 0, code.length);
    }

    @Test
    void operandsAreGivenDestinationFirst() {
        Instruction mov = decode("89 44 8d f8");
        assertEquals(Operation.MOV, mov.operation);
        assertEquals(4, mov.length);
        assertEquals(Instruction.MEMORY, mov.kind0);
        assertEquals(4, mov.width0);
        assertEquals(Instruction.REGISTER, mov.kind1);
        assertEquals(0, mov.register1);
        assertEquals(5, mov.base);
        assertEquals(1, mov.index);
        assertEquals(4, mov.scale);
        assertEquals(-8, mov.displacement);
        assertEquals(2, mov.segment, "EBP as base goes through SS");
        assertEquals(Access.WRITE, mov.memoryAccess());
    }

    @ParameterizedTest
    @CsvSource({"8b 04 24, 2", "8b 45 00, 2", "8b 04 2d 00 00 00 00, 3", "8b 04 28, 3", "67 8b 46 00, 2",
            "67 8b 06 00 00, 3", "3e 8b 45 00, 3", "2e 65 8b 00, 5", "65 2e 8b 00, 1", "a1 00 00 00 00, 3",
            "64 d7, 4", "36 ac, 2"})
    void segmentIsTheLastOverrideOrTheDefaultOfTheBase(String hex, int segment) {
        assertEquals(segment, decode(hex).segment);
    }

    @ParameterizedTest
    @CsvSource({"83 c0 ff, -1", "66 83 c0 ff, 0xffff", "04 ff, 0xff", "6a 80, -128", "66 6a 80, 0xff80",
            "cd 80, 0x80", "c2 fe ff, 0xfffe", "eb fe, -2", "66 e9 fe ff, -2", "c1 e0 ff, 0xff", "e4 ff, 0xff"})
    void immediatesAreExtendedToTheWidthOfTheOperation(String hex, String immediate) {
        assertEquals(Long.decode(immediate).intValue(), decode(hex).immediate);
    }

    @ParameterizedTest
    @CsvSource({"f0 01 00, ADD", "f0 01 c0, INVALID", "f0 03 00, INVALID", "f0 89 00, INVALID", "f0 39 00, INVALID",
            "f0 0f c7 08, CMPXCHG8B", "f0 87 00, XCHG", "f0 f7 18, NEG", "f0 f7 20, INVALID",
            "f0 0f ba 20 01, INVALID", "f0 0f ba 28 01, BTS", "f0 90, INVALID", "f0 a4, INVALID"})
    void lockNeedsAMemoryDestinationThatIsWrittenBack(String hex, Operation operation) {
        Instruction instruction = decode(hex);
        assertEquals(operation, instruction.operation);
        assertTrue(instruction.lock);
    }

    @ParameterizedTest
    @CsvSource({"f3 90, PAUSE", "f2 90, NOP", "f2 f3 90, PAUSE", "f3 f2 90, NOP", "f3 0f bc c0, BSF",
            "f3 0f bd c0, BSR", "f3 0f 1e fb, NOP", "f3 0f 1e c8, NOP", "f3 c3, RET", "d6, SALC", "82 c0 01, ADD",
            "c0 f0 01, SHL", "f6 c8 01, TEST", "f1, INT1", "0f 0b, UD2", "0f 01 c1, VMCALL",
            "0f 20 00, MOV_FROM_CONTROL"})
    void prefixesAndAliasesSelectTheOperation(String hex, Operation operation) {
        assertEquals(operation, decode(hex).operation);
    }

    @ParameterizedTest
    @CsvSource({"8e c8, 2", "8c f0, 2", "8e f8, 2", "0f 20 c8, 3", "0f 22 e8, 3", "8d c0, 2", "0f 01 c8, 3",
            "c4 c0, 2", "0f 05, 2", "0f 34, 2", "0f ff, 2", "0f b9, 2", "8f c8, 2", "c6 c8, 2", "ff f8, 2",
            "0f c7 c0, 3", "62 c0, 2", "0f 6f c0, 2", "0f ae c0, 2"})
    void whatIsNotInTheModelIsInvalid(String hex, int length) {
        Instruction instruction = decode(hex);
        assertEquals(Operation.INVALID, instruction.operation);
        assertFalse(instruction.isIncomplete());
        assertEquals(length, instruction.length);
    }

    @Test
    void fifteenBytesAreTheLimit() {
        assertEquals(Operation.NOP, decode("2e".repeat(14) + "90").operation);
        Instruction tooLong = decode("2e".repeat(15) + "90");
        assertEquals(Operation.INVALID, tooLong.operation);
        assertTrue(tooLong.tooLong);
        assertTrue(decode("2e".repeat(11) + "b8 00 00 00 00").tooLong);
        assertFalse(decode("2e".repeat(10) + "b8 00 00 00 00").tooLong);
        assertTrue(decode("2e".repeat(15)).isIncomplete() || decode("2e".repeat(15)).tooLong);
    }

    @Test
    void anInstructionCutShortIsIncompleteAtEveryByte() {
        for (String hex : new String[] {"64 66 81 84 8d 78 56 34 12 cd ab", "c8 01 02 03", "ea 11 22 33 44 55 66",
                "0f ba 20 01",
                "69 05 01 02 03 04 05 06 07 08", "67 c7 06 01 02 03 04 05 06"}) {
            byte[] code = HexFormat.of().parseHex(hex.replace(" ", ""));
            for (int limit = 0; limit < code.length; limit++) {
                assertTrue(decoder.decode(code, 0, limit).isIncomplete(), hex + " cut at " + limit);
            }
            assertEquals(code.length, decode(hex).length, hex);
        }
    }

    @Test
    void anyBytesDecodeWithoutAThrowToBetweenOneAndFifteenBytes() {
        Random random = new Random(20070401);
        byte[] code = new byte[24];
        for (int i = 0; i < 300_000; i++) {
            random.nextBytes(code);
            Instruction instruction = decoder.decode(code, 4, code.length);
            assertFalse(instruction.isIncomplete());
            assertTrue(instruction.length >= 1 && instruction.length <= 15);
            assertNotEquals("", Disassembler.att(Symbolizer.NONE).print(instruction, i));
            assertNotEquals("", Disassembler.intel(Symbolizer.NONE).print(instruction, i));
        }
    }

    @Test
    void branchTargetsCarryTheirSymbol() {
        Disassembler att = Disassembler.att(address -> address == 0x1005 ? "start_kernel+0x5" : "");
        assertEquals("call   1005 <start_kernel+0x5>", att.print(decode("e8 00 00 00 00"), 0x1000));
        assertEquals("call   0x2005", att.print(decode("e8 00 00 00 00"), 0x2000));
    }
}
