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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Characters and strings as C writes them (C11, sections 6.4.4.4 and 6.4.5), and {@code \e} as GNU does. */
public final class TextLiteral {
    private static final String ESCAPES = "abfnrtv";
    private static final String ESCAPED = "\007\b\f\n\r\t\013";
    private static final int MOST_OCTAL_DIGITS = 3;
    private static final int ESCAPE = 27;

    private TextLiteral() {
    }

    /** Whether a text begins as a literal does. @param quote a single or a double quote */
    public static boolean begins(String text, char quote) {
        return !text.isEmpty() && text.charAt(0) == quote;
    }

    /** The byte of a character in single quotes. */
    public static byte character(String literal) throws InvalidExpressionException {
        byte[] bytes = unquoted(literal, '\'');
        if (bytes.length != 1) {
            throw new InvalidExpressionException(1, literal + " is not one character.");
        }
        return bytes[0];
    }

    /** The bytes of a string in double quotes, in UTF-8, without the NUL behind it. */
    public static byte[] string(String literal) throws InvalidExpressionException {
        return unquoted(literal, '"');
    }

    private static byte[] unquoted(String literal, char quote) throws InvalidExpressionException {
        int end = literal.length() - 1;
        if (end < 1 || literal.charAt(0) != quote || literal.charAt(end) != quote) {
            throw new InvalidExpressionException(1, literal + " is not in " + quote + " quotes.");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 1;
        while (at < end) {
            int code = literal.codePointAt(at);
            if (code == quote) {
                throw new InvalidExpressionException(at + 1, "There is more after the closing quote.");
            }
            if (code == '\\') {
                at = escape(literal, at + 1, end, bytes);
            } else {
                bytes.writeBytes(Character.toString(code).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(code);
            }
        }
        return bytes.toByteArray();
    }

    /** @param at behind the backslash; @return behind the escape */
    private static int escape(String text, int at, int end, ByteArrayOutputStream bytes)
            throws InvalidExpressionException {
        if (at >= end) {
            throw new InvalidExpressionException(at, "The closing quote is missing.");
        }
        char kind = text.charAt(at);
        boolean isHexadecimal = kind == 'x';
        if (!isHexadecimal && Character.digit(kind, 8) < 0) {
            int known = ESCAPES.indexOf(kind);
            bytes.write(known >= 0 ? ESCAPED.charAt(known) : kind == 'e' ? ESCAPE : kind);
            return at + 1;
        }
        int radix = isHexadecimal ? 16 : 8;
        int first = isHexadecimal ? at + 1 : at;
        int last = isHexadecimal ? end : Math.min(end, at + MOST_OCTAL_DIGITS);
        int value = 0;
        int next = first;
        while (next < last && Character.digit(text.charAt(next), radix) >= 0 && value <= 0xFF) {
            value = value * radix + Character.digit(text.charAt(next), radix);
            next++;
        }
        if (next == first || value > 0xFF) {
            throw new InvalidExpressionException(at, "\\" + text.substring(at, next) + " is no byte.");
        }
        bytes.write(value);
        return next;
    }
}
