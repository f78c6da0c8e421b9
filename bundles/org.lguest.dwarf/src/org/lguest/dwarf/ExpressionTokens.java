/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a watch expression, one at a time. For one thread. */
final class ExpressionTokens {
    /** A number, a name, a file's name in quotes, or a sign. */
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<number>\\d\\w*)|(?<name>[A-Za-z_$][\\w$]*)|'(?<file>[^']*)'|(?<sign>::|->|[-.*&\\[\\]()]))");
    private static final Pattern REST = Pattern.compile("\\s*(\\S)");

    private final String text;
    private final Matcher matcher;
    private int position;

    ExpressionTokens(String text) {
        this.text = text;
        this.matcher = TOKEN.matcher(text);
    }

    /** Where the next token begins, as an index into the text. */
    int column() {
        Matcher next = REST.matcher(text).region(position, text.length());
        return next.lookingAt() ? next.start(1) : text.length();
    }

    int position() {
        return position;
    }

    /** Goes back to where {@link #position()} was. */
    void backTo(int earlier) {
        position = earlier;
    }

    boolean isAtEnd() {
        return column() == text.length();
    }

    /** Takes the next token if it is that sign. */
    boolean takes(String sign) {
        int before = position;
        boolean is = sign.equals(take("sign"));
        if (!is) {
            position = before;
        }
        return is;
    }

    /** Takes the next token if it is a name; empty otherwise. */
    String name() {
        return take("name");
    }

    /** Takes the next token if it is a number; empty otherwise. */
    String number() {
        return take("number");
    }

    /** Takes the next token if it is a file's name; empty otherwise. */
    String file() {
        return take("file");
    }

    private String take(String kind) {
        matcher.region(position, text.length());
        String token = matcher.lookingAt() ? matcher.group(kind) : null;
        if (token == null) {
            return "";
        }
        position = matcher.end();
        return token;
    }

    ExpressionException refused(int column, String reason) {
        return new ExpressionException(text, column, reason);
    }

    ExpressionException refused(String reason) {
        return refused(column(), reason);
    }
}
