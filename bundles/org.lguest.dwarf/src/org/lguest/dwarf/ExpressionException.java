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

import org.lguest.dwarf.expression.InvalidExpressionException;

/** An expression that has no value, or names no place in memory, with what is wrong and where in the expression. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String expression;
    private final int column;
    private final int length;

    private ExpressionException(String expression, int column, int length, String reason) {
        super(reason);
        this.expression = expression;
        this.column = column;
        this.length = length;
    }

    static ExpressionException of(String expression, InvalidExpressionException e) {
        return new ExpressionException(expression, e.column(), e.length(expression), e.reason());
    }

    /** What is wrong with the expression as a whole. */
    static ExpressionException ofAll(String expression, String reason) {
        return new ExpressionException(expression, 0, expression.length(), reason);
    }

    public String expression() {
        return expression;
    }

    /** The index of the offending character; the length of the expression if something is missing at its end. */
    public int column() {
        return column;
    }

    /** How many characters from there on are what is wrong: a name, a number, a sign; 0 at the expression's end. */
    public int length() {
        return length;
    }
}
