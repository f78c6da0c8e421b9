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

/**
 * A word of an expression.
 *
 * @param text as written, without quotes
 * @param column the index of its first character
 */
record Token(Kind kind, String text, int column) {
    enum Kind {
        NUMBER, CHARACTER, NAME, REGISTER, FILE, SIGN, END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }
}
