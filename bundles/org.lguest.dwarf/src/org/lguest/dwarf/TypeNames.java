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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lguest.dwarf.info.EntryReference;
import org.lguest.dwarf.info.Tag;
import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.type.Type.Pointer;
import org.lguest.dwarf.type.Type.Structure;
import org.lguest.dwarf.type.Type.Void;
import org.lguest.dwarf.type.Types;

/** Finds types by the names that expressions give them. */
record TypeNames(Declarations declarations, Types types) {
    private static final Map<String, Integer> KEYWORD_TAGS = Map.of("struct", Tag.DW_TAG_STRUCTURE_TYPE,
            "union", Tag.DW_TAG_UNION_TYPE, "enum", Tag.DW_TAG_ENUMERATION_TYPE, "class", Tag.DW_TAG_CLASS_TYPE);
    /** C's own types as the i386 ABI sizes them, their words in alphabetical order, signs and {@code int} left out. */
    private static final Map<String, Base> OWN_TYPES = Map.of("char", new Base("char", 1, 6),
            "short", new Base("short", 2, 5), "", new Base("int", 4, 5), "long", new Base("long", 4, 5),
            "long long", new Base("long long", 8, 5), "float", new Base("float", 4, 4),
            "double", new Base("double", 8, 4), "double long", new Base("long double", 12, 4),
            "_Bool", new Base("_Bool", 1, 2));

    /**
     * Takes a cast to a pointer from the tokens, if one is next.
     *
     * @return what the pointer points to; empty if no cast is next
     */
    Optional<Type> cast(ExpressionTokens tokens) throws ExpressionException {
        int start = tokens.position();
        if (tokens.takes("(")) {
            int column = tokens.column();
            List<String> words = new ArrayList<>();
            for (String word = tokens.name(); !word.isEmpty(); word = tokens.name()) {
                words.add(word);
            }
            int stars = 0;
            while (tokens.takes("*")) {
                stars++;
                while (List.of("const", "volatile").contains(peek(tokens))) {
                    tokens.name();
                }
            }
            boolean closed = tokens.takes(")");
            if (words.size() > 1 && !closed) {
                throw tokens.refused("A closing parenthesis is missing.");
            }
            if (!words.isEmpty() && closed && (stars > 0 || words.size() > 1 || own(words).isPresent())) {
                return Optional.of(pointed(words, stars, tokens, column));
            }
        }
        tokens.backTo(start);
        return Optional.empty();
    }

    private static String peek(ExpressionTokens tokens) {
        int here = tokens.position();
        String name = tokens.name();
        tokens.backTo(here);
        return name;
    }

    private Type pointed(List<String> words, int stars, ExpressionTokens tokens, int column)
            throws ExpressionException {
        Type type = named(words)
                .orElseThrow(() -> tokens.refused(column, "No type is named " + String.join(" ", words) + "."));
        if (stars == 0) {
            throw tokens.refused(column, "A place is not cast to a type, but its address to a pointer: write *("
                    + String.join(" ", words) + " *)&.");
        }
        for (int i = 1; i < stars; i++) {
            Type target = type;
            type = new Pointer(4, () -> target);
        }
        return type;
    }

    /** The type that some words name. */
    Optional<Type> named(List<String> words) {
        List<String> plain = new ArrayList<>(words);
        plain.removeAll(List.of("const", "volatile"));
        if (plain.size() == 2 && KEYWORD_TAGS.containsKey(plain.getFirst())) {
            return declared(KEYWORD_TAGS.get(plain.getFirst()), plain.getLast());
        }
        if (plain.equals(List.of("void"))) {
            return Optional.of(new Void());
        }
        Optional<Type> own = own(plain);
        if (own.isPresent() || plain.size() != 1) {
            return own;
        }
        String name = plain.getFirst();
        return declared(Tag.DW_TAG_TYPEDEF, name)
                .or(() -> declared(Tag.DW_TAG_BASE_TYPE, name))
                .or(() -> declared(Tag.DW_TAG_STRUCTURE_TYPE, name));
    }

    private static Optional<Type> own(List<String> words) {
        List<String> essential = new ArrayList<>(words);
        boolean isUnsigned = essential.remove("unsigned");
        boolean isSigned = essential.remove("signed");
        boolean isInt = essential.remove("int");
        Collections.sort(essential);
        Base type = OWN_TYPES.get(String.join(" ", essential));
        boolean isBare = essential.isEmpty() && !isUnsigned && !isSigned && !isInt;
        if (type == null || isBare) {
            return Optional.empty();
        }
        return Optional.of(isUnsigned ? new Base("unsigned " + type.name(), type.size(), 7) : type);
    }

    private Optional<Type> declared(int tag, String name) {
        Optional<EntryReference> entry = declarations.type(tag, name);
        return entry.map(types::of);
    }

    /** The structure with its members, where another unit has them. */
    Structure completed(Structure structure) {
        if (structure.isComplete() || structure.tag().isEmpty()) {
            return structure;
        }
        return declared(KEYWORD_TAGS.getOrDefault(structure.keyword(), 0), structure.tag())
                .filter(Structure.class::isInstance).map(Structure.class::cast).orElse(structure);
    }
}
