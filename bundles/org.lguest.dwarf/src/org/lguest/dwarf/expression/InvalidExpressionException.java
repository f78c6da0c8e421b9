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

/** An expression that has no value, with what is wrong and where. */
public final class InvalidExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int column;

    public InvalidExpressionException(int column, String reason) {
        super(reason, null, false, false);
        this.column = column;
    }

    /** The index of the offending character; the expression's length if something is missing at its end. */
    public int column() {
        return column;
    }

    /** How many characters of that expression from the column on are meant: a name, a number, or a sign. */
    public int length(String expression) {
        return Lexer.lengthAt(expression, column);
    }

    /** A sentence for people. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
