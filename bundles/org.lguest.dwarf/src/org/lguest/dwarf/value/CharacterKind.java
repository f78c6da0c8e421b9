/*
 * Copyright (c) 2026 Lguest Debug contributors
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * https://www.eclipse.org/legal/epl-2.0/
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.lguest.dwarf.value;

import java.util.Map;
import java.util.Optional;

import org.lguest.dwarf.type.Type;
import org.lguest.dwarf.type.Type.Base;
import org.lguest.dwarf.type.Type.Qualified;
import org.lguest.dwarf.type.Type.Typedef;

/**
 * What sort of characters a type's numbers are: those of one byte, and by their names those of C's wide ones (C11,
 * sections 7.19 and 7.28), which in C are other names of integers and in C++ types of their own.
 *
 * @param prefix of their literals: empty, {@code L}, {@code u} or {@code U}
 * @param size of each in bytes
 */
record CharacterKind(String prefix, int size) {
    private static final Map<String, String> WIDE = Map.of("wchar_t", "L", "char16_t", "u", "char32_t", "U");

    /** Empty for what is no character. */
    static Optional<CharacterKind> of(Type type) {
        Type next = type;
        while (true) {
            switch (next) {
                case Typedef typedef when isWide(typedef.name(), typedef.size()) -> {
                    return wide(typedef.name(), typedef.size());
                }
                case Typedef typedef -> next = typedef.target();
                case Qualified qualified -> next = qualified.target();
                case Base base when isWide(base.name(), base.size()) -> {
                    return wide(base.name(), base.size());
                }
                case Base base when base.size() == 1 && !base.isBoolean() && !base.isReal() -> {
                    return Optional.of(new CharacterKind("", 1));
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
    }

    private static boolean isWide(String name, long size) {
        return WIDE.containsKey(name) && (size == 2 || size == 4);
    }

    private static Optional<CharacterKind> wide(String name, long size) {
        return Optional.of(new CharacterKind(WIDE.getOrDefault(name, ""), (int) size));
    }

    /** Whether the type is by that very name one of characters: what points to it is told by its string. */
    static boolean isNamedSo(Type type) {
        return switch (type) {
            case Typedef typedef -> isWide(typedef.name(), typedef.size());
            case Base base -> base.name().equals("char") || isWide(base.name(), base.size());
            default -> false;
        };
    }

    /** The characters that bytes in memory are. */
    int[] read(byte[] bytes) {
        int[] characters = new int[bytes.length / size];
        for (int i = 0; i < characters.length * size; i++) {
            characters[i / size] |= (bytes[i] & 0xFF) << 8 * (i % size);
        }
        return characters;
    }

    /** One character as a literal. */
    String quoted(long number) {
        return prefix + CharacterText.quoted((int) (number & 0xFFFF_FFFFL >>> 8 * (4 - size)));
    }

    /** As {@link CharacterText#string}. */
    String string(byte[] bytes, boolean isCut) {
        return prefix + CharacterText.string(read(bytes), isCut);
    }
}
