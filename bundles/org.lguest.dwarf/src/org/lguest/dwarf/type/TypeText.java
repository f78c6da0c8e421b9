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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.lguest.dwarf.type.Type.Array;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.type.Type.Enumeration;
import org.lguest.dwarf.type.Type.FunctionType;
import org.lguest.dwarf.type.Type.Parameters;
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
    /** Parameters that are functions themselves are written out once, and no further. */
    private static final int DEEPEST_PARAMETERS = 2;

    /** Compilers have the words of a type in an order that nobody writes. */
    private static final Map<String, String> ORDERED = Map.of("short int", "short",
            "short unsigned int", "unsigned short", "long int", "long", "long unsigned int", "unsigned long",
            "long long int", "long long", "long long unsigned int", "unsigned long long");

    private TypeText() {
    }

    static String of(Type type) {
        return of(type, 0);
    }

    private static String of(Type type, int nesting) {
        StringBuilder declarator = new StringBuilder();
        // In one order, whatever the compiler's: const volatile.
        SortedSet<String> qualifiers = new TreeSet<>();
        Type next = type;
        for (int depth = 0; depth < DEEPEST; depth++) {
            switch (next) {
                case Pointer pointer -> {
                    boolean isBare = qualifiers.isEmpty() || declarator.isEmpty() || declarator.charAt(0) == '[';
                    declarator.insert(0, (qualifiers.isEmpty() ? "*" : "* " + String.join(" ", qualifiers))
                            + (isBare ? "" : " "));
                    qualifiers.clear();
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
                    declarator.append('(').append(parameters(function, nesting)).append(')');
                    next = function.result().get();
                }
                case Qualified qualified -> {
                    qualifiers.add(qualified.qualifier());
                    next = qualified.target();
                }
                default -> {
                    List<String> words = new ArrayList<>(qualifiers);
                    words.add(name(next));
                    words.add(declarator.toString());
                    return String.join(" ", words).stripTrailing();
                }
            }
        }
        return "... " + declarator;
    }

    private static String parameters(FunctionType function, int nesting) {
        if (nesting == DEEPEST_PARAMETERS) {
            return "...";
        }
        Parameters parameters = function.parameters().get();
        if (parameters.types().isEmpty()) {
            return function.isPrototyped() ? "void" : "";
        }
        return parameters.types().stream().map(p -> of(p, nesting + 1))
                .collect(Collectors.joining(", ", "", parameters.isOpen() ? ", ..." : ""));
    }

    private static void parenthesise(StringBuilder declarator) {
        if (!declarator.isEmpty() && declarator.charAt(0) == '*') {
            declarator.insert(0, '(').append(')');
        }
    }

    private static String name(Type type) {
        return switch (type) {
            case Base base -> ORDERED.getOrDefault(base.name(), base.name());
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
