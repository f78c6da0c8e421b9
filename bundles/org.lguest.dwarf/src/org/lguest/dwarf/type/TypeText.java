/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.type;

import org.lguest.dwarf.type.Type.Array;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.type.Type.Enumeration;
import org.lguest.dwarf.type.Type.FunctionType;
import org.lguest.dwarf.type.Type.Pointer;
import org.lguest.dwarf.type.Type.Qualified;
import org.lguest.dwarf.type.Type.Structure;
import org.lguest.dwarf.type.Type.Typedef;
import org.lguest.dwarf.type.Type.Unknown;
import org.lguest.dwarf.type.Type.Void;

/**
 * Writes a type as a C declaration without the name. From the outside in: what is declared grows around the place where
 * the name would be, until a type with a name of its own ends it.
 */
final class TypeText {
    /** A damaged file may have a pointer that points to its own kind. */
    private static final int DEEPEST = 32;

    private TypeText() {
    }

    static String of(Type type) {
        StringBuilder declarator = new StringBuilder();
        String qualifiers = "";
        Type next = type;
        for (int depth = 0; depth < DEEPEST; depth++) {
            switch (next) {
                case Pointer pointer -> {
                    declarator.insert(0, qualifiers.isEmpty() ? "*" : "* " + qualifiers.strip());
                    qualifiers = "";
                    next = pointer.target().get();
                }
                case Array array -> {
                    parenthesise(declarator);
                    declarator.append('[');
                    array.count().ifPresent(declarator::append);
                    declarator.append(']');
                    next = array.element();
                }
                case FunctionType function -> {
                    parenthesise(declarator);
                    declarator.append("()");
                    next = function.result().get();
                }
                case Qualified qualified -> {
                    qualifiers = qualified.qualifier() + " " + qualifiers;
                    next = qualified.target();
                }
                default -> {
                    String name = qualifiers + name(next);
                    return declarator.isEmpty() ? name : name + (declarator.charAt(0) == '[' ? "" : " ") + declarator;
                }
            }
        }
        return "... " + declarator;
    }

    private static void parenthesise(StringBuilder declarator) {
        if (!declarator.isEmpty() && declarator.charAt(0) == '*') {
            declarator.insert(0, '(').append(')');
        }
    }

    private static String name(Type type) {
        return switch (type) {
            case Base base -> base.name();
            case Typedef typedef -> typedef.name();
            case Structure structure -> tagged(structure.keyword(), structure.tag());
            case Enumeration enumeration -> tagged("enum", enumeration.tag());
            case Void nothing -> "void";
            case Unknown unknown -> "?";
            case Pointer p -> "*";
            case Array a -> "[]";
            case FunctionType f -> "()";
            case Qualified q -> q.qualifier();
        };
    }

    private static String tagged(String keyword, String tag) {
        return keyword + " " + (tag.isEmpty() ? "{...}" : tag);
    }
}
