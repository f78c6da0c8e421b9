/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.gdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.value.Storage;
import org.lguest.dwarf.value.Value;

/** What is understood has one answer of gdb's; another one is a difference. */
class ExplanationTest {
    private static final String OURS = "{small = 3, large = <optimized out>, flag = <optimized out>}";
    private static final String ZERO = "{small = 3, large = 5666970, flag = false}";

    @ParameterizedTest
    @ValueSource(strings = {"{small = 3, large = 5666970, flag = <synthetic pointer>}", ZERO})
    void whatIsBehindTheLastPieceIsZeroOrNoPointer(String theirs) {
        assertFalse(explained(OURS, PiecesBehind.withOurWords(theirs, OURS, ZERO)).isEmpty());
    }

    @Test
    void whatIsNoPointerBehindTheLastPieceIsNothingToBoth() {
        String theirs = "{small = 3, large = <synthetic pointer>, flag = <synthetic pointer>}";
        assertEquals(OURS, PiecesBehind.withOurWords(theirs, OURS, ZERO));
        assertEquals(theirs, PiecesBehind.withOurWords(theirs, OURS, OURS));
        String other = "{small = 4, large = 5666970, flag = <optimized out>}";
        assertEquals(other, PiecesBehind.withOurWords(other, OURS, ZERO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{small = 3, large = 5666971, flag = false}", "{small = 4, large = 5666970, flag = false}",
            "{small = 3, large = 5666970, flag = true}", "{small = 3, large = 5666970}", "{small = <synthetic pointer>"
                    + ", large = 5666970, flag = false}"})
    void nothingElseIsBehindTheLastPiece(String theirs) {
        assertEquals("", explained(OURS, theirs));
    }

    @Test
    void whereNothingIsToldOfAnyPieceTheRestIsTheSame() {
        String none = "<optimized out>";
        Alternatives behind = zero("{a = <optimized out>, b = 0}");
        assertFalse(Explanation.of(none, "{a = <optimized out>, b = <synthetic pointer>}", behind).isEmpty());
        assertEquals("", Explanation.of(none, "{a = <synthetic pointer>, b = <synthetic pointer>}", behind));
        assertEquals("", Explanation.of(none, "{a = <optimized out>, b = 1}", behind));
        Alternatives ofMember = zero("0");
        assertFalse(Explanation.of(none, "<synthetic pointer>", ofMember).isEmpty());
        assertEquals("", Explanation.of(none, "1", ofMember));
        assertEquals("", Explanation.of(none, "<synthetic pointer>", Alternatives.NONE));
    }

    @Test
    void aPointerWithoutAddressIsNullToGdb() {
        assertFalse(Explanation.of("0", "1", nulled("1")).isEmpty());
        assertFalse(Explanation.of("error", "0", nulled("0")).isEmpty());
        assertEquals("", Explanation.of("error", "42", nulled("0")));
        assertEquals("", Explanation.of("42", "0", nulled("0")));
    }

    @Test
    void aPieceBehindItsRegisterIsReadFromTheNext() {
        Alternatives overrun = new Alternatives() {
            @Override
            public String overrun() {
                return "{a = 31}";
            }
        };
        assertFalse(Explanation.of("{a = 32}", "{a = 31}", overrun).isEmpty());
        assertEquals("", Explanation.of("{a = 32}", "{a = 30}", overrun));
    }

    @Test
    void theNameOfAnInlinedFunctionIsItsCodeToGdb() {
        Alternatives named = new Alternatives() {
            @Override
            public boolean isNamedAsFunction() {
                return true;
            }
        };
        List.of("error", "134518960", "(void (*)()) 0x80498af", "{void ()} 0x80498b0 <main>")
                .forEach(code -> assertFalse(Explanation.of("-8 '\\370'", code, named).isEmpty()));
        assertEquals("", Explanation.of("-8 '\\370'", "7 '\\a'", named));
        assertEquals("", Explanation.of("-8 '\\370'", "error", Alternatives.NONE));
    }

    @Test
    void piecesThatAreNotInitializedHaveNoValue() {
        assertEquals("<optimized out>", FrameReading.variable(
                "error: DWARF-2 expression error: DW_OP_GNU_uninit must always be the very last op."));
        assertEquals("error", FrameReading.variable("error: DWARF-2 expression error: `DW_OP_x' operations"));
    }

    @Test
    void aPieceOfWhichLessIsComputedIsZeroToGdb() {
        Storage word = new Storage.Bytes(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, Optional.empty());
        Storage half = new Storage.Bytes(new byte[] {1, 2, 3, 4}, Optional.empty());
        Storage known = new Storage.Bytes(new byte[16], Optional.empty());
        Value value = new Value(new Type.Unknown(""), new Storage.Pieces(List.of(new Storage.Piece(word, 64, 0),
                new Storage.Piece(half, 64, 0), new Storage.Piece(half, 32, 0), new Storage.Piece(known, 128, 0))), 0, 288);
        Storage.Pieces zero = (Storage.Pieces) PiecesBehind.zeroBeyond(value).storage();
        List.of(0, 1).forEach(i ->
                assertArrayEquals(new byte[8], ((Storage.Bytes) zero.pieces().get(i).storage()).bytes()));
        assertEquals(half, zero.pieces().get(2).storage());
        assertEquals(known, zero.pieces().get(3).storage());
        Alternatives beyond = new Alternatives() {
            @Override
            public String zeroBeyond() {
                return "{1, 0, <optimized out>}";
            }
        };
        assertFalse(Explanation.of("{1, 7640891576939301192, <optimized out>}", "{1, 0, <optimized out>}", beyond).isEmpty());
        assertEquals("", Explanation.of("{1, 7640891576939301192, <optimized out>}", "{1, 4089235720, 0}", beyond));
    }

    @Test
    void anArrayWithoutAddressHasElementsThatGdbFindsByTheirNumberOnly() {
        Alternatives first = new Alternatives() {
            @Override
            public String first() {
                return "{a = 1}";
            }
        };
        assertFalse(Explanation.of("{a = 1}", "error", first).isEmpty());
        assertEquals("", Explanation.of("{a = 2}", "error", first));
        assertEquals("", Explanation.of("{a = 1}", "{a = 2}", first));
    }

    @Test
    void bytesThatAreNoNumberAreCastAsIfTheyWereNotANumber() {
        Alternatives notANumber = new Alternatives() {
            @Override
            public String notANumber() {
                return "-1";
            }
        };
        assertFalse(Explanation.of("error", "-1", notANumber).isEmpty());
        assertEquals("", Explanation.of("error", "1", notANumber));
        assertEquals("", Explanation.of("0", "-1", notANumber));
    }

    @Test
    void ofPiecesThatCanNotAllBeReadGdbHasNone() {
        String unreadable = "<error: Cannot access memory at address 0x31>";
        assertFalse(explained("{<optimized out>, " + unreadable + ", <optimized out>}", unreadable).isEmpty());
        String another = "<error: Cannot access memory at address 0x4>";
        assertFalse(explained("{" + unreadable + ", " + another + ", 3}", unreadable).isEmpty());
        assertEquals("", explained("{" + another + ", " + unreadable + ", 3}", unreadable));
        assertEquals("", explained("{1, " + unreadable + "}", unreadable));
        assertEquals("", explained("{<optimized out>, 1}", unreadable));
    }

    @Test
    void anArgumentIsNotFoundByGdbWhereTheCallNamesAnOriginal() {
        Alternatives original = new Alternatives() {
            @Override
            public boolean isOfOriginal() {
                return true;
            }
        };
        assertFalse(Explanation.of("0xffffddec", "<optimized out>", original).isEmpty());
        assertEquals("", Explanation.of("0xffffddec", "0xffffddf0", original));
        assertEquals("", Explanation.of("0xffffddec", "<optimized out>", Alternatives.NONE));
    }

    @Test
    void aConstantOf64BitsIsCutByGdbAndByNobodyElse() {
        assertFalse(explained("78187493530", "878082202").isEmpty());
        assertEquals("", explained("78187493530", "878082203"));
        assertEquals("", explained("878082202", "78187493530"));
        assertEquals("", explained("-1", "4294967295"));
    }

    @Test
    void ofAComplexIntegerGdbWritesTheTypesName() {
        assertFalse(explained("{tag = 1, at = 2 + -3i}", "{tag = 1, at = complex int}").isEmpty());
        assertFalse(explained("0xc8 + 6i", "__unknown__").isEmpty());
        assertEquals("", explained("{tag = 2, at = 2 + -3i}", "{tag = 1, at = complex int}"));
        assertEquals("", explained("2 + -3i", "2 + 3i"));
        assertEquals("", explained("<optimized out>", "complex int"));
    }

    private static Alternatives nulled(String text) {
        return new Alternatives() {
            @Override
            public String nulled() {
                return text;
            }
        };
    }

    @Test
    void aLostRegisterHasWhatTheCalleeLeftInIt() {
        String lost = Explanation.NOWHERE_NOW;
        assertFalse(Explanation.of(lost, "7", carried("7")).isEmpty());
        assertEquals("", Explanation.of(lost, "8", carried("7")));
        assertEquals("", Explanation.of("6", "7", carried("7")));
    }

    @Test
    void whatIsNoNumberKeepsItsSignWhenSubtracted() {
        String positive = "nan(0x8000000000000)";
        String negative = "-" + positive;
        assertFalse(Explanation.of(positive, negative, subtracted(negative)).isEmpty());
        assertEquals("", Explanation.of(positive, negative, subtracted(positive)));
        assertEquals("", Explanation.of("1", "-1", subtracted("-1")));
    }

    private static Alternatives subtracted(String text) {
        return new Alternatives() {
            @Override
            public String subtracted() {
                return text;
            }
        };
    }

    private static Alternatives carried(String text) {
        return new Alternatives() {
            @Override
            public String carried() {
                return text;
            }
        };
    }

    private static Alternatives zero(String text) {
        return new Alternatives() {
            @Override
            public String zeroBehind() {
                return text;
            }
        };
    }

    private static String explained(String ours, String theirs) {
        return Explanation.of(ours, theirs, zero(ZERO));
    }
}
