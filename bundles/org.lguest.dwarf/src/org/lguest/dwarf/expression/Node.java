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

import org.lguest.dwarf.location.Extended;
import org.lguest.dwarf.type.Type;

/** A part of an expression, as written. */
sealed interface Node {
    /** Where it is written: the column of its name, number or sign. */
    int column();

    record Integer(long value, Type type, int column) implements Node {
    }

    record Real(Extended value, Type type, int column) implements Node {
    }

    /** @param owner the function or file before {@code ::}; empty for none */
    record Name(String owner, String name, int column) implements Node {
    }

    record Register(String name, int column) implements Node {
    }

    record Unary(String sign, Node operand, int column) implements Node {
    }

    record Binary(String sign, Node left, Node right, int column) implements Node {
    }

    /** @param sign of the operation before the {@code =}; empty for none */
    record Assignment(String sign, Node target, Node value, int column) implements Node {
    }

    record Choice(Node condition, Node yes, Node no, int column) implements Node {
    }

    record Cast(Type type, Node operand, int column) implements Node {
    }

    record SizeOfType(Type type, int column) implements Node {
    }

    record SizeOf(Node operand, int column) implements Node {
    }

    record Member(Node whole, String name, int column) implements Node {
    }

    record Index(Node whole, Node index, int column) implements Node {
    }
}
