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

/** A watch expression that names no place in memory, with what is wrong and where in the expression. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String expression;
    private final int column;

    ExpressionException(String expression, int column, String reason) {
        super(reason);
        this.expression = expression;
        this.column = column;
    }

    public String expression() {
        return expression;
    }

    /** The index of the offending character; the length of the expression if something is missing at its end. */
    public int column() {
        return column;
    }
}
