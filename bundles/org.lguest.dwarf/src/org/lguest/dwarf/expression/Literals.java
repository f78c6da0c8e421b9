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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

import org.lguest.dwarf.location.Extended;
import org.lguest.dwarf.location.RealFormat;
import org.lguest.dwarf.type.Type.Base;

/** Numbers and characters as C writes them (C11, section 6.4.4), and {@code 0b101} as GNU does. */
final class Literals {
    private Literals() {
    }

    static Node number(Token token) throws InvalidExpressionException {
        String text = token.text().toLowerCase(Locale.ROOT);
        boolean isHexadecimal = text.startsWith("0x");
        if (!isHexadecimal && (text.contains(".") || text.contains("e")) && !text.startsWith("0b")) {
            return real(token, text);
        }
        String digits = text.replaceFirst("[ul]+$", "");
        String suffix = text.substring(digits.length());
        if (!suffix.matches("u?l{0,2}|l{1,2}u")) {
            throw new InvalidExpressionException(token.column(), token.text() + " is not a number.");
        }
        int radix = isHexadecimal ? 16 : digits.startsWith("0b") ? 2 : digits.startsWith("0") ? 8 : 10;
        String plain = radix == 16 || radix == 2 ? digits.substring(2) : digits;
        BigInteger value;
        try {
            value = new BigInteger(plain, radix);
        } catch (NumberFormatException e) {
            throw new InvalidExpressionException(token.column(), token.text() + " is not a number.");
        }
        if (value.bitLength() > 64) {
            throw new InvalidExpressionException(token.column(), token.text() + " is larger than any integer.");
        }
        boolean isUnsigned = suffix.contains("u");
        boolean isLong = suffix.contains("ll");
        return new Node.Integer(value.longValue(), type(value, isUnsigned, isLong, radix == 10), token.column());
    }

    /** The first type of C11's list that the value fits in (section 6.4.4.1). */
    private static Base type(BigInteger value, boolean isUnsigned, boolean isLong, boolean isDecimal) {
        int bits = value.bitLength();
        if (!isLong && bits <= 31 && !isUnsigned) {
            return CTypes.INT;
        }
        if (!isLong && bits <= 32 && (isUnsigned || !isDecimal)) {
            return CTypes.UNSIGNED;
        }
        return bits <= 63 && !isUnsigned ? CTypes.LONG_LONG : CTypes.UNSIGNED_LONG_LONG;
    }

    private static Node real(Token token, String text) throws InvalidExpressionException {
        String digits = text.replaceFirst("[fl]$", "");
        if (!digits.matches("([0-9]+\\.?[0-9]*|\\.[0-9]+)(e[-+]?[0-9]+)?")) {
            throw new InvalidExpressionException(token.column(), token.text() + " is not a number.");
        }
        Base type = text.endsWith("f") ? CTypes.FLOAT : text.endsWith("l") ? CTypes.LONG_DOUBLE : CTypes.DOUBLE;
        try {
            Extended value = Extended.of(new BigDecimal(digits), RealFormat.of(type.size()));
            return new Node.Real(value, type, token.column());
        } catch (NumberFormatException e) {
            throw new InvalidExpressionException(token.column(), token.text() + " is beyond any number.");
        }
    }

    static Node character(Token token) throws InvalidExpressionException {
        String text = token.text();
        if (text.length() == 1 && text.charAt(0) <= 0xFF && text.charAt(0) != '\'') {
            return new Node.Integer((byte) text.charAt(0), CTypes.CHAR, token.column());
        }
        try {
            return new Node.Integer(TextLiteral.character("'" + text + "'"), CTypes.CHAR, token.column());
        } catch (InvalidExpressionException e) {
            throw new InvalidExpressionException(token.column(), "'" + text + "' is not one character.");
        }
    }
}
