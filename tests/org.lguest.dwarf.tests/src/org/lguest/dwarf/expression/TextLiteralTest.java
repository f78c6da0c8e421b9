/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.expression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Characters and strings in quotes, as the bytes that a C compiler makes of them. */
class TextLiteralTest {

    @Test
    void escapesStandForBytes() throws InvalidExpressionException {
        assertArrayEquals(new byte[] {7, 8, 12, 10, 13, 9, 11, 27, '\\', '"', '\'', '?', 0, 1, '2', (byte) 0xFF, 'g'},
                TextLiteral.string("\"\\a\\b\\f\\n\\r\\t\\v\\e\\\\\\\"\\'\\?\\0\\0012\\xffg\""));
    }

    @Test
    void otherCharactersAreWrittenInUtf8() throws InvalidExpressionException {
        assertArrayEquals("Käse €".getBytes(StandardCharsets.UTF_8), TextLiteral.string("\"Käse €\""));
        assertArrayEquals(new byte[0], TextLiteral.string("\"\""));
    }

    @Test
    void aCharacterIsOneByte() throws InvalidExpressionException {
        assertEquals('x', TextLiteral.character("'x'"));
        assertEquals('"', TextLiteral.character("'\"'"));
        assertEquals((byte) 0xFF, TextLiteral.character("'\\377'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "'", "''", "'xy'", "'\\'", "'x", "x'", "'\\400'", "'\\x'", "'\\x100'", "'''", "\"x\"", "'€'"})
    void whatIsNoCharacterIsRefused(String text) {
        assertThrows(InvalidExpressionException.class, () -> TextLiteral.character(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\"", "\"x", "x\"", "\"a\"b\"", "\"\\\"", "\"\\x\"", "\"\\777\"", "'x'"})
    void whatIsNoStringIsRefused(String text) {
        assertThrows(InvalidExpressionException.class, () -> TextLiteral.string(text));
    }
}
