/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.debug.core.model;

import org.lguest.dwarf.type.Type;

/** C expressions for the parts of a value that has one (C11, section 6.5.2). */
final class PartExpression {

    private static final String PLAIN = "\\**[\\w$]+((\\.|->)\\w+|\\[-?\\d+\\])*";

    private PartExpression() {
    }

    /** What a user has written, so that more can be written behind it. */
    static String whole(String written) {
        return written.matches(PLAIN) ? written : '(' + written + ')';
    }

    /**
     * The expression for a part.
     *
     * @param whole  what it is a part of: one of {@link #whole}, or from here
     * @param type   that one's
     * @param name   a member's, empty for an anonymous one, whose own members are the whole's; or an index in brackets
     */
    static String of(String whole, Type type, String name) {
        return switch (type.stripped()) {
            case Type.Pointer pointer -> '*' + whole;
            case Type.Array array -> operand(whole) + name;
            default -> name.isEmpty() ? whole
                    : whole.startsWith("*") ? operand(whole.substring(1)) + "->" + name : whole + '.' + name;
        };
    }

    private static String operand(String expression) {
        return expression.startsWith("*") ? '(' + expression + ')' : expression;
    }
}
