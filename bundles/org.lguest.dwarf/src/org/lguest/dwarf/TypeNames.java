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
    private static final String COMPLEX = "_Complex";

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
        boolean isComplex = essential.remove(COMPLEX);
        Collections.sort(essential);
        Base type = OWN_TYPES.get(String.join(" ", essential));
        boolean isBare = essential.isEmpty() && !isUnsigned && !isSigned && !isInt;
        if (type == null || isBare) {
            return Optional.empty();
        }
        Base number = isUnsigned ? new Base("unsigned " + type.name(), type.size(), 7) : type;
        if (isComplex) {
            // Those of char and short are not promoted.
            return type.isReal() || number.size() >= 4 ? Optional.of(Base.complex(number)) : Optional.empty();
        }
        return Optional.of(number);
    }

    private Optional<Type> declared(int tag, String name) {
        Optional<EntryReference> entry = declarations.outermost().type(tag, name);
        return entry.map(types::of);
    }

    /** The structure with its members, where another unit has them. */
    Structure completed(Structure structure) {
        if (structure.extent() != Type.Extent.DECLARED || structure.tag().isEmpty()) {
            return structure;
        }
        return declared(KEYWORD_TAGS.getOrDefault(structure.keyword(), 0), structure.tag())
                .filter(Structure.class::isInstance).map(Structure.class::cast).orElse(structure);
    }
}
