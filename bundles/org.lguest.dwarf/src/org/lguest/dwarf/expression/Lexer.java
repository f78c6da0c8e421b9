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

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lguest.dwarf.expression.Token.Kind;

/** Cuts an expression into its words (C11, section 6.4). */
final class Lexer {
    /** Nobody writes longer ones, and each level of nesting costs stack. */
    private static final int LONGEST = 10_000;
    private static final Pattern TOKEN = Pattern.compile("(?<number>\\.?[0-9][\\w.]*+(?:(?<=[eEpP])[-+][\\w.]*+){0,20})"
            + "|(?<name>[A-Za-z_]\\w*)"
            + "|\\$(?<register>\\w+)|'(?<quoted>(?:\\\\.|[^'\\\\]){0,300})'"
            + "|(?<sign>::|->|<<=|>>=|\\+\\+|--|<<|>>|<=|>=|==|!=|&&|\\|\\||[-+*/%&|^]=|[-+*/%&|^!~<>=?:.,()\\[\\]@])");
    /** In an exponent of a hexadecimal number, e is a digit: {@code 0xe+1} is a sum. */
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]*[uUlL]*");

    private Lexer() {
    }

    static List<Token> tokens(String text) throws InvalidExpressionException {
        if (text.length() > LONGEST) {
            throw new InvalidExpressionException(LONGEST, "The expression is too long.");
        }
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                tokens.add(new Token(Kind.END, "", at));
                return tokens;
            }
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw new InvalidExpressionException(at, "This is no part of a C expression.");
            }
            Matcher hexadecimal = HEXADECIMAL.matcher(text).region(at, text.length());
            if (matcher.group("number") != null && hexadecimal.lookingAt()) {
                tokens.add(new Token(Kind.NUMBER, hexadecimal.group(), at));
                at = hexadecimal.end();
            } else {
                tokens.add(token(matcher, text, at));
                at = matcher.end();
            }
        }
    }

    /** How long the word at a column is; 1 where no word of C begins, 0 at the end. */
    static int lengthAt(String text, int column) {
        if (column >= text.length()) {
            return 0;
        }
        Matcher hexadecimal = HEXADECIMAL.matcher(text).region(column, text.length());
        Matcher matcher = TOKEN.matcher(text).region(column, text.length());
        return hexadecimal.lookingAt() ? hexadecimal.end() - column : matcher.lookingAt() ? matcher.end() - column : 1;
    }

    private static Token token(Matcher matcher, String text, int at) {
        if (matcher.group("number") != null) {
            return new Token(Kind.NUMBER, matcher.group("number"), at);
        }
        if (matcher.group("name") != null) {
            return new Token(Kind.NAME, matcher.group("name"), at);
        }
        if (matcher.group("register") != null) {
            return new Token(Kind.REGISTER, matcher.group("register"), at);
        }
        if (matcher.group("quoted") != null) {
            boolean isFile = text.substring(matcher.end()).stripLeading().startsWith("::");
            return new Token(isFile ? Kind.FILE : Kind.CHARACTER, matcher.group("quoted"), at);
        }
        return new Token(Kind.SIGN, matcher.group("sign"), at);
    }
}
