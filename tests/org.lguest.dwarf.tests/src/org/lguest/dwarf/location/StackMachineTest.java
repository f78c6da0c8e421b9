/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.location;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lguest.dwarf.elf.MalformedException;
import org.lguest.dwarf.elf.Section;
import org.lguest.dwarf.info.Expression;
import org.lguest.dwarf.location.Location.Memory;
import org.lguest.dwarf.location.Location.Pieces;
import org.lguest.dwarf.machine.TargetMemory;
import org.lguest.dwarf.machine.TargetRegisters;

/** Expressions by hand, operation by operation; whole programs' are compared with gdb's. */
class StackMachineTest {
    private static final TargetMemory MEMORY = new TargetMemory((address, length) -> {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (address + i);
        }
        return CompletableFuture.completedFuture(bytes);
    });

    /** Every register but eax holds 0x1000 and its number. */
    private static final FrameContext CONTEXT = new FrameContext() {
        @Override
        public TargetMemory memory() {
            return MEMORY;
        }

        @Override
        public TargetRegisters registers() {
            return number -> number == 0 ? OptionalInt.empty() : OptionalInt.of(0x1000 + number);
        }

        @Override
        public int frameBase() {
            return 0x2000;
        }

        @Override
        public int canonicalFrameAddress() {
            return 0x3000;
        }

        @Override
        public Operand entryValue(Expression expression) throws NoValueException {
            throw new NoValueException("the caller does not tell");
        }
    };

    private static Location locate(String hex) throws Exception {
        byte[] code = HexFormat.of().parseHex(hex.replace(" ", ""));
        Section section = new Section(".debug_loc", ByteBuffer.wrap(code));
        Object answer = MEMORY.ask(() -> {
            try {
                return new StackMachine(CONTEXT).locate(new Expression(Optional.empty(), section, 0, code.length));
            } catch (MalformedException | NoValueException e) {
                return e;
            }
        }, Runnable::run).join();
        if (answer instanceof Exception e) {
            throw e;
        }
        return (Location) answer;
    }

    @ParameterizedTest
    @CsvSource({"03 78563412, 12345678", "08 ff, ff", "09 ff, ffffffff", "0b feff, fffffffe", "0c ffffffff, ffffffff",
            "10 e58e26, 98765", "11 7f, ffffffff", "31 32 22, 3", "31 32 1c, ffffffff", "33 34 1e, c",
            "09 f9 32 1b, fffffffd", "09 f9 34 1d, 1", "31 08 1f 24, 80000000", "09 ff 08 1f 25, 1",
            "09 ff 08 1f 26, ffffffff", "31 08 20 24, 0", "31 1f, ffffffff", "30 20, ffffffff", "09 fb 19, 5",
            "35 33 1a, 1", "35 33 21, 7", "35 33 27, 6", "31 32 2d, 1", "09 ff 31 2d, 1", "31 31 29, 1", "31 12 22, 2",
            "31 32 14 22 22, 4", "31 32 33 17 13 13, 3", "31 32 16 1c, 1", "31 32 33 15 02, 1", "73 05, 1008",
            "92 03 7b, ffe", "91 7c, 1ffc", "9c, 3000", "31 23 ff01, 100", "08 10 06, 13121110", "08 10 94 01, 10",
            "31 28 0200 35 13 37, 7", "2f 0100 35 37, 7"})
    void computes(String code, String result) throws Exception {
        assertEquals(new Memory(Integer.parseUnsignedInt(result, 16)), locate(code));
    }

    @Test
    void piecesLieOneAfterAnother() throws Exception {
        Pieces pieces = (Pieces) locate("53 93 04 93 02 91 00 93 02");
        assertEquals(new Location.Register(3), pieces.pieces().get(0).location());
        assertEquals(16, pieces.pieces().get(1).bits());
        assertEquals(Location.Absent.class, pieces.pieces().get(1).location().getClass());
        assertEquals(new Memory(0x2000), pieces.pieces().get(2).location());
    }

    /** DW_OP_constu 0x6a09e667f3bcc908 of 8 bytes, as clang writes it in arrays, then ebx + 1 of as many. */
    @Test
    void aConstantPieceHasAllOfItsBits() throws Exception {
        Pieces pieces = (Pieces) locate("93 04 10 88 92 f3 9d ff cc f9 84 6a 9f 93 08 73 01 9f 93 08");
        Location.Constant constant = (Location.Constant) pieces.pieces().get(1).location();
        assertEquals("08c9bcf367e6096a", HexFormat.of().formatHex(constant.bytes()));
        assertEquals(Location.Computed.class, pieces.pieces().get(2).location().getClass());
        Pieces shorter = (Pieces) locate("31 9f 93 04");
        assertEquals(Location.Computed.class, shorter.pieces().get(0).location().getClass());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"70 00|eax is not known in this frame", "31 30 1b|computing it divides by zero",
            "a3 01 50|the caller does not tell", "31 9b|it is local to a thread, and where threads keep theirs is not known here"})
    void saysWhyThereIsNoValue(String code, String reason) {
        assertEquals(reason, assertThrows(NoValueException.class, () -> locate(code)).reason());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"22|an operation without its operands",
            "2f fdff|an expression that does not end", "31 2f fcff|an expression that pushes without end",
            "2f ff7f|a branch out of the expression", "ff|unknown operation 0xff", "06|an operation without its operands",
            "15 05|an operation without its operands", "31 a8 01|an operation that refers to a unit",
            "98 0000|an operation that refers to a unit"})
    void whatIsMalformedIsToldByItsPlace(String code, String reason) {
        MalformedException malformed = assertThrows(MalformedException.class, () -> locate(code));
        assertEquals(reason, malformed.reason());
        assertEquals(".debug_loc", malformed.section());
    }
}
